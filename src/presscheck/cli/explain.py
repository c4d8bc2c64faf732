"""`presscheck explain`: everything about one rule."""

from __future__ import annotations

from collections.abc import Sequence

import click

from presscheck.cli.completing import rules
from presscheck.cli.options import no_color, rules_option
from presscheck.cli.terminal import look, send


@click.command(short_help="Show what a rule finds, why, and how to mend it.")
@click.argument("rule", metavar="RULE", shell_complete=rules)
@rules_option
@no_color
def explain(rule: str, extra: Sequence[str], no_color: bool) -> None:
    """Show what a rule finds, why it matters, how to mend it, and its examples.

    RULE is its id or name, as in PH101 or bracketed-slot.
    """
    from presscheck.cli.configuring import known_rules
    from presscheck.report.catalogue import page

    send(page(known_rules(extra).get(rule), look(no_color=no_color)))
