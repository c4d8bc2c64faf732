"""The options that say how to check, which win over every configuration, and those that say which one holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import click

from presscheck.cli.completing import files, words
from presscheck.cli.options import Command, comparison, exports, one_of, rules_option, selection
from presscheck.config.choose import every_rule
from presscheck.config.configuration import Configuration
from presscheck.config.keys import AUTO, LEVELS, NEVER, PRESETS
from presscheck.config.options import layer_of
from presscheck.keep.habit import TitleInBody
from presscheck.rules import RuleSet


def _number_or_auto(ctx: click.Context, param: click.Parameter, value: str | None) -> int | str | None:
    return int(value) if value is not None and value.isdecimal() else value


_WHICH = (
    click.option("--config", metavar="FILE", shell_complete=files, help="Use this configuration for every draft."),
    click.option("--no-config", is_flag=True, help="Take no notice of any configuration."),
)

_OPTIONS = (
    click.option(
        "--max-findings",
        type=click.IntRange(min=1),
        metavar="N",
        help="Show at most N findings of a draft (1,000).",
    ),
    click.option(
        "--max-file-size", type=click.IntRange(min=1), metavar="MB", help="Read no draft of more megabytes (50)."
    ),
    click.option(
        "--level",
        callback=one_of(LEVELS),
        shell_complete=words(LEVELS),
        metavar="LEVEL",
        help="Report findings of this severity or above: error, warning (default) or advice.",
    ),
    click.option(
        "--title-in-body",
        callback=one_of(get_args(TitleInBody)),
        shell_complete=words(get_args(TitleInBody)),
        metavar="WHEN",
        help="A title repeated in the text: auto (default: fine if most posts of the folder do it), allow, forbid.",
    ),
    comparison,
    exports,
    click.option(
        "--preset",
        callback=one_of(tuple(PRESETS)),
        shell_complete=words(tuple(PRESETS)),
        metavar="NAME",
        help="Start from a set of settings: ci.",
    ),
    click.option(
        "--jobs",
        "-j",
        callback=_number_or_auto,
        shell_complete=words((AUTO,)),
        metavar="N",
        help="Check with so many processes: a number, or auto (default) for as many as pay.",
    ),
    *_WHICH,
)


def failing(command: Command) -> Command:
    """Add --fail-on, which `configuration_of` takes, too."""
    return click.option(
        "--fail-on",
        callback=one_of((*LEVELS, NEVER)),
        shell_complete=words((*LEVELS, NEVER)),
        metavar="LEVEL",
        help="Exit with 1 on findings of this severity or above: error, warning (default), advice or never.",
    )(command)


def finding_rules(command: Command) -> Command:
    """Add the options that say where rules and configuration are; `configuration_of` takes their values."""
    for option in reversed((rules_option, *_WHICH)):
        command = option(command)
    return command


def configuring(command: Command) -> Command:
    """Add the options that say how to check; `configuration_of` takes their values."""
    for option in reversed((selection, rules_option, *_OPTIONS)):
        command = option(command)
    return command


def known_rules(extra: Sequence[str]) -> RuleSet:
    """Return every rule there is for the working folder: built-in ones, those that it configures, and `extra`."""
    settings = Configuration(layer_of({"rules": list(extra)}, "--{}")).settings("")
    return every_rule(settings)


def configuration_of(
    *,
    config: str | None,
    no_config: bool,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extra: Sequence[str],
    across: bool = False,
    across_min: int | None = None,
    across_near: bool = False,
    **options: Any,
) -> Configuration:
    """Return the configuration of a run as the options say."""
    if config and no_config:
        raise click.UsageError("--config and --no-config cannot both hold")
    options |= {
        "select": list(select),
        "ignore": list(ignore),
        "rules": list(extra),
        # What goes with comparing asks for it, too.
        "across": across or across_near or across_min is not None or None,
        "across_min": across_min,
        "across_near": across_near or None,
    }
    return Configuration(layer_of(options, "--{}"), file=config, search=not no_config)
