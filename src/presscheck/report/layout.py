"""A finding → the lines that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from presscheck.model import CONTEXT, Finding, Place
from presscheck.report import Look
from presscheck.report.line import Line, cell_len, cut_end, cut_start, show, wrap

WIDEST = 120
"""However wide the terminal is, longer lines are tiring to read."""

NARROWEST = 40

_LINE_END = re.compile(r"\r\n?|\n")
_SEVERITY = len("warning")


class Layout:
    """How findings are laid out for one width, encoding and appetite."""

    def __init__(self, look: Look) -> None:
        self.width = max(NARROWEST, min(look.width, WIDEST))
        self._encoding = look.encoding
        self._explain = look.explain
        unicode = show("…→", look.encoding) == "…→"
        self.ellipsis, self._arrow = ("…", "→ ") if unicode else ("...", "-> ")

    def brief(self, findings: Iterable[Finding]) -> Iterator[Line]:
        """Yield a line a finding, in the form that editors and terminals make a link of."""
        for finding in findings:
            place = finding.place
            yield [
                (self.show(f"{place.path}:{place.line}:{place.column}: "), "place"),
                (f"{finding.severity}: ", str(finding.severity)),
                (self.show(finding.message), ""),
                (f" [{finding.rule} {finding.name}]", "dim"),
            ]

    def full(self, findings: Iterable[Finding]) -> Iterator[Line]:
        """Yield findings grouped by file, an empty line after each, what to do once a rule and file."""
        for path, found in groupby(findings, key=lambda finding: finding.place.path):
            here = list(found)
            margin = max(len(_place(finding)) for finding in here)
            said: set[str] = set()
            yield [(self.show(path), "strong")]
            yield []
            for finding in here:
                yield from self._finding(finding, margin, finding.rule not in said)
                said.add(finding.rule)
                yield []

    def _finding(self, finding: Finding, margin: int, advise: bool) -> Iterator[Line]:
        indent = (" " * (margin + 4), "")
        yield from self._head(finding, margin)
        at_start = finding.place.column - 1 <= len(finding.before)
        around = finding.before, finding.text, finding.after
        yield from self.excerpt(*around, str(finding.severity), len(indent[0]), at_start=at_start)
        notes = [self._related(finding.place, finding.related)] if finding.related else []
        if self._explain and finding.evidence:
            notes.append(f"because of {self.show('; '.join(finding.evidence))}")
        for note in notes:
            yield from ([indent, (line, "dim")] for line in wrap(note, self.width - margin - 4))
        if advise and finding.advice:
            yield from self._advice(finding, indent)

    def _head(self, finding: Finding, margin: int) -> Iterator[Line]:
        """Yield place, severity and message, and the rule at the right edge of the last line, or under it."""
        severity = str(finding.severity)
        label = f"{finding.rule} {finding.name}"
        start: Line = [
            (f"  {_place(finding):>{margin}}", "place"),
            (f"  {severity:<{_SEVERITY}}  ", severity),
        ]
        indent = sum(len(text) for text, _ in start)
        wrapped = wrap(self.show(finding.message), self.width - indent)
        if cell_len(wrapped[-1]) + 2 + len(label) > self.width - indent:
            wrapped.append("")
        for number, line in enumerate(wrapped):
            gap = self.width - indent - cell_len(line) - len(label)
            rule = [(" " * gap, ""), (label, "dim")] if number == len(wrapped) - 1 else []
            yield [*(start if number == 0 else [(" " * indent, "")]), (line, "strong"), *rule]

    def _advice(self, finding: Finding, indent: tuple[str, str]) -> Iterator[Line]:
        arrow = self._arrow
        for line in wrap(self.show(finding.advice), self.width - len(indent[0]) - len(arrow)):
            yield [indent, (arrow + line, "")]
            arrow = " " * len(arrow)

    def _related(self, place: Place, other: Place) -> str:
        where = f"line {other.line}" if other.path == place.path else self.show(f"{other.path}:{other.line}")
        later = (other.path, other.start) > (place.path, place.start)
        return f"{'also' if later else 'first'} stands at {where}"

    def excerpt(
        self, before: str, text: str, after: str, style: str, indent: int, *, at_start: bool
    ) -> Iterator[Line]:
        """Yield the first line of a span with what stands around it, cut to fit, and the marks under it.

        `at_start` says that `before` begins at the start of its line.
        """
        mark, width = self.ellipsis, self.width - indent
        lines = _LINE_END.split(text)
        number = next((number for number, line in enumerate(lines) if line.strip()), 0)
        if number:
            before, at_start = "", True
        if number < len(lines) - 1:
            after = mark if any(line.strip() for line in lines[number + 1 :]) else ""
        else:
            after = self.show(after) + (mark if len(after) >= CONTEXT else "")
        before = self.show(before.lstrip()) if at_start else mark + self.show(before)
        span = self.show(lines[number].lstrip() if number else lines[0])

        room = width - max(1, cell_len(span))
        if room < cell_len(before) + cell_len(after):
            before = cut_start(before, max(width // 4, room // 2, room - cell_len(after)), mark)
            room = width - cell_len(before) - (not span)
            if cell_len(span) > room - (len(mark) if after else 0):
                span, after = cut_end(span, room, mark), ""
            after = after and cut_end(after, room - cell_len(span), mark)
        start, size = cell_len(before), cell_len(before + span) - cell_len(before)
        yield [(" " * indent, ""), (before, ""), (span, style), (after, "")]
        yield [(" " * (indent + start), ""), ("~" * size or "^", style)]

    def show(self, text: str) -> str:
        """Return text as it may be sent to the terminal."""
        return show(text, self._encoding)


def _place(finding: Finding) -> str:
    return f"{finding.place.line}:{finding.place.column}"
