"""Paths as services want them: relative to the checkout, without `./`, as a path or as a URI."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:/")


def within(path: str) -> str:
    """Return a path relative to the working folder where it leads into it; any other without its `./`."""
    if os.path.isabs(path):
        here = os.getcwd().replace(os.sep, "/").rstrip("/") + "/"
        return path.removeprefix(here) or path
    while path.startswith("./"):
        path = path[2:].lstrip("/") or path[2:]
    return path


def uri(path: str) -> str:
    """Return a path as a relative URI reference, or as a `file:` URI where it leads out of the working folder.

    Bytes of a file name that are not UTF-8 are encoded as the bytes they are.
    """
    path = within(path)
    escaped = quote(_bytes(path), safe="/")
    if _DRIVE.match(path):
        return f"file:///{path[0]}:{escaped[4:]}"
    return f"file://{escaped}" if path.startswith("/") else escaped


def _bytes(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")
