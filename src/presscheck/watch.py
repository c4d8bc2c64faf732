"""Drafts that are saved, as they are: for somebody who writes and wants to see what is left."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from presscheck.config.find import NAMES, PYPROJECT
from presscheck.discover import is_draft, is_pattern
from presscheck.trouble import Trouble

CONFIGURATIONS = frozenset((*NAMES, PYPROJECT))

_TICK = 100
"""In so many milliseconds the system is asked whether something has changed."""


def saved(paths: Sequence[str], others: Sequence[str] = ()) -> Iterator[list[str]]:
    """Yield the drafts under `paths` that were saved, each time some are; first, when the watch is set, none.

    `others` are files and folders of which any change counts, such as those of rules; so does a change of a
    configuration beside a draft. Raises Trouble where what it takes is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise Trouble("--watch needs an extra: pip install 'presscheck[watch]'") from None
    named = {os.path.abspath(path) for path in paths if not is_pattern(path)}
    rules = [os.path.abspath(path) for path in others]
    tops = {_folder(path) for path in (*paths, *others)}
    deep = any(is_pattern(path) or os.path.isdir(path) for path in (*paths, *others))
    changes = watch(
        *sorted(tops),
        watch_filter=None,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        recursive=deep,
        ignore_permission_denied=True,
    )
    next(changes)  # from now on no change is missed
    yield []
    for change in changes:
        if found := sorted({path for _, path in change if _counts(path, named, rules, deep)}):
            yield found


def _folder(path: str) -> str:
    """Return the folder to watch: what an editor saves is another file of the same name, so its folder is."""
    path = os.path.abspath(path)
    while not os.path.isdir(path):
        path = os.path.dirname(path)
    return path


def _counts(path: str, named: set[str], rules: Sequence[str], deep: bool) -> bool:
    name = os.path.basename(path)
    return (
        path in named
        or name in CONFIGURATIONS
        or (deep and is_draft(name))
        or any(f"{path}{os.sep}".startswith(f"{rule}{os.sep}") for rule in rules)
    )
