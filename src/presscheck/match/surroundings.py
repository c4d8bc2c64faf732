"""What stands around a literal that was found, and whether that is what a probe asks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from math import inf

from presscheck.late import late
from presscheck.match.stretch import PART, Stretch
from presscheck.match.want import AT_HEAD, AT_LEFT, AT_RIGHT, AT_TAIL, Group, Want

LETTER = bytes(chr(code).isalnum() and code < 128 for code in range(256))
# A byte of more than seven bits may be of a letter or of a sign: it is taken for what lets more pass.
_BEFORE_HEAD = late(
    rb"[^0-9A-Za-z]*+(?:(?:\d{1,9}[.)]|[xX])[^0-9A-Za-z]*)?\Z|(?:[^0-9A-Za-z]*?\^[^:\n]{1,40}:){1,3}[^0-9A-Za-z]*+\Z"
)
_AFTER_TAIL = late(rb"[^0-9A-Za-z\n|\x02]*?(?:[\n|\x02]|\[\^|\{|\Z)")
_AFTER_VALUE = late(rb"[^0-9A-Za-z\"'>\x02]*\s*(?:[\"')>\x02]|\Z|(?<=\s)(?:[\w-]+=|[\"'(]))")
_FAR = 1_000
"""In a stretch of more bytes each literal is looked for once a text."""
_HEAD_WITHIN = _TAIL_WITHIN = 60
"""So many bytes are looked at for the edge of a line."""
_HEAD_SLACK = 12
_MARKUP_LEFT = frozenset(b"!{<^$&[")
_NO_CHARACTERS = b" " + bytes(range(0x80, 0xC0))
"""Bytes that are white space, or not the first one of a character."""


class Surroundings:
    """What stands around literals in a text. What is told of a part or a line holds for all literals in it."""

    def __init__(self, text: Stretch, values: bool) -> None:
        self._text = text
        self._values = values
        self._part = 0, -1
        self._line = 0, -1
        self._longer: dict[float, bool] = {}
        self._spans: dict[Group, tuple[list[int], list[int]]] = {}
        self._looked_at: dict[int, int] = {}

    def hold(self, want: Want, start: int, end: int) -> bool:
        """Tell whether a literal stands where a probe wants it, as it is written there, with what is beside it."""
        text = self._text
        _, where, longest, written, others, _ = want
        if where >= AT_HEAD and not _is_line_edge(text.cased, where, start, end, self._values):
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
                if high - low > _FAR or self._is_asked_often(group, high - low):
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
            self._part = part_of(self._text.cased, start, end)
        return self._part

    def _is_longer(self, start: int, end: int, longest: float) -> bool:
        """Tell whether the line around a place is longer than a match can be."""
        first, last = self._line
        if not first <= start <= end <= last:
            span = _line_of(self._text.cased, start, end)
            if b"\n" in self._text.cased[start:end]:  # they are two lines, and hold for no other literal
                return _is_longer(self._text.cased[slice(*span)], longest)
            self._line = span
            self._longer.clear()
        if longest not in self._longer:
            self._longer[longest] = _is_longer(self._text.cased[slice(*self._line)], longest)
        return self._longer[longest]

    def _is_asked_often(self, group: Group, size: int) -> bool:
        """Tell whether the stretches in which a group was sought are as long as the text, this one among them."""
        looked_at = self._looked_at[id(group)] = self._looked_at.get(id(group), 0) + size
        return looked_at > len(self._text.folded)

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


def part_of(cased: bytes, start: int, end: int) -> tuple[int, int]:
    """Return the span of the part that a place is in."""
    last = cased.find(PART, end)
    return cased.rfind(PART, 0, start) + 1, len(cased) if last < 0 else last


def _is_placed(cased: bytes, where: int, start: int, end: int, values: bool) -> bool:
    """Tell whether a literal has the edges of a word, and the start and end of a line, where it must."""
    if where & AT_LEFT and start and LETTER[cased[start - 1]]:
        return False
    if where & AT_RIGHT and end < len(cased) and LETTER[cased[end]]:
        return False
    return where < AT_HEAD or _is_line_edge(cased, where, start, end, values)


def _is_line_edge(cased: bytes, where: int, start: int, end: int, values: bool) -> bool:
    """Tell whether a line starts before a literal and ends behind it, where it must."""
    if where & AT_HEAD and not _is_head(cased, start, values):
        return False
    if not where & AT_TAIL:
        return True
    # Behind more signs than these the line is taken to end.
    return (_AFTER_VALUE if values else _AFTER_TAIL).match(cased, end, end + _TAIL_WITHIN) is not None


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
    return len(line.translate(None, _NO_CHARACTERS)) > longest + _HEAD_SLACK
