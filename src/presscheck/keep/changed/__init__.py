"""Only what is new: findings on lines that were added since a commit, or that the next commit will add.

Git is asked; it is started by `since` and `staged` and by nothing else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import inf

from presscheck.discover import STDIN, start_of
from presscheck.keep.changed.added import Lines, added_lines
from presscheck.keep.changed.base import merge_base
from presscheck.keep.changed.git import Repository
from presscheck.keep.changed.index import contents, objects, refuse_conflicts
from presscheck.model import Finding, Place, Source
from presscheck.read import FORMATS
from presscheck.trouble import Trouble

Discover = Callable[[Iterable[str]], Iterable[str | Trouble]]
"""Paths → the files they lead to in the working tree, and what is wrong with some."""

Read = Callable[[str], Source]
"""Gives the source that was checked at a path again; raises Trouble where that cannot be done."""


def since(base: str | None, paths: Sequence[str]) -> Changes:
    """Return the lines that the working tree adds to where it left `base`, a commit or branch; untracked files too.

    Without a base it is the one that a CI service names, or else the default branch. The repository is the one
    that the first of `paths` stands in. Raises Trouble where there is no repository, no base, or a conflict.
    """
    repository = Repository(_folder(paths))
    refuse_conflicts(repository)
    return _since(repository, *merge_base(repository, base))


def _since(repository: Repository, commit: str, name: str) -> Changes:
    added = added_lines(repository, commit)
    # A folder in the list is a repository within this one.
    untracked = repository.names("ls-files", "--others", "--exclude-standard", "-z")
    added.update((path, "all") for path in untracked if not path.endswith("/"))
    return Changes(repository, added, name, again=lambda: _since(repository, commit, name))


def staged(paths: Sequence[str]) -> Changes:
    """Return the lines that the next commit adds, its files as the index holds them. Raises Trouble as `since`."""
    repository = Repository(_folder(paths))
    refuse_conflicts(repository)
    return Changes(repository, added_lines(repository, "--cached"), "the last commit", objects(repository))


class Changes:
    """The lines that were added in a repository, and, where the next commit is looked at, what it holds.

    `added` and `index` (the object of each file) go by paths from the repository's root; `again` asks git anew.
    """

    def __init__(
        self,
        repository: Repository,
        added: Mapping[str, Lines],
        base: str,
        index: Mapping[str, str] | None = None,
        again: Callable[[], Changes] | None = None,
    ) -> None:
        self.base = base
        self._again = again
        self._repository = repository
        self._added = added
        self._index = index
        self._asked: set[str] = set()
        self._contents: dict[str, bytes] = {}
        self._inside = cache(self._from_root)
        self._real = cache(os.path.realpath)

    def files(self, paths: Sequence[str], discover: Discover) -> list[str | Trouble]:
        """Return the files that `paths` lead to; for the next commit those of the index, still there or not."""
        gone = list(self._gone(paths))
        there = [path for path in paths if path not in gone]
        strays = [trouble for path in there if (trouble := self._stray(path))]
        found = [file for file in (*gone, *discover(there)) if isinstance(file, Trouble) or self._is_in_reach(file)]
        self._asked = {inside for file in found if isinstance(file, str) and (inside := self._inside(file))}
        return [*strays, *found]

    def gained(self, path: str) -> bool:
        """Tell whether a file gained lines."""
        return (self._inside(path) or "") in self._added

    def content(self, path: str) -> bytes | None:
        """Return what the index holds of a file of the run; None where the working tree is looked at."""
        inside = self._inside(path) or ""
        if self._index is None or inside not in self._index:
            return None
        if inside not in self._contents:
            # All that gained lines at once, for each call of git takes its time; or all there are.
            wanted = self._asked & self._added.keys() if inside in self._added else self._asked | {inside}
            missing = sorted(wanted - self._contents.keys())
            self._contents |= contents(self._repository, {path: self._index[path] for path in missing})
        return self._contents[inside]

    def anew(self) -> Changes:
        """Return the lines that are added now."""
        return self._again() if self._again else self

    def spans(self, source: Source) -> Sequence[tuple[int, int]]:
        """Return the stretches of a file that are added lines, in code points; a document is new as a whole."""
        lines = self._added.get(self._inside(source.path) or "", ())
        if lines == "all" or (lines and source.layout):
            return [(0, len(source.text))]
        starts = [0, *(end.end() for end in re.finditer("\n", source.text)), len(source.text)]
        last = len(starts) - 1
        return [(starts[min(start - 1, last)], starts[min(end - 1, last)]) for start, end in lines]

    def is_new(self, read: Read) -> Callable[[Finding], bool]:
        """Return what tells whether an added line holds a part of a finding, or of the place it speaks of.

        `read` is asked for the sources, one after the other.
        """
        numbers = _line_numbers(read)
        return lambda finding: any(
            self._holds_added(place, numbers)
            for place in (finding.place, finding.related, *finding.places)
            if place is not None
        )

    def _holds_added(self, place: Place, numbers: Callable[[Place], tuple[int, float]]) -> bool:
        lines = self._added.get(self._inside(place.path) or "")
        if lines is None:
            # An article of an export goes by the export's name and its own; the export is new as a whole.
            export, _, _ = place.path.rpartition("#")
            return (self._inside(export) or "") in self._added if export else False
        if lines == "all":
            return True
        first, last = numbers(place)
        return any(start <= last and first < end for start, end in lines)

    def _is_in_reach(self, path: str) -> bool:
        inside = self._inside(path)
        return inside is not None and (self._index is None or inside in self._index)

    def _gone(self, paths: Sequence[str]) -> Iterator[str]:
        """Yield, as the run shall name them, the files of the next commit that the working tree has no more."""
        if self._index is None:
            return
        for file in self._added:
            if file not in self._index or os.path.lexists(os.path.join(self._repository.root, file)):
                continue
            known = os.path.splitext(file)[1].lower() in FORMATS
            for path in paths:
                top = self._inside(path)
                if top == file:
                    yield path
                    break
                if known and top is not None and (not top or file.startswith(f"{top}/")):
                    rest = file[len(top) :].lstrip("/")
                    yield rest if os.path.normpath(path) == os.curdir else f"{path.rstrip('/' + os.sep)}/{rest}"
                    break

    def _stray(self, path: str) -> Trouble | None:
        if path == STDIN:
            return Trouble("standard input is in no git repository, so nothing tells what of it has changed")
        if os.path.exists(path) and self._inside(path) is None:
            return Trouble(f"{path}: outside of the git repository {self._repository.root}")
        return None

    def _from_root(self, path: str) -> str | None:
        """Return a path from the repository's root, with forward slashes; None where it leads elsewhere."""
        # A symbolic link is a file of its own to git, but the folders on the way to it are not.
        folder, name = os.path.split(os.path.abspath(path))
        whole = os.path.join(self._real(folder), name)
        root = self._repository.root
        if whole == root:
            return ""
        start = root if root.endswith(os.sep) else root + os.sep
        return whole[len(start) :].replace(os.sep, "/") if whole.startswith(start) else None


def _line_numbers(read: Read) -> Callable[[Place], tuple[int, float]]:
    """Return the function from a place to the first and the last of its lines as git counts them."""

    @lru_cache(maxsize=2)
    def source(path: str) -> Source:
        return read(path)

    def numbers(place: Place) -> tuple[int, float]:
        found = source(place.path)
        if found.layout:
            return 1, inf
        # Ours also end at a carriage return, which to git is a character like any other.
        first = found.text.count("\n", 0, place.start) + 1
        return first, first + found.text.count("\n", place.start, max(place.start, place.end - 1))

    return numbers


def _folder(paths: Sequence[str]) -> str:
    """Return the folder to look for the repository from."""
    # Where git runs us as a hook, it says where things are as seen from here.
    return os.getcwd() if "GIT_DIR" in os.environ or "GIT_INDEX_FILE" in os.environ else start_of(paths)
