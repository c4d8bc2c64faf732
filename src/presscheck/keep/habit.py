"""The title repeated in the text is no leftover where the site does so: where most posts of the folder do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

from presscheck.model import Finding
from presscheck.rule import Rule
from presscheck.trouble import Trouble
from presscheck.whole import open_file

TitleInBody = Literal["auto", "allow", "forbid"]
"""Whether a text may repeat its title: as most posts of its folder do, or in any case, or never."""

POSTS = 50
"""At most so many posts of a folder are read to learn its habit."""

FEW = 3
"""Fewer posts than this make no habit; where a folder holds no more, the folders beside it are looked into."""

_HEAD = 1 << 12
_FOLDERS = 400


class Habit:
    """Which findings of a repeated title stand. A folder is looked into once, and only for such a finding."""

    def __init__(self, rules: Iterable[Rule], setting: TitleInBody = "auto") -> None:
        self._setting = setting
        self._about = {r.id for r in rules if r.matcher == "duplicate" and r.spec.get("of") == "title-in-body"}
        self._folders: dict[str, bool] = {}

    def standing(self, findings: Sequence[Finding], path: str | None) -> list[Finding]:
        """Return the findings that stand in a file, given by the path it was read from; None if it is no file."""
        if self._setting == "forbid" or all(finding.rule not in self._about for finding in findings):
            return list(findings)
        if self._setting == "auto" and (path is None or not self._is_habit(path)):
            return list(findings)
        return [finding for finding in findings if finding.rule not in self._about]

    def _is_habit(self, path: str) -> bool:
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._folders:
            posts = _posts(folder)
            if len(posts) <= FEW:
                # A post in a folder of its own, or a folder for each month: its siblings are beside it.
                posts = _beside(folder) or posts
            self._folders[folder] = _most_do(spread(posts, POSTS))
        return self._folders[folder]


def _posts(folder: str) -> list[str]:
    from presscheck.read import FORMATS

    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_file() and not entry.name.startswith(".")]
    except OSError:
        return []
    return [os.path.join(folder, name) for name in sorted(names) if os.path.splitext(name)[1].lower() in FORMATS]


def _beside(folder: str) -> list[str]:
    above = os.path.dirname(folder)
    try:
        with os.scandir(above) as entries:
            folders = sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [post for each in spread(folders, _FOLDERS) for post in islice(_posts(each), POSTS)]


def spread(items: Sequence[str], most: int) -> list[str]:
    """Return at most so many of the items, evenly spaced: neighbours by name are often of one kind."""
    if len(items) <= most:
        return list(items)
    return [items[number * len(items) // most] for number in range(most)]


def _most_do(posts: Sequence[str]) -> bool:
    """Tell whether most posts do; no more of them are read than it takes to know."""
    do = told = 0
    for left, post in zip(reversed(range(len(posts))), posts, strict=True):
        does = _repeats_title(post)
        do += does is True
        told += does is not None
        if is_habit(do, told + left):
            return True  # though none that is left does
        if not is_habit(do + left, told + left):
            return False  # though all that are left do
    return False


def count_habit(posts: Iterable[str]) -> tuple[int, int]:
    """Return how many posts repeat their title in the text, and how many have one at all."""
    told = [does for post in posts if (does := _repeats_title(post)) is not None]
    return sum(told), len(told)


def is_habit(do: int, told: int) -> bool:
    """Tell whether so many posts of so many make it a habit."""
    return do >= FEW and 2 * do > told


def _repeats_title(path: str) -> bool | None:
    """Tell whether a post repeats its title in the text; None where it has no title or cannot be read."""
    from presscheck.match.repeat.headline import headlines, title_in_body
    from presscheck.read import open_document, read_source

    try:
        with open_file(path) as file:
            head = file.read(_HEAD)
        if len(head) == _HEAD:
            head = head[: head.rfind(b"\n") + 1]
        document = open_document(read_source(head, path))
        if not headlines(document).titles:
            return None
        return next(title_in_body(document), None) is not None
    except (OSError, Trouble, RecursionError):
        return None
