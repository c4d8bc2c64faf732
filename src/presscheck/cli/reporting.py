"""Which reports a run writes, and where to."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from presscheck import report as reports
from presscheck.cli import complain
from presscheck.cli.completing import destinations, words
from presscheck.cli.options import Command, one_of
from presscheck.cli.terminal import PIPE_WIDTH
from presscheck.model import Report
from presscheck.trouble import Trouble

Outputs = Sequence[tuple[reports.Name, str]]


def reporting(command: Command) -> Command:
    """Add --format, --output (repeatable) and --statistics."""
    for option in (
        click.option("--statistics", is_flag=True, help="Count findings by rule, family and file instead."),
        click.option(
            "--output",
            "outputs",
            callback=_destinations,
            shell_complete=destinations(reports.NAMES),
            metavar="FORMAT:FILE",
            multiple=True,
            help="Write a report to a file as well. Repeatable.",
        ),
        click.option(
            "--format",
            "form",
            callback=one_of(reports.NAMES),
            shell_complete=words(reports.NAMES),
            metavar="FORMAT",
            help=f"Report as {', '.join(reports.NAMES[:-1])} or {reports.NAMES[-1]}. Default: text; in GitHub "
            "Actions github, in GitLab CI gitlab.",
        ),
    ):
        command = option(command)
    return command


def chosen_format(form: reports.Name | None, outputs: Outputs, *, statistics: bool) -> reports.Name:
    """Return the format of standard output: the one asked for, or that of the CI service we run in.

    GitLab reads its report from a file, so where any file is written the log gets text.
    """
    if statistics:
        if form not in (None, "text", "statistics"):
            raise click.UsageError(f"--statistics is a format of its own; leave out --format {form}")
        return "statistics"
    if form:
        return form
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    if os.environ.get("GITLAB_CI") and not outputs:
        return "gitlab"
    return "text"


def write_outputs(report: Report, outputs: Outputs, look: reports.Look) -> bool:
    """Write a report to each file, say which ones cannot be written, and return whether there are any."""
    if not outputs:
        return False
    from presscheck.report.file import write_file

    failed = False
    for name, path in outputs:
        try:
            write_file(report, name, path, look._replace(width=PIPE_WIDTH))
        except Trouble as trouble:
            complain(str(trouble))
            failed = True
    return failed


def refuse_drafts(outputs: Outputs, paths: Sequence[str]) -> None:
    """Raise UsageError where a report would replace a file that is to be checked."""
    for _, output in outputs:
        if os.path.isfile(output) and any(
            os.path.isfile(path) and os.path.samefile(path, output) for path in paths
        ):
            raise click.UsageError(f"--output: {output} is a draft to check; write the report elsewhere")


def _destinations(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> list[tuple[reports.Name, str]]:
    if not values:
        return []
    from presscheck.report.file import destination

    try:
        found = [destination(value) for value in values]
    except Trouble as trouble:
        raise click.UsageError(f"--output: {trouble}", ctx) from None
    files = [path for _, path in found]
    for path in files:
        if files.count(path) > 1:
            raise click.UsageError(f"--output: two reports cannot both be {path}", ctx)
    return found
