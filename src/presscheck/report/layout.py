"""A finding → the lines that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from presscheck.late import late
from presscheck.model import CONTEXT, Finding, Place, Severity
from presscheck.report import Look
from presscheck.report.inert import inert
from presscheck.report.line import Line, cell_len, cut_end, cut_start, show, wrap

WIDEST = 120
"""However wide the terminal is, longer lines are tiring to read."""

NARROWEST = 40

_LINE_END = late(r"\r\n?|\n")
_SEVERITY = len("warning")


class Layout:
    """How findings are laid out for one width, encoding and appetite."""

    def __init__(self, look: Look) -> None:
        self.width = max(NARROWEST, min(look.width, WIDEST))
        self._encoding = look.encoding
        self._explain = look.explain
        unicode = show("…→·", look.encoding) == "…→·"
        self.ellipsis, self._arrow, self.dot = ("…", "→ ", " · ") if unicode else ("...", "-> ", " - ")

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
        indent = margin + 4
        yield from self._head(finding, margin)
        at_start = finding.place.column - 1 <= len(finding.before)
        around = finding.before, finding.text, finding.after
        yield from self.excerpt(*around, finding.severity, indent, at_start=at_start)
        if advise and finding.advice:
            advice = wrap(self.show(finding.advice), self.width - indent - len(self._arrow))
            for number, line in enumerate(advice):
                arrow = " " * len(self._arrow) if number else self._arrow
                yield [(" " * indent + arrow + line, "")]
        for note in self._footnotes(finding):
            for line in wrap(note, self.width - indent):
                yield [(" " * indent, ""), (line, "dim")]

    def _head(self, finding: Finding, margin: int) -> Iterator[Line]:
        """Yield place, severity and message, which is wrapped under itself."""
        severity = str(finding.severity)
        indent = margin + 4 + _SEVERITY + 2
        for number, line in enumerate(wrap(self.show(finding.message), self.width - indent)):
            if number:
                yield [(" " * indent, ""), (line, "strong")]
            else:
                place = f"  {_place(finding):>{margin}}  "
                yield [(place, "place"), (f"{severity:<{_SEVERITY}}  ", severity), (line, "strong")]

    def _footnotes(self, finding: Finding) -> Iterator[str]:
        """Yield what most readers pass over: the rule, another place it speaks of, its own in words, evidence."""
        label = f"{finding.rule} {finding.name}"
        yield label + self.dot + self._related(finding.place, finding.related) if finding.related else label
        if finding.where:
            yield self.show(finding.where)
        if self._explain and finding.evidence:
            yield f"evidence: {self.show('; '.join(finding.evidence))}"

    def _related(self, place: Place, other: Place) -> str:
        where = f"line {other.line}" if other.path == place.path else self.show(f"{other.path}:{other.line}")
        later = (other.path, other.start) > (place.path, place.start)
        return f"{'also' if later else 'first'} stands at {where}"

    def excerpt(
        self, before: str, text: str, after: str, severity: Severity, indent: int, *, at_start: bool
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
        style = f"{severity}-span"
        # What a log would obey is written in another way, which the marks have to follow.
        line = inert([(" " * indent, ""), (before, ""), (span, style), (after, "")])
        before, span = line[1][0], line[2][0]
        start, size = cell_len(before), cell_len(before + span) - cell_len(before)
        yield line
        yield [(" " * (indent + start), ""), ("~" * size or "^", style)]

    def show(self, text: str) -> str:
        """Return text as it may be sent to the terminal."""
        return show(text, self._encoding)


def _place(finding: Finding) -> str:
    return f"{finding.place.line}:{finding.place.column}"
