"""Paths → files to check: files, folders walked with .gitignore honoured, and globs."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from presscheck.ignore import Ignore
from presscheck.read import FORMATS
from presscheck.trouble import Trouble
from presscheck.whole import is_file

STDIN = "-"
"""The path that stands for standard input; it is handed on as it is."""

SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders nobody keeps drafts in, beside the hidden ones (`.git`, `.venv`)."""

_WILD = frozenset("*?[")

Wanted = Callable[[str, tuple[str, ...]], bool]
"""Whether to check a file, told its name and the folders between it and where the walk began."""


@dataclass(slots=True)
class Passed:
    """What a search was to find and passed over, by its path: it is no draft of the folder that was named.

    `links` lead out of the folder, `ends` are links that lead nowhere, `special` are pipes, devices and the like.
    """

    links: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    special: list[str] = field(default_factory=list)

    def notes(self) -> Iterator[str]:
        """Yield a line for each kind of them."""
        if self.links:
            yield _told(self.links, "leads out of its folder", "lead out of their folder") + (
                "; not followed (--follow-links does)"
            )
        if self.ends:
            yield _told(self.ends, "is a link that leads nowhere", "are links that lead nowhere")
        if self.special:
            yield _told(self.special, "is not a file", "are not files") + "; passed over"


def discover(
    paths: Iterable[str], passed: Passed | None = None, *, follow: bool = False
) -> Iterator[str | Trouble]:
    """Yield every file to check once, in a fixed order, and a Trouble for each path that leads nowhere.

    A file named by itself is always checked, whatever its suffix and whether git ignores it or not. Folders
    and globs give the files with a suffix of `FORMATS` that no .gitignore leaves out. Paths are yielded as
    they were given, with forward slashes.

    Links that lead out of a folder that is searched are followed only with `follow`. What is passed over is added
    to `passed`.
    """
    paths = list(paths)
    passed = passed or Passed()
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path, passed, follow):
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
        if folder == (folder := os.path.dirname(folder)):
            return os.getcwd()  # a drive that is not there
    return folder


def cannot_read(path: str, error: OSError) -> Trouble:
    """Return the one line that says why a file or folder could not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Trouble(f"{path}: no such file or folder")
    reason = (error.strerror or str(error)).lower()
    return Trouble(f"{path}: cannot be read: {reason}")


def _told(paths: Sequence[str], one: str, several: str) -> str:
    if len(paths) == 1:
        return f"{paths[0]} {one}"
    return f"{paths[0]} and {len(paths) - 1:,} more {several}"


def _expand(path: str, passed: Passed, follow: bool) -> Iterator[str | Trouble]:
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
            yield from _glob(path, passed, follow)
    else:
        if stat.S_ISDIR(mode):
            yield from _folder(path, passed, follow)
        elif is_file(path, mode) and path != os.devnull:
            yield path
        else:
            yield Trouble(f"{path}: not a file, a folder or a pipe of the shell's")


def _folder(path: str, passed: Passed, follow: bool) -> Iterator[str | Trouble]:
    empty = True
    here = path.rstrip("/" + os.sep) in ("", ".") and not os.path.isabs(path)
    for found in _Walk(passed, follow).files("" if here else path, lambda name, _: is_draft(name)):
        empty = False
        yield found
    if empty:
        yield Trouble(f"{path}: nothing to check here (looked for {', '.join(FORMATS)})")


def _glob(path: str, passed: Passed, follow: bool) -> Iterator[str | Trouble]:
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
    for found in _Walk(passed, follow).files(base, wanted, depth) if os.path.isdir(base or ".") else ():
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


class _Walk:
    """The search of one folder."""

    def __init__(self, passed: Passed, follow: bool) -> None:
        self._passed = passed
        self._follow = follow
        self._real: set[str] = set()  # where the folders that were entered by way of a link, and the first, are

    def files(self, top: str, wanted: Wanted, depth: int | None = None) -> Iterator[str | Trouble]:
        """Yield the wanted files under a folder, at most `depth` levels down; files before folders."""
        root = os.path.realpath(top or ".")
        self._real.add(root)
        waiting: list[tuple[str, tuple[str, ...], Ignore]] = [(top, (), Ignore.above(top))]
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
                path = _join(folder, entry.name)
                try:
                    if self._is_folder(entry):
                        if entry.name.startswith(".") or entry.name in SKIPPED or len(names) + 1 == depth:
                            continue
                        if not ignore.drops(entry.path, folder=True) and self._enters(entry, path, root):
                            folders.append((path, (*names, entry.name), ignore))
                    elif (
                        wanted(entry.name, names)
                        and not ignore.drops(entry.path)
                        and self._takes(entry, path, root)
                    ):
                        yield path
                except OSError as error:
                    yield cannot_read(path, error)
            waiting.extend(reversed(folders))

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        try:
            return entry.is_dir()
        except OSError:  # a link that leads to itself
            return False

    def _enters(self, entry: os.DirEntry[str], path: str, root: str) -> bool:
        """Tell whether a folder is to be searched; one within the first is found without its links."""
        if not _is_link(entry):
            # A link that was followed may have led to where the search came from.
            return len(self._real) == 1 or os.path.realpath(path) not in self._real
        real = os.path.realpath(path)
        if _is_within(real, root):
            return False
        if not self._follow:
            self._passed.links.append(path)
            return False
        new = not any(_is_within(real, known) for known in self._real)
        self._real.add(real)
        return new

    def _takes(self, entry: os.DirEntry[str], path: str, root: str) -> bool:
        """Tell whether an entry with the name of a draft is a file of the folder that is searched."""
        if entry.is_file():
            if not _is_link(entry) or self._follow or _is_within(os.path.realpath(path), root):
                return True
            self._passed.links.append(path)
            return False
        try:
            os.stat(path)
        except FileNotFoundError:
            self._passed.ends.append(path)
        else:
            self._passed.special.append(path)
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() or (hasattr(entry, "is_junction") and entry.is_junction())


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def _join(folder: str, name: str) -> str:
    # Not os.path.join, so that `./drafts` stays as given and the folder "" adds nothing.
    return f"{folder}{name}" if not folder or folder.endswith(("/", os.sep)) else f"{folder}/{name}"
