"""Checkstyle's XML, which many editors, Jenkins and review bots read."""

from __future__ import annotations

from itertools import groupby
from typing import BinaryIO

from presscheck.model import Finding, Report, Severity
from presscheck.report import Look
from presscheck.report.xml import HEAD, element

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "info"}


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write an `error` for each finding in a `file` for each file that has any."""
    files = [
        element("file", {"name": path}, ["\n", *(f"{_error(finding)}\n" for finding in findings)])
        for path, findings in groupby(report.findings, key=lambda finding: finding.place.path)
    ]
    root = element("checkstyle", {"version": "4.3"}, ["\n", *(f"{file}\n" for file in files)])
    out.write(HEAD + f"{root}\n".encode())


def _error(finding: Finding) -> str:
    return element(
        "error",
        {
            "line": finding.place.line,
            "column": finding.place.column,
            "severity": SEVERITIES[finding.severity],
            "message": finding.message,
            "source": f"presscheck.{finding.family}.{finding.rule}",
        },
    )
