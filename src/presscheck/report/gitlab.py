"""GitLab's Code Quality report, for `artifacts: reports: codequality:`."""

from __future__ import annotations

from typing import Any, BinaryIO

from presscheck.model import Finding, Report, Severity
from presscheck.report import Look
from presscheck.report.fingerprint import fingerprints
from presscheck.report.json import dump_whole
from presscheck.report.relative import within

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a JSON list, a finding a line; a clean run is an empty list, which GitLab needs to see."""
    every = zip(report.findings, fingerprints(report.findings), strict=True)
    issues = [b"\n" + dump_whole(_issue(finding, fingerprint)) for finding, fingerprint in every]
    out.write(b"[" + b",".join(issues) + b"\n]\n")


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    place = finding.place
    return {
        "description": " – ".join(part for part in (finding.message, finding.advice) if part),
        "check_name": f"{finding.rule} {finding.name}",
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": within(place.path), "lines": {"begin": place.line, "end": place.end_line}},
    }
