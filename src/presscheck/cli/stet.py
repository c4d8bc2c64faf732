"""`presscheck stet`: let a finding stand, in the draft itself."""

from __future__ import annotations

from typing import Any

import click

from presscheck.cli.configuring import configuration_of, finding_rules
from presscheck.cli.terminal import send


@click.command(short_help="Write into a draft that a finding may stand, and why.")
@click.argument("place", metavar="PATH:LINE")
@click.argument("rule", metavar="RULE")
@click.argument("reason", metavar="REASON")
@finding_rules
def stet(place: str, rule: str, reason: str, **options: Any) -> None:
    """Write a stet into a draft: that what RULE finds at PATH:LINE may stand, and the REASON.

    PATH:LINE is as a report shows it; a column may follow. RULE is an id, the start of one, a name or a family. For
    example: presscheck stet drafts/mayor.md:12 PH101 "the mayor's own brackets"
    """
    from presscheck.keep.stet.command import write_stet

    send([write_stet(place, rule, reason, configuration_of(**options, level="advice"))])
