"""The `section` matcher: a section that holds nothing, or only a word that something is to come.

`when: empty`: a heading with nothing under it. `when: no-entries`: a heading or lone line out of `titles` that
announces a list (a table of contents) of which fewer than two entries follow. `when: stub`: a section whose whole
text is one of the phrases in `stubs`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import regex

from presscheck.late import late_regex
from presscheck.match.anchors import probes_of
from presscheck.match.phrase import phrase_pattern
from presscheck.model import Block, Document, Hit
from presscheck.rule import Probe
from presscheck.rules.schema import choice, listing, mapping, text
from presscheck.trouble import Trouble

SPEC = mapping(
    {"when": choice("empty", "no-entries", "stub"), "titles": listing(text), "stubs": listing(text)},
    required=["when"],
)

_ENTRIES = 2
"""So many entries make a list."""

_ENTRY = late_regex(r".{1,120}[^.!?]", regex.DOTALL)


def build(spec: Mapping[str, Any]) -> Any:
    """Return the finder of a `section` rule. Raises Trouble where the lists it needs are missing."""
    if spec["when"] == "empty":
        return _empty
    key = {"no-entries": "titles", "stub": "stubs"}[spec["when"]]
    if key not in spec:
        raise Trouble(f"a section rule with 'when: {spec['when']}' needs '{key}'")
    whole = regex.compile(_whole(spec[key]), regex.IGNORECASE)
    return _no_entries(whole) if spec["when"] == "no-entries" else _stub(whole)


def probes(spec: Mapping[str, Any]) -> tuple[Probe, ...]:
    """Return what a text must be like for one of the phrases to stand in it."""
    phrases = spec.get("titles") or spec.get("stubs")
    return probes_of([f"^{_whole(phrases)}$"], {}, 0) if phrases else (Probe(),)


def _whole(phrases: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(phrase_pattern, phrases))})[\\s.…:!]*"


def _content(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind not in ("field", "link", "alt")]


def _empty(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    content = _content(document)
    for block, after in zip(content, [*content[1:], None], strict=True):
        if (
            block.kind == "heading"
            and block.text
            and (after is None or (after.kind == "heading" and after.level <= block.level))
        ):
            yield Hit(block, 0, len(block.text))


def _no_entries(titles: regex.Pattern[str]) -> Any:
    def find(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        content = _content(document)
        wanted = set(blocks)
        for index, block in enumerate(content):
            if block in wanted and titles.fullmatch(block.text) and not _has_entries(content, index + 1):
                yield Hit(block, 0, len(block.text))

    return find


def _has_entries(content: Sequence[Block], first: int) -> bool:
    """Tell whether two entries of a list stand from a block on, or what builds a list."""
    count = 0
    for block in islice(content, first, first + _ENTRIES):
        if block.kind in ("comment", "opaque", "table-cell") or block.text[:1] in "{[":
            return True
        if block.kind != "list-item" and (block.kind == "quotation" or not _ENTRY.fullmatch(block.text)):
            return False
        count += 1 + block.text.count("\n")
    return count >= _ENTRIES


def _stub(stubs: regex.Pattern[str]) -> Any:
    def find(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        content = _content(document)
        wanted = set(blocks)
        for before, block, after in zip([None, *content], content, [*content[1:], None], strict=False):
            alone = before is not None and before.kind == "heading" and (after is None or after.kind == "heading")
            if alone and block in wanted and stubs.fullmatch(block.text):
                yield Hit(block, 0, len(block.text))

    return find
