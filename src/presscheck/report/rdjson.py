"""Reviewdog's diagnostic format, with what mends a finding as a suggestion.

Its columns count bytes of UTF-8, so the draft is read again; where that cannot be, a place has lines alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, BinaryIO

from presscheck.model import Finding, Place, Report, Severity, Source
from presscheck.report import Look
from presscheck.report.json import dump_whole
from presscheck.report.relative import within
from presscheck.trouble import Trouble

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.ADVICE: "INFO"}

Read = Callable[[str], Source | None]


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write one JSON object, a diagnostic a line."""

    @cache
    def read(path: str) -> Source | None:
        try:
            return report.read(path)
        except Trouble:
            return None

    out.write(b'{\n"source": {"name": "presscheck"},\n"diagnostics": [')
    diagnostics = (b"\n" + dump_whole(_diagnostic(finding, read)) for finding in report.findings)
    out.write(b",".join(diagnostics) + b"\n]\n}\n")


def _diagnostic(finding: Finding, read: Read) -> dict[str, Any]:
    source = read(finding.place.path)
    if source and source.text[finding.place.start : finding.place.end] != finding.text:
        source = None  # it is no longer what was checked
    found: dict[str, Any] = {
        "message": "\n".join(part for part in (finding.message, finding.advice) if part),
        "location": _location(finding.place, source),
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.fix and source:
        place = Place.of(source, finding.fix.start, finding.fix.end)
        found["suggestions"] = [{"range": _range(place, source), "text": finding.fix.text}]
    related = [
        (place, source if place.path == finding.place.path else read(place.path))
        for place in (*([finding.related] if finding.related else ()), *finding.places)
    ]
    if related:
        found["related_locations"] = [
            {"message": "It also stands here.", "location": _location(place, its)} for place, its in related
        ]
    return found


def _location(place: Place, source: Source | None) -> dict[str, Any]:
    return {"path": within(place.path), "range": _range(place, source)}


def _range(place: Place, source: Source | None) -> dict[str, Any]:
    if source is None:
        return {"start": {"line": place.line}, "end": {"line": place.end_line}}
    return {
        "start": {"line": place.line, "column": _byte_column(source.text, place.start, place.column)},
        "end": {"line": place.end_line, "column": _byte_column(source.text, place.end, place.end_column)},
    }


def _byte_column(text: str, offset: int, column: int) -> int:
    return len(text[offset - column + 1 : offset].encode("utf-8", "surrogatepass")) + 1
