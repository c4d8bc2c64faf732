"""How many findings: by rule, by family and by file, in place of the findings themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from presscheck.model import Report
from presscheck.report import Look
from presscheck.report.layout import Layout
from presscheck.report.line import Line, cell_len, cut_start, paint
from presscheck.report.text import closing, offer


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write three tables of counts, the greatest first, and the closing line of every report for people."""
    layout = Layout(look)
    if report.findings:
        for line in _tables(report, layout):
            out.write((paint(line, look.color) + "\n").encode(look.encoding, "backslashreplace"))
    for last in (*closing(report, look), *offer(report, look)):
        out.write((last + "\n").encode(look.encoding, "backslashreplace"))


def _tables(report: Report, layout: Layout) -> Iterator[Line]:
    names = {finding.rule: (finding.name, finding.severity) for finding in report.findings}
    width = max(len(f"{len(report.findings):,}"), 3) + 2
    longest = max(cell_len(layout.show(name)) for name, _ in names.values())
    yield [("By rule", "strong")]
    for rule, number in _most(Counter(finding.rule for finding in report.findings)):
        name, severity = names[rule]
        shown = layout.show(name)
        space = " " * (longest - cell_len(shown) + 2)
        yield [(f"{number:>{width},}", ""), (f"  {rule}  {shown}{space}", ""), (str(severity), str(severity))]
    for title, counts in (
        ("By family", Counter(finding.family for finding in report.findings)),
        ("By file", Counter(finding.place.path for finding in report.findings)),
    ):
        yield []
        yield [(title, "strong")]
        for key, number in _most(counts):
            shown = cut_start(layout.show(key), layout.width - width - 2, layout.ellipsis)
            yield [(f"{number:>{width},}", ""), (f"  {shown}", "")]
    yield []


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
