"""The rules of a SARIF log: what a service shows beside each result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from presscheck.model import Finding, Severity
from presscheck.rule import Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def described(findings: Iterable[Finding], rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Return the descriptors of the rules that found something, in order of id.

    Of a rule that is not among `rules` only what its findings say is told.
    """
    first = {finding.rule: finding for finding in reversed(list(findings))}
    known = {rule.id: rule for rule in rules}
    return [_rule(known[key]) if key in known else _named(finding) for key, finding in sorted(first.items())]


def _rule(rule: Rule) -> dict[str, Any]:
    why, fix = rule.why.strip(), rule.fix.strip()
    more = f"presscheck explain {rule.id}"
    summary = f"{rule.summary[:1].upper()}{rule.summary[1:]}."
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": " ".join(why.split())},
        "help": {
            "text": f"{why}\n\nWhat to do: {fix}\n\nMore: {more}",
            "markdown": f"{why}\n\n**What to do:** {fix}\n\nMore: `{more}`",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _named(finding: Finding) -> dict[str, Any]:
    return {"id": finding.rule, "name": finding.name, "properties": {"tags": [finding.family]}}
