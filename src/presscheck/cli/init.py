"""`presscheck init`: write a configuration, a hook and a CI job to start with."""

from __future__ import annotations

import click

from presscheck.cli.terminal import send


@click.command(short_help="Write a configuration, a commit hook and a CI job to start with.")
@click.argument("folder", metavar="[FOLDER]", default=".")
@click.pass_context
def init(ctx: click.Context, folder: str) -> None:
    """Write a presscheck.toml, a hook for pre-commit and a job for the CI service to start with.

    FOLDER is the working folder if it is left out. What can be found out is not asked: where the drafts are,
    whether they repeat their titles, what renders them, and which service checks the repository. A file that is
    there is never changed.
    """
    from presscheck.config.start import start
    from presscheck.report.started import lines

    found, steps = start(folder)
    send(lines(found, steps))
    ctx.exit(2 if any(step.done == "failed" for step in steps) else 0)
