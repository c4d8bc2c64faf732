"""A file's bytes: never more than may be, and never a wait for a writer who does not come."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

MB = 1_000_000

SIDE = 10 * MB
"""Bytes that a configuration, a rule file, a file of answers or a .gitignore may have; real ones have thousands."""

PIPES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
"""Where a shell puts the pipes that it makes for `<(command)`."""

_CHUNK = 1 << 16


def read_whole(path: str, most: int = SIDE, hint: str = "") -> bytes:
    """Return a file's bytes, `most` of them at most; a pipe of the shell's and the null device count as files.

    Raises OSError where it cannot be read, is no file, or is larger, with the `hint` what to do then.
    """
    file, size = _opened(path)
    try:
        # In small pieces, for a large buffer costs more to clear than many calls.
        pieces: list[bytes] = []
        left = most
        # What is known to be too large is not begun; but a file may grow, and of a pipe nothing is known.
        while size <= most and left >= 0:
            if not (piece := os.read(file, _CHUNK)):
                return b"".join(pieces)
            pieces.append(piece)
            left -= len(piece)
        raise too_large(most, hint)
    finally:
        os.close(file)


def open_file(path: str) -> BinaryIO:
    """Open a file to be read piece by piece. Raises OSError where it cannot be read or is no file."""
    return os.fdopen(_opened(path)[0], "rb")


def too_large(most: int, hint: str = "") -> OSError:
    """Return what is raised for a file of more than so many bytes."""
    return OSError(None, f"larger than {most // MB:,} megabyte{'s' * (most > MB)}{hint}")


def is_file(path: str, mode: int) -> bool:
    """Tell whether a path that is named leads to what can be read like a file."""
    if stat.S_ISFIFO(mode):
        return path.startswith(PIPES)
    return stat.S_ISREG(mode) or path == os.devnull


def _opened(path: str) -> tuple[int, int]:
    """Return the descriptor of a file that is open, and its size as far as it is known."""
    if "\0" in path:
        raise OSError(None, "no file can have such a name")
    # A path that led to a file a moment ago may lead to a pipe now, and to open one waits for its writer.
    wait = 0 if path.startswith(PIPES) else getattr(os, "O_NONBLOCK", 0)
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | wait)
    status = os.fstat(file)
    if is_file(path, status.st_mode) or stat.S_ISDIR(status.st_mode):
        return file, status.st_size if stat.S_ISREG(status.st_mode) else 0
    os.close(file)
    raise OSError(None, "it is not a file")
