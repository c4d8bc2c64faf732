"""What a revision changes, as the unified diff that `patch` and git read; not a format of reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import BinaryIO

from presscheck.model import Source
from presscheck.report import Look
from presscheck.report.inert import inert_text
from presscheck.report.line import paint, show

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_STYLES = {"+": "added", "-": "removed", "@": "place"}
_NO_END = "\\ No newline at end of file"


def unified(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of the diff between two texts of a file, each with its line feed; none where they are one.

    A line keeps the carriage return that it ends with.
    """
    old, new = _LINE.findall(before), _LINE.findall(after)
    name = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in path)
    for number, line in enumerate(unified_diff(old, new, name, name)):
        yield line if line.endswith("\n") else f"{line}\n"
        if number > 1 and not line.endswith(("\n", "\r")):
            yield f"{_NO_END}\n"


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
