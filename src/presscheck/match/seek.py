"""Where in a text any of thousands of literals stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

Found = Iterable[tuple[int, int, int]]
"""Which literal stands from where to where; they may overlap."""

_FEW, _EACH = 24_000, 1_500
"""Until so many bytes were looked through, and so many a text, to look up what stands at each is faster."""

_OPENING = 4
_AT_ONCE = 1 << 20
"""Bytes of a text that are searched at once: what is found takes a hundred times them, if all is literals."""


class Seeker:
    """Literals in lower case, `in_order`, that are sought in texts.

    An Aho-Corasick automaton finds them in one pass. To make one takes as long as to look up what stands at each
    place of some drafts, so that is done with the first of a run, and with all where there is no such library.
    """

    def __init__(self, literals: Sequence[bytes]) -> None:
        self.literals = literals
        self._looked_through = 0
        self._search: Callable[[bytes], Found] | None = None

    def number(self, literal: bytes) -> int | None:
        """Return the number of a literal, if it is one of them."""
        at = bisect_left(self.literals, _key(literal), key=_key)
        return at if self.literals[at : at + 1] == [literal] else None

    def find(self, text: bytes) -> Found:
        """Return where a literal stands in a text: its number, its start and its end."""
        if not text:
            return ()
        if self._search is None:
            self._looked_through += len(text) + _EACH
            if self._looked_through <= _FEW:
                return looked_up(self.literals, text)
            self._search = _automaton(self.literals)
        return self._search(text)


def in_order(literals: Iterable[bytes]) -> list[bytes]:
    """Return literals as they are looked up: short ones first, others by how they begin."""
    return sorted(literals, key=_key)


def _key(literal: bytes) -> tuple[bool, bytes]:
    return len(literal) >= _OPENING, literal


def looked_up(literals: Sequence[bytes], text: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield where literals that are `in_order` stand in a text, looking up what stands at each of its places."""
    first = bisect_left(literals, (True, b""), key=_key)
    for number in range(first):
        literal = literals[number]
        start = text.find(literal)
        while start >= 0:
            yield number, start, start + len(literal)
            start = text.find(literal, start + 1)
    for start in range(len(text) - _OPENING + 1):
        opening = text[start : start + _OPENING]
        number = bisect_left(literals, opening, first)
        while number < len(literals) and (literal := literals[number]).startswith(opening):
            if text.startswith(literal, start):
                yield number, start, start + len(literal)
            number += 1


def _automaton(literals: Sequence[bytes]) -> Callable[[bytes], Found]:
    try:
        from ahocorasick_rs import BytesAhoCorasick
    except ImportError:  # no wheel for musl
        return lambda text: looked_up(literals, text)
    automaton = BytesAhoCorasick(literals)
    beyond = max(map(len, literals), default=1) - 1

    def search(text: bytes) -> Found:
        if len(text) <= _AT_ONCE:
            return automaton.find_matches_as_indexes(text, overlapping=True)
        return (
            (number, first + start, first + end)
            for first in range(0, len(text), _AT_ONCE)
            for number, start, end in automaton.find_matches_as_indexes(
                text[first : first + _AT_ONCE + beyond], overlapping=True
            )
            if start < _AT_ONCE
        )

    return search
