"""What can be found out about a project without asking: its drafts, what renders them, where it is hosted."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from presscheck.discover import discover
from presscheck.generator import generators_of
from presscheck.keep.habit import POSTS, count_habit, spread
from presscheck.whole import read_whole

KNOWN_FOLDERS = frozenset(
    {"_drafts", "_posts", "articles", "blog", "content", "drafts", "news", "newsletters", "posts", "stories"}
)
"""Folders by whose names their makers say that drafts are in them."""

_MOST = 20_000
_NO_DRAFT = re.compile(
    r"(?:readme|contributing|changelog|changes|history|code_of_conduct|security|licen[cs]e|copying|authors|notice"
    r"|humans|robots|cmakelists|(?:dev-|test-)?(?:requirements|constraints))(?:[._-][\w.-]*)?",
    re.IGNORECASE,
)
_NO_DRAFTS_IN = frozenset(
    {"build", "dist", "layouts", "public", "site", "template", "templates", "test", "tests", "themes"}
)


@dataclass(frozen=True)
class Survey:
    """What a project is like: all paths are relative to it, with forward slashes.

    `drafts` are the folders that hold them, none where they stand at the top. `repeating` of `titled` posts that
    were looked into repeat their title in the text. `services` are those that run its checks, as far as one sees.
    """

    drafts: tuple[str, ...]
    generators: tuple[str, ...]
    repeating: int
    titled: int
    services: tuple[str, ...]


def survey(folder: str) -> Survey:
    """Return what a folder's files tell of the project in it."""
    files = [
        found
        for found in islice(discover([folder]), _MOST)
        if isinstance(found, str) and not _NO_DRAFT.fullmatch(os.path.basename(found))
    ]
    inside = [os.path.relpath(file, folder).replace(os.sep, "/") for file in files]
    drafts = _folders(inside)
    posts = [file for file, path in zip(files, inside, strict=True) if _is_in(path, drafts)]
    repeating, titled = count_habit(spread(posts, POSTS))
    return Survey(drafts, tuple(sorted(generators_of(folder))), repeating, titled, _services(repository_of(folder)))


def repository_of(folder: str) -> str:
    """Return the top of the repository that a folder is in; the folder itself where there is none."""
    top = os.path.abspath(folder)
    while not os.path.lexists(os.path.join(top, ".git")):
        if top == (top := os.path.dirname(top)):
            return os.path.abspath(folder)
    return top


def _folders(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the folders that hold the drafts: those named for them, else all that drafts are found in."""
    tops = Counter(path.split("/", 1)[0] if "/" in path else "" for path in paths)
    named = sorted(KNOWN_FOLDERS & tops.keys())
    if named:
        return tuple(named)
    others = sorted(tops.keys() - _NO_DRAFTS_IN)
    return () if "" in others else tuple(others)


def _is_in(path: str, folders: tuple[str, ...]) -> bool:
    return not folders or path.split("/", 1)[0] in folders


def _services(repository: str) -> tuple[str, ...]:
    """Return which of GitHub and GitLab a repository is for: by their files in it, or by where it came from."""

    def there(name: str) -> bool:
        return os.path.exists(os.path.join(repository, name))

    remotes = _content(os.path.join(repository, ".git", "config"))
    signs = {
        "github": there(".github") or "github" in remotes,
        "gitlab": there(".gitlab-ci.yml") or there(".gitlab") or "gitlab" in remotes,
    }
    return tuple(service for service, sign in signs.items() if sign)


def _content(path: str) -> str:
    try:
        content = read_whole(path).decode("utf-8", "replace")
        return "".join(line for line in content.splitlines() if line.strip().startswith("url"))
    except OSError:
        return ""
