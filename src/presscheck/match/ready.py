"""What is sought for the rules that come with presscheck, as the bundle holds it: most of it is never asked for.

To work it out of thousands of literals takes longer than to check a hundred drafts. So it is stored, and what is
asked of a literal is read when a draft has it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from marshal import dumps, loads
from typing import Any, NamedTuple

from presscheck.match.want import Sought, Want

_VERSION = 2
"""Of `marshal`'s forms the last that every Python reads."""


class Ready(NamedTuple):
    """The literals of some parts of rules, each with what is asked of it, in plain values.

    `parts` are the parts, `places` says of each literal in which places parts look for it, a bit each, and `asked`
    what they ask, each under its number in `parts`. What has to stand beside a literal is the same for many: it is
    in `others`, and the literals of that in `groups`.
    """

    parts: Sequence[tuple[str, int]]
    literals: Sequence[bytes]
    places: bytes
    asked: Sequence[bytes]
    others: Sequence[Sequence[tuple[bool, int, int]]]
    groups: Sequence[bytes]

    def of(self, place: int) -> list[int]:
        """Return the numbers of the literals that are sought in a place."""
        return [number for number, places in enumerate(self.places) if places >> place & 1]

    def wants(self, literal: int, numbers: Sequence[int | None]) -> list[Want]:
        """Return what is asked of a literal by those of the parts that have a number, under that number."""
        return [
            Want.of(number, where, longest, written, self._beside(others))
            for part, where, longest, written, others in loads(self.asked[literal])
            if (number := numbers[part]) is not None
        ]

    def _beside(self, at: int) -> tuple[tuple[bool, int, Any], ...]:
        return tuple((before, apart, loads(self.groups[group])) for before, apart, group in self.others[at])


def made_ready(parts: Mapping[tuple[str, int], set[int]], sought: Sought) -> Ready:
    """Return in plain values what is sought for parts of rules, each under its place in the sequence.

    The parts go with the places in which each looks.
    """
    looking = [sum(1 << place for place in places) for places in parts.values()]
    groups: dict[Any, int] = {}
    others: dict[Any, int] = {}
    asked = []
    places = []
    for wants in sought.values():
        of_literal = []
        at = 0
        for number, where, longest, written, beside, _ in wants:
            numbered = tuple((before, apart, _number(groups, group)) for before, apart, group in beside)
            of_literal.append((number, where, longest, written, _number(others, numbered)))
            at |= looking[number]
        asked.append(dumps(of_literal, _VERSION))
        places.append(at)
    stored = [dumps(group, _VERSION) for group in groups]
    return Ready(list(parts), list(sought), bytes(places), asked, list(others), stored)


def _number(known: dict[Any, int], value: Hashable) -> int:
    return known.setdefault(value, len(known))
