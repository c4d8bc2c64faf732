"""`--profile` of `presscheck check`."""

from __future__ import annotations

import click

from presscheck.profile import Profile


def tell(profile: Profile) -> None:
    """Say on standard error where the time of a run went."""
    from presscheck.report.profile import lines

    for line in lines(profile):
        click.echo(line, err=True)
