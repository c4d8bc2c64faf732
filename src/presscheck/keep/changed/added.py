"""Which lines a diff adds, read from what `git diff` writes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from presscheck.keep.changed.git import Repository

Lines = Sequence[tuple[int, int]] | Literal["all"]
"""The added lines of a file: ranges of line numbers from 1, ends exclusive, in rising order; or the whole file."""

OPTIONS = (
    *("--numstat", "-z", "--patch", "--unified=0", "--inter-hunk-context=0"),
    *("--find-renames", "-l5000", "--ignore-cr-at-eol", "--ignore-submodules=all"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "-O/dev/null", "--src-prefix=a/", "--dst-prefix=b/"),
)
"""What makes the diff the same whatever the user has set for the ones they read."""

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


def added_lines(repository: Repository, *what: str) -> dict[str, Lines]:
    """Return the lines that `git diff` of these arguments adds, by the file's path from the repository's root.

    Lines end at line feeds alone. Of a file that is not text, all of it is added. One that lost lines and gained
    none is not there; a renamed one goes by its new name.
    """
    data = repository.ask("-c", "diff.relative=false", "diff", *OPTIONS, *what)
    return dict(_read(data))


def _read(data: bytes) -> Iterator[tuple[str, Lines]]:
    at = 0
    while at < len(data) and data[at]:
        at, binary = _count(data, at)
        if binary is not None:
            yield os.fsdecode(binary), "all"
    lines = data[at + 1 :].split(b"\n")
    number = 0
    name: str | None = None
    ranges: list[tuple[int, int]] = []
    while number < len(lines):
        line = lines[number]
        number += 1
        if hunk := _HUNK.match(line):
            gone, first, added = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            number = _past(lines, _past(lines, number, gone), added)
            if added:
                ranges.append((first, first + added))
        elif line.startswith(b"diff --git "):
            if name and ranges:
                yield name, ranges
            name, ranges = None, []
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
    if name and ranges:
        yield name, ranges


def _past(lines: Sequence[bytes], number: int, count: int) -> int:
    """Return the number after so many lines of a hunk and after a remark on the end of the file."""
    number += count
    return number + 1 if count and lines[number].startswith(b"\\") else number


def _count(data: bytes, at: int) -> tuple[int, bytes | None]:
    """Return where the record of `--numstat` at `at` ends, and the file it is about if that is not text."""
    end = data.index(b"\0", at)
    added, _, path = data[at:end].split(b"\t", 2)
    if not path:  # a renamed file: its old and its new name follow
        start = data.index(b"\0", end + 1) + 1
        end = data.index(b"\0", start)
        path = data[start:end]
    return end + 1, path if added == b"-" else None


def _name(shown: bytes) -> str:
    """Return the name in a `+++` line: odd ones are quoted as in C, and one with a space has a tab after it."""
    if shown.startswith(b'"'):
        shown = _ESCAPE.sub(_unescaped, shown.rstrip(b"\t")[1:-1])
    else:
        shown = shown.removesuffix(b"\t")
    return os.fsdecode(shown.removeprefix(b"b/"))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    told = escape[1]
    return bytes([int(told, 8)]) if len(told) == 3 else _ESCAPES.get(told, told)
