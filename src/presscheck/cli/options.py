"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def _keys(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    return [key for value in values for key in (part.strip() for part in value.split(",")) if key]


def rules_option(command: Command) -> Command:
    """Add --rules, repeatable."""
    return click.option(
        "--rules",
        "extra",
        metavar="PATH",
        multiple=True,
        help="Add rules of your own: a file or a folder of them. Repeatable.",
    )(command)


def selection(command: Command) -> Command:
    """Add --select and --ignore, each repeatable and with commas, as lists of keys."""
    for name, text in (
        ("--ignore", "Do without these."),
        ("--select", "Use only these: ids, names or families, as in PH101,chat."),
    ):
        command = click.option(name, metavar="RULES", multiple=True, callback=_keys, help=text)(command)
    return command


def no_color(command: Command) -> Command:
    """Add --no-color."""
    return click.option("--no-color", is_flag=True, help="Plain text on a terminal too, as with NO_COLOR=1.")(
        command
    )
