"""Which configuration holds for a folder: the nearest, from the folder itself up to the repository's root."""

from __future__ import annotations

import os

from presscheck.trouble import Trouble
from presscheck.whole import read_whole

NAMES = ("presscheck.toml", ".presscheck.toml")
PYPROJECT = "pyproject.toml"


def find(folder: str, known: dict[str, str | None]) -> str | None:
    """Return the path of the configuration that holds in an absolute folder, or None.

    The search ends at the root of a repository (a folder that holds `.git`), that included. `known` holds what has
    been found for each folder; it is looked into and added to.

    Raises Trouble where two files of one folder both say how to check.
    """
    passed = []
    found: str | None = None
    while folder not in known:
        passed.append(folder)
        found = _here(folder)
        above = os.path.dirname(folder)
        if found or above == folder or os.path.lexists(os.path.join(folder, ".git")):
            break
        folder = above
    else:
        found = known[folder]
    known.update(dict.fromkeys(passed, found))
    return found


def _here(folder: str) -> str | None:
    found = [path for name in NAMES if os.path.isfile(path := os.path.join(folder, name))]
    project = os.path.join(folder, PYPROJECT)
    if os.path.isfile(project) and _has_table(project):
        found.append(project)
    if len(found) > 1:
        one, other = (os.path.basename(path) for path in found[:2])
        raise Trouble(f"{folder}: {one} and {other} both configure presscheck; keep one of them")
    return found[0] if found else None


def _has_table(project: str) -> bool:
    """Tell whether a project's file has a table [tool.presscheck]; most do not even hold the word."""
    try:
        content = read_whole(project)
    except OSError:
        return False
    if b"presscheck" not in content:
        return False
    import tomllib

    try:
        tool = tomllib.loads(content.decode()).get("tool", {})
    except (ValueError, RecursionError):
        # Somebody else's file may be broken in any way; with a table of ours in it, it is ours to complain of.
        return b"[tool.presscheck" in content
    return isinstance(tool, dict) and "presscheck" in tool


def show(path: str) -> str:
    """Return a path as messages shall name it: from the working folder, unless that is the longer way."""
    try:
        return min(os.path.relpath(path), path, key=len).replace(os.sep, "/")
    except ValueError:  # on another drive
        return path
