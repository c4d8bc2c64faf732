"""An article as its readers will see it, in passages, with the stretches that findings are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import accumulate, islice, pairwise

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
    covered = _Covered(findings)
    started: set[int] = set()
    document = open_document(source)
    for block in merge(document.blocks, document.stets, key=lambda block: block.runs[0].start if block.runs else 0):
        if not block.runs:
            continue
        here = {
            number: stretch
            for number, start, end in covered.between(block.runs[0].start, block.runs[-1].end)
            if (stretch := _within(block, start, end))
        }
        if block.kind in UNSEEN and not here:
            continue
        if block.text.strip() or here:
            yield Passage(block, tuple(_pieces(block.text, here, started)))


class _Covered:
    """What findings cover, found by place: many findings in many passages would else take the square of both."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._spans = sorted((each.place.start, each.place.end, number) for number, each in enumerate(findings))
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def between(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Yield the number, start and end of each finding that touches a span of the source."""
        for start, end, number in islice(self._spans, bisect_left(self._reach, first), None):
            if start > last:
                return
            if end >= first:
                yield number, start, end


def _within(block: Block, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of a block's text that stands in a span of the source; None where none does."""
    if start == end:
        return _point(block, start)
    runs, touched = block.runs, None
    for at in range(bisect_right(runs, start, key=lambda run: run.end), len(runs)):
        run = runs[at]
        if run.start >= end:
            break
        after = runs[at + 1].at if at + 1 < len(runs) else len(block.text)
        if run.end <= start:
            continue
        if block.text[run.at : after] == OPAQUE and (start > run.start or end < run.end):
            continue  # the finding is about something in there, such as an image's text, not about the whole
        stretch = run.at, after
        if run.verbatim:
            stretch = run.at + max(0, start - run.start), run.at + min(run.end, end) - run.start
        touched = (touched[0] if touched else stretch[0]), stretch[1]
    return touched


def _point(block: Block, offset: int) -> tuple[int, int] | None:
    at = bisect_left(block.runs, offset, key=lambda run: run.end)
    if at == len(block.runs) or block.runs[at].start > offset:
        return None
    run = block.runs[at]
    place = run.at + (offset - run.start if run.verbatim else 0)
    return place, place


def _pieces(text: str, here: dict[int, tuple[int, int]], started: set[int]) -> Iterator[Piece]:
    new = here.keys() - started
    started |= new
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    points: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in here.items():
        if start < end:
            opening[start].append(number)
            closing[end].append(number)
        elif number in new:
            points[start].append(number)
    cuts = sorted({0, len(text), *(edge for stretch in here.values() for edge in stretch)})
    covering: set[int] = set()
    for start, end in pairwise([*cuts, cuts[-1]]):
        if point := tuple(sorted(points[start])):
            yield Piece("", point, point)
        covering.difference_update(closing[start])
        covering.update(opening[start])
        if start < end:
            starts = tuple(sorted(new.intersection(opening[start])))
            yield Piece(text[start:end], tuple(sorted(covering)), starts)
