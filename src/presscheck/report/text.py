"""The report for people: findings by file, each with its line, its span underlined, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from presscheck.model import Report, Severity
from presscheck.report import Look
from presscheck.report.counted import checked, counted, touched

_KEPT = {"stet": "stet", "baseline": "in the baseline"}


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write a report for people to read; nothing in a draft is taken for markup or obeyed by the terminal."""
    for line in lines(report, look):
        out.write((line + "\n").encode(look.encoding, "backslashreplace"))


def lines(report: Report, look: Look) -> Iterable[str]:
    """Yield the report's lines, painted if `look` says so."""
    if not report.findings:
        # Rich is worth its import only where there is something to show.
        return closing(report, look)

    from presscheck.report.layout import Layout
    from presscheck.report.line import paint

    layout = Layout(look)
    shown = layout.brief(report.findings) if look.quiet else layout.full(report.findings)
    painted = (paint(line, look.color) for line in shown)
    return painted if look.quiet else [*painted, *closing(report, look), *offer(report, look)]


def closing(report: Report, look: Look) -> list[str]:
    """Return the line that sums up a run; none where nothing was checked or nobody wants it."""
    if look.quiet:
        return []
    if report.findings:
        from presscheck.report.line import paint

        return [paint(_closing(report, look), look.color)]
    if report.excluded and not report.files:
        verb = "is" if report.excluded == 1 else "are"
        return [f"nothing checked: {counted(report.excluded, 'file')} {verb} excluded by the configuration"]
    clean = f"{checked(report)} checked, nothing {'left' if report.fixed else 'found'}"
    return [clean + _rest(report, look)] if report.files else []


def _closing(report: Report, look: Look) -> list[tuple[str, str]]:
    """Return the findings of a run in one line, its pieces with their styles."""
    line = [(f"{counted(len(report.findings), 'finding')} in {touched(report)}", "strong")]
    separator = ": "
    for severity in sorted(Severity, reverse=True):
        if number := report.count(severity):
            told = f"{number:,} advice" if severity is Severity.ADVICE else counted(number, str(severity))
            line += [(separator, ""), (told, str(severity))]
            separator = ", "
    return [*line, (_rest(report, look), "dim")]


def offer(report: Report, look: Look) -> list[str]:
    """Return the line that says how many of the findings presscheck can mend itself, if any; in an export none."""
    from presscheck.read.export import export_of
    from presscheck.report.line import paint

    fixes = [found.fix for found in report.findings if found.fix and not export_of(found.place.path)]
    safe = sum(fix.safe for fix in fixes)
    rest = len(fixes) - safe
    if safe:
        told = f"{safe:,} can be fixed with --fix" + (f", {rest:,} more with --unsafe-fixes" if rest else "")
    elif rest:
        told = f"{rest:,} can be fixed with --fix --unsafe-fixes"
    else:
        return []
    return [paint([(told, "dim")], look.color)]


def _rest(report: Report, look: Look) -> str:
    mended = [] if report.fixed is None else [f"{report.fixed:,} fixed"]
    kept = Counter(_KEPT[each.by] for each in report.suppressed)
    more = sum(report.more.values())
    told = [f"{more:,} more not shown"] if more else []
    told += [f"{kept[words]:,} {words}" for words in _KEPT.values() if kept[words]]
    problems = [counted(len(report.troubles), "problem")] if report.troubles else []
    seconds = f"{report.seconds:.1f} s" if report.seconds >= 0.05 else "under 0.1 s"
    dot = " · " if look.encoding.lower().startswith("utf") else " - "
    return "".join(dot + part for part in [*mended, *told, *problems, seconds])
