"""How a run is told: one module a format, each with `write(report, out, look)`."""

from __future__ import annotations

from importlib import import_module
from typing import BinaryIO, Literal, NamedTuple, get_args

from presscheck.model import Report

Name = Literal[
    "text",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
    "html",
    "statistics",
]

NAMES: tuple[Name, ...] = get_args(Name)
"""The formats a report can be written in."""


class Look(NamedTuple):
    """What a report for people may use, and how much of it they want.

    `width` is in terminal cells; `encoding` is what `out` is read in; `quiet` leaves one line a finding;
    `explain` adds the evidence.
    """

    width: int = 100
    color: bool = False
    encoding: str = "utf-8"
    quiet: bool = False
    explain: bool = False


def write(report: Report, name: Name, out: BinaryIO, look: Look) -> None:
    """Write a report to a byte stream in the format `name`. Raises OSError where the stream takes no more."""
    import_module(f"presscheck.report.{name}").write(report, out, look)
