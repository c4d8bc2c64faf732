"""What is asked of a literal that is sought: by whom, and under what conditions it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

AT_LEFT, AT_RIGHT, AT_HEAD, AT_TAIL = 1, 2, 4, 8
"""Where a literal has to stand, a bit each: at the start or end of a word, at the start or end of a line."""

Group = tuple[tuple[bytes, int], ...]
"""Literals of which one must stand, each with where it has to stand."""

Others = tuple[tuple[bool, int, Group], ...]
"""What must be beside a literal: before it or not, how many bytes off at most (0 for any number), and what."""


_LOOK = 10
"""To look where a literal stands is as much as to seek so many beside it."""


class Want(NamedTuple):
    """What one probe asks of a literal: where it stands, how it is written, what is beside it."""

    number: int
    where: int
    longest: float
    written: frozenset[bytes] | None
    others: Others
    price: int
    """What it takes to find all that in vain: a guess, in looks."""

    @classmethod
    def of(cls, number: int, where: int, longest: float, written: frozenset[bytes] | None, others: Others) -> Want:
        """Return what is asked, with its price."""
        return cls(number, where, longest, written, others, _LOOK + sum(len(group) for _, _, group in others))


Sought = Mapping[bytes, Sequence[Want]]
"""What is asked of each literal."""
