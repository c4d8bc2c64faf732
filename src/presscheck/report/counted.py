"""What a run looked at, in words: files, and the articles of exports."""

from __future__ import annotations

from presscheck.model import Report


def counted(number: int, noun: str) -> str:
    """Return a number of things in words: `1 file`, `2,000 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def checked(report: Report) -> str:
    """Return what was checked: `3 files`, `12 articles in 1 export`, or both with an `and`."""
    return " and ".join(_kinds(report))


def touched(report: Report) -> str:
    """Return in how much of it something was found: `2 of 3 files`, `2 of 12 articles in 1 export`."""
    if report.files == 1:
        return checked(report)
    number, kinds = len({finding.place.path for finding in report.findings}), _kinds(report)
    if len(kinds) == 1:
        return f"{number:,} of {kinds[0]}"
    return f"{number:,} of {counted(report.files, 'draft')} ({', '.join(kinds)})"


def _kinds(report: Report) -> list[str]:
    files = report.files - report.articles
    kinds = [counted(files, "file")] if files or not report.articles else []
    if report.articles:
        kinds.append(f"{counted(report.articles, 'article')} in {counted(report.exports, 'export')}")
    return kinds
