"""Paragraphs, list items and sentences that stand twice in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from presscheck.match.headline import Line, headlines, hit
from presscheck.match.normal import normal
from presscheck.match.reach import quoted
from presscheck.model import Block, Document, Hit

PARAGRAPH_WORDS = 8
"""A paragraph of fewer words may stand twice by right: a label, a cry, an answer."""

TANDEM_WORDS = 5
"""What is pasted twice in a row has at least this many words, four of them different."""

_WORD = regex.compile(r"(?:https?:|www[.])\S++(*SKIP)(*FAIL)|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*")


def paragraphs(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the paragraphs that stand a second time; verse is left alone."""
    yield from _again(
        document, [b for b in blocks if b.kind == "paragraph" and not _is_verse(document, b)], PARAGRAPH_WORDS
    )


def list_items(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the list items that stand a second time in one run of items."""
    run: list[Block] = []
    for block in [*document.blocks, None]:
        if block is not None and block.kind in ("link", "alt"):
            continue
        if block is not None and block.kind == "list-item":
            run.append(block)
        else:
            yield from _again(document, run, 4)
            run = []


def deck(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the first paragraph where it repeats the deck: the description or summary of the front matter."""
    fields = [
        b for b in document.blocks if b.kind == "field" and b.name in ("deck", "subtitle", "summary", "excerpt")
    ]
    first = next((b for b in blocks if b.kind == "paragraph"), None)
    for field in fields:
        if first and normal(first.text) == normal(field.text) and len(first.text.split()) >= PARAGRAPH_WORDS:
            yield hit(document, _whole(first), _whole(field))
            return


def tandems(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield what was pasted twice in a row within a paragraph: the second of two equal runs of words."""
    for block in blocks:
        if block.kind not in ("paragraph", "list-item", "quotation", "heading") or _is_verse(document, block):
            continue
        words = [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(block.text)]
        for start, end, first in _tandem_words([word for word, _, _ in words]):
            begin, finish = words[start][1], words[end - 1][2]
            if quoted(block.text, begin, finish):
                continue
            origin = Line(block, words[first][1], words[start - 1][2], "")
            yield hit(document, Line(block, begin, finish, ""), origin)


def _tandem_words(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, first start) of the second of two equal neighbouring runs; linear but for real repeats."""
    last: dict[tuple[str, ...], int] = {}
    index = 0
    while index + TANDEM_WORDS <= len(words):
        key = tuple(words[index : index + TANDEM_WORDS])
        first = last.get(key)
        last[key] = index
        if first is not None:
            period = index - first
            if (
                TANDEM_WORDS <= period <= 200
                and len(set(words[first:index])) >= 4
                and words[first:index] == words[index : index + period]
            ):
                yield index, index + period, first
                index += period
                continue
        index += 1


def _again(document: Document, blocks: Sequence[Block], least_words: int) -> Iterator[Hit]:
    headline = headlines(document).headline
    seen: dict[str, Block] = {}
    for block in blocks:
        form = normal(block.text)
        if len(form.split()) < least_words or (headline and form == headline.form):
            continue
        if form in seen:
            yield hit(document, _whole(block), _whole(seen[form]))
        else:
            seen[form] = block


def _whole(block: Block) -> Line:
    return Line(block, 0, len(block.text), "")


def _is_verse(document: Document, block: Block) -> bool:
    """Tell whether a block stands in the source as three or more short lines."""
    start, end = block.span(0, len(block.text))
    lines = document.source.text[start:end].splitlines()
    return len(lines) >= 3 and max(map(len, lines)) < 60
