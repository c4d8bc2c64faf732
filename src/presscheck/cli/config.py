"""`presscheck config`: every value in force for a path, and where it comes from."""

from __future__ import annotations

from typing import Any

import click

from presscheck.cli import complain
from presscheck.cli.configuring import configuration_of, configuring
from presscheck.cli.options import no_color
from presscheck.cli.terminal import look, send


@click.command(short_help="Show the settings in force for a path, and where each comes from.")
@click.argument("path", metavar="[PATH]", default=".")
@configuring
@no_color
@click.pass_context
def config(ctx: click.Context, /, path: str, no_color: bool, **options: Any) -> None:
    """Show every setting in force for a draft or a folder, and where it comes from.

    PATH is the working folder if it is left out. The options are those of `presscheck check`, to see what they
    would change.
    """
    from presscheck.config.choose import choose
    from presscheck.config.configuration import as_folder
    from presscheck.report.settings import listing

    configuration = configuration_of(**options)
    path = as_folder(path)
    send(listing(configuration, path, look(no_color=no_color)))
    troubles = choose(configuration.settings(path)).troubles
    for trouble in troubles:
        complain(trouble)
    ctx.exit(2 if troubles else 0)
