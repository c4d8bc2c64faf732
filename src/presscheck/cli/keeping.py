"""Options about which findings stand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from presscheck.cli.options import Command

if TYPE_CHECKING:
    from presscheck.keep.changed import Changes

_NO_REF = frozenset("*?[")
"""What a pattern of paths has and no name of a commit."""


def narrowing(command: Command) -> Command:
    """Add --changed and --staged."""
    for option in (
        click.option("--staged", is_flag=True, help="Report only what the next commit adds, as the index has it."),
        click.option(
            "--changed",
            is_flag=False,
            flag_value="",
            metavar="[BASE]",
            help="Report only lines added since the work left BASE, a branch or commit (default: the main branch).",
        ),
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


def narrowed(paths: Sequence[str], *, changed: str | None, staged: bool, fix: bool) -> Changes | None:
    """Return the lines that a run is to look at, None where it looks at all.

    Raises UsageError where the options make no sense together: what is mended moves the lines.
    """
    if changed is None and not staged:
        return None
    if changed is not None and staged:
        raise click.UsageError("--changed and --staged: one of them; --staged is about the next commit alone")
    if fix:
        raise click.UsageError("--fix and --diff mend whole drafts; leave out --changed and --staged")
    from presscheck.keep import changed as changes

    return changes.staged(paths) if staged else changes.since(changed or None, paths)


def whole_folder(paths: Sequence[str], *, changed: str | None, staged: bool) -> Sequence[str]:
    """Return the paths of a run: the working folder where none are needed. Raises UsageError where some are."""
    if paths:
        return paths
    if changed is None and not staged:
        raise click.UsageError("PATHS... is missing", click.get_current_context())
    return [os.curdir]
