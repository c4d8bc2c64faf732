"""What a path holds: the bytes of a file, of the index or of standard input, or the articles of an export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from presscheck.discover import STDIN, cannot_read
from presscheck.model import Source
from presscheck.read import read_source
from presscheck.read.export import HEAD, is_export, read_export
from presscheck.read.export.fields import Fields
from presscheck.trouble import Trouble
from presscheck.whole import MB, open_file, read_whole, too_large

if TYPE_CHECKING:
    from presscheck.keep.changed import Changes

Told = Callable[[float], None]
"""Learns how much of an export is read, from 0 to 1."""

LARGEST = 50
"""Megabytes that a draft may have, unless somebody says otherwise."""

_HINT = "; --max-file-size allows more, exclude leaves it out"


def content(path: str, changes: Changes | None, most: int = LARGEST) -> bytes:
    """Return what a file holds, or what the next commit does where it is looked at.

    Raises Trouble where it cannot be read, or has more than `most` megabytes.
    """
    staged = changes.content(path) if changes else None
    if staged is None:
        return read_bytes(path, most)
    if len(staged) > most * MB:
        raise cannot_read(path, too_large(most * MB, _HINT))
    return staged


def articles(
    path: str, name: str, changes: Changes | None, fields: Fields, told: Told, most: int = LARGEST
) -> Iterator[Source]:
    """Yield the articles of an export, one at a time; any other file is a draft. `name` is that of standard input.

    `fields` say where in an item its article stands. An export in a file may be of any size. Raises Trouble where
    it cannot be read, or where a draft has more than `most` megabytes.
    """
    try:
        with _opened(path, changes, most) as file:
            if not is_export(file.read(HEAD), name):
                file.seek(0)
                data = file.read(most * MB + 1)
                if len(data) > most * MB:
                    raise too_large(most * MB, _HINT)
                yield read_source(data, name)
                return
            size, done = max(1, file.seek(0, os.SEEK_END)), 0
            file.seek(0)
            for source in read_export(file, name, fields):
                yield source
                done = max(done, file.tell())
                told(done / size)
    except OSError as error:
        raise cannot_read(name, error) from None


def _opened(path: str, changes: Changes | None, most: int) -> BinaryIO:
    if path == STDIN:
        return BytesIO(read_stdin(most))
    staged = changes.content(path) if changes else None
    return open_file(path) if staged is None else BytesIO(staged)


def read_bytes(path: str, most: int = LARGEST) -> bytes:
    """Return a file's bytes. Raises Trouble where it cannot be read, or has more than `most` megabytes."""
    try:
        return read_whole(path, most * MB, _HINT)
    except OSError as error:
        raise cannot_read(path, error) from None


@cache
def read_stdin(most: int) -> bytes:
    """Return what comes from another program, as often as asked. Raises Trouble as `read_bytes` does."""
    if sys.stdin is None:
        raise Trouble("standard input is closed")
    try:
        data = sys.stdin.buffer.read(most * MB + 1)
        if len(data) > most * MB:
            raise too_large(most * MB, _HINT)
    except OSError as error:
        raise cannot_read("standard input", error) from None
    return data
