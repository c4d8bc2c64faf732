"""Spans that do not overlap, kept in order."""

from __future__ import annotations

from bisect import bisect_left


def claim(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Add a span to those taken, in order, unless it overlaps one of them; tell whether it was added."""
    at = bisect_left(taken, (start, end))
    if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
        return False
    taken.insert(at, (start, end))
    return True
