"""Options about which findings stand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from presscheck.cli.options import Command
from presscheck.config.configuration import Configuration, as_folder
from presscheck.keep import Keeping
from presscheck.model import Report
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.keep.baseline.known import Baseline
    from presscheck.keep.changed import Changes

_NO_REF = frozenset("*?[")
"""What a pattern of paths has and no name of a commit."""


def keeping(command: Command) -> Command:
    """Add --no-stet, --baseline, --no-baseline, --prune, --changed and --staged."""
    for option in (
        click.option("--staged", is_flag=True, help="Report only what the next commit adds, as the index has it."),
        click.option(
            "--changed",
            is_flag=False,
            flag_value="",
            metavar="[BASE]",
            help="Report only lines added since the work left BASE, a branch or commit (default: the main branch).",
        ),
        click.option("--prune", is_flag=True, help="Take out of the baseline what is there no more."),
        click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too."),
        click.option(
            "--baseline",
            metavar="FILE",
            help="Do not report what this baseline knows (default: the nearest .presscheck-baseline.json).",
        ),
        click.option("--no-stet", is_flag=True, help="Report what a stet in the draft lets stand, too."),
    ):
        command = option(command)
    return command


class ChecksChanges(click.Command):
    """A command with --changed, whose value may be left out before PATHS."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what follows `--changed` for PATHS where it leads to a file; `--changed=BASE` is always a base."""
        written = list(args)
        options = written[: written.index("--")] if "--" in written else written
        for at, (option, value) in enumerate(pairwise(options)):
            if option == "--changed" and (os.path.exists(value) or not _NO_REF.isdisjoint(value)):
                written[at] = "--changed="
        return super().parse_args(ctx, written)


def keeping_of(
    paths: Sequence[str],
    configuration: Configuration,
    *,
    no_stet: bool,
    baseline: str | None,
    no_baseline: bool,
    prune: bool,
    changed: str | None,
    staged: bool,
    fix: bool,
) -> Keeping:
    """Return what a run is to leave unsaid. Raises UsageError where options make no sense together."""
    if no_baseline and (baseline or prune):
        raise click.UsageError(f"--no-baseline and {'--baseline' if baseline else '--prune'} cannot both hold")
    known = None if no_baseline else _baseline(paths, configuration, baseline)
    if prune and not known:
        raise click.UsageError("--prune: there is no baseline; `presscheck baseline` writes one")
    return Keeping(not no_stet, known, _changes(paths, changed=changed, staged=staged, fix=fix))


def _baseline(paths: Sequence[str], configuration: Configuration, asked: str | None) -> Baseline | None:
    if asked is None:
        from presscheck.discover import start_of
        from presscheck.keep.baseline.find import find_baseline

        start = start_of(paths)
        asked = configured_baseline(configuration, start) or find_baseline(start)
        if asked is None:
            return None
    from presscheck.keep.baseline.known import open_baseline

    return open_baseline(asked)


def configured_baseline(configuration: Configuration, start: str) -> str | None:
    """Return the baseline that the configuration of a folder names, if it names one."""
    try:
        return configuration.settings(as_folder(start)).baseline
    except Trouble:
        return None  # The run says what is wrong with the configuration, and checks what is not under it.


def _changes(paths: Sequence[str], *, changed: str | None, staged: bool, fix: bool) -> Changes | None:
    if changed is None and not staged:
        return None
    if changed is not None and staged:
        raise click.UsageError("--changed and --staged: one of them; --staged is about the next commit alone")
    if staged and fix:
        raise click.UsageError(
            "--fix and --diff mend files, not what is staged: use --changed in place of --staged, then `git add`"
        )
    from presscheck.keep import changed as changes

    return changes.staged(paths) if staged else changes.since(changed or None, paths)


def settled(report: Report, baseline: Baseline | None, *, prune: bool) -> Report:
    """Return a report with a note on what the baseline holds in vain, which is taken out of it if asked."""
    if not baseline or not report.gone:
        return report
    from presscheck.keep.baseline.known import gone_note

    if prune:
        baseline.without(report.gone).saved()
    return replace(report, notes=(*report.notes, gone_note(report.gone, baseline, pruned=prune)))


def whole_folder(paths: Sequence[str], *, changed: str | None, staged: bool) -> Sequence[str]:
    """Return the paths of a run: the working folder where none are needed. Raises UsageError where some are."""
    if paths:
        return paths
    if changed is None and not staged:
        raise click.UsageError("PATHS... is missing", click.get_current_context())
    return [os.curdir]
