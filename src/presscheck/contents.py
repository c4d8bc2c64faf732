"""What a path holds: the bytes of a file, of the index or of standard input, or the articles of an export."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from presscheck.discover import cannot_read
from presscheck.model import Source, Trouble
from presscheck.read import read_source

if TYPE_CHECKING:
    from presscheck.keep.changed import Changes

_CHUNK = 1 << 16


def content(path: str, changes: Changes | None) -> bytes:
    """Return what a file holds, or what the next commit does where it is looked at. Raises Trouble."""
    staged = changes.content(path) if changes else None
    return read_bytes(path) if staged is None else staged


def articles(path: str, changes: Changes | None) -> Iterator[Source]:
    """Yield the articles of a WordPress export, one at a time; any other XML file is a draft like all others.

    Raises Trouble where it cannot be read.
    """
    from presscheck.read.wxr import HEAD, is_wxr, read_wxr

    staged = changes.content(path) if changes else None
    try:
        with open(path, "rb") if staged is None else BytesIO(staged) as file:
            if is_wxr(file.read(HEAD)):
                file.seek(0)
                yield from read_wxr(file, path)
                return
    except OSError as error:
        raise cannot_read(path, error) from None
    yield read_source(content(path, changes), path)


def read_bytes(path: str) -> bytes:
    """Return a file's bytes. Raises Trouble where it cannot be read."""
    # In small pieces, for a large buffer costs more to clear than many calls.
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            pieces = []
            while piece := os.read(file, _CHUNK):
                pieces.append(piece)
            return b"".join(pieces)
        finally:
            os.close(file)
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
