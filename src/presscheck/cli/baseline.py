"""`presscheck baseline`: put on record what is found now, so that later runs report only what is new."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import get_args

import click

from presscheck.cli import complain
from presscheck.cli.options import (
    comparison,
    configuration_of,
    configured,
    one_of,
    rules_option,
    selection,
)
from presscheck.cli.progress import Progress
from presscheck.cli.terminal import send
from presscheck.config.keys import LEVELS
from presscheck.discover import start_of
from presscheck.keep import Keeping
from presscheck.keep.habit import TitleInBody
from presscheck.run import check_paths


@click.command(short_help="Record what is found now, so that runs report only what is new.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--baseline", metavar="FILE", help="Record it in this file.")
@selection
@rules_option
@click.option("--level", callback=one_of(LEVELS), metavar="LEVEL", help="Record this severity and above.")
@click.option("--title-in-body", callback=one_of(get_args(TitleInBody)), metavar="WHEN", help="As for a check.")
@comparison
@configured
@click.pass_context
def baseline(
    ctx: click.Context,
    paths: Sequence[str],
    baseline: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    extra: Sequence[str],
    level: str | None,
    title_in_body: TitleInBody | None,
    across: bool,
    across_min: int | None,
    across_near: bool,
    preset: str | None,
    config: str | None,
    no_config: bool,
) -> None:
    """Record what is found now, so that later runs report only what is new.

    PATHS are files and folders as for a check; without any it is the working folder. What is on record about other
    files stays. The record is .presscheck-baseline.json beside the configuration or at the repository's root,
    unless there is one nearer; commit it.
    """
    from presscheck.keep.baseline import open_baseline, renewal_note
    from presscheck.keep.baseline.file import find_baseline, new_baseline

    paths = paths or [os.curdir]
    configuration = configuration_of(
        config,
        no_config=no_config,
        preset=preset,
        select=list(select),
        ignore=list(ignore),
        rules=list(extra),
        level=level,
        title_in_body=title_in_body,
        across=across or across_min is not None or across_near or None,
        across_min=across_min,
        across_near=across_near or None,
    )
    start = start_of(paths)
    path = baseline or os.path.relpath(find_baseline(start) or new_baseline(start, configuration.file_for(start)))
    known = open_baseline(path, must_exist=False)
    with Progress() as progress:
        report = check_paths(paths, configuration, progress=progress, keeping=Keeping(baseline=known))
    for trouble in report.troubles:
        complain(trouble)
    now = known.renewed(report.findings, report.suppressed, report.gone).saved()
    send([renewal_note(known, now)])
    ctx.exit(2 if report.troubles else 0)
