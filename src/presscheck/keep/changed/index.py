"""What the next commit will hold: the index, not the files in the working tree."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from presscheck.keep.changed.git import Repository
from presscheck.trouble import Trouble

_FILES = (b"100644", b"100755")


def refuse_conflicts(repository: Repository) -> None:
    """Raise Trouble where the index holds files of a merge that nobody has resolved."""
    names = sorted(set(repository.names("diff", "--name-only", "-z", "--diff-filter=U")))
    if names:
        more = f" and {len(names) - 1:,} more" if len(names) > 1 else ""
        raise Trouble(f"{names[0]}{more}: a merge left conflicts; resolve them and `git add` the files first")


def objects(repository: Repository) -> dict[str, str]:
    """Return the object of each regular file in the index, by the file's path from the repository's root."""
    found = {}
    for entry in repository.ask("ls-files", "--stage", "-z").split(b"\0"):
        head, _, path = entry.partition(b"\t")
        mode, *object_and_stage = head.split(b" ")
        if mode in _FILES:
            found[os.fsdecode(path)] = object_and_stage[0].decode()
    return found


def contents(repository: Repository, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """Return what the index holds of these files, given with their objects.

    What a filter of the user's turns a file into when it is checked out (Git LFS, git-crypt) is what is read.
    """
    filtered = _filtered(repository, list(wanted)) if wanted else set()
    plain = [path for path in wanted if path not in filtered]
    told = repository.ask("cat-file", "--batch", given="".join(f"{wanted[path]}\n" for path in plain).encode())
    found = {
        path: repository.ask("cat-file", "--filters", f"--path={path}", wanted[path]) for path in sorted(filtered)
    }
    at = 0
    for path in plain:
        end = told.index(b"\n", at)
        size = int(told[at:end].rsplit(b" ", 1)[1])
        found[path] = told[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return found


def _filtered(repository: Repository, paths: Sequence[str]) -> set[str]:
    given = b"".join(os.fsencode(path) + b"\0" for path in paths)
    told = repository.ask("check-attr", "-z", "--stdin", "filter", given=given).split(b"\0")
    return {
        os.fsdecode(path)
        for path, value in zip(told[::3], told[2::3], strict=False)
        if value not in (b"unspecified", b"unset")
    }
