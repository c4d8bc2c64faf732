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


class Want(NamedTuple):
    """What one probe asks of a literal: where it stands, how it is written, what is beside it."""

    number: int
    where: int
    longest: float
    written: frozenset[bytes] | None
    others: Others


Sought = Mapping[bytes, Sequence[Want]]
"""What is asked of each literal."""
