"""Whole lines taken out of a text, with the blank lines that would stand double without them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from presscheck.late import late
from presscheck.model import Block, Format

_LINE_END = late(r"\r\n?|\n")
# Each sign can be read in one way only: of two, a line of dashes would take twice the time for each.
_MARKUP = late(r"[ \t]*+(?:(?:>|[+•]|\d{1,9}[.)]|\[[ xX]\]|#{1,6})(?:[ \t]++|$)|[-*_~–—=]++[ \t]*+)*+\Z")
_AFTER = late(r"[ \t#*_~!?.:;,…–—=\\>-]*\Z")
_UNDERLINE = late(r" {0,3}(?:=+|-+)[ \t]*(?=[\r\n]|\Z)")
_SEPARATED = frozenset({"heading", "paragraph", "quotation", "caption"})


def without_lines(text: str, start: int, end: int, block: Block, form: Format) -> tuple[int, int, str] | None:
    """Return the span of the lines that hold `start` to `end`, and the text for its place.

    None where something else stands on these lines, or hangs on them, as what is nested in a list's item.
    """
    first, last = _line_start(text, start), _line_end(text, end)
    if not _MARKUP.match(text, first, start) or not _AFTER.match(text, end, last):
        return None
    after = _past(text, last)
    underlined = form == "markdown" and block.kind == "heading" and "#" not in text[first:start]
    if underlined and (underline := _UNDERLINE.match(text, after)):
        last = underline.end()
        after = _past(text, last)
    if block.kind == "list-item" and form != "html" and _nested(text, first, after):
        return None
    blank_before = not first or _is_blank(text, _line_start(text, _before(text, first)), first)
    blanks = _past_blanks(text, after)
    if blanks == len(text) and first:
        # The last block: the blank lines before it go, and the file ends as it did.
        kept = _before_blanks(text, first)
        return (kept, last, "") if after == last else (_past(text, kept), len(text), "")
    if blank_before and blanks > after:
        return first, blanks, ""
    if form == "markdown" and block.kind in _SEPARATED and not blank_before and blanks == after:
        # What stood on either side of it must not become one paragraph.
        return first, last, ""
    return first, after, ""


def _line_start(text: str, at: int) -> int:
    starts = _line_starts(text)
    return starts[bisect_right(starts, at) - 1]


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    """Return where the lines of a text start, found once for all that is taken out of it."""
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


def _line_end(text: str, at: int) -> int:
    starts = _line_starts(text)
    number = bisect_right(starts, at)
    return max(at, _before(text, starts[number])) if number < len(starts) else len(text)


def _past(text: str, at: int) -> int:
    """Return the offset after the line end at `at`, if one is there."""
    found = _LINE_END.match(text, at)
    return found.end() if found else at


def _before(text: str, at: int) -> int:
    """Return the offset of the line end that ends at `at`."""
    return at - 2 if text.endswith("\r\n", 0, at) else max(0, at - 1)


def _is_blank(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip()


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and _is_blank(text, at, end := _past(text, _line_end(text, at))):
        at = end
    return at


def _before_blanks(text: str, at: int) -> int:
    """Return where the last line with text before `at`, the start of a line, ends."""
    while at:
        end = _before(text, at)
        start = _line_start(text, end)
        if not _is_blank(text, start, end):
            return end
        at = start
    return 0


def _nested(text: str, first: int, after: int) -> bool:
    """Tell whether lines hang on an item that starts at `first` and whose own lines end at `after`."""
    at = _past_blanks(text, after)
    return _indent(text, at) > _indent(text, first) and at < len(text)


def _indent(text: str, at: int) -> int:
    line = text[at : _line_end(text, at)].expandtabs(4)
    return len(line) - len(line.lstrip(" "))
