"""What the rules look for in one part of a draft's normal form, and where it has to stand to count.

One pass finds the literals of all rules, with an Aho-Corasick automaton where its library is at hand and one search
a literal where it is not. Few of them stand where they have to: at the head of a line, with the right words beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from presscheck.match.rarity import EDGE, HEAD, MARKS, TAIL
from presscheck.match.raw import Stretch
from presscheck.match.ready import Ready
from presscheck.match.surroundings import LETTER, Surroundings
from presscheck.match.want import AT_HEAD, AT_LEFT, AT_RIGHT, AT_TAIL, Group, Others, Sought, Want
from presscheck.model import Probe

_FEW, _EACH = 60_000, 5_000
"""Until so many bytes were looked through, and so many a text, searching each literal by itself is faster."""

_IN_VAIN, _IN_VAIN_EACH = 3_000, 3
"""So many literals are sought in vain beside others, so many more for each byte."""

_ENDS = 4
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

_Search = Callable[[bytes], Iterable[tuple[int, int, int]]]


class Wanted:
    """The literals of numbered probes, sought in one kind of stretch; in one of values a line is one value.

    Beside probes it may be given what is `ready` in the bundle for a place, with the parts that count there and
    their numbers.
    """

    def __init__(
        self,
        probes: Iterable[tuple[int, Probe]],
        *,
        values: bool = False,
        ready: tuple[Ready, int, Mapping[tuple[str, int], int]] | None = None,
    ) -> None:
        self._sought = sought(probes)
        self._ready = ready
        self._values = values
        self._search: _Search | None = None
        self._looked_through = 0

    def found(self, text: Stretch, known: set[int]) -> None:
        """Add to the known numbers those of the probes that may match somewhere in a text."""
        unknown = set(self._numbers - known)
        for number, _ in self._holding(text, unknown):
            known.add(number)
            unknown.discard(number)

    def places(self, text: Stretch, numbers: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Yield the number of each of these probes with each place in a text where it may match."""
        return self._holding(text, numbers)

    def _holding(self, text: Stretch, numbers: Set[int]) -> Iterator[tuple[int, int]]:
        """Yield the number of each of these probes with each place where it may match; they may get fewer.

        In a text that is all literals to look at each takes longer than to run the rules: after so many in vain the
        rest is taken to stand where it may.
        """
        hold = Surroundings(text, self._values).hold
        left = _IN_VAIN + len(text.cased) * _IN_VAIN_EACH
        cased = text.cased + b"\n\n"
        no_tail = _NOWHERE if self._values else _NO_TAIL
        for literal, start, end in self._find(text.folded):
            # What is part of a longer word is most of what is found, so nothing is called for it.
            before, behind = cased[start - 1], cased[end]
            joined = _NO_HEAD[cased[start - 2]] if before == _SPACE else _JOINED_LEFT[before]
            joined |= no_tail[cased[end + 1]] if behind == _SPACE else _JOINED_RIGHT[behind]
            for want in self._wants[literal] or self._of(literal):
                if not want.where & joined and want.number in numbers:
                    if left <= 0 or hold(want, start, end):
                        yield want.number, start
                    else:
                        left -= want.price

    @cached_property
    def _numbers(self) -> frozenset[int]:
        """The numbers of all probes."""
        ready = self._ready[2].values() if self._ready else ()
        return frozenset((*ready, *(want.number for wants in self._sought.values() for want in wants)))

    @cached_property
    def _literals(self) -> list[bytes]:
        literals = list(self._sought)
        self._wants: list[Sequence[Want] | None] = list(self._sought.values())
        if self._ready:
            self._bundled, place, numbers = self._ready
            self._at = self._bundled.of(place)
            self._bundled_numbers = [numbers.get((rule, part)) for rule, part in self._bundled.parts]
            self._first = len(literals)
            literals += [self._bundled.literals[at] for at in self._at]
            self._wants += [None] * len(self._at)
        return literals

    def _of(self, literal: int) -> Sequence[Want]:
        wants = self._wants[literal]
        if wants is None:
            at = self._at[literal - self._first]
            wants = self._wants[literal] = self._bundled.wants(at, self._bundled_numbers)
        return wants

    def _find(self, text: bytes) -> Iterable[tuple[int, int, int]]:
        if not text:
            return ()
        if self._search is None:
            self._looked_through += len(text) + _EACH
            if self._looked_through <= _FEW:
                return _one_by_one(self._literals, text)
            self._search = _automaton(self._literals)
        return self._search(text)


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


def _one_by_one(literals: Sequence[bytes], text: bytes) -> Iterator[tuple[int, int, int]]:
    # Of thousands most are told by their first and last letters not to be there.
    ends = {text[at : at + size] for size in range(1, _ENDS + 1) for at in range(len(text))}
    for number, literal in enumerate(literals):
        if literal[:_ENDS] not in ends or literal[-_ENDS:] not in ends:
            continue
        start = text.find(literal)
        while start >= 0:
            yield number, start, start + len(literal)
            start = text.find(literal, start + 1)


def _automaton(literals: Sequence[bytes]) -> _Search:
    try:
        from ahocorasick_rs import BytesAhoCorasick
    except ImportError:  # no wheel for musl
        return lambda text: _one_by_one(literals, text)
    automaton = BytesAhoCorasick(literals)
    return lambda text: automaton.find_matches_as_indexes(text, overlapping=True)
