"""One page that opens in any browser: each article as prose with its leftovers marked, and a list beside it.

It loads nothing and runs nothing: no script, no picture, one style sheet in the page, and a Content-Security-Policy
that allows no more. A mark shows its number, so that colour is not needed to see it, and leads to its entry in the
list and back, by mouse and by keyboard.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO

from presscheck.model import OPAQUE, Finding, Report, Severity, Source
from presscheck.report import Look
from presscheck.report.article import Passage, Piece, passages
from presscheck.report.counted import checked, counted
from presscheck.report.inert import without_marks
from presscheck.report.line import show
from presscheck.trouble import Trouble

_LABELS = {
    "link": "link target",
    "alt": "text of a picture",
    "comment": "comment in the source",
    "stet": "stet",
    "opaque": "not prose",
    "caption": "caption",
}

_NOT_PROSE = '<span class="label">code or picture</span>'


def write(report: Report, out: BinaryIO, look: Look) -> None:
    """Write the page in UTF-8. An article that cannot be read again is shown as its findings alone."""
    for part in _page(report):
        out.write(part.encode())


def _page(report: Report) -> Iterator[str]:
    style = files("presscheck.report").joinpath("html.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    every = [(path, list(found)) for path, found in groupby(report.findings, key=lambda f: f.place.path)]
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>presscheck: {_outcome(report)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>presscheck</h1>\n<p>{_outcome(report)}</p>\n{_troubles(report)}</header>\n"
    )
    if len(every) > 1:
        yield from _contents(every)
    yield "<main>\n"
    for number, (path, found) in enumerate(every, 1):
        yield from _article(number, path, found, report)
    yield "</main>\n</body>\n</html>\n"


def _outcome(report: Report) -> str:
    drafts = checked(report)
    if not report.findings:
        return f"nothing found in {drafts}"
    counts = [(report.count(severity), str(severity)) for severity in sorted(Severity, reverse=True)]
    told = ", ".join(
        f"{number:,} advice" if noun == "advice" else counted(number, noun) for number, noun in counts if number
    )
    return f"{counted(len(report.findings), 'finding')} in {drafts}: {told}"


def _troubles(report: Report) -> str:
    if not report.troubles:
        return ""
    items = "".join(f"<li>{text(trouble)}</li>\n" for trouble in report.troubles)
    return f"<h2>Not checked</h2>\n<ul>\n{items}</ul>\n"


def _contents(every: Sequence[tuple[str, Sequence[Finding]]]) -> Iterator[str]:
    yield '<nav aria-label="Articles">\n<ul>\n'
    for number, (path, found) in enumerate(every, 1):
        yield f'<li><a href="#article-{number}">{text(path)}</a> {counted(len(found), "finding")}</li>\n'
    yield "</ul>\n</nav>\n"


def _article(number: int, path: str, findings: Sequence[Finding], report: Report) -> Iterator[str]:
    heading = f"article-{number}"
    yield f'<article aria-labelledby="{heading}">\n<h2 id="{heading}">{text(path)}</h2>\n<div class="sheet">\n'
    shown: set[int] = set()
    read = _read(path, findings, report)
    if read is None:
        yield '<p class="missing">The text of this article is not at hand or has changed since.</p>\n'
    else:
        # Its language is not ours, and we do not know it.
        yield '<div class="prose" lang="">\n'
        for passage in read:
            shown.update(n for piece in passage.pieces for n in piece.starts)
            yield _passage(passage, number, findings)
        yield "</div>\n"
    yield f'<section aria-label="Findings in {text(path)}">\n<ol>\n'
    for index, finding in enumerate(findings):
        yield _entry(index, finding, number, marked=index in shown)
    yield "</ol>\n"
    if more := report.more.get(path):
        yield f'<p class="missing">… and {counted(more, "more finding")}</p>\n'
    yield "</section>\n</div>\n</article>\n"


def _read(path: str, findings: Sequence[Finding], report: Report) -> list[Passage] | None:
    """Return an article's passages; None where it cannot be read or is no longer what was checked."""
    try:
        source = report.read(path)
        return list(passages(source, findings)) if _same(source, findings) else None
    except (Trouble, RecursionError, MemoryError):
        return None


def _same(source: Source, findings: Sequence[Finding]) -> bool:
    return all(source.text[f.place.start : f.place.end] == f.text for f in findings)


def _passage(passage: Passage, article: int, findings: Sequence[Finding]) -> str:
    block = passage.block
    inside = "".join(_piece(piece, article, findings) for piece in passage.pieces)
    label = block.name if block.kind == "field" else _LABELS.get(block.kind, "")
    if label:
        return f'<p class="aside" dir="auto"><span class="label">{text(label)}</span> {inside}</p>\n'
    if block.kind == "heading":
        level = min(block.level + 2, 6)
        return f'<h{level} dir="auto">{inside}</h{level}>\n'
    return f'<p class="{block.kind}" dir="auto">{inside}</p>\n'


def _piece(piece: Piece, article: int, findings: Sequence[Finding]) -> str:
    shown = "<br>".join(text(line) for line in piece.text.split("\n")).replace(OPAQUE, _NOT_PROSE)
    if not piece.numbers:
        return shown
    worst = max(findings[number].severity for number in piece.numbers)
    links = "".join(
        f'<a id="mark-{article}-{n + 1}" href="#finding-{article}-{n + 1}" aria-label="finding {n + 1}">{n + 1}</a>'
        for n in piece.starts
    )
    return f'<mark class="{worst}">{links}{shown}</mark>'


def _entry(index: int, finding: Finding, article: int, *, marked: bool) -> str:
    key, place = f"{article}-{index + 1}", f"line {finding.place.line}, column {finding.place.column}"
    where = f'<a href="#mark-{key}">{place}</a>' if marked else place
    lines = [
        f'<p><strong class="{finding.severity}">{finding.severity}</strong> {text(_capital(finding.message))}</p>',
        f"<p>{text(finding.advice)}</p>" if finding.advice else "",
        "" if marked else f"<blockquote>{_excerpt(finding)}</blockquote>",
        f'<p class="rule">{where} · {text(finding.rule)} {text(finding.name)}</p>',
    ]
    return f'<li id="finding-{key}">{"".join(lines)}</li>\n'


def _excerpt(finding: Finding) -> str:
    return (
        f'{text(finding.before)}<mark class="{finding.severity}">{text(finding.text)}</mark>{text(finding.after)}'
    )


def _capital(message: str) -> str:
    return message[:1].upper() + message[1:]


def text(value: str) -> str:
    """Return one line of text as HTML that shows it as it stands, what is invisible in it named."""
    return without_marks(escape(show(value)), "&#35;")
