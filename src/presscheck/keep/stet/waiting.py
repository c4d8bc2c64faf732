"""Findings that wait for a stet that lets them stand: each is taken once, whoever else asks for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator


class Waiting:
    """Findings by where they start in the source, an offset, and their number among all.

    To take those of a stretch costs what is taken, however many stretches there are and however they overlap.
    """

    def __init__(self, findings: Iterable[tuple[int, int]]) -> None:
        self._findings = sorted(findings)
        self._left = list(range(len(self._findings) + 1))
        """For each place in the order the next one that is not taken, itself or one on the way there."""

    def take(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of those that are still there from `start` and before `end`; they are taken."""
        at = self._next(bisect_left(self._findings, (start, -1)))
        while at < len(self._findings) and self._findings[at][0] < end:
            self._left[at] = at + 1
            yield self._findings[at][1]
            at = self._next(at + 1)

    def _next(self, at: int) -> int:
        left = self._left
        while left[at] != at:
            left[at] = left[left[at]]
            at = left[at]
        return at
