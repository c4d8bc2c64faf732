"""The report for programs; docs/json.md is its contract."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from presscheck.late import late
from presscheck.model import Finding, Place, Report, Severity, Suppressed
from presscheck.report import Look
from presscheck.report.inert import without_marks

VERSION = 1
"""The contract's version: it grows when a key goes or changes its meaning, not when one is added."""

_UNSAFE = late("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows as it is but a terminal may obey, a reader be misled by, or UTF-8 not hold."""

_HALF = late("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a report as one JSON object in UTF-8, a finding a line; the same findings give the same bytes."""
    out.write(b'{\n"version": %d,\n"findings": [' % VERSION)
    separator = b"\n"
    for finding in report.findings:
        out.write(separator + dump(as_dict(finding)))
        separator = b",\n"
    out.write(b'\n],\n"troubles": ' + dump(list(report.troubles)))
    if report.notes:
        out.write(b',\n"notes": ' + dump(list(report.notes)))
    if report.suppressed:
        out.write(b',\n"suppressed": [')
        out.write(b",".join(b"\n" + dump(_suppressed(each)) for each in report.suppressed))
        out.write(b"\n]")
    out.write(b',\n"summary": ' + dump(summary(report)) + b"\n}\n")


def as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding in the contract's keys and their order."""
    found: dict[str, Any] = {
        **_place(finding.place),
        "rule": finding.rule,
        "name": finding.name,
        "family": finding.family,
        "severity": str(finding.severity),
        "message": finding.message,
        "text": finding.text,
        "evidence": list(finding.evidence),
    }
    if finding.where:
        found["where"] = finding.where
    if finding.related:
        found["related"] = _place(finding.related)
    if finding.places:
        found["places"] = [_place(place) for place in finding.places]
    if fix := finding.fix:
        found["fix"] = {"start": fix.start, "end": fix.end, "text": fix.text, "safe": fix.safe}
    return found


def _suppressed(suppressed: Suppressed) -> dict[str, Any]:
    return {**as_dict(suppressed.finding), "by": suppressed.by, "reason": suppressed.reason}


def summary(report: Report) -> dict[str, int]:
    """Return a run's counts, `fixed` among them in a run that mends, `articles` and `exports` where it read any.

    No time is among them: the same drafts shall give the same bytes.
    """
    return {
        "files": report.files,
        **({"articles": report.articles, "exports": report.exports} if report.exports else {}),
        "findings": len(report.findings),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "advice": report.count(Severity.ADVICE),
        **({} if report.fixed is None else {"fixed": report.fixed}),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": place.start,
        "end": place.end,
    }


def dump(value: object) -> bytes:
    """Return a value as JSON on one line, in UTF-8, nothing in it that a terminal obeys."""
    return _escaped(_encode(value))


def dump_whole(value: object) -> bytes:
    """Return what `dump` returns for readers that refuse half a character: it becomes U+FFFD."""
    return _escaped(_HALF.sub("\N{REPLACEMENT CHARACTER}", _encode(value)))


def _escaped(text: str) -> bytes:
    if not text.isascii() or "\x7f" in text:  # few are not, and to look at each sign takes longer than to encode it
        text = _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return without_marks(text, r"\u0023").encode()
