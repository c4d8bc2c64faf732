"""What is sought for the rules that come with presscheck, as the bundle holds it: most of it is never asked for.

To work it out of thousands of literals takes longer than to check a hundred drafts. So it is stored, and what is
asked of a literal is read when a draft has it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from marshal import dumps, loads
from typing import Any, NamedTuple

from presscheck.match.seek import Seeker, in_order
from presscheck.match.want import Sought, Want
from presscheck.rules.store import VERSION, Store


class Made(NamedTuple):
    """The literals of some parts of rules, each with what is asked of it, in plain values to be stored.

    `parts` are the parts, `places` says of each literal in which places parts look for it, a bit each, and `asked`
    what they ask, each under its number in `parts`. What has to stand beside a literal is the same for many: it is
    in `others`, and the literals of that in `groups`.
    """

    parts: Sequence[tuple[str, int]]
    literals: Sequence[bytes]
    places: bytes
    asked: Sequence[bytes]
    others: Sequence[bytes]
    groups: Sequence[bytes]

    def stored(self) -> tuple[Mapping[str, bytes], Mapping[str, Iterable[bytes]]]:
        """Return the parts of a store that hold it, and those that are made up of pieces."""
        sought = dumps((list(self.parts), list(self.literals), self.places), VERSION)
        return {"sought": sought}, {"asked": self.asked, "others": self.others, "groups": self.groups}


class Ready:
    """What was made, out of a store."""

    def __init__(self, store: Store) -> None:
        self.parts: Sequence[tuple[str, int]]
        literals: Sequence[bytes]
        self.parts, literals, self._places = loads(store.part("sought"))
        self.seeker = Seeker(literals)
        self._asked, self._others, self._groups = map(store.pieces, ("asked", "others", "groups"))

    def wants(self, literal: bytes, place: int, numbers: Sequence[int | None]) -> Iterator[Want]:
        """Yield what those parts that have a number ask of a literal in a place, under that number."""
        at = self.seeker.number(literal)
        if at is None or not self._places[at] >> place & 1:
            return
        for part, where, longest, written, others in loads(self._asked[at]):
            if (number := numbers[part]) is not None:
                yield Want.of(number, where, longest, written, self._beside(others))

    def _beside(self, at: int) -> tuple[tuple[bool, int, Any], ...]:
        others = loads(self._others[at])
        return tuple((before, apart, loads(self._groups[group])) for before, apart, group in others)


class ReadyHere:
    """What of it counts in one place: the parts that have a number there."""

    def __init__(self, ready: Ready, place: int, numbers: Mapping[tuple[str, int], int]) -> None:
        self.numbers = numbers.values()
        self.seeker = ready.seeker
        self._ready = ready
        self._place = place
        self._by_part = [numbers.get(part) for part in ready.parts]

    def wants(self, literal: bytes) -> Iterator[Want]:
        """Yield what is asked of a literal here."""
        return self._ready.wants(literal, self._place, self._by_part)


def made_ready(parts: Mapping[tuple[str, int], set[int]], sought: Sought) -> Made:
    """Return in plain values what is sought for parts of rules, each under its place in the sequence.

    The parts go with the places in which each looks.
    """
    looking = [sum(1 << place for place in places) for places in parts.values()]
    groups: dict[Any, int] = {}
    others: dict[Any, int] = {}
    asked = []
    places = []
    literals = in_order(sought)
    for literal in literals:
        of_literal = []
        at = 0
        for number, where, longest, written, beside, _ in sought[literal]:
            numbered = tuple((before, apart, _number(groups, group)) for before, apart, group in beside)
            of_literal.append((number, where, longest, written, _number(others, numbered)))
            at |= looking[number]
        asked.append(dumps(of_literal, VERSION))
        places.append(at)
    stored = [[dumps(each, VERSION) for each in known] for known in (others, groups)]
    return Made(list(parts), literals, bytes(places), asked, *stored)


def _number(known: dict[Any, int], value: Hashable) -> int:
    return known.setdefault(value, len(known))
