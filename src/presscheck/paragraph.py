"""Whole paragraphs taken out of a word processor's document."""

from __future__ import annotations

from presscheck.model import Hit, Source


def without_paragraphs(hit: Hit, source: Source) -> tuple[int, int] | None:
    """Return the span of the lines that a hit stands in alone, with a line end.

    An empty paragraph after it goes too where one stands before it. None where a paragraph cannot be taken out, for
    more hangs on it than its words.
    """
    assert source.layout
    text, loose = source.text, source.layout.loose
    start, end = hit.block.span(hit.start, hit.end)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    numbers = range(source.line_column(start)[0] - 1, source.line_column(end)[0])
    if last < 0 or not loose.issuperset(numbers):
        return None
    after = text.find("\n", last + 1)
    blank_after = after >= 0 and numbers.stop in loose and not text[last + 1 : after].strip()
    return first, after + 1 if blank_after and _is_blank_before(text, first) else last + 1


def _is_blank_before(text: str, first: int) -> bool:
    return not first or not text[text.rfind("\n", 0, first - 1) + 1 : first].strip()
