"""Bytes to a file, all of them or none: whoever reads it, and whenever, sees the old file or the new one."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from presscheck.trouble import Trouble


def replace_file(path: str, expected: bytes | None, new: bytes) -> None:
    """Put `new` in the place of the bytes a file was known to hold; None where there was no file.

    The bytes go to a file beside it, reach the disk, and take its name in one step. Mode and owner stay; a
    symbolic link stays one, and what it leads to is replaced. Raises Trouble, and leaves the file as it is, where
    it holds something else by now, is read-only, or cannot be written.
    """
    target = os.path.realpath(path)
    before = refuse_unwritable(path)
    try:
        made = _beside(target, new, before)
        try:
            _expect(path, target, expected)
            os.replace(made, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(made)
            raise
        _sync_folder(os.path.dirname(target))
    except OSError as error:
        raise _cannot_write(path, error) from None


def refuse_unwritable(path: str) -> os.stat_result | None:
    """Return what is known of a file that may be replaced, None where there is none; else raise Trouble."""
    target = os.path.realpath(path)
    before = _status(path, target)
    if before is not None:
        if not stat.S_ISREG(before.st_mode):
            raise Trouble(f"{path}: not a regular file; nothing was written")
        # The renaming alone asks nothing of the file itself, and root may write anything.
        if not before.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise Trouble(f"{path}: the file is read-only; nothing was written")
    return before


def _status(path: str, target: str) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _cannot_write(path, error) from None


def _beside(target: str, new: bytes, like: os.stat_result | None) -> str:
    """Return the path of a new file in the target's folder that holds these bytes, safely on the disk."""
    folder, name = os.path.split(target)
    # A name that no search for drafts takes for one, should a crash leave it behind.
    descriptor, made = mkstemp(prefix=f".{name[:100]}.", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(made, stat.S_IMODE(like.st_mode) if like else 0o666 & ~_umask())
        if like and hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(made, like.st_uid, like.st_gid)
                os.chmod(made, stat.S_IMODE(like.st_mode))
    except BaseException:
        with suppress(OSError):
            os.unlink(made)
        raise
    return made


def _expect(path: str, target: str, expected: bytes | None) -> None:
    try:
        found: bytes | None = Path(target).read_bytes()
    except FileNotFoundError:
        found = None
    if found != expected:
        what = "the file is gone" if found is None else "the file has changed since it was read"
        raise Trouble(f"{path}: {what}; nothing was written, run again")


def _sync_folder(folder: str) -> None:
    # Windows opens no folder, and not every file system syncs one; the file itself is on the disk.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _cannot_write(path: str, error: OSError) -> Trouble:
    return Trouble(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}")
