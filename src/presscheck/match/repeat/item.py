"""List items, and lists of links, that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from presscheck.match.letters import APART_RUN, RUN
from presscheck.match.normal import count_words, normal
from presscheck.match.repeat.line import has_link, hit, is_link, letters_of, whole, whole_form
from presscheck.match.repeat.paragraph import NEXT_WORDS, recurs_by_right
from presscheck.model import OPAQUE, Block, Document, Hit

ITEM_WORDS = 25
"""A list item of fewer words may stand twice by right: an entry of a table of contents, an answer, a step."""

LIST_ITEMS = 3
"""A list of fewer links may stand twice by right: what to read before, what to read next."""

_TARGET = 300
_ADDRESS = regex.compile(r"(?:https?:|www[.])\S+$")


def list_items(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the list items that stand a second time in one run of items."""
    seen: dict[str, Block] = {}
    before = ""
    for block in document.blocks:
        if block.kind in ("link", "alt"):
            continue
        if block.kind != "list-item":
            seen, before = {}, ""
            continue
        form = whole_form(document, block)
        words = count_words(form)
        if has_link(document, block):
            form = f"{form} {_with_targets(document, block)}"
        next_to_it = form == before
        if form in seen and (next_to_it or not recurs_by_right(document, block, words)):
            least_words, least = (NEXT_WORDS, RUN) if next_to_it else (ITEM_WORDS, APART_RUN)
            if words >= least_words and len(letters_of(document, block)[0]) >= least:
                yield hit(document, whole(block), whole(seen[form]))
        if words >= NEXT_WORDS:
            seen.setdefault(form, block)
        before = form


def link_lists(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the first item of each list of links that stands a second time, item for item."""
    wanted = set(blocks)
    seen: dict[tuple[str, ...], Block] = {}
    items: list[Block] = []
    for block in (*document.blocks, None):
        if block is not None and block.kind in ("alt", "link"):
            continue
        if block is not None and block in wanted:
            items.append(block)
            continue
        if len(items) >= LIST_ITEMS and _lead_on(document, items):
            form = tuple(f"{normal(item.text)} {_target(document, item)}" for item in items)
            first = seen.setdefault(form, items[0])
            if first is not items[0]:
                found = hit(document, whole(items[0]), whole(first))
                yield found._replace(values={**found.values, "links": str(len(items))})
        items = []


def _with_targets(document: Document, item: Block) -> str:
    """Return an item as the source has it, to the end of its line: where its links lead makes it another one."""
    start, end = item.span(0, len(item.text))
    return document.source.text[start : end + _TARGET].split("\n")[0]


def _target(document: Document, item: Block) -> str:
    """Return where an item leads that is a link, as the source has it."""
    text = document.source.text
    start, end = item.span(0, len(item.text))
    if text.startswith(("](", "]["), end):
        return text[end : end + _TARGET].split("\n")[0].strip("[]() ")
    tag = text.rfind("<a", max(0, start - _TARGET), start)
    return text[tag:start] if tag >= 0 else ""


def _lead_on(document: Document, items: Sequence[Block]) -> bool:
    """Tell whether items are links and nothing else, and hold enough letters to know them by."""
    if all(_ADDRESS.match(item.text) for item in items):
        return True
    return all(_leads_on(document, item) for item in items) and (
        sum(len(letters_of(document, item)[0]) for item in items) >= RUN
    )


def _leads_on(document: Document, item: Block) -> bool:
    """Tell whether an item is a link and nothing else."""
    if OPAQUE in item.text:
        return False
    end = item.span(0, len(item.text))[1]
    return is_link(document, item) or document.source.text[end : end + 3].lower() == "</a"
