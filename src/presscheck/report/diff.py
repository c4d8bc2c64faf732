"""What a revision changes, as the unified diff that `patch` and git read; not a format of reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher, unified_diff
from typing import BinaryIO

from presscheck.model import Source
from presscheck.report import Look
from presscheck.report.inert import inert_text
from presscheck.report.line import paint, show

LONG = 2_000
"""Of texts with more lines the diff is found in one pass."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_STYLES = {"+": "added", "-": "removed", "@": "place"}
_NO_END = "\\ No newline at end of file"


def unified(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of the diff between two texts of a file, each with its line feed; none where they are one.

    A line keeps the carriage return that it ends with.
    """
    old, new = _LINE.findall(before), _LINE.findall(after)
    name = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in path)
    long = max(len(old), len(new)) > LONG
    found = _quick_diff(old, new, name) if long else unified_diff(old, new, name, name)
    for number, line in enumerate(found):
        yield line if line.endswith("\n") else f"{line}\n"
        if number > 1 and not line.endswith(("\n", "\r")):
            yield f"{_NO_END}\n"


class _Quick(SequenceMatcher[str]):
    """Finds what two texts have in common in time in proportion to them, if not always the most there is."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._texts = old, new

    def get_matching_blocks(self) -> list[Match]:
        """Return where equal lines stand, in order: after each that differs the next one that is in both."""
        old, new = self._texts
        in_old, in_new = _places(old), _places(new)
        found: list[Match] = []
        i = j = 0
        while i < len(old) and j < len(new):
            start = i
            while i < len(old) and j < len(new) and old[i] == new[j]:
                i, j = i + 1, j + 1
            if i > start:
                found.append(Match(start, j - (i - start), i - start))
                continue
            ahead, behind = _next(in_old, new[j], i), _next(in_new, old[i], j)
            if ahead is None and behind is None:
                i, j = i + 1, j + 1
            elif behind is None or (ahead is not None and ahead - i <= behind - j):
                i = ahead or i
            else:
                j = behind
        return [*found, Match(len(old), len(new), 0)]


def _places(lines: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        found[line].append(at)
    return found


def _next(places: dict[str, list[int]], line: str, first: int) -> int | None:
    """Return where a line stands next from `first` on; None where it does not."""
    found = places.get(line, [])
    at = bisect_left(found, first)
    return found[at] if at < len(found) else None


def _quick_diff(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """Yield what `unified_diff` does, whose time grows with the square of the changes."""
    for number, group in enumerate(_Quick(old, new).get_grouped_opcodes()):
        if not number:
            yield from (f"--- {name}\n", f"+++ {name}\n")
        first, last = group[0], group[-1]
        before, after = _range(first[1], last[2]), _range(first[3], last[4])
        yield f"@@ -{before} +{after} @@\n"
        for tag, i, i_end, j, j_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[i:i_end])
                continue
            yield from (f"-{line}" for line in old[i:i_end])
            yield from (f"+{line}" for line in new[j:j_end])


def _range(start: int, end: int) -> str:
    """Return a range of lines as a diff writes it: one by its number, none by that of the line before it."""
    length = end - start
    return str(start + 1) if length == 1 else f"{start + (length > 0)},{length}"


def write(before: Source, after: Source, out: BinaryIO, *, log: bool = False) -> None:
    """Write a diff for a program: byte for byte what stands in the file, in UTF-8 where that is no text.

    Where standard output is the `log` of a CI service, what that would obey is written in another way.
    """
    encoding = "utf-8" if before.encoding.startswith("utf") else before.encoding
    for line in unified(before.path, _text(before), _text(after)):
        out.write((inert_text(line) if log else line).encode(encoding))


def lines(before: Source, after: Source, look: Look) -> Iterator[str]:
    """Yield a diff for people: in colour if `look` says so, nothing in it that a terminal obeys."""
    for number, line in enumerate(unified(before.path, _text(before), _text(after))):
        style = "strong" if number < 2 else _STYLES.get(line[0], "")
        yield paint([(show(line.rstrip("\r\n"), look.encoding), style)], look.color)


def _text(source: Source) -> str:
    # The last paragraph of a document is one like all others.
    return source.text + "\n" if source.layout else source.text
