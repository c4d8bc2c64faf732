"""Annotations of GitHub Actions: workflow commands, a line a finding.

GitHub shows the first ten errors, ten warnings and ten notices of a step at their place; the log has them all.
"""

from __future__ import annotations

from typing import BinaryIO

from presscheck.model import Finding, Report, Severity
from presscheck.report import Look
from presscheck.report.inert import without_marks
from presscheck.report.line import show
from presscheck.report.relative import within

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a workflow command for each finding, trouble and note; nothing in a draft can act as one."""
    for finding in report.findings:
        out.write(_command(COMMANDS[finding.severity], _properties(finding), _message(finding)))
    for trouble in report.troubles:
        out.write(_command("error", {"title": "presscheck"}, [trouble]))
    for note in report.notes:
        out.write(_command("notice", {"title": "presscheck"}, [note]))


def _properties(finding: Finding) -> dict[str, str]:
    place = finding.place
    properties = {"file": within(place.path), "line": str(place.line), "endLine": str(place.end_line)}
    if place.line == place.end_line:
        # Of a span over several lines GitHub takes no columns.
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    return {**properties, "title": f"{finding.rule} {finding.name}"}


def _message(finding: Finding) -> list[str]:
    # The log shows the message alone, so it says the place again.
    where = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
    told = f"{where}: {finding.message}"
    return [told, finding.advice] if finding.advice else [told]


def _command(name: str, properties: dict[str, str], message: list[str]) -> bytes:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{'%0A'.join(map(_data, message))}\n".encode()


def _data(text: str) -> str:
    # `show` leaves no line end to escape.
    return without_marks(show(text), "<U+0023>").replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
