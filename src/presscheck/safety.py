"""Whether a fix could take away what was meant for the reader: only where it cannot, nobody need look at it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from presscheck.late import late
from presscheck.model import OPAQUE, Block, Document, Hit, Kind, Source

if TYPE_CHECKING:
    from presscheck.match.repeat.line import Line

_PROSE: frozenset[Kind] = frozenset({"heading", "paragraph", "list-item", "quotation", "caption"})
_NEAR = 40
_LINK = late(r"\]\s*[(\[]|<a\s|<img\s|https?://", re.IGNORECASE)


def is_safe(when: str, hit: Hit, document: Document) -> bool:
    """Tell whether a reader cannot miss a hit that goes; `when` is what its rule says (`model.Mend.safe`)."""
    alone = stands_alone(hit)
    if when == "never" or (when != "always" and not alone):
        return False
    if _holds_more(hit, document.source):
        return False
    if not alone:
        return True
    headline = _headline(document)
    if headline and headline.block is hit.block and hit.start <= headline.start < hit.end:
        return False
    if _ends_in_colon(hit.block.text[max(0, hit.start - _NEAR) : hit.start]) or hit.block in _announced(document):
        return False
    if when != "stock":
        return True
    from presscheck.match.stock import load_site_talk

    return load_site_talk().is_all_of(hit.block.text[hit.start : hit.end], headline.text if headline else "")


def stands_alone(hit: Hit) -> bool:
    """Tell whether a hit is all there is to read in its block, or on its lines of it."""
    text = hit.block.text
    if hit.end - hit.start == len(text):
        return True
    before = (text[at] for at in range(hit.start - 1, -1, -1))
    after = (text[at] for at in range(hit.end, len(text)))
    return not _holds_words(before) and not _holds_words(after)


def _holds_words(beside: Iterable[str]) -> bool:
    """Tell whether there is something to read before the line ends."""
    for char in beside:
        if char == "\n":
            return False
        if char.isalnum() or char == OPAQUE:
            return True
    return False


@lru_cache(maxsize=2)
def _headline(document: Document) -> Line | None:
    from presscheck.match.repeat.headline import headlines

    return headlines(document).headline


@lru_cache(maxsize=2)
def _announced(document: Document) -> frozenset[Block]:
    """Return the blocks that stand after a colon: they may be the words that somebody is cited with."""
    found: set[Block] = set()
    before = ""
    for block in document.blocks:
        if _ends_in_colon(before):
            found.add(block)
        if block.kind in _PROSE:
            before = block.text
    return frozenset(found)


def _ends_in_colon(text: str) -> bool:
    return text.rstrip("*_ \n").endswith((":", "："))


def _holds_more(hit: Hit, source: Source) -> bool:
    """Tell whether a picture, or a link that the first copy lacks, goes with a hit: a reader may want it."""
    if OPAQUE in hit.block.text[hit.start : hit.end]:
        return True
    if hit.related is None:
        return False
    block, first, last = hit.related
    start, end = hit.block.span(hit.start, hit.end)
    kept_start, kept_end = block.span(first, last)
    links = len(_LINK.findall(source.text[start:end]))
    return links > len(_LINK.findall(source.text[kept_start:kept_end]))
