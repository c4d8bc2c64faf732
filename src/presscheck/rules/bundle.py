"""The built-in rules and word lists as one ready file: what the build makes of `rules/`.

A run need not read and check 200 YAML files then, nor the whole of this one: what a rule says of itself, its
matcher and each word list stand in it as bytes that are read when somebody asks. It is written in `marshal`'s
version 2, which every Python reads, and is trusted as the package's own code is. In a checkout it counts only while
no file in `rules/` is newer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from marshal import dumps, loads
from typing import TYPE_CHECKING, Any, TypeVar

from presscheck.model import Example, Mend, Probe, Rule, Severity, Way
from presscheck.rules.folder import builtin_path

if TYPE_CHECKING:
    from pathlib import Path

    from presscheck.match.ready import Ready

BUNDLE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "_rules.bundle")
_VERSION = 2
_FORM = 4
"""What the parts of a bundle are; one that holds others is passed over, as one that is too old."""

_MATCHING = ("spec", "probes")
_SAID = ("summary", "message", "why", "fix", "flagged", "clean")
"""What of a rule stands apart, and is read when one of it is asked for; what is asked of every rule does not."""

Table = TypeVar("Table")
"""A dataclass of word lists or numbers that is made from files in `rules/`."""


class Bundled(Rule):
    """A rule out of the bundle, which reads what stands apart when somebody first asks for it."""

    def __getattr__(self, name: str) -> Any:
        for names, read in ((_MATCHING, _matching), (_SAID, _said)):
            if name in names:
                self.__dict__.update(zip(names, read(self.__dict__["_apart"][names is _SAID]), strict=True))
                return self.__dict__[name]
        raise AttributeError(f"'Rule' object has no attribute '{name}'")


def write_bundle(
    rules: Sequence[Rule], ready: Ready, tables: Sequence[object] = (), path: str | Path = BUNDLE
) -> None:
    """Store checked rules, what is sought for them, and what was made of the other files in `rules/`."""
    stored = {
        "form": _FORM,
        "rules": [_plain(rule) for rule in rules],
        "ready": _dumped(tuple(ready)),
        **{type(table).__name__: _dumped(_fields(table)) for table in tables},
    }
    with open(path, "wb") as file:
        file.write(_dumped(stored))


def bundled_rules(path: str | Path = BUNDLE, folder: str | Path | None = None) -> tuple[Rule, ...] | None:
    """Return the bundled rules, or None where there is no bundle that counts."""
    stored = _read(path, folder or builtin_path())
    return None if stored is None else tuple(map(_rule, stored["rules"]))


@cache
def bundled_ready() -> Ready | None:
    """Return what is sought for the bundled rules, if there is a bundle that counts."""
    from presscheck.match.ready import Ready

    stored = _read(BUNDLE, builtin_path())
    return None if stored is None else Ready(*loads(stored["ready"]))


def bundled_or(table: type[Table], make: Callable[[], Table]) -> Table:
    """Return a table out of the bundle, or as `make` makes it from its files where no bundle counts."""
    stored = _read(BUNDLE, builtin_path())
    return make() if stored is None else table(**loads(stored[table.__name__]))


@cache
def _read(path: str | Path, folder: str | Path) -> Mapping[str, Any] | None:
    try:
        made = os.stat(path).st_mtime_ns
        if os.path.dirname(folder) != os.path.dirname(path) and any(time > made for time in _changed(folder)):
            return None
        with open(path, "rb") as file:
            stored = loads(file.read())
        return stored if isinstance(stored, dict) and stored.get("form") == _FORM else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _changed(folder: str | Path) -> Iterator[int]:
    """Yield when each of the files in a folder of rules was changed last."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _changed(entry.path)
            elif entry.name.endswith(".yaml"):
                yield entry.stat().st_mtime_ns


def _dumped(values: Any) -> bytes:
    return dumps(values, _VERSION)


def _fields(table: object) -> dict[str, Any]:
    return {field.name: getattr(table, field.name) for field in fields(table)}  # type: ignore[arg-type]


def _plain(rule: Rule) -> tuple[Any, ...]:
    """Return a rule in plain values: what every run asks for as it is, the rest in bytes."""
    probes = [
        (p.longest, [(w.literals, w.others) for w in p.ways], p.exact, p.needs, p.beside) for p in rule.probes
    ]
    examples = [
        [(e.text, e.spans, e.format, e.line, e.others, e.fixed) for e in each]
        for each in (rule.flagged, rule.clean)
    ]
    said = (rule.summary, rule.message, rule.why, rule.fix, *examples)
    return (
        (rule.id, rule.name, rule.family, int(rule.severity), rule.matcher, rule.path, rule.anchored),
        (sorted(rule.kinds), sorted(rule.formats), rule.mend and (rule.mend.remove, rule.mend.safe)),
        (_dumped((dict(rule.spec), probes)), _dumped(said)),
    )


def _rule(stored: tuple[Any, ...]) -> Rule:
    (number, name, family, severity, matcher, path, anchored), (kinds, formats, mend), apart = stored
    rule = Bundled.__new__(Bundled)
    # Past the door, for what stands apart is not there yet.
    rule.__dict__.update(
        ours=True,
        id=number,
        name=name,
        family=family,
        severity=Severity(severity),
        matcher=matcher,
        path=path,
        anchored=anchored,
        kinds=frozenset(kinds),
        formats=frozenset(formats),
        mend=mend and Mend(*mend),
        _apart=apart,
    )
    return rule


def _matching(stored: bytes) -> tuple[Any, ...]:
    spec, probes = loads(stored)
    return spec, tuple(
        Probe(longest, tuple(Way(*way) for way in ways), *others) for longest, ways, *others in probes
    )


def _said(stored: bytes) -> tuple[Any, ...]:
    *texts, flagged, clean = loads(stored)
    return (*texts, *(tuple(Example(*example) for example in examples) for examples in (flagged, clean)))
