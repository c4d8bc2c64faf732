"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from presscheck.cli.completing import files, keys, words
from presscheck.read.export.fields import FIELD_FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])


def _keys(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    return [key for value in values for key in (part.strip() for part in value.split(",")) if key]


def one_of(words: Sequence[str]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Return the callback of an option that takes one of a few words and names the nearest for any other."""

    def check(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        if value is None or value in words:
            return value
        from difflib import get_close_matches

        near = get_close_matches(value.lower(), words, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(words)}"
        raise click.UsageError(f"{param.opts[0]}: unknown value '{value}'; {hint}", ctx)

    return check


def rules_option(command: Command) -> Command:
    """Add --rules, repeatable."""
    return click.option(
        "--rules",
        "extra",
        metavar="PATH",
        multiple=True,
        shell_complete=files,
        help="Add rules of your own: a file or a folder of them. Repeatable.",
    )(command)


def selection(command: Command) -> Command:
    """Add --select and --ignore, each repeatable and with commas, as lists of keys."""
    for name, text in (
        ("--ignore", "Do without these."),
        ("--select", "Use only these: ids, names or families, as in PH101,chat."),
    ):
        command = click.option(
            name, metavar="RULES", multiple=True, callback=_keys, shell_complete=keys, help=text
        )(command)
    return command


def comparison(command: Command) -> Command:
    """Add --across and what goes with it."""
    for option in (
        click.option("--across-near", is_flag=True, help="Compare so that paragraphs may differ in a few words."),
        click.option(
            "--across-min",
            type=click.IntRange(min=2),
            metavar="N",
            help="Compare, and report a paragraph that stands in N articles or more (3).",
        ),
        click.option(
            "--across", is_flag=True, help="Compare the articles: one headline or paragraph that stands in several."
        ),
    ):
        command = option(command)
    return command


def exports(command: Command) -> Command:
    """Add --field and what else is to be said of an export's fields."""
    for option in (
        click.option(
            "--field-format",
            callback=one_of(FIELD_FORMATS),
            shell_complete=words(FIELD_FORMATS),
            metavar="FORMAT",
            help="Take an export's articles for text, markdown or html (default: told from each text).",
        ),
        click.option("--title-field", metavar="NAME", help="The field of an export that holds the headline."),
        click.option("--id-field", metavar="NAME", help="The field of an export that findings name an article by."),
        click.option(
            "--field", metavar="NAME", help="The field of an export (JSON Lines, CSV, ...) that holds the article."
        ),
    ):
        command = option(command)
    return command


def following(command: Command) -> Command:
    """Add --follow-links."""
    return click.option(
        "--follow-links", is_flag=True, help="In folders: follow links that lead out of them, too."
    )(command)


def no_color(command: Command) -> Command:
    """Add --no-color."""
    return click.option("--no-color", is_flag=True, help="Plain text on a terminal too, as with NO_COLOR=1.")(
        command
    )
