"""The built-in rules as one ready file: what the build makes of `rules/`, so that a run need not read 150 files.

The bundle holds what `load_rules` would return, in `marshal`'s version 2, which every Python reads. It is trusted
as the package's own code is. In a checkout it counts only while no rule file is newer.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from presscheck.model import Example, Probe, Rule, Severity

BUNDLE = Path(__file__).parent.parent / "_rules.bundle"
_VERSION = 2


def write_bundle(rules: Sequence[Rule], path: Path = BUNDLE) -> None:
    """Store checked rules as a bundle."""
    path.write_bytes(marshal.dumps([_plain(rule) for rule in rules], _VERSION))


def read_bundle(folder: Path, path: Path = BUNDLE) -> tuple[Rule, ...] | None:
    """Return the bundled rules, or None where there is no bundle or a rule file in `folder` is newer than it."""
    try:
        made = path.stat().st_mtime_ns
        if folder.parent != path.parent and any(file.stat().st_mtime_ns > made for file in folder.rglob("*.yaml")):
            return None
        return tuple(_rule(values) for values in marshal.loads(path.read_bytes()))
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return None


def _plain(rule: Rule) -> dict[str, Any]:
    values = {field.name: getattr(rule, field.name) for field in fields(rule)}
    for name in ("flagged", "clean"):
        values[name] = [(e.text, e.spans, e.format, e.line) for e in values[name]]
    return {
        **values,
        "probes": [(probe.longest, probe.groups) for probe in rule.probes],
        "severity": int(rule.severity),
        "kinds": sorted(rule.kinds),
        "formats": sorted(rule.formats),
        "spec": dict(rule.spec),
    }


def _rule(values: dict[str, Any]) -> Rule:
    values["severity"] = Severity(values["severity"])
    for name in ("kinds", "formats"):
        values[name] = frozenset(values[name])
    for name in ("flagged", "clean"):
        values[name] = tuple(Example(*example) for example in values[name])
    values["probes"] = tuple(Probe(*probe) for probe in values["probes"])
    return Rule(**values)
