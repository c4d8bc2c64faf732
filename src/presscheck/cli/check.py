"""`presscheck check`: check drafts and report what is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import get_args

import click

from presscheck import report as reports
from presscheck.cli import complain
from presscheck.cli.fixing import fixing, mend, refuse_fixing, show_diffs
from presscheck.cli.options import compare, comparison, no_color, one_of, rules_option, selection
from presscheck.cli.progress import Progress
from presscheck.cli.reporting import chosen_format, refuse_drafts, reporting, write_outputs
from presscheck.cli.terminal import look, stderr, stdout
from presscheck.discover import STDIN
from presscheck.keep.habit import TitleInBody
from presscheck.model import Report, Severity
from presscheck.run import again, check_paths, choose_rules

LEVELS = [str(severity) for severity in sorted(Severity, reverse=True)]
NEVER = "never"
TITLE_IN_BODY = get_args(TitleInBody)

FOUND = 1
TROUBLE = 2


@click.command(short_help="Check drafts (what `presscheck PATHS...` does).")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@selection
@rules_option
@click.option(
    "--level",
    callback=one_of(LEVELS),
    metavar="LEVEL",
    help="Report findings of this severity or above: error, warning (default) or advice.",
)
@click.option(
    "--fail-on",
    callback=one_of([*LEVELS, NEVER]),
    metavar="LEVEL",
    default="warning",
    help="Exit with 1 on findings of this severity or above: error, warning (default), advice or never.",
)
@reporting
@click.option(
    "--title-in-body",
    callback=one_of(TITLE_IN_BODY),
    metavar="WHEN",
    default="auto",
    help="A title repeated in the text: auto (default: fine if most posts of the folder do it), allow, forbid.",
)
@comparison
@fixing
@click.option("--explain", is_flag=True, help="Show the evidence for each finding.")
@click.option("-q", "--quiet", is_flag=True, help="One line a finding, no summary.")
@no_color
@click.option("--stdin-filename", metavar="NAME", default="stdin", help="Take standard input for this file.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    extra: Sequence[str],
    level: str | None,
    fail_on: str,
    form: reports.Name | None,
    outputs: Sequence[tuple[reports.Name, str]],
    statistics: bool,
    title_in_body: TitleInBody,
    across: bool,
    across_min: int | None,
    across_near: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    explain: bool,
    quiet: bool,
    no_color: bool,
    stdin_filename: str,
) -> None:
    """Check drafts and show what was never meant for the reader.

    PATHS are files, folders (searched for drafts, .gitignore honoured), patterns such as 'drafts/**/*.md',
    and - for standard input.
    """
    started = perf_counter()
    form = chosen_format(form, outputs, statistics=statistics)
    refuse_drafts(outputs, paths)
    refuse_fixing(paths, fix=fix, unsafe=unsafe_fixes, diff=diff)
    rules, troubles = choose_rules(select, ignore, extra)

    def run() -> Report:
        if not rules:
            return Report((), tuple(troubles), 0, 0.0)
        with Progress() as progress:
            report = check_paths(
                paths,
                rules,
                level=_level(level, fail_on),
                stdin_name=stdin_filename,
                progress=progress,
                title_in_body=title_in_body,
                across=compare(rules, across=across, articles=across_min, near=across_near),
            )
        return replace(report, troubles=(*troubles, *report.troubles))

    shown = look(no_color=no_color, quiet=quiet, explain=explain)
    stdin = STDIN in paths
    if fix or diff:
        more = again(rules, _level(level, fail_on), title_in_body, stdin=stdin)
    if diff:
        ctx.exit(show_diffs(run(), more, shown, unsafe=unsafe_fixes))
    report = mend(run, more, stdin_filename if stdin else None, unsafe=unsafe_fixes) if fix else run()
    report = replace(report, seconds=perf_counter() - started)
    for trouble in report.troubles:
        complain(trouble)
    unwritten = write_outputs(report, outputs, shown)
    with stderr() if fix and stdin else stdout() as out:
        reports.write(report, form, out, shown)
    ctx.exit(TROUBLE if unwritten else _code(report, fail_on))


def _level(level: str | None, fail_on: str) -> Severity:
    if level:
        return Severity[level.upper()]
    # A run must not fail for findings it does not show.
    return Severity.ADVICE if fail_on == str(Severity.ADVICE) else Severity.WARNING


def _code(report: Report, fail_on: str) -> int:
    if report.troubles:
        return TROUBLE
    if fail_on == NEVER:
        return 0
    return FOUND if any(f.severity >= Severity[fail_on.upper()] for f in report.findings) else 0
