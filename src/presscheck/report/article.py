"""An article as its readers will see it, in passages, with the stretches that findings are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import pairwise

from presscheck.model import OPAQUE, Block, Finding, Source
from presscheck.read import open_document

UNSEEN = frozenset({"link", "alt", "comment", "opaque", "stet"})
"""Kinds of block that readers do not see as text: they are shown only where a finding is about them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage and the numbers of the findings that cover it; those of `starts` begin with it."""

    text: str
    numbers: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of an article, cut into pieces where a finding starts or ends."""

    block: Block
    pieces: tuple[Piece, ...]


def passages(source: Source, findings: Sequence[Finding]) -> Iterator[Passage]:
    """Yield an article's passages in order; `findings` are numbered as they stand, from 0.

    A finding that covers several passages starts in the first of them.
    """
    spans = [(finding.place.start, finding.place.end) for finding in findings]
    started: set[int] = set()
    document = open_document(source)
    for block in merge(document.blocks, document.stets, key=lambda block: block.runs[0].start if block.runs else 0):
        if not block.runs:
            continue
        first, last = block.runs[0].start, block.runs[-1].end
        here = {
            number: stretch
            for number, (start, end) in enumerate(spans)
            if start <= last and end >= first and (stretch := _within(block, start, end))
        }
        if block.kind in UNSEEN and not here:
            continue
        if block.text.strip() or here:
            yield Passage(block, tuple(_pieces(block.text, here, started)))


def _within(block: Block, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of a block's text that stands in a span of the source; None where none does."""
    if start == end:
        return _point(block, start)
    touched: list[tuple[int, int]] = []
    ends = [*(run.at for run in block.runs[1:]), len(block.text)]
    for run, after in zip(block.runs, ends, strict=True):
        if run.start >= end or run.end <= start:
            continue
        if block.text[run.at : after] == OPAQUE and (start > run.start or end < run.end):
            continue  # the finding is about something in there, such as an image's text, not about the whole
        if run.verbatim:
            touched.append((run.at + max(0, start - run.start), run.at + min(run.end, end) - run.start))
        else:
            touched.append((run.at, after))
    return (touched[0][0], touched[-1][1]) if touched else None


def _point(block: Block, offset: int) -> tuple[int, int] | None:
    for run in block.runs:
        if run.start <= offset <= run.end:
            at = run.at + (offset - run.start if run.verbatim else 0)
            return at, at
    return None


def _pieces(text: str, here: dict[int, tuple[int, int]], started: set[int]) -> Iterator[Piece]:
    new = {number for number in here if number not in started}
    started |= new
    cuts = sorted({0, len(text), *(edge for stretch in here.values() for edge in stretch)})
    points = {at: _starting(here, new, at, empty=True) for at in cuts}
    for start, end in pairwise(cuts):
        if points[start]:
            yield Piece("", points[start], points[start])
        covering = tuple(number for number, (a, b) in here.items() if a <= start and end <= b and a < b)
        yield Piece(text[start:end], covering, _starting(here, new, start, empty=False))
    if points[cuts[-1]]:
        yield Piece("", points[cuts[-1]], points[cuts[-1]])


def _starting(here: dict[int, tuple[int, int]], new: Iterable[int], at: int, *, empty: bool) -> tuple[int, ...]:
    return tuple(sorted(n for n in new if here[n][0] == at and (here[n][0] == here[n][1]) == empty))
