"""SARIF 2.1.0, which GitHub code scanning and other dashboards read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from presscheck import __version__
from presscheck.model import Finding, Fix, Place, Report, Suppressed, in_order
from presscheck.report import Look
from presscheck.report.fingerprint import fingerprints
from presscheck.report.json import dump_whole
from presscheck.report.relative import uri
from presscheck.report.sarif_rules import LEVELS, described

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_BRACKET = re.compile(r"[\\\[\]]")
_BRACE = re.compile(r"[{}]")
_ARGUMENT = re.compile(r"\{\d+\}")

_SUPPRESSED = {"stet": "inSource", "baseline": "external"}


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a SARIF log with one run, a result a line; what was told to stand is in it as suppressed."""
    standing = {id(each.finding): each for each in report.suppressed}
    every = in_order([*report.findings, *(each.finding for each in report.suppressed)])
    rules = described(every, report.rules)
    driver = {"name": "presscheck", "version": __version__, "semanticVersion": __version__, "rules": rules}
    out.write(b'{\n"$schema": ' + dump_whole(SCHEMA) + b',\n"version": "2.1.0",\n"runs": [{\n')
    out.write(b'"tool": ' + dump_whole({"driver": driver}) + b",\n")
    out.write(b'"invocations": ' + dump_whole([_invocation(report)]) + b",\n")
    out.write(b'"columnKind": "unicodeCodePoints",\n"results": [')
    separator = b"\n"
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    for finding, fingerprint in zip(every, fingerprints(every), strict=True):
        result = _result(finding, index[finding.rule], fingerprint)
        if report.suppressed:
            # Where one result says whether it is suppressed, all must.
            result["suppressions"] = _suppressions(standing.get(id(finding)))
        out.write(separator + dump_whole(result))
        separator = b",\n"
    out.write(b"\n]\n}]\n}\n")


def _invocation(report: Report) -> dict[str, Any]:
    told = [{"level": "error", "message": {"text": trouble}} for trouble in report.troubles]
    told += [{"level": "note", "message": {"text": note}} for note in report.notes]
    return {"executionSuccessful": not report.troubles, "toolExecutionNotifications": told}


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": _sentence(finding.message)},
        "locations": [_location(finding.place, finding.text)],
        "partialFingerprints": {"presscheck/v1": fingerprint},
    }
    if related := list(_related(finding)):
        result["relatedLocations"] = related
    if finding.fix:
        result["fixes"] = [_fix(finding.place.path, finding.fix)]
    return result


def _sentence(text: str) -> str:
    """Return text as a message in which nothing is a link or an argument; most text needs no escapes for that."""
    if "](" in text:
        text = _BRACKET.sub(r"\\\g<0>", text)
    return _BRACE.sub(r"\g<0>\g<0>", text) if _ARGUMENT.search(text) else text


def _location(place: Place, text: str | None = None) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }
    if text is not None:
        region["snippet"] = {"text": text}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(place.path)}, "region": region}}


def _related(finding: Finding) -> Iterator[dict[str, Any]]:
    places: Iterable[Place] = (*([finding.related] if finding.related else ()), *finding.places)
    for number, place in enumerate(places):
        yield {"id": number, "message": {"text": "It also stands here."}, **_location(place)}


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    replacement = {
        "deletedRegion": {"charOffset": fix.start, "charLength": fix.end - fix.start},
        "insertedContent": {"text": fix.text},
    }
    what = "Mend it (safe)." if fix.safe else "Mend it (look at it first)."
    changes = [{"artifactLocation": {"uri": uri(path)}, "replacements": [replacement]}]
    return {"description": {"text": what}, "artifactChanges": changes}


def _suppressions(suppressed: Suppressed | None) -> list[dict[str, Any]]:
    if suppressed is None:
        return []
    suppression = {"kind": _SUPPRESSED[suppressed.by], "status": "accepted"}
    return [{**suppression, "justification": suppressed.reason} if suppressed.reason else suppression]
