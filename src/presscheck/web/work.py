"""What a worker does with a draft: bytes in, the bytes of an answer out. Nothing here knows of HTTP."""

from __future__ import annotations

import json
from contextlib import chdir
from io import BytesIO
from time import perf_counter
from typing import Any

from presscheck.check import check_source
from presscheck.keep import Kept
from presscheck.keep.habit import Habit
from presscheck.model import Report, Severity, Source
from presscheck.read import format_of, front_matter_problem, read_source
from presscheck.report import Look, write
from presscheck.report.json import dump_whole
from presscheck.run import check_paths
from presscheck.trouble import Trouble
from presscheck.web.choice import Choice
from presscheck.web.request import Draft
from presscheck.web.view import view


def check(draft: Draft, choice: Choice, *, viewed: bool = False) -> bytes:
    """Return the report of a draft as the command line writes it in JSON.

    `notices` are added where something in a document was left alone, and `view` where it is asked for. Raises
    Trouble where the draft cannot be read.
    """
    source = source_of(draft)
    notices = _notices(draft, source)
    return answer(
        report_of(source, choice),
        viewed=draft.name if viewed else None,
        **({"notices": notices} if notices else {}),
    )


def check_file(path: str, folder: str, choice: Choice, *, viewed: bool = False) -> bytes:
    """Return the report of a file as `check` does; `path` is seen from `folder`.

    Raises Trouble where it cannot be read.
    """
    with chdir(folder):
        return answer(_report_of_file(path, choice), viewed=path if viewed else None)


def count_file(path: str, folder: str, choice: Choice) -> dict[str, int] | None:
    """Return how much is found in a file, by severity; None where its configuration excludes it.

    Raises Trouble as `check_file` does.
    """
    with chdir(folder):
        report = _report_of_file(path, choice)
    if report.excluded:
        return None
    return {
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "advice": report.count(Severity.ADVICE),
    }


def _report_of_file(path: str, choice: Choice) -> Report:
    report = check_paths([path], choice.configuration())
    if not report.files and report.troubles:
        raise Trouble(report.troubles[0])
    return report


def _notices(draft: Draft, source: Source) -> list[str]:
    if not isinstance(draft.content, bytes) or source.format != "office":
        return []
    from presscheck.read.office.ignored import ignored

    return list(ignored(draft.content, draft.name))


def source_of(draft: Draft) -> Source:
    """Return a draft as a source. Raises Trouble where it cannot be read."""
    if isinstance(draft.content, bytes):
        return read_source(draft.content, draft.name)
    if format_of(draft.name) == "office":
        raise Trouble(f"{draft.name}: the text of a document is not enough; send the file itself as a form")
    return Source(draft.name, draft.content, format_of(draft.name))


def data_of(draft: Draft) -> bytes:
    """Return the bytes of a draft's file. Raises Trouble where its text is such that no file can hold it."""
    if isinstance(draft.content, bytes):
        return draft.content
    try:
        return draft.content.encode()
    except UnicodeEncodeError as error:
        line = draft.content.count("\n", 0, error.start) + 1
        raise Trouble(f"{draft.name}:{line}: holds half of a character, which no file can; type it again") from None


def kept_in(source: Source, choice: Choice, name: str = "") -> Kept:
    """Return what is found in a source, and what its stets let stand.

    An article of an export is checked as `name` is, the file that it stands in. Raises Trouble as `report_of` does.
    """
    settings, rules = choice.settings(name or source.path), choice.rules(name or source.path)
    found = check_source(source, rules, settings.level)
    return found._replace(findings=Habit(rules, settings.title_in_body).standing(found.findings, None))


def report_of(source: Source, choice: Choice) -> Report:
    """Return the report on a source. Raises Trouble where it is more than we can take."""
    started = perf_counter()
    found = kept_in(source, choice)
    problem = front_matter_problem(source)
    return Report(
        tuple(found.findings),
        (problem,) if problem else (),
        1,
        perf_counter() - started,
        tuple(found.suppressed),
        rules=tuple(choice.rules(source.path)),
        read=lambda path: source,
    )


def answer(report: Report, *, viewed: str | None = None, **more: Any) -> bytes:
    """Return a report in the JSON of the command line, with `more` keys, and a view of the draft `viewed`."""
    out = BytesIO()
    write(report, "json", out, Look())
    if viewed is not None:
        more["view"] = view(report, viewed)
    return dump_whole({**json.loads(out.getvalue()), **more}) + b"\n" if more else out.getvalue()
