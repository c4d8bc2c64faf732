"""Paths as services want them: relative to the checkout, without `./`, as a path or as a URI."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:/")


def within(path: str) -> str:
    """Return a path relative to the checkout where it leads into it; any other as it is, without its `./`.

    The checkout is the folder that GitHub Actions or GitLab CI names, if we work in it; else the working folder.
    """
    here = os.getcwd()
    top = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or here
    if _inside(here, top) is None:
        top = here
    inside = _inside(os.path.normpath(os.path.join(here, path)), top)
    if inside and (os.path.isabs(path) or top != here):
        return inside
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path or "."


def _inside(path: str, top: str) -> str | None:
    """Return what leads from a folder to an absolute path with forward slashes; None where it is outside."""
    top = os.path.normpath(top)
    if path == top:
        return ""
    start = top if top.endswith(os.sep) else top + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None


def uri(path: str) -> str:
    """Return a path as a relative URI reference, or as a `file:` URI where it leads out of the checkout.

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
