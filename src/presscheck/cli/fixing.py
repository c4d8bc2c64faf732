"""`--fix`, `--unsafe-fixes` and `--diff` of `presscheck check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from presscheck.cli import complain
from presscheck.cli.options import Command
from presscheck.cli.terminal import send, stdout
from presscheck.discover import STDIN
from presscheck.model import Report
from presscheck.report import Look
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.fix import Again


_SERVICES = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""What is set where a CI service acts on commands in what a program prints."""


def fixing(command: Command) -> Command:
    """Add --fix, --unsafe-fixes and --diff."""
    for name, text in (
        ("--diff", "Show what --fix would change, and change nothing."),
        ("--unsafe-fixes", "With --fix or --diff: mend what an editor should look at, too."),
        ("--fix", "Mend in the files what can be mended without a doubt, and report the rest."),
    ):
        command = click.option(name, is_flag=True, help=text)(command)
    return command


def refuse_fixing(paths: Sequence[str], *, fix: bool, unsafe: bool, diff: bool, reports: bool) -> None:
    """Raise UsageError where the options for mending make no sense together; `reports` if any was asked for."""
    if diff and reports:
        raise click.UsageError("--diff shows a diff and no report; leave out --format, --output and --statistics")
    if unsafe and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if (fix or diff) and STDIN in paths and len(paths) > 1:
        raise click.UsageError("standard input is mended by itself; leave out the other paths")


def mend(
    report: Report, rerun: Callable[[], Report], again: Again, stdin_name: str | None, *, unsafe: bool
) -> Report:
    """Mend the drafts of a run and return the report on what is left, which `rerun` makes.

    Files are written. A draft from standard input, which has a name then, goes mended to standard output.
    """
    from presscheck.fix import fix_files, fix_stdin

    if stdin_name is None:
        return fix_files(report, rerun, again, unsafe=unsafe)
    if report.files:
        try:
            report, data = fix_stdin(report, again, stdin_name, unsafe=unsafe)
        except Trouble as trouble:
            return replace(report, troubles=(*report.troubles, str(trouble)))
        with stdout() as out:
            out.write(data)
    return report


def show_diffs(report: Report, again: Again, look: Look, *, unsafe: bool) -> int:
    """Write what would be mended as diffs, and say how much it is; return the exit code.

    On a terminal nothing in a diff is obeyed; a program gets the bytes that `patch` needs.
    """
    from presscheck.fix import revisions
    from presscheck.report import diff

    troubles = list(report.troubles)
    findings = files = 0
    for revision in revisions(report, again, unsafe=unsafe):
        if isinstance(revision, Trouble):
            troubles.append(str(revision))
            continue
        findings, files = findings + len(revision.fixed), files + 1
        if sys.stdout.isatty():
            send(diff.lines(revision.before, revision.after, look))
        else:
            with stdout() as out:
                diff.write(revision.before, revision.after, out, log=any(map(os.environ.get, _SERVICES)))
    for trouble in troubles:
        complain(trouble)
    if not look.quiet:
        click.echo(_summary(findings, files), err=True)
    return 2 if troubles else int(files > 0)


def _summary(findings: int, files: int) -> str:
    if not files:
        return "nothing to fix"
    from presscheck.report.counted import counted

    return f"{counted(findings, 'finding')} to fix in {counted(files, 'file')}"
