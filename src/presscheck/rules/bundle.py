"""The built-in rules and word lists as one ready file: what the build makes of `rules/`.

A run need not read and check 200 YAML files then. It is written in `marshal`'s version 2, which every Python
reads, and is trusted as the package's own code is. In a checkout it counts only while no file in `rules/` is newer.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from presscheck.model import Example, Mend, Probe, Rule, Severity, Way
from presscheck.rules.folder import builtin_folder

BUNDLE = Path(__file__).parent.parent / "_rules.bundle"
_VERSION = 2
_FORM = 2
"""What the parts of a bundle are; one that holds others is passed over, as one that is too old."""

Table = TypeVar("Table")
"""A dataclass of word lists or numbers that is made from files in `rules/`."""


def write_bundle(rules: Sequence[Rule], tables: Sequence[object], path: Path = BUNDLE) -> None:
    """Store checked rules, and what was made of the other files in `rules/`."""
    stored: dict[str, Any] = {type(table).__name__: _fields(table) for table in tables}
    path.write_bytes(marshal.dumps({**stored, "form": _FORM, "rules": [_plain(rule) for rule in rules]}, _VERSION))


def bundled_rules(path: Path = BUNDLE, folder: Path | None = None) -> tuple[Rule, ...] | None:
    """Return the bundled rules, or None where there is no bundle that counts."""
    stored = _read(path, folder or builtin_folder())
    return None if stored is None else tuple(_rule(dict(values)) for values in stored["rules"])


def bundled_or(table: type[Table], make: Callable[[], Table]) -> Table:
    """Return a table out of the bundle, or as `make` makes it from its files where no bundle counts."""
    stored = _read(BUNDLE, builtin_folder())
    return make() if stored is None else table(**stored[table.__name__])


@cache
def _read(path: Path, folder: Path) -> dict[str, Any] | None:
    try:
        made = path.stat().st_mtime_ns
        if folder.parent != path.parent and any(file.stat().st_mtime_ns > made for file in folder.rglob("*.yaml")):
            return None
        stored: dict[str, Any] = marshal.loads(path.read_bytes())
        return stored if isinstance(stored, dict) and stored.get("form") == _FORM else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _fields(table: object) -> dict[str, Any]:
    return {field.name: getattr(table, field.name) for field in fields(table)}  # type: ignore[arg-type]


def _plain(rule: Rule) -> dict[str, Any]:
    values = _fields(rule)
    for name in ("flagged", "clean"):
        values[name] = [(e.text, e.spans, e.format, e.line, e.others, e.fixed) for e in values[name]]
    return {
        **values,
        "probes": [(p.longest, [(w.literals, w.others) for w in p.ways], p.exact, p.needs) for p in rule.probes],
        "severity": int(rule.severity),
        "kinds": sorted(rule.kinds),
        "formats": sorted(rule.formats),
        "spec": dict(rule.spec),
        "mend": rule.mend and (rule.mend.remove, rule.mend.safe),
    }


def _rule(values: dict[str, Any]) -> Rule:
    values["severity"] = Severity(values["severity"])
    for name in ("kinds", "formats"):
        values[name] = frozenset(values[name])
    for name in ("flagged", "clean"):
        values[name] = tuple(Example(*example) for example in values[name])
    values["probes"] = tuple(
        Probe(longest, tuple(Way(*way) for way in ways), exact, needs)
        for longest, ways, exact, needs in values["probes"]
    )
    values["mend"] = values["mend"] and Mend(*values["mend"])
    return Rule(**values)
