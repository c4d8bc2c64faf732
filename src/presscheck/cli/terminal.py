"""What standard output is and what it can take."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO

if TYPE_CHECKING:
    from presscheck.report import Look

PIPE_WIDTH = 100
"""How wide a report is in a pipe or a file, unless COLUMNS says otherwise."""


class ReaderGoneError(Exception):
    """Nobody reads standard output any more. Not an OSError, which click would take for itself."""


def look(
    *, no_color: bool = False, quiet: bool = False, explain: bool = False, stream: TextIO | None = None
) -> Look:
    """Return how to write for a stream, standard output unless said: its width, its encoding, its colour."""
    from presscheck.report import Look

    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return Look(_width(stream), not no_color and _color(stream), encoding, quiet, explain)


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


@contextmanager
def stderr() -> Iterator[BinaryIO]:
    """Give standard error for bytes, for a report where standard output takes the draft."""
    sys.stderr.flush()
    yield sys.stderr.buffer
    sys.stderr.flush()


def send(lines: Iterable[str]) -> None:
    """Write lines to standard output, characters it cannot hold as escapes; a CI service obeys none of them."""
    from presscheck.report.inert import inert_text

    encoding = look().encoding
    with stdout() as out:
        for line in lines:
            out.write((inert_text(line) + "\n").encode(encoding, "backslashreplace"))


def _color(stream: TextIO | None) -> bool:
    """Follow no-color.org and force-color.org; a set NO_COLOR wins."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or PIPE_WIDTH
    except (AttributeError, OSError, ValueError):
        return PIPE_WIDTH
