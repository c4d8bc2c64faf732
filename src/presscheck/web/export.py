"""An export that was sent: all its articles with how much is found in each, or one of them. Bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import islice
from time import perf_counter

from presscheck.keep.limit import limited, more_note
from presscheck.model import Finding, Report, Severity, Source, Suppressed, in_order
from presscheck.read import front_matter_problem
from presscheck.read.export import HEAD, is_export, read_export
from presscheck.report.counted import counted
from presscheck.trouble import Trouble
from presscheck.web.choice import Choice
from presscheck.web.request import Draft
from presscheck.web.work import answer, data_of, kept_in

MOST = 5_000
"""So many articles of an export are checked here."""

MOST_FINDINGS = 20_000
"""With so many findings in all no further article is checked."""

SECONDS = 60.0
"""After so many no further article is begun."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the list of an export: its place there, from 1, what names it, and how much is found in it."""

    number: int
    path: str
    title: str
    errors: int
    warnings: int
    advice: int


def sends_export(draft: Draft) -> bool:
    """Tell whether a draft that was sent is an export."""
    head = draft.content[:HEAD]
    return is_export(head if isinstance(head, bytes) else head.encode("utf-8", "replace"), draft.name)


def check_export(draft: Draft, choice: Choice) -> bytes:
    """Return the report on an export as the command line writes it in JSON, with `articles`, the list of them.

    Where it is cut off or broken, or larger than what is checked here, what came before is reported, and one of the
    troubles says so. Raises Trouble where no article can be read.
    """
    started = perf_counter()
    entries: list[Entry] = []
    findings: list[Finding] = []
    suppressed: list[Suppressed] = []
    troubles: list[str] = []
    try:
        for source in _articles(draft, choice):
            _see_to_limits(draft.name, len(entries), len(findings), perf_counter() - started)
            found = kept_in(source, choice, draft.name)
            findings += found.findings
            suppressed += found.suppressed
            entries.append(_entry(len(entries) + 1, source, found.findings))
            if problem := front_matter_problem(source):
                troubles.append(problem)
    except Trouble as trouble:
        if not entries:
            raise
        troubles.append(str(trouble))
    most = choice.settings(draft.name).max_findings
    told, more = limited(in_order(findings), lambda _: most)
    report = Report(
        tuple(told),
        tuple(dict.fromkeys(troubles)),
        len(entries),
        perf_counter() - started,
        tuple(suppressed),
        articles=len(entries),
        exports=1,
        more=more,
        notes=tuple(more_note(path, number) for path, number in more.items()),
    )
    return answer(report, articles=[asdict(entry) for entry in entries])


def check_article(draft: Draft, choice: Choice, number: int, *, viewed: bool) -> bytes:
    """Return the report on one article of an export, by its place there from 1, with `view` if that is asked for.

    Raises Trouble where it cannot be read, or where there is none such.
    """
    started = perf_counter()
    source = next(islice(_articles(draft, choice), number - 1, None), None)
    if source is None:
        raise Trouble(f"{draft.name}: has no article {number:,}")
    found = kept_in(source, choice, draft.name)
    problem = front_matter_problem(source)
    report = Report(
        tuple(found.findings),
        (problem,) if problem else (),
        1,
        perf_counter() - started,
        tuple(found.suppressed),
        articles=1,
        exports=1,
        rules=tuple(choice.rules(draft.name)),
        read=lambda path: source,
    )
    return answer(report, viewed=source.path if viewed else None)


def _articles(draft: Draft, choice: Choice) -> Iterator[Source]:
    return read_export(BytesIO(data_of(draft)), draft.name, choice.settings(draft.name).fields)


def _see_to_limits(name: str, articles: int, findings: int, seconds: float) -> None:
    """Raise Trouble once so much of an export is checked that the rest is left to the command line."""
    if articles >= MOST:
        reason = "no more are checked here"
    elif findings >= MOST_FINDINGS:
        reason = f"{findings:,} findings"
    elif articles and seconds >= SECONDS:
        reason = f"{SECONDS:g} s"
    else:
        return
    told = counted(articles, "article")
    raise Trouble(f"{name}: stopped after {told} ({reason}); the command line checks all: presscheck {name}")


def _entry(number: int, source: Source, findings: Sequence[Finding]) -> Entry:
    counts = [sum(f.severity is severity for f in findings) for severity in sorted(Severity, reverse=True)]
    return Entry(number, source.path, source.title or source.path.partition("#")[2], *counts)
