"""What standard output is and what it can take."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from presscheck.report import Look

PIPE_WIDTH = 100
"""How wide a report is in a pipe or a file, unless COLUMNS says otherwise."""


class ReaderGoneError(Exception):
    """Nobody reads standard output any more. Not an OSError, which click would take for itself."""


def look(*, no_color: bool = False, quiet: bool = False, explain: bool = False) -> Look:
    """Return how to write for standard output: its width, its encoding, and whether it shows colour."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return Look(_width(), not no_color and _color(), encoding, quiet, explain)


@contextmanager
def stdout() -> Iterator[BinaryIO]:
    """Give standard output for bytes and see that they arrive.

    Raises ReaderGoneError where nobody reads it any more, OSError where it takes no more.
    """
    if sys.stdout is None:
        raise OSError(None, "it is closed")
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGoneError from None


def send(lines: Iterable[str]) -> None:
    """Write lines to standard output, characters it cannot hold as escapes."""
    encoding = look().encoding
    with stdout() as out:
        for line in lines:
            out.write((line + "\n").encode(encoding, "backslashreplace"))


def _color() -> bool:
    """Follow no-color.org and force-color.org; a set NO_COLOR wins."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or PIPE_WIDTH
    except (AttributeError, OSError, ValueError):
        return PIPE_WIDTH
