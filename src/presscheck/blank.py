"""Whole lines taken out of a text, with the blank lines that would stand double without them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from presscheck.late import late
from presscheck.model import Block, Format
from presscheck.remembered import of_last_texts

_LINE_END = late(r"\r\n?|\n")
# Each sign can be read in one way only: of two, a line of dashes would take twice the time for each.
_MARKUP = late(r"[ \t]*+(?:(?:>|[+•]|\d{1,9}[.)]|\[[ xX]\]|#{1,6})(?:[ \t]++|$)|[-*_~–—=]++[ \t]*+)*+\Z")
_AFTER = late(r"[ \t#*_~!?.:;,…–—=\\>-]*\Z")
_UNDERLINE = late(r" {0,3}(?:=+|-+)[ \t]*(?=[\r\n]|\Z)")
_SEPARATED = frozenset({"heading", "paragraph", "quotation", "caption"})


class _Lines(NamedTuple):
    """Where the lines of a text start, and end without what ends them; the numbers of lines are from 0."""

    text: str
    starts: list[int]
    ends: list[int]

    def at(self, offset: int) -> int:
        """Return the number of the line that an offset is on."""
        return bisect_right(self.starts, offset) - 1

    def start(self, line: int) -> int:
        """Return where a line starts; behind the last one, the end of the text."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def is_blank(self, line: int) -> bool:
        """Tell whether there is nothing to see on a line."""
        start, end = self.starts[line], self.ends[line]
        return start == end or self.text[start:end].isspace()

    def past_blanks(self, line: int) -> int:
        """Return the first line from a given one on that is not blank."""
        while line < len(self.starts) and self.is_blank(line):
            line += 1
        return line

    def indent(self, line: int) -> int:
        """Return how far a line is indented."""
        shown = self.text[self.starts[line] : self.ends[line]].expandtabs(4)
        return len(shown) - len(shown.lstrip(" "))


@of_last_texts
def _lines(text: str) -> _Lines:
    """Return the lines of a text, found once for all that is taken out of it."""
    found = [end.span() for end in _LINE_END.finditer(text)]
    return _Lines(text, [0, *[end for _, end in found]], [*[start for start, _ in found], len(text)])


def without_lines(text: str, start: int, end: int, block: Block, form: Format) -> tuple[int, int, str] | None:
    """Return the span of the lines that hold `start` to `end`, and the text for its place.

    None where something else stands on these lines, or hangs on them, as what is nested in a list's item.
    """
    lines = _lines(text)
    top, bottom = lines.at(start), lines.at(end)
    first, last = lines.starts[top], max(end, lines.ends[bottom])
    if not _MARKUP.match(text, first, start) or not _AFTER.match(text, end, last):
        return None
    if form == "markdown" and block.kind == "heading" and "#" not in text[first:start]:
        underline = _UNDERLINE.match(text, lines.start(bottom + 1))
        bottom += bool(underline)
        last = underline.end() if underline else last
    after = lines.past_blanks(bottom + 1)
    if block.kind == "list-item" and form != "html" and _is_nested(lines, top, after):
        return None
    if after == len(lines.starts) and top:
        # The last block: the blank lines before it go, and the file ends as it did.
        kept = _before_blanks(lines, top)
        ends = bottom + 1 == len(lines.starts)
        return (lines.ends[kept] if kept >= 0 else 0, last, "") if ends else (lines.start(kept + 1), len(text), "")
    if not top or lines.is_blank(top - 1):
        return first, lines.start(after), ""
    if form == "markdown" and block.kind in _SEPARATED and after == bottom + 1:
        # What stood on either side of it must not become one paragraph.
        return first, last, ""
    return first, lines.start(bottom + 1), ""


def _is_nested(lines: _Lines, top: int, after: int) -> bool:
    """Tell whether lines hang on an item that starts on one line, where the next that is not blank is another."""
    return after < len(lines.starts) and lines.indent(after) > lines.indent(top)


def _before_blanks(lines: _Lines, line: int) -> int:
    """Return the last line before a given one that is not blank; -1 where all are."""
    while line and lines.is_blank(line - 1):
        line -= 1
    return line - 1
