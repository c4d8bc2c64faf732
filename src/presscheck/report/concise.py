"""One line a finding, in the form that editors and terminals make a link of."""

from __future__ import annotations

from typing import BinaryIO

from presscheck.model import Report
from presscheck.report import Look, text


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write `path:line:column: severity: message [rule]` for each finding, and nothing else."""
    text.write(report, out, look._replace(quiet=True))
