"""What the rules look for in one part of a draft's normal form, and where it has to stand to count.

One pass finds the literals of all rules, with an Aho-Corasick automaton where its library is at hand and one search
a literal where it is not. Few of them stand where they have to: at the head of a line, with the right words beside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from presscheck.match.rarity import EDGE, HEAD, MARKS, TAIL
from presscheck.match.raw import PART, Stretch
from presscheck.model import Probe

_FEW, _EACH = 60_000, 5_000
"""Until so many bytes were looked through, and so many a text, searching each literal by itself is faster."""

_LEFT, _RIGHT, _HEAD, _TAIL = 1, 2, 4, 8
_LETTER = bytes(chr(code).isalnum() and code < 128 for code in range(256))
# A byte of more than seven bits may be of a letter or of a sign: it is taken for what lets more pass.
_BEFORE_HEAD = re.compile(rb"[^0-9A-Za-z]*+(?:(?:\d{1,9}[.)]|[xX]|\^[^:\n]{1,40}:)[^0-9A-Za-z]*)?\Z")
_AFTER_TAIL = re.compile(rb"[^0-9A-Za-z\n|\x02]*+(?:[\n|\x02]|\[\^|\{|\Z)")
_AFTER_VALUE = re.compile(rb"[.,;:!?]*\s*(?:[\"')>\x02]|\Z|(?<=\s)(?:[\w-]+=|[\"'(]))")
_HEAD_WITHIN = 60
_HEAD_SLACK = 12
_MARKUP_LEFT = frozenset(b"!{<^$&[")
_Others = tuple[tuple[bool, int, tuple[tuple[bytes, int], ...]], ...]
_Search = Callable[[bytes], Iterable[tuple[int, int, int]]]


class _Want(NamedTuple):
    """What one probe asks of a literal: where it stands, how it is written, what is beside it."""

    number: int
    where: int
    longest: float
    written: frozenset[bytes] | None
    others: _Others


class Wanted:
    """The literals of numbered probes, sought in one kind of stretch; in one of values a line is one value."""

    def __init__(self, probes: Iterable[tuple[int, Probe]], *, values: bool = False) -> None:
        asked: dict[bytes, dict[tuple[int, int, _Others], tuple[Probe, set[bytes]]]] = {}
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
        self._literals = list(asked)
        self._wants = [
            [
                _Want(number, where, probe.longest, frozenset(written) if probe.exact else None, others)
                for (number, where, others), (probe, written) in wants.items()
            ]
            for wants in asked.values()
        ]
        self._values = values
        self._search: _Search | None = None
        self._looked_through = 0

    def found(self, text: Stretch, known: set[int]) -> None:
        """Add to the known numbers those of the probes that may match somewhere in a text."""
        for literal, start, end in self._find(text.folded):
            for want in self._wants[literal]:
                if want.number not in known and _holds(want, text, start, end, self._values):
                    known.add(want.number)

    def places(self, text: Stretch, numbers: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Yield the number of each of these probes with each place in a text where it may match."""
        for literal, start, end in self._find(text.folded):
            for want in self._wants[literal]:
                if want.number in numbers and _holds(want, text, start, end, self._values):
                    yield want.number, start

    def _find(self, text: bytes) -> Iterable[tuple[int, int, int]]:
        if self._search is None:
            self._looked_through += len(text) + _EACH
            if self._looked_through <= _FEW:
                return _one_by_one(self._literals, text)
            self._search = _automaton(self._literals)
        return self._search(text)


def _bare(literal: str) -> bytes:
    return literal.strip(MARKS).encode("utf-8", "surrogatepass")


def _where(literal: str) -> int:
    return (
        _LEFT * literal.startswith(EDGE)
        | _RIGHT * literal.endswith(EDGE)
        | _HEAD * literal.startswith(HEAD)
        | _TAIL * literal.endswith(TAIL)
    )


def _placed(group: Iterable[str]) -> tuple[tuple[bytes, int], ...]:
    return tuple(dict.fromkeys((_bare(each).lower(), _where(each)) for each in group))


def _holds(want: _Want, text: Stretch, start: int, end: int, values: bool) -> bool:
    """Tell whether a literal stands where a probe wants it, as it is written there and with what is beside it."""
    _, where, longest, written, others = want
    cased = text.cased
    if where and not _is_placed(cased, where, start, end, values):
        return False
    if written is not None and text.exact and cased[start:end].replace(b"\n", b" ") not in written:
        return False
    if longest != inf and not values and _is_longer(cased, start, end, longest):
        return False
    if others:
        first = cased.rfind(PART, 0, start) + 1
        last = cased.find(PART, end)
        if last < 0:
            last = len(cased)
        for before, apart, group in others:
            low, high = (first, start) if before else (end, last)
            if apart:
                low, high = max(low, start - apart), min(high, end + apart)
            # A look into a copy of the few bytes first: most of the literals are not there.
            near = text.folded[low:high]
            if not any(
                other in near and (not there or _stands(text, other, there, low, high, values))
                for other, there in group
            ):
                return False
    return True


def _is_placed(cased: bytes, where: int, start: int, end: int, values: bool) -> bool:
    """Tell whether a literal has the edges of a word, and the start and end of a line, where it must."""
    if where & _LEFT and start and _LETTER[cased[start - 1]]:
        return False
    if where & _RIGHT and end < len(cased) and _LETTER[cased[end]]:
        return False
    if where & _HEAD and not _is_head(cased, start, values):
        return False
    return not where & _TAIL or bool((_AFTER_VALUE if values else _AFTER_TAIL).match(cased, end))


def _stands(text: Stretch, literal: bytes, where: int, first: int, last: int, values: bool) -> bool:
    """Tell whether a literal stands in a stretch, in a place where it may."""
    at = text.folded.find(literal, first, last)
    while at >= 0:
        if _is_placed(text.cased, where, at, at + len(literal), values):
            return True
        at = text.folded.find(literal, at + 1, last)
    return False


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


def _is_longer(cased: bytes, start: int, end: int, longest: float) -> bool:
    """Tell whether the line around a place has more characters beside white space, and no markup in it."""
    first = max(cased.rfind(b"\n", 0, start), cased.rfind(PART, 0, start), cased.rfind(b"|", 0, start)) + 1
    ends = [at for sign in (b"\n", PART, b"|") if (at := cased.find(sign, end)) >= 0]
    line = cased[first : min(ends, default=len(cased))]
    if len(line) <= longest or not _MARKUP_LEFT.isdisjoint(line):
        return False
    return len(line) - line.count(b" ") - sum(128 <= byte < 192 for byte in line) > longest + _HEAD_SLACK


def _one_by_one(literals: Sequence[bytes], text: bytes) -> Iterator[tuple[int, int, int]]:
    for number, literal in enumerate(literals):
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
