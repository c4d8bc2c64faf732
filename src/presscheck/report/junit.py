"""JUnit's XML, which every CI server shows as test results: a suite a file, a failed test a finding."""

from __future__ import annotations

from itertools import groupby
from typing import BinaryIO

from presscheck.model import Finding, Report, Suppressed, in_order
from presscheck.report import Look
from presscheck.report.xml import HEAD, element, text


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a failure for each finding, a skipped test for what was told to stand, an error for each trouble.

    A run without any of these is one test that passes, for servers take no tests at all for a mistake.
    """
    standing = {id(each.finding): each for each in report.suppressed}
    every = in_order([*report.findings, *(each.finding for each in report.suppressed)])
    suites = [
        _suite(path, [_case(finding, standing.get(id(finding))) for finding in found])
        for path, found in groupby(every, key=lambda finding: finding.place.path)
    ]
    if report.troubles or not every:
        cases = [_trouble(trouble) for trouble in report.troubles] or [_passed(report)]
        suites.append(_suite("presscheck", cases))
    counts = {
        "tests": sum(suite.count("<testcase ") for suite in suites),
        "failures": len(report.findings),
        "errors": len(report.troubles),
    }
    root = element("testsuites", {"name": "presscheck", **counts}, ["\n", *(f"{suite}\n" for suite in suites)])
    out.write(HEAD + f"{root}\n".encode())


def _suite(name: str, cases: list[str]) -> str:
    counts = {
        "tests": len(cases),
        "failures": sum("<failure " in case for case in cases),
        "errors": sum("<error " in case for case in cases),
        "skipped": sum("<skipped " in case for case in cases),
    }
    return element("testsuite", {"name": name, **counts}, ["\n", *(f"{case}\n" for case in cases)])


def _case(finding: Finding, suppressed: Suppressed | None) -> str:
    place = finding.place
    name = f"{finding.rule} {finding.name} at {place.line}:{place.column}"
    where = {"classname": place.path, "file": place.path, "line": place.line}
    if suppressed:
        reason = f"{suppressed.by}: {suppressed.reason}" if suppressed.reason else suppressed.by
        outcome = element("skipped", {"message": reason})
    else:
        told = f"{place.path}:{place.line}:{place.column}: {finding.message}\n{finding.advice}".rstrip("\n")
        outcome = element("failure", {"message": finding.message, "type": str(finding.severity)}, [text(told)])
    return element("testcase", {"name": name, **where}, [outcome])


def _trouble(trouble: str) -> str:
    error = element("error", {"message": trouble, "type": "trouble"})
    return element("testcase", {"name": trouble, "classname": "presscheck"}, [error])


def _passed(report: Report) -> str:
    return element("testcase", {"name": f"{report.files} checked", "classname": "presscheck"})
