"""JUnit's XML, which every CI server shows as test results: a suite a file, a failed test a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import BinaryIO, Literal

from presscheck.model import Finding, Report, Suppressed, in_order
from presscheck.report import Look
from presscheck.report.counted import checked
from presscheck.report.xml import HEAD, element, text

Case = tuple[Literal["failures", "errors", "skipped", "passed"], str]
"""What became of a test, and its XML."""


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a failure for each finding, a skipped test for what was told to stand, an error for each trouble.

    A run without any of these is one test that passes, for servers take no tests at all for a mistake.
    """
    standing = {id(each.finding): each for each in report.suppressed}
    every = in_order([*report.findings, *(each.finding for each in report.suppressed)])
    suites = [
        (path, [_case(finding, standing.get(id(finding))) for finding in found])
        for path, found in groupby(every, key=lambda finding: finding.place.path)
    ]
    if report.troubles or not suites:
        suites.append(("presscheck", [_trouble(trouble) for trouble in report.troubles] or [_passed(report)]))
    written = [f"{_suite(name, cases)}\n" for name, cases in suites]
    counts = _counts([case for _, cases in suites for case in cases])
    root = element("testsuites", {"name": "presscheck", **counts}, ["\n", *written])
    out.write(HEAD + f"{root}\n".encode())


def _suite(name: str, cases: Sequence[Case]) -> str:
    return element("testsuite", {"name": name, **_counts(cases)}, ["\n", *(f"{case}\n" for _, case in cases)])


def _counts(cases: Sequence[Case]) -> dict[str, int]:
    outcomes = Counter(outcome for outcome, _ in cases)
    return {"tests": len(cases), **{key: outcomes[key] for key in ("failures", "errors", "skipped")}}


def _case(finding: Finding, suppressed: Suppressed | None) -> Case:
    place = finding.place
    name = f"{finding.rule} {finding.name} at {place.line}:{place.column}"
    attributes = {"name": name, "classname": place.path, "file": place.path, "line": place.line}
    if suppressed:
        reason = f"{suppressed.by}: {suppressed.reason}" if suppressed.reason else suppressed.by
        return "skipped", element("testcase", attributes, [element("skipped", {"message": reason})])
    told = f"{place.path}:{place.line}:{place.column}: {finding.message}\n{finding.advice}".rstrip("\n")
    failure = element("failure", {"message": finding.message, "type": str(finding.severity)}, [text(told)])
    return "failures", element("testcase", attributes, [failure])


def _trouble(trouble: str) -> Case:
    error = element("error", {"message": trouble, "type": "trouble"})
    return "errors", element("testcase", {"name": trouble, "classname": "presscheck"}, [error])


def _passed(report: Report) -> Case:
    return "passed", element("testcase", {"name": f"{checked(report)} checked", "classname": "presscheck"})
