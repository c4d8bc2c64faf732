"""What was checked before and held nothing, so that it need not be looked through again.

Kept are digests and nothing else, no text and no name: each of a text with all that decides what is found in it.
Where anything of that changes, the text, its name, a rule, a setting or presscheck itself, its digest is another
one. A cache that cannot be read or written knows nothing, and a run does without.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING

from presscheck import __version__
from presscheck.generator import generator_of
from presscheck.rules.folder import builtin_path
from presscheck.whole import read_whole

if TYPE_CHECKING:
    from presscheck.config.settings import Settings
    from presscheck.rules import RuleSet

try:
    # Where there is one without it, for `hashlib` loads all of OpenSSL.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

FOLDER = "PRESSCHECK_CACHE_DIR"
"""The variable that names the folder of the cache."""

SIZE = 16
MOST = 250_000 * SIZE
"""So many bytes the file may have: the digests of as many texts as a large archive holds."""

_MADE_OF = (".py", ".yaml", ".bundle")


class Cache:
    """The digests of texts that hold nothing, in a file; by default in the folder that a system has for caches."""

    def __init__(self, path: str | None = None) -> None:
        self._path = path or _default_path()

    def holds(self, digest: bytes) -> bool:
        """Tell whether a text is known to hold nothing."""
        return self._known is not None and digest in self._known

    def add(self, digests: Iterable[bytes]) -> None:
        """Keep the digests of texts that hold nothing. Of too many the ones that were added first are dropped."""
        known = self._known
        if known is None or not (new := [digest for digest in dict.fromkeys(digests) if digest not in known]):
            return
        with suppress(OSError):
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            self._written(b"".join(new))

    def _written(self, new: bytes) -> None:
        with open(self._path, "ab") as file:
            size = file.tell()
            if size + len(new) <= MOST:
                # A write that was cut short, by a full disk, left a piece of a digest.
                file.write(b"\0" * (-size % SIZE) + new)
                return
        from presscheck.write import replace_file

        old = read_whole(self._path, 2 * MOST)
        kept = [*_digests(old), *_digests(new)][-MOST // SIZE // 2 :]
        replace_file(self._path, old, b"".join(kept))

    @cached_property
    def _known(self) -> frozenset[bytes] | None:
        """The digests in the file; None where it is none of ours, or cannot be read."""
        if not os.path.isabs(self._path):
            return None
        try:
            return frozenset(_digests(read_whole(self._path, 2 * MOST)))
        except FileNotFoundError:
            return frozenset()
        except OSError:
            return None


def _digests(stored: bytes) -> Iterator[bytes]:
    return (stored[at : at + SIZE] for at in range(0, len(stored) - SIZE + 1, SIZE))


def _default_path() -> str:
    folder = os.environ.get(FOLDER)
    if folder is None:
        if sys.platform == "win32":
            caches = os.environ.get("LOCALAPPDATA") or "~\\AppData\\Local"
        elif sys.platform == "darwin":
            caches = "~/Library/Caches"
        else:
            caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
        folder = os.path.join(os.path.expanduser(caches), "presscheck")
    return os.path.join(folder, "clean")


def digest_of(data: bytes, path: str, checked: bytes) -> bytes:
    """Return the digest of a file, given its bytes, its path, and how it is checked as `checked_with` says it."""
    whole = blake2b(data, digest_size=SIZE, key=checked)
    # The name says how it is read, and with the folder what the site renders that it is written for.
    around = (os.path.abspath(path), sorted(generator_of(path)))
    whole.update(repr(around).encode("utf-8", "surrogatepass"))
    return whole.digest()


def checked_with(settings: Settings, rules: RuleSet, *, stets: bool) -> bytes | None:
    """Return what tells how files are checked from any other way to check them; None where that cannot be told."""
    given = (settings.rules, settings.picks, settings.severities, settings.level, settings.house, stets)
    try:
        theirs = [_stamp(rule.path) for rule in rules.loaded if not rule.ours]
    except OSError:
        return None
    return blake2b(repr((given, theirs, _program())).encode("utf-8", "surrogatepass"), digest_size=32).digest()


@cache
def _program() -> tuple[object, ...]:
    """Return what tells this presscheck from any other: its version, and its files, which in a checkout change."""
    package = os.path.dirname(__file__)
    try:
        files = [stamp for folder in {package, builtin_path()} for stamp in _stamps(folder)]
    except OSError:
        files = []
    return __version__, sys.version_info[:3], tuple(sorted(files))


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path)
            elif entry.name.endswith(_MADE_OF):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def _stamp(path: str) -> tuple[str, int, int]:
    status = os.stat(path)
    return os.path.abspath(path), status.st_size, status.st_mtime_ns
