"""Which findings stand."""

from __future__ import annotations

from collections.abc import Iterable

from presscheck.model import Finding, Severity


def at_level(findings: Iterable[Finding], level: Severity) -> list[Finding]:
    """Return the findings at or above a severity, in their order."""
    return [finding for finding in findings if finding.severity >= level]
