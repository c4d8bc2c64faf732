"""The built-in rules and word lists as one ready file: what the build makes of `rules/`.

A run need not read and check 200 YAML files then, nor the whole of this one: what a rule says of itself, its
matcher and each word list are parts that are read when somebody asks. It is trusted as the package's own code is.
In a checkout it counts only while no file in `rules/` is newer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from marshal import dumps, loads
from typing import TYPE_CHECKING, Any, TypeVar

from presscheck.model import Severity
from presscheck.rule import Example, Mend, Probe, Rule, Way
from presscheck.rules.folder import builtin_path
from presscheck.rules.store import VERSION, Pieces, Store, write_store

if TYPE_CHECKING:
    from pathlib import Path

    from presscheck.match.ready import Made, Ready

BUNDLE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "_rules.bundle")
_FORM = "5"
"""What the parts of a bundle are; one that holds others is passed over, as one that is too old."""

_MATCHING = ("spec", "probes")
_SAID = ("summary", "message", "why", "fix", "flagged", "clean")
"""What of a rule stands apart, and is read when one of it is asked for; what is asked of every rule does not."""

Table = TypeVar("Table")
"""A dataclass of word lists or numbers that is made from files in `rules/`."""


class Bundled(Rule):
    """A rule out of the bundle, which reads what stands apart when somebody first asks for it."""

    def __getattr__(self, name: str) -> Any:
        for names, read, which in ((_MATCHING, _matching, 0), (_SAID, _said, 1)):
            if name in names:
                apart, number = self.__dict__["_apart"]
                self.__dict__.update(zip(names, read(apart[2 * number + which]), strict=True))
                return self.__dict__[name]
        raise AttributeError(f"'Rule' object has no attribute '{name}'")

    def __getstate__(self) -> dict[str, Any]:
        """Return all that it says, for a process that may have no bundle."""
        return {name: getattr(self, name) for name in (*self.__dict__, *_MATCHING, *_SAID) if name != "_apart"}


def write_bundle(
    rules: Sequence[Rule], ready: Made, tables: Sequence[object] = (), path: str | Path = BUNDLE
) -> None:
    """Store checked rules, what is sought for them, and what was made of the other files in `rules/`."""
    plain = [_plain(rule) for rule in rules]
    parts, pieces = ready.stored()
    write_store(
        path,
        {
            f"rules-{_FORM}": _dumped([rule for rule, _ in plain]),
            **{type(table).__name__: _dumped(_fields(table)) for table in tables},
            **parts,
        },
        {"apart": [each for _, apart in plain for each in apart], **pieces},
    )


def bundled_rules(path: str | Path = BUNDLE, folder: str | Path | None = None) -> tuple[Rule, ...] | None:
    """Return the bundled rules, or None where there is no bundle that counts."""
    store = _store(path, folder or builtin_path())
    if store is None:
        return None
    apart = store.pieces("apart")
    return tuple(_rule(stored, (apart, at)) for at, stored in enumerate(loads(store.part(f"rules-{_FORM}"))))


@cache
def bundled_ready() -> Ready | None:
    """Return what is sought for the bundled rules, if there is a bundle that counts."""
    from presscheck.match.ready import Ready

    store = _store(BUNDLE, builtin_path())
    return None if store is None else Ready(store)


def bundled_or(table: type[Table], make: Callable[[], Table]) -> Table:
    """Return a table out of the bundle, or as `make` makes it from its files where no bundle counts."""
    store = _store(BUNDLE, builtin_path())
    return make() if store is None else table(**loads(store.part(table.__name__)))


@cache
def _store(path: str | Path, folder: str | Path) -> Store | None:
    try:
        made = os.stat(path).st_mtime_ns
        if os.path.dirname(folder) != os.path.dirname(path) and any(time > made for time in _changed(folder)):
            return None
        store = Store(path)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return store if store.holds(f"rules-{_FORM}") else None


def _changed(folder: str | Path) -> Iterator[int]:
    """Yield when each of the files in a folder of rules was changed last."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _changed(entry.path)
            elif entry.name.endswith(".yaml"):
                yield entry.stat().st_mtime_ns


def _dumped(values: Any) -> bytes:
    return dumps(values, VERSION)


def _fields(table: object) -> dict[str, Any]:
    return {field.name: getattr(table, field.name) for field in fields(table)}  # type: ignore[arg-type]


def _plain(rule: Rule) -> tuple[tuple[Any, ...], tuple[bytes, bytes]]:
    """Return a rule in plain values: what every run asks for as it is, and the rest in bytes."""
    probes = [
        (p.longest, [(w.literals, w.others) for w in p.ways], p.exact, p.needs, p.beside) for p in rule.probes
    ]
    examples = [
        [(e.text, e.spans, e.format, e.line, e.others, e.fixed) for e in each]
        for each in (rule.flagged, rule.clean)
    ]
    said = (rule.summary, rule.message, rule.why, rule.fix, *examples)
    asked = (
        (rule.id, rule.name, rule.family, int(rule.severity), rule.matcher, rule.path, rule.anchored),
        (sorted(rule.kinds), sorted(rule.formats), rule.mend and (rule.mend.remove, rule.mend.safe)),
    )
    return asked, (_dumped((dict(rule.spec), probes)), _dumped(said))


def _rule(stored: tuple[Any, ...], apart: tuple[Pieces, int]) -> Rule:
    (number, name, family, severity, matcher, path, anchored), (kinds, formats, mend) = stored
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
