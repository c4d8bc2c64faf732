"""What the rules look for in one part of a draft's normal form, and where it has to stand to count.

One pass finds the literals of all rules. Few of them stand where they have to: at the head of a line, with the
right words beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property

from presscheck.match.rarity import EDGE, HEAD, MARKS, TAIL
from presscheck.match.ready import ReadyHere
from presscheck.match.seek import Seeker, in_order
from presscheck.match.stretch import Stretch
from presscheck.match.surroundings import LETTER, Surroundings, part_of
from presscheck.match.want import AT_HEAD, AT_LEFT, AT_RIGHT, AT_TAIL, Group, Others, Sought, Want
from presscheck.rule import Probe

_IN_VAIN, _IN_VAIN_EACH = 3_000, 3
"""So many literals are sought in vain beside others, so many more for each byte."""

_NO_HEAD = bytes(AT_HEAD * (letter and code not in b"xX") for code, letter in enumerate(LETTER))
"""In which places nothing can stand behind a byte and a space; at the head of a line an `x` may tick a box."""
_JOINED_LEFT = bytes(AT_LEFT * letter | head for letter, head in zip(LETTER, _NO_HEAD, strict=True))
"""The same right behind a byte."""
_JOINED_RIGHT = bytes((AT_RIGHT | AT_TAIL) * letter for letter in LETTER)
"""In which places nothing can stand right before a byte."""
_NO_TAIL = bytes(AT_TAIL * letter for letter in LETTER)
"""The same before a space and a byte, unless a line is one value: behind that there may be the next one's name."""
_NOWHERE = bytes(256)
_SPACE = 32


class Wanted:
    """The literals of numbered probes, sought in one kind of stretch; in one of values a line is one value.

    Beside probes it may be given what is `ready` in the bundle for them.
    """

    def __init__(
        self,
        probes: Iterable[tuple[int, Probe]],
        *,
        values: bool = False,
        ready: ReadyHere | None = None,
    ) -> None:
        self._sought = sought(probes)
        self._ready = ready
        self._values = values

    def found(self, text: Stretch, known: set[int]) -> None:
        """Add to the known numbers those of the probes that may match somewhere in a text."""
        unknown = set(self._numbers - known)
        for number, _ in self.places(text, unknown):
            known.add(number)
            unknown.discard(number)

    def places(self, text: Stretch, numbers: Set[int]) -> Iterator[tuple[int, int]]:
        """Yield the number of each of these probes with one place in each part of a text where it may match.

        The numbers may get fewer meanwhile. In a text that is all literals to look at each takes longer than to run
        the rules: after so many in vain the rest is taken to stand where it may.
        """
        hold = Surroundings(text, self._values).hold
        left = _IN_VAIN + len(text.cased) * _IN_VAIN_EACH
        cased = text.cased + b"\n\n"
        no_tail = _NOWHERE if self._values else _NO_TAIL
        first = last = 0
        told: set[int] = set()
        for number, start, end in self._seeker.find(text.folded):
            if not first <= start < last:
                first, last = part_of(text.cased, start, end)
                told.clear()
            # What is part of a longer word is most of what is found, so nothing is called for it.
            before, behind = cased[start - 1], cased[end]
            joined = _NO_HEAD[cased[start - 2]] if before == _SPACE else _JOINED_LEFT[before]
            joined |= no_tail[cased[end + 1]] if behind == _SPACE else _JOINED_RIGHT[behind]
            wants = self._wants[number]
            for want in self._of(number) if wants is None else wants:
                if not want.where & joined and want.number in numbers and want.number not in told:
                    if left <= 0 or hold(want, start, end):
                        told.add(want.number)
                        yield want.number, start
                    else:
                        left -= want.price

    @cached_property
    def _numbers(self) -> frozenset[int]:
        """The numbers of all probes."""
        ready = self._ready.numbers if self._ready else ()
        return frozenset((*ready, *(want.number for wants in self._sought.values() for want in wants)))

    @cached_property
    def _seeker(self) -> Seeker:
        if self._ready and not self._sought:
            return self._ready.seeker
        ready = self._ready.seeker.literals if self._ready else ()
        return Seeker(in_order({*self._sought, *ready}))

    @cached_property
    def _wants(self) -> list[Sequence[Want] | None]:
        """What is asked of each literal; None where nobody has read it yet."""
        return [None] * len(self._seeker.literals)

    def _of(self, number: int) -> Sequence[Want]:
        literal = self._seeker.literals[number]
        ready = self._ready.wants(literal) if self._ready else ()
        wants = self._wants[number] = (*self._sought.get(literal, ()), *ready)
        return wants


def sought(probes: Iterable[tuple[int, Probe]]) -> Sought:
    """Return what is asked of each literal of numbered probes."""
    asked: dict[bytes, dict[tuple[int, int, Others], tuple[Probe, set[bytes]]]] = {}
    for number, probe in probes:
        for way in probe.ways:
            others = tuple(
                (before, apart, _placed(group))
                for before, apart, group in sorted(way.others, key=lambda other: len(other[2]))
            )
            for literal in way.literals:
                bare = _bare(literal)
                wants = asked.setdefault(bare.lower(), {})
                wants.setdefault((number, _where(literal), others), (probe, set()))[1].add(bare)
    return {
        literal: [
            Want.of(number, where, probe.longest, frozenset(written) if probe.exact else None, others)
            for (number, where, others), (probe, written) in wants.items()
        ]
        for literal, wants in asked.items()
    }


def _bare(literal: str) -> bytes:
    return literal.strip(MARKS).encode("utf-8", "surrogatepass")


def _where(literal: str) -> int:
    return (
        AT_LEFT * literal.startswith(EDGE)
        | AT_RIGHT * literal.endswith(EDGE)
        | AT_HEAD * literal.startswith(HEAD)
        | AT_TAIL * literal.endswith(TAIL)
    )


def _placed(group: Iterable[str]) -> Group:
    return tuple(dict.fromkeys((_bare(each).lower(), _where(each)) for each in group))
