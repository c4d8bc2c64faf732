"""A comment for a pull request: a list in Markdown in which nothing of a draft is markup, a link or a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from presscheck.model import Finding, Report
from presscheck.report import Look
from presscheck.report.counted import counted
from presscheck.report.inert import without_marks
from presscheck.report.line import show
from presscheck.report.pages import escape

LIMIT = 65_536
"""How many characters GitHub takes in a comment."""

_REST = 200
"""What is kept free for the lines that say what did not fit."""

_REFERENCE = re.compile(r"[@#]|\bGH(?=-\d)|[0-9a-fA-F]{6}(?=[0-9a-fA-F])|:(?=[\w+-]+:)")
_BREAK = "\N{ZERO WIDTH SPACE}"
"""Stands within what GitHub makes a mention, a reference or a picture of, once escapes are gone."""

_BACKTICKS = re.compile(r"`+")


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a heading and an item a finding by file, what to do once a rule; at most `LIMIT` characters in all."""
    parts = [
        f"### presscheck: {counted(len(report.findings), 'finding') if report.findings else 'nothing found'}\n"
    ]
    room = LIMIT - _REST - len(parts[0])
    for told, item in enumerate(_items(report)):
        room -= len(item)
        if room < 0:
            parts.append(f"\n…and {counted(len(report.findings) - told, 'more finding')}.\n")
            break
        parts.append(item)
    if report.troubles:
        parts.append(f"\n{counted(len(report.troubles), 'thing')} could not be checked; see the log.\n")
    out.write("".join(parts).encode())


def _items(report: Report) -> Iterator[str]:
    """Yield a piece of the comment for each finding, the first of a file with the heading before it."""
    for path, found in groupby(report.findings, key=lambda finding: finding.place.path):
        heading = f"\n**{code(path)}**\n\n"
        said: set[str] = set()
        here = list(found)
        for finding in here:
            more = report.more.get(path) if finding is here[-1] else None
            rest = f"- …and {counted(more, 'more finding')} here\n" if more else ""
            yield heading + _item(finding, advise=finding.rule not in said) + rest
            heading = ""
            said.add(finding.rule)


def _item(finding: Finding, *, advise: bool) -> str:
    told = f"line {finding.place.line}, *{finding.severity}:* {plain(finding.message)}"
    rule = plain(f"{finding.rule} {finding.name}")
    advice = f"<br>{plain(finding.advice)}" if advise and finding.advice else ""
    return f"- {told} ({rule}){advice}\n"


def plain(text: str) -> str:
    """Return text on one line as Markdown that shows it as it stands."""
    return _REFERENCE.sub(rf"\g<0>{_BREAK}", escape(text))


def code(text: str) -> str:
    """Return text on one line as a code span, whatever backticks it holds."""
    shown = without_marks(show(text), f"#{_BREAK}")
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(shown)), default=0) + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"
