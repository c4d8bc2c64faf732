"""Rules shown on the terminal: all in a list, or one with everything known about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from presscheck.model import Severity, Source
from presscheck.report import Look
from presscheck.report.chapters import chapters
from presscheck.report.layout import Layout
from presscheck.report.line import Line, cell_len, cut_end, paint, wrap
from presscheck.rule import Example, Rule


def listing(rules: Iterable[Rule], look: Look) -> Iterator[str]:
    """Yield a line a rule, by family."""
    layout = Layout(look)
    every = sorted(rules, key=lambda rule: (rule.family, rule.id))
    names = max((len(rule.name) for rule in every), default=0)
    for number, (family, members) in enumerate(groupby(every, key=lambda rule: rule.family)):
        if number:
            yield ""
        yield paint([(layout.show(family), "strong")], look.color)
        for rule in members:
            severity = str(rule.severity)
            start: Line = [(f"  {rule.id}  ", "place"), (f"{rule.name:<{names}}  ", "")]
            start.append((f"{severity:<7}  ", severity))
            room = layout.width - sum(cell_len(text) for text, _ in start)
            summary = cut_end(layout.show(rule.summary), max(room, 20), layout.ellipsis)
            yield paint([*start, (summary, "")], look.color)


def page(rule: Rule, look: Look) -> Iterator[str]:
    """Yield everything about a rule: what it finds, why, what to do, where it looks, and its examples."""
    for line in _page(rule, Layout(look)):
        yield paint(line, look.color)


def _page(rule: Rule, layout: Layout) -> Iterator[Line]:
    severity = str(rule.severity)
    title = f"{rule.id} {rule.name}"
    gap = layout.width - len(title) - len(severity) - len(rule.family) - 2
    yield [(title, "strong"), (" " * max(2, gap), ""), (severity, severity), (f"  {rule.family}", "dim")]
    yield [(layout.show(rule.summary), "")]
    for chapter in chapters(rule):
        yield from _section(chapter.title)
        yield from _paragraphs(chapter.paragraphs, layout)
        for example in chapter.examples:
            yield from _flagged(example, rule.severity, layout) if example.spans else _clean(example, layout)


def _section(heading: str) -> Iterator[Line]:
    yield []
    yield [(heading, "strong")]


def _paragraphs(paragraphs: Iterable[str], layout: Layout) -> Iterator[Line]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield []
        yield from ([("  " + line, "")] for line in wrap(layout.show(paragraph), layout.width - 2))


def _clean(example: Example, layout: Layout) -> Iterator[Line]:
    for line in example.text.strip("\n").splitlines():
        yield [("  " + cut_end(layout.show(line), layout.width - 2, layout.ellipsis), "")]


def _flagged(example: Example, severity: Severity, layout: Layout) -> Iterator[Line]:
    source = Source("example", example.text, example.format)
    for start, end in example.spans:
        before, after = source.around(start, end)
        at_start = source.line_column(start)[1] - 1 <= len(before)
        yield from layout.excerpt(before, example.text[start:end], after, severity, 2, at_start=at_start)
