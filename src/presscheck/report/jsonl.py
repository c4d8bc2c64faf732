"""The findings for programs that read line by line: each is one JSON object, in the keys of docs/json.md."""

from __future__ import annotations

from typing import BinaryIO

from presscheck.model import Report
from presscheck.report import Look
from presscheck.report.json import as_dict, dump


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a JSON object a line in UTF-8 for each finding that stands, and nothing else."""
    for finding in report.findings:
        out.write(dump(as_dict(finding)) + b"\n")
