"""Paragraphs, list items and sentences that stand twice in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from presscheck.match.headline import Line, headlines, hit, whole_form
from presscheck.match.normal import TEMPLATE_TAG, normal
from presscheck.match.reach import quoted
from presscheck.model import Block, Document, Hit

PARAGRAPH_WORDS = 15
"""A paragraph of fewer words may stand twice by right: a label, a cry, an answer."""

NEXT_WORDS = 8
"""Right after its first, a paragraph of fewer words is a repeat too, down to this many."""

CALL_WORDS = 40
"""A shorter paragraph that opens with a label or holds a link may be an answer or a call that recurs by right."""

ITEM_WORDS = 25
"""A list item of fewer words may stand twice by right: an entry of a table of contents, an answer, a step."""

TANDEM_WORDS = 7
"""What is pasted twice in a row has at least this many words, four of them different."""

_RECURS = regex.compile(r"[:?]['\"”’»)*_]*$|^[–—-]")
"""A lead-in to a list, a question put to several people, and a name under a quotation recur by right."""

_LABEL = regex.compile(r"[\p{L} ]{2,30}:\s")
_LINK = regex.compile(r"\]\s*[(\[]|<a\s|https?:|www[.]")
_WORD = regex.compile(
    rf"(?:(?:https?:|www[.])\S++|{TEMPLATE_TAG.pattern})(*SKIP)(*FAIL)"
    r"|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*"
)


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
            yield from _again(document, run, ITEM_WORDS)
            run = []


def deck(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the first paragraph where it repeats the deck: the subtitle of the front matter."""
    fields = [
        b for b in document.blocks if b.kind == "field" and b.name in ("deck", "dek", "subtitle", "standfirst")
    ]
    first = next((b for b in blocks if b.kind == "paragraph"), None)
    for field in fields:
        if first and normal(first.text) == normal(field.text) and len(first.text.split()) >= NEXT_WORDS:
            yield hit(document, _whole(first), _whole(field))
            return


def tandems(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield what was pasted twice in a row within a paragraph: the second of two equal runs of words."""
    for block in blocks:
        if block.kind not in ("paragraph", "list-item", "quotation", "heading") or _is_verse(document, block):
            continue
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(block.text)]
        for start, end, first in _tandem_words([word for word, _, _ in words]):
            begin, finish = words[start][1], words[end - 1][2]
            if quoted(block.text, begin, finish) or "![" in block.text:
                continue
            origin = Line(block, words[first][1], words[start - 1][2], "")
            yield hit(document, Line(block, begin, finish, ""), origin)


def _tandem_words(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, first start) of the second of two equal neighbouring runs; linear but for real repeats."""
    folded = [word.casefold() for word in words]
    last: dict[tuple[str, ...], int] = {}
    index = 0
    while index + TANDEM_WORDS <= len(words):
        key = tuple(folded[index : index + TANDEM_WORDS])
        first = last.get(key)
        last[key] = index
        if first is not None:
            period = index - first
            if (
                TANDEM_WORDS <= period <= 200
                and len(set(folded[first:index])) >= 4
                and (period >= 10 or not words[first][:1].islower())
                and folded[first:index] == folded[index : index + period]
            ):
                yield index, index + period, first
                index += period
                continue
        index += 1


def _again(document: Document, blocks: Sequence[Block], least_words: int) -> Iterator[Hit]:
    headline = headlines(document).headline
    seen: dict[str, Block] = {}
    before = ""
    wanted = set(blocks)
    for block in document.blocks:
        if block not in wanted:
            before = before if block.kind in ("link", "alt") else ""
            continue
        form = whole_form(document, block)
        words = len(form.split())
        by_right = form != before and (
            _RECURS.search(block.text)
            or (words < CALL_WORDS and (_LABEL.match(block.text) or _has_link(document, block)))
        )
        enough = words >= (NEXT_WORDS if form == before else least_words)
        if form in seen and enough and not by_right and not (headline and form == headline.form):
            yield hit(document, _whole(block), _whole(seen[form]))
        if words >= NEXT_WORDS:
            seen.setdefault(form, block)
        before = form


def _has_link(document: Document, block: Block) -> bool:
    start, end = block.span(0, len(block.text))
    return bool(_LINK.search(document.source.text, start, end))


def _whole(block: Block) -> Line:
    return Line(block, 0, len(block.text), "")


def _is_verse(document: Document, block: Block) -> bool:
    """Tell whether a block stands in the source as three or more short lines."""
    start, end = block.span(0, len(block.text))
    lines = document.source.text[start:end].splitlines()
    return len(lines) >= 3 and max(map(len, lines)) < 60
