"""What a path holds: the bytes of a file, of the index or of standard input, or the articles of an export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from presscheck.discover import STDIN, cannot_read
from presscheck.model import Source, Trouble
from presscheck.read import read_source
from presscheck.read.export import HEAD, is_export, read_export
from presscheck.read.export.fields import Fields
from presscheck.whole import MB, open_file, read_whole

if TYPE_CHECKING:
    from presscheck.keep.changed import Changes

Told = Callable[[float], None]
"""Learns how much of an export is read, from 0 to 1."""

LARGEST = 50 * MB
"""Bytes that a draft may have, unless somebody says otherwise."""


def content(path: str, changes: Changes | None) -> bytes:
    """Return what a file holds, or what the next commit does where it is looked at. Raises Trouble."""
    staged = changes.content(path) if changes else None
    return read_bytes(path) if staged is None else staged


def articles(path: str, name: str, changes: Changes | None, fields: Fields, told: Told) -> Iterator[Source]:
    """Yield the articles of an export, one at a time; any other file is a draft. `name` is that of standard input.

    `fields` say where in an item its article stands. Raises Trouble where it cannot be read.
    """
    try:
        with _opened(path, changes) as file:
            if not is_export(file.read(HEAD), name):
                file.seek(0)
                yield read_source(file.read(), name)
                return
            size, most = max(1, file.seek(0, os.SEEK_END)), 0
            file.seek(0)
            for source in read_export(file, name, fields):
                yield source
                most = max(most, file.tell())
                told(most / size)
    except OSError as error:
        raise cannot_read(name, error) from None


def _opened(path: str, changes: Changes | None) -> BinaryIO:
    if path == STDIN:
        return BytesIO(read_stdin())
    staged = changes.content(path) if changes else None
    return open_file(path) if staged is None else BytesIO(staged)


def read_bytes(path: str) -> bytes:
    """Return a file's bytes. Raises Trouble where it cannot be read."""
    try:
        return read_whole(path, LARGEST)
    except OSError as error:
        raise cannot_read(path, error) from None


@cache
def read_stdin() -> bytes:
    """Return what comes from another program, as often as asked. Raises Trouble where that cannot be read."""
    if sys.stdin is None:
        raise Trouble("standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise cannot_read("standard input", error) from None
