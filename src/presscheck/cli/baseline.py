"""`presscheck baseline`: put on record what is found now, so that later runs report only what is new."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from presscheck.cli import complain
from presscheck.cli.configuring import configuration_of, configuring
from presscheck.cli.keeping import configured_baseline
from presscheck.cli.options import following
from presscheck.cli.progress import Progress
from presscheck.cli.terminal import send
from presscheck.config.configuration import as_folder
from presscheck.discover import STDIN, start_of
from presscheck.jobs import asked_for
from presscheck.keep import Keeping
from presscheck.run import check_paths


@click.command(short_help="Record what is found now, so that runs report only what is new.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--baseline", metavar="FILE", help="Record it in this file.")
@configuring
@following
@click.pass_context
def baseline(
    ctx: click.Context,
    /,
    paths: Sequence[str],
    baseline: str | None,
    follow_links: bool,
    **options: Any,
) -> None:
    """Record what is found now, so that later runs report only what is new.

    PATHS are files and folders as for a check; without any it is the working folder. What is on record about other
    files stays. The record is .presscheck-baseline.json beside the configuration or at the repository's root,
    unless there is one nearer or the configuration names another; commit it.
    """
    from presscheck.keep.baseline.find import find_baseline, new_baseline
    from presscheck.keep.baseline.known import open_baseline, renewal_note

    paths = paths or [os.curdir]
    if STDIN in paths:
        raise click.UsageError("standard input has no place of its own to be known by; name files")
    configuration = configuration_of(**options)
    start = start_of(paths)
    path = (
        baseline
        or configured_baseline(configuration, start)
        or find_baseline(start)
        or new_baseline(start, configuration.file_for(as_folder(start)))
    )
    known = open_baseline(path, must_exist=False)
    with Progress() as progress:
        report = check_paths(
            paths,
            configuration,
            progress=progress,
            keeping=Keeping(baseline=known),
            jobs=asked_for(paths, configuration),
            follow_links=follow_links,
            every=True,
        )
    for line in (*report.troubles, *report.notes):
        complain(line)
    now = known.renewed(report.findings, report.suppressed, report.gone).saved()
    send([renewal_note(known, now)])
    ctx.exit(2 if report.troubles else 0)
