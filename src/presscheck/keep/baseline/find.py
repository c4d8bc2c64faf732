"""Where a baseline is, and where a new one goes."""

from __future__ import annotations

import os

NAME = ".presscheck-baseline.json"


def find_baseline(folder: str) -> str | None:
    """Return the path of the nearest baseline from a folder up to its repository's root; None if there is none."""
    folder = os.path.abspath(folder)
    while True:
        if os.path.isfile(path := os.path.join(folder, NAME)):
            return path
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            return None
        folder = above


def new_baseline(folder: str, configuration: str | None) -> str:
    """Return where a new baseline goes for a run that starts in an absolute folder.

    It is beside the configuration, or at the repository's root; else in the working folder, if that is around it.
    """
    if configuration:
        return os.path.join(os.path.dirname(os.path.abspath(configuration)), NAME)
    top = folder
    while not os.path.lexists(os.path.join(top, ".git")):
        if top == (top := os.path.dirname(top)):
            here = os.getcwd()
            return os.path.join(here if folder.startswith(os.path.join(here, "")) else folder, NAME)
    return os.path.join(top, NAME)
