"""Paths → files to check: files, folders walked with .gitignore honoured, and globs."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from presscheck.model import Trouble
from presscheck.read import FORMATS

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"
"""The path that stands for standard input; it is handed on as it is."""

SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders nobody keeps drafts in, beside the hidden ones (`.git`, `.venv`)."""

_WILD = frozenset("*?[")
_PIPES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")

Wanted = Callable[[str, tuple[str, ...]], bool]
"""Whether to check a file, told its name and the folders between it and where the walk began."""


def discover(paths: Iterable[str]) -> Iterator[str | Trouble]:
    """Yield every file to check once, in a fixed order, and a Trouble for each path that leads nowhere.

    A file named by itself is always checked, whatever its suffix and whether git ignores it or not. Folders
    and globs give the files with a suffix of `FORMATS` that no .gitignore leaves out. Paths are yielded as
    they were given, with forward slashes.
    """
    paths = list(paths)
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            if isinstance(found, Trouble):
                yield found
                continue
            if len(paths) > 1:  # one path leads to no file twice
                # Not realpath: it costs a system call for every folder of every path.
                key = found if found == STDIN else os.path.abspath(found)
                if key in seen:
                    continue
                seen.add(key)
            yield found.replace(os.sep, "/") if os.sep != "/" else found


def start_of(paths: Sequence[str]) -> str:
    """Return the absolute folder that a run starts from: that of its first path, as far as it exists."""
    first = next((path for path in paths if path != STDIN), os.curdir)
    folder = os.path.abspath(first)
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def cannot_read(path: str, error: OSError) -> Trouble:
    """Return the one line that says why a file or folder could not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Trouble(f"{path}: no such file or folder")
    reason = (error.strerror or str(error)).lower()
    return Trouble(f"{path}: cannot be read: {reason}")


def _expand(path: str) -> Iterator[str | Trouble]:
    if path == STDIN:
        yield path
        return
    try:
        mode = os.stat(path).st_mode
    except ValueError:  # a NUL character
        yield Trouble(f"{path}: no such file or folder")
    except OSError as error:
        if _WILD.isdisjoint(path):
            yield cannot_read(path, error)
        else:
            yield from _glob(path)
    else:
        if stat.S_ISDIR(mode):
            yield from _folder(path)
        elif stat.S_ISREG(mode) or (stat.S_ISFIFO(mode) and path.startswith(_PIPES)):
            yield path
        else:
            yield Trouble(f"{path}: not a file, a folder or a pipe of the shell's")


def _folder(path: str) -> Iterator[str | Trouble]:
    empty = True
    here = path.rstrip("/" + os.sep) in ("", ".") and not os.path.isabs(path)
    for found in _walk("" if here else path, lambda name, _: is_draft(name)):
        empty = False
        yield found
    if empty:
        yield Trouble(f"{path}: nothing to check here (looked for {', '.join(FORMATS)})")


def _glob(path: str) -> Iterator[str | Trouble]:
    """Walk the fixed part of a glob and keep what fits the rest, so that what a walk leaves out stays out."""
    from fnmatch import fnmatchcase

    parts = path.replace(os.sep, "/").split("/")
    wild = next(i for i, part in enumerate(parts) if not _WILD.isdisjoint(part))
    base, pattern = "/".join(parts[:wild]) or ("/" if wild else ""), parts[wild:]
    any_suffix = _WILD.isdisjoint(os.path.splitext(pattern[-1])[1] or "*")

    def fits(names: tuple[str, ...], pattern: list[str]) -> bool:
        if not pattern:
            return not names
        if pattern[0] == "**":
            return any(fits(names[i:], pattern[1:]) for i in range(len(names) + 1))
        return bool(names) and fnmatchcase(names[0], pattern[0]) and fits(names[1:], pattern[1:])

    def wanted(name: str, folders: tuple[str, ...]) -> bool:
        return (any_suffix or is_draft(name)) and fits((*folders, name), pattern)

    depth = None if "**" in pattern else len(pattern)
    empty = True
    for found in _walk(base, wanted, depth) if os.path.isdir(base or ".") else ():
        empty = False
        yield found
    if empty:
        yield Trouble(f"{path}: no file fits this pattern")


def is_pattern(path: str) -> bool:
    """Tell whether a path that leads to no file is a pattern such as `drafts/*.md`."""
    return not _WILD.isdisjoint(path) and not os.path.lexists(path)


def is_draft(name: str) -> bool:
    """Tell whether a search for drafts takes a file of this name for one."""
    # A hidden file is an editor's or the system's (`._draft.md`), not a draft; `~$draft.docx` is Word's lock.
    return not name.startswith((".", "~$")) and os.path.splitext(name)[1].lower() in FORMATS


def _walk(top: str, wanted: Wanted, depth: int | None = None) -> Iterator[str | Trouble]:
    """Yield the wanted files under a folder, at most `depth` levels down; files before folders."""
    waiting: list[tuple[str, tuple[str, ...], _Ignore]] = [(top, (), _Ignore.above(top))]
    while waiting:
        folder, names, ignore = waiting.pop()
        try:
            with os.scandir(folder or ".") as entries:
                here = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield cannot_read(folder, error)
            continue
        if any(entry.name == ".gitignore" for entry in here):
            ignore = ignore.and_of(folder)
        folders = []
        for entry in here:
            try:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name.startswith(".") or entry.name in SKIPPED or len(names) + 1 == depth:
                        continue
                    if not ignore.drops(entry.path, folder=True):
                        folders.append((_join(folder, entry.name), (*names, entry.name), ignore))
                elif wanted(entry.name, names) and entry.is_file() and not ignore.drops(entry.path):
                    yield _join(folder, entry.name)
            except OSError as error:
                yield cannot_read(_join(folder, entry.name), error)
        waiting.extend(reversed(folders))


def _join(folder: str, name: str) -> str:
    # Not os.path.join, so that `./drafts` stays as given and the folder "" adds nothing.
    return f"{folder}{name}" if not folder or folder.endswith(("/", os.sep)) else f"{folder}/{name}"


def _makes_sense(pattern: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        return False
    return True


class _Ignore:
    """What .gitignore files leave out, the nearest first, each with the folder its patterns start from."""

    def __init__(self, specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    @classmethod
    def above(cls, top: str) -> _Ignore:
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

    def and_of(self, folder: str) -> _Ignore:
        """Return these and the ones of a folder's own .gitignore."""
        folder = os.path.abspath(folder or ".")
        return self.and_file(os.path.join(folder, ".gitignore"), folder)

    def and_file(self, file: str, folder: str) -> _Ignore:
        """Return these and those of a file, whose patterns start from `folder`; a missing one adds none."""
        try:
            with open(file, encoding="utf-8", errors="surrogateescape") as lines:
                patterns = lines.read().splitlines()
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
        return _Ignore(((folder, spec), *self._specs))

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
