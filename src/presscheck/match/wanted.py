"""What the rules look for in one part of a draft's normal form, and where it has to stand to count.

One pass finds the literals of all rules, with an Aho-Corasick automaton where its library is at hand and one search
a literal where it is not. Few of them stand where they have to: at the head of a line, with the right words beside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from math import inf

from presscheck.match.rarity import EDGE, HEAD, MARKS, TAIL
from presscheck.match.raw import PART, Stretch
from presscheck.match.ready import Ready
from presscheck.match.want import Group, Others, Sought, Want
from presscheck.model import Probe

_FEW, _EACH = 60_000, 5_000
"""Until so many bytes were looked through, and so many a text, searching each literal by itself is faster."""

_ENDS = 4
_LEFT, _RIGHT, _HEAD, _TAIL = 1, 2, 4, 8
_LETTER = bytes(chr(code).isalnum() and code < 128 for code in range(256))
_JOINED_LEFT = bytes(_LEFT * letter | _HEAD * (letter and code not in b"xX") for code, letter in enumerate(_LETTER))
"""In which places nothing can stand behind a byte; at the head of a line an `x` may stand for a ticked box."""

# A byte of more than seven bits may be of a letter or of a sign: it is taken for what lets more pass.
_BEFORE_HEAD = re.compile(rb"[^0-9A-Za-z]*+(?:(?:\d{1,9}[.)]|[xX]|\^[^:\n]{1,40}:)[^0-9A-Za-z]*)?\Z")
_AFTER_TAIL = re.compile(rb"[^0-9A-Za-z\n|\x02]*+(?:[\n|\x02]|\[\^|\{|\Z)")
_AFTER_VALUE = re.compile(rb"[.,;:!?]*\s*(?:[\"')>\x02]|\Z|(?<=\s)(?:[\w-]+=|[\"'(]))")
_FAR = 1_000
"""In a stretch of more bytes each literal is looked for once a text."""
_HEAD_WITHIN = 60
_HEAD_SLACK = 12
_MARKUP_LEFT = frozenset(b"!{<^$&[")
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
        surroundings = _Surroundings(text, self._values)
        for want, start, end in self._standing(text):
            if want.number not in known and surroundings.hold(want, start, end):
                known.add(want.number)

    def places(self, text: Stretch, numbers: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Yield the number of each of these probes with each place in a text where it may match."""
        surroundings = _Surroundings(text, self._values)
        for want, start, end in self._standing(text):
            if want.number in numbers and surroundings.hold(want, start, end):
                yield want.number, start

    def _standing(self, text: Stretch) -> Iterator[tuple[Want, int, int]]:
        """Yield what is asked of each literal that is not part of a longer word where it must not be."""
        cased = text.cased
        size = len(cased)
        for literal, start, end in self._find(text.folded):
            # This is most of what is found, so nothing is called for it.
            joined = _JOINED_LEFT[cased[start - 1]] if start else 0
            if end < size and _LETTER[cased[end]]:
                joined |= _RIGHT | _TAIL
            for want in self._wants[literal] or self._of(literal):
                if not want.where & joined:
                    yield want, start, end

    @cached_property
    def _literals(self) -> list[bytes]:
        literals = list(self._sought)
        self._wants: list[Sequence[Want] | None] = list(self._sought.values())
        if self._ready:
            self._bundled, place, numbers = self._ready
            self._at = self._bundled.of(place)
            self._numbers = [numbers.get((rule, part)) for rule, part in self._bundled.parts]
            self._first = len(literals)
            literals += [self._bundled.literals[at] for at in self._at]
            self._wants += [None] * len(self._at)
        return literals

    def _of(self, literal: int) -> Sequence[Want]:
        wants = self._wants[literal]
        if wants is None:
            at = self._at[literal - self._first]
            wants = self._wants[literal] = self._bundled.wants(at, self._numbers)
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
            Want(number, where, probe.longest, frozenset(written) if probe.exact else None, others)
            for (number, where, others), (probe, written) in wants.items()
        ]
        for literal, wants in asked.items()
    }


def _bare(literal: str) -> bytes:
    return literal.strip(MARKS).encode("utf-8", "surrogatepass")


def _where(literal: str) -> int:
    return (
        _LEFT * literal.startswith(EDGE)
        | _RIGHT * literal.endswith(EDGE)
        | _HEAD * literal.startswith(HEAD)
        | _TAIL * literal.endswith(TAIL)
    )


def _placed(group: Iterable[str]) -> Group:
    return tuple(dict.fromkeys((_bare(each).lower(), _where(each)) for each in group))


class _Surroundings:
    """What stands around literals in a text. What is told of a part or a line holds for all literals in it."""

    def __init__(self, text: Stretch, values: bool) -> None:
        self._text = text
        self._values = values
        self._part = 0, -1
        self._line = 0, -1
        self._longer: dict[float, bool] = {}
        self._spans: dict[Group, tuple[list[int], list[int]]] = {}

    def hold(self, want: Want, start: int, end: int) -> bool:
        """Tell whether a literal stands where a probe wants it, as it is written there, with what is beside it."""
        text = self._text
        _, where, longest, written, others = want
        if where >= _HEAD and not _is_line_edge(text.cased, where, start, end, self._values):
            return False
        if written is not None and text.exact and text.cased[start:end].replace(b"\n", b" ") not in written:
            return False
        if longest != inf and not self._values and self._is_longer(start, end, longest):
            return False
        if others:
            first, last = self._part_of(start, end)
            for before, apart, group in others:
                low, high = (first, start) if before else (end, last)
                if apart:
                    low, high = max(low, start - apart), min(high, end + apart)
                if high - low > _FAR:
                    if not self._is_between(group, low, high):
                        return False
                    continue
                # A look into a copy of the few bytes first: most of the literals are not there.
                near = text.folded[low:high]
                for other, there in group:
                    if other in near and (not there or _stands(text, other, there, low, high, self._values)):
                        break
                else:
                    return False
        return True

    def _part_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the part that a place is in."""
        first, last = self._part
        if not first <= start <= end <= last:
            cased = self._text.cased
            last = cased.find(PART, end)
            self._part = cased.rfind(PART, 0, start) + 1, len(cased) if last < 0 else last
        return self._part

    def _is_longer(self, start: int, end: int, longest: float) -> bool:
        """Tell whether the line around a place is longer than a match can be."""
        first, last = self._line
        if not first <= start <= end <= last:
            self._line = _line_of(self._text.cased, start, end)
            self._longer.clear()
        if longest not in self._longer:
            self._longer[longest] = _is_longer(self._text.cased[slice(*self._line)], longest)
        return self._longer[longest]

    def _is_between(self, group: Group, low: int, high: int) -> bool:
        """Tell whether one of a group of literals stands within a long stretch, in a place where it may."""
        if group not in self._spans:
            self._spans[group] = self._spans_of(group)
        starts, ends = self._spans[group]
        at = bisect_left(starts, low)
        return at < len(starts) and ends[at] <= high

    def _spans_of(self, group: Group) -> tuple[list[int], list[int]]:
        """Return where the literals of a group stand, in order, and where the first one ends from there on."""
        spans = sorted(
            (at, at + len(literal))
            for literal, where in group
            for at in _all_places(self._text, literal, where, self._values)
        )
        ends = list(accumulate((end for _, end in reversed(spans)), min))
        return [start for start, _ in spans], ends[::-1]


def _is_placed(cased: bytes, where: int, start: int, end: int, values: bool) -> bool:
    """Tell whether a literal has the edges of a word, and the start and end of a line, where it must."""
    if where & _LEFT and start and _LETTER[cased[start - 1]]:
        return False
    if where & _RIGHT and end < len(cased) and _LETTER[cased[end]]:
        return False
    return where < _HEAD or _is_line_edge(cased, where, start, end, values)


def _is_line_edge(cased: bytes, where: int, start: int, end: int, values: bool) -> bool:
    """Tell whether a line starts before a literal and ends behind it, where it must."""
    if where & _HEAD and not _is_head(cased, start, values):
        return False
    return not where & _TAIL or bool((_AFTER_VALUE if values else _AFTER_TAIL).match(cased, end))


def _stands(text: Stretch, literal: bytes, where: int, first: int, last: int, values: bool) -> bool:
    """Tell whether a literal stands in a stretch, in a place where it may."""
    return any(True for _ in _all_places(text, literal, where, values, first, last))


def _all_places(
    text: Stretch, literal: bytes, where: int, values: bool, first: int = 0, last: int | None = None
) -> Iterator[int]:
    """Yield where a literal stands in a stretch, of the places where it may."""
    at = text.folded.find(literal, first, last)
    while at >= 0:
        if not where or _is_placed(text.cased, where, at, at + len(literal), values):
            yield at
        at = text.folded.find(literal, at + 1, last)


def _is_head(cased: bytes, start: int, values: bool) -> bool:
    """Tell whether nothing but signs, or the number of a list's item, stands before a place on its line."""
    low = max(0, start - _HEAD_WITHIN)
    line = max(cased.rfind(b"\n", low, start), cased.rfind(PART, low, start))
    if not values:
        line = max(line, cased.rfind(b"|", low, start))  # the cell of a table
    line += 1
    if not line and low:
        return False
    return _BEFORE_HEAD.match(cased, line, start) is not None


def _line_of(cased: bytes, start: int, end: int) -> tuple[int, int]:
    """Return the span of the line, or the cell of a table, around a place."""
    first, last = 0, len(cased)
    for sign in (b"\n", PART, b"|"):
        first = max(first, cased.rfind(sign, first, start) + 1)
        at = cased.find(sign, end, last)
        last = last if at < 0 else at
    return first, last


def _is_longer(line: bytes, longest: float) -> bool:
    """Tell whether a line has more characters beside white space, and no markup in it."""
    if len(line) <= longest or not _MARKUP_LEFT.isdisjoint(line):
        return False
    return len(line) - line.count(b" ") - sum(128 <= byte < 192 for byte in line) > longest + _HEAD_SLACK


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
