"""What the .gitignore files around a folder leave out of a search for drafts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from presscheck.whole import read_whole

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Ignore:
    """What .gitignore files leave out, the nearest first, each with the folder its patterns start from."""

    def __init__(self, specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    @classmethod
    def above(cls, top: str) -> Ignore:
        """Return what applies to a folder from outside it: the .gitignore files up to the repository's root.

        A folder that is itself left out was named all the same, so what leaves it out does not count.
        """
        top = os.path.abspath(top or ".")
        root = top
        while not os.path.exists(os.path.join(root, ".git")):
            if root == (root := os.path.dirname(root)):
                return cls()
        ignore = cls()
        exclude = os.path.join(root, ".git", "info", "exclude")
        folders = [root]
        for name in os.path.relpath(top, root).split(os.sep) if top != root else ():
            folders.append(os.path.join(folders[-1], name))
        for file, folder in [(exclude, root), *((os.path.join(f, ".gitignore"), f) for f in folders[:-1])]:
            ignore = ignore.and_file(file, folder)
        if top == root:
            return ignore
        return cls(tuple(pair for pair in ignore._specs if not cls((pair,)).drops(top, folder=True)))

    def and_of(self, folder: str) -> Ignore:
        """Return these and the ones of a folder's own .gitignore."""
        folder = os.path.abspath(folder or ".")
        return self.and_file(os.path.join(folder, ".gitignore"), folder)

    def and_file(self, file: str, folder: str) -> Ignore:
        """Return these and those of a file, whose patterns start from `folder`; a missing one adds none."""
        try:
            patterns = read_whole(file).decode("utf-8", "surrogateescape").splitlines()
        except OSError:
            return self
        patterns = [line for line in patterns if line.strip() and not line.startswith("#")]
        if not patterns:
            return self
        from pathspec import GitIgnoreSpec

        try:
            spec = GitIgnoreSpec.from_lines(patterns)
        except ValueError:  # git passes over a pattern that makes no sense, and so do we
            spec = GitIgnoreSpec.from_lines([line for line in patterns if _makes_sense(line)])
        return Ignore(((folder, spec), *self._specs))

    def drops(self, path: str, *, folder: bool = False) -> bool:
        """Return whether a path is left out: the nearest file that says anything of it decides."""
        if not self._specs:
            return False
        path = os.path.abspath(path)
        for top, spec in self._specs:
            inside = path[len(top) :].lstrip(os.sep).replace(os.sep, "/") + ("/" if folder else "")
            verdict = spec.check_file(inside).include
            if verdict is not None:
                return verdict
        return False


def _makes_sense(pattern: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        return False
    return True
