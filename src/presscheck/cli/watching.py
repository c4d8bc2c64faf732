"""`--watch` of `presscheck check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from presscheck.cli.options import Command
from presscheck.discover import STDIN


def watching(command: Command) -> Command:
    """Add --watch."""
    return click.option("--watch", is_flag=True, help="Check again whenever a draft is saved, until Ctrl-C.")(
        command
    )


def refuse_watching(paths: Sequence[str], *, mends: bool) -> None:
    """Raise UsageError where --watch makes no sense."""
    if STDIN in paths:
        raise click.UsageError("--watch looks at files; standard input is read once")
    if mends:
        raise click.UsageError("--watch only looks; leave out --fix and --diff")


def keep_watch(paths: Sequence[str], others: Sequence[str]) -> NoReturn:
    """Run the command line without --watch now and whenever a draft is saved. Ends with KeyboardInterrupt."""
    import subprocess

    from presscheck.watch import saved

    arguments = [argument for argument in sys.argv[1:] if argument != "--watch"]
    for _ in saved(paths, others):
        if sys.stdout.isatty():
            click.echo("\x1b[2J\x1b[H", nl=False)
        # A process of its own: rules and configuration are read anew, and nothing piles up.
        subprocess.run([sys.executable, "-m", "presscheck", *arguments], check=False)
        click.echo("presscheck: watching; Ctrl-C ends", err=True)
    raise AssertionError("a watch has no end")
