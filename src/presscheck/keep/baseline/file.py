"""The file of a baseline: JSON with an entry a line, sorted, so that it diffs and merges as text does."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from presscheck.trouble import Trouble

VERSION = 1
"""The version of the form: it grows when an older presscheck could not read it."""

_IDENTITY = re.compile(r"[0-9a-f]{16}")
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_ANEW = "restore it, or delete it and run `presscheck baseline`"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is known: how often it stands, and for people its rule, its text, and where it stood.

    `paths` start from the folder of the baseline.
    """

    rule: str
    count: int
    text: str
    paths: tuple[str, ...]


Entries = Mapping[str, Entry]
"""What is known, by its identity."""


def read_entries(data: bytes, shown: str) -> dict[str, Entry]:
    """Return what a baseline's bytes hold; `shown` names the file in errors.

    Where an identity stands twice, as after two branches were merged line by line, the greater count holds. Raises
    Trouble, one line that says what to do, for a file of a newer presscheck and for one that is not as written.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Trouble(f"{shown}: not valid UTF-8 at byte {error.start}; {_ANEW}") from None
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise Trouble(f"{shown}:{line}: holds the marks of a merge conflict; keep the entries of both sides")
    try:
        pairs = json.loads(text, object_pairs_hook=list)
    except (ValueError, RecursionError) as error:  # also for a number without end
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise Trouble(f"{shown}:{line}: not valid JSON, cut off or edited by hand; {_ANEW}") from None
    if not isinstance(pairs, list) or not all(isinstance(pair, tuple) for pair in pairs):
        raise Trouble(f"{shown}:1: not a baseline; {_ANEW}")
    version = dict(pairs).get("version")
    if isinstance(version, int) and version > VERSION:
        raise Trouble(
            f"{shown}: written by a newer presscheck (form {version}, this one reads {VERSION}); update presscheck"
        )
    if version != VERSION:
        raise Trouble(f"{shown}: names no version, so it is cut off or not a baseline; {_ANEW}")
    entries: dict[str, Entry] = {}
    for identity, value in pairs:
        if identity == "version":
            continue
        entry = _entry(identity, value)
        if entry is None:
            line = text.count("\n", 0, text.find(json.dumps(identity, ensure_ascii=False))) + 1
            raise Trouble(f"{shown}:{line}: this entry is not as it was written; {_ANEW}")
        entries[identity] = _both(entries[identity], entry) if identity in entries else entry
    return entries


def written(entries: Entries) -> bytes:
    """Return the bytes of a baseline; the same entries give the same bytes."""
    from presscheck.report.json import dump

    lines = [b"{\n"]
    for identity in sorted(entries):
        entry = entries[identity]
        told = {"rule": entry.rule, "count": entry.count, "text": entry.text, "paths": list(entry.paths)}
        lines.append(b'"%s": %s,\n' % (identity.encode(), dump(told)))
    # The version stands last: thus every entry has a comma, and one more changes no other line.
    return b"".join([*lines, b'"version": %d\n}\n' % VERSION])


def _entry(identity: str, value: Any) -> Entry | None:
    """Return an entry as it is in the file; None where it is not as `written` writes it."""
    told = dict(value) if isinstance(value, list) and all(isinstance(pair, tuple) for pair in value) else {}
    match told:
        case {"rule": str(rule), "count": int(count), "text": str(text), "paths": list(paths)}:
            if len(told) == 4 and type(count) is int and count > 0 and all(isinstance(path, str) for path in paths):
                return Entry(rule, count, text, tuple(paths)) if _IDENTITY.fullmatch(identity) else None
        case _:
            pass
    return None


def _both(one: Entry, other: Entry) -> Entry:
    paths = tuple(sorted({*one.paths, *other.paths}))
    return Entry(one.rule, max(one.count, other.count), one.text, paths)
