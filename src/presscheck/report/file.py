"""Reports into files: `--output FORMAT:FILE`."""

from __future__ import annotations

import os
import stat
import tempfile
from difflib import get_close_matches

from presscheck.model import Report
from presscheck.report import NAMES, Look, Name, write
from presscheck.trouble import Trouble

SUFFIXES: dict[str, Name] = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}
"""The format that a file name tells; `.xml` tells none, for it may be JUnit's or Checkstyle's."""


def destination(value: str) -> tuple[Name, str]:
    """Return the format and the file that `FORMAT:FILE`, or a file whose suffix tells its format, names.

    Raises Trouble where it names no format, no file, or standard output.
    """
    head, colon, path = value.partition(":")
    named = next((name for name in NAMES if name == head), None)
    if colon and named:
        if path in ("", "-"):
            raise Trouble(f"'{value}' names no file; `--format {named}` writes to standard output")
        return named, path
    low = value.lower()
    for suffix in sorted(SUFFIXES, key=len, reverse=True):
        if low.endswith(suffix) and (not colon or len(head) == 1 or os.sep in head):
            return SUFFIXES[suffix], value
    if colon and (near := get_close_matches(head.lower(), NAMES, n=1)):
        raise Trouble(f"unknown format in '{value}'; did you mean '{near[0]}:{path}'?")
    raise Trouble(f"'{value}' tells no format; write FORMAT:FILE, the format one of {', '.join(NAMES)}")


def write_file(report: Report, name: Name, path: str, look: Look) -> None:
    """Write a report to a file, whole or not at all, in UTF-8 and without colour.

    Raises Trouble where it cannot be written.
    """
    look = look._replace(color=False, encoding="utf-8")
    try:
        if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode) and not os.path.isdir(path):
            with open(path, "wb") as device:  # a pipe or /dev/null is written to, not replaced
                write(report, name, device, look)
            return
        _replace(report, name, os.path.realpath(path), look)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Trouble(f"{path}: cannot be written: {reason.lower()}") from None


def _replace(report: Report, name: Name, path: str, look: Look) -> None:
    if os.path.isdir(path):
        raise IsADirectoryError(None, "it is a folder")
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        raise FileNotFoundError(None, "there is no such folder")
    handle, draft = tempfile.mkstemp(dir=folder, prefix=".presscheck-")
    try:
        with open(handle, "wb") as out:
            write(report, name, out, look)
        os.chmod(draft, _mode(path))
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _mode(path: str) -> int:
    """Return the permissions of a file that is there, or else those of a new one."""
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
