"""CSV: an item a row, the names of its fields in the first one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from presscheck.read.decode import decode
from presscheck.read.export.article import LARGEST
from presscheck.read.export.rows import Row
from presscheck.trouble import Trouble

_HEAD = 1 << 16
_SEPARATORS = ",;\t|"


def read_csv(file: BinaryIO, path: str) -> Iterator[Row]:
    """Yield the rows of a CSV file, numbered from 1 without the first, which names the fields.

    They are separated by commas, semicolons, tabs or bars, whichever the first row has most of. Raises Trouble
    naming the line where the file is cut off or broken, or cannot be decoded.
    """
    head = file.read(_HEAD)
    file.seek(0)
    text = TextIOWrapper(file, _encoding(head, path), newline="")
    lines = _Lines(text, path)
    # The limit is the process' own; nothing else here reads CSV.
    csv.field_size_limit(LARGEST)
    try:
        reader = csv.reader(lines, delimiter=_separator(head, text.encoding), strict=True)
        names = [name.strip() for name in next(reader, [])]
        for number, row in enumerate(reader, 1):
            if len(row) < len(names) and row and lines.is_cut:
                raise _cut(path, lines.number)
            yield Row(number, dict(zip(names, row, strict=False)))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise _cut(path, lines.number) from None
        raise Trouble(f"{path}:{lines.number}: not sound CSV ({error}); export it again") from None
    except UnicodeDecodeError as error:
        name = error.encoding.upper()
        raise Trouble(f"{path}: not valid {name} after line {lines.number}; save it as UTF-8") from None
    finally:
        if not file.closed:  # as it is where nobody asked for all of it
            text.detach()


class _Lines:
    """The lines of a text; `is_cut` once the last one is out, if nothing ends it."""

    def __init__(self, text: TextIOWrapper, path: str) -> None:
        self._text, self._path = text, path
        self.number = 0
        self.is_cut = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LARGEST)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LARGEST:
            raise Trouble(f"{self._path}:{self.number}: a line of more than 16 MB; not read")
        self.is_cut = not line.endswith(("\n", "\r"))
        return line


def _cut(path: str, line: int) -> Trouble:
    return Trouble(f"{path}:{line}: the export is cut off; export it again")


def _encoding(head: bytes, path: str) -> str:
    # A character may be cut in two where the head ends.
    encoding = decode(head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head, path)[1]
    return encoding if not encoding.startswith(("utf-16", "utf-32")) else encoding.rpartition("-")[0]


def _separator(head: bytes, encoding: str) -> str:
    first = head.decode(encoding, "replace").splitlines()[:1]
    return max(_SEPARATORS, key="".join(first).count)
