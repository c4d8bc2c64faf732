"""A slot as somebody who is to fill it sees it: each of its places in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from presscheck.fill import Gap, Slot
from presscheck.match.reach import sentence_starts
from presscheck.report import Look
from presscheck.report.layout import Layout
from presscheck.report.line import Line, paint

SHOWN = 3
"""So many of a slot's places are shown."""


def lines(slot: Slot, number: int, of: int, look: Look) -> Iterator[str]:
    """Yield what is asked about the slot `number` of so many, and its first places."""
    layout = Layout(look)
    count = len(slot.gaps)
    title = [(layout.show(slot.text), "strong"), (f"{layout.dot}{number} of {of}", "dim")]
    if count > 1:
        title.append((f"{layout.dot}in {count} places", "dim"))
    yield paint(title, look.color)
    margin = max(len(_place(gap)) for gap in slot.gaps[:SHOWN])
    for gap in slot.gaps[:SHOWN]:
        for number, line in enumerate(_in_sentence(gap, layout, margin + 4)):
            place: Line = [(f"  {_place(gap):>{margin}}  ", "place"), *line[1:]] if not number else line
            yield paint(place, look.color)
        if gap.finding.where:
            yield paint([(" " * (margin + 4) + layout.show(gap.finding.where), "dim")], look.color)
    if count > SHOWN:
        yield paint([(" " * (margin + 4) + f"and {count - SHOWN} more", "dim")], look.color)


def _in_sentence(gap: Gap, layout: Layout, indent: int) -> Iterator[Line]:
    text = gap.block.text
    starts = [*sentence_starts(text), len(text)]
    first = max(start for start in starts[:-1] if start <= gap.start)
    last = next(after for _, after in pairwise(starts) if after >= gap.end)
    before, inside, after = text[first : gap.start], text[gap.start : gap.end], text[gap.end : last].rstrip()
    yield from layout.excerpt(before, inside, after, gap.finding.severity, indent, at_start=True)


def _place(gap: Gap) -> str:
    return f"{gap.place.line}:{gap.place.column}"
