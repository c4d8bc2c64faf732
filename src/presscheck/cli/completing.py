"""What a shell may complete: the words of an option, rules, files. Nothing is read before a shell asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def words(known: Iterable[str]) -> Completer:
    """Return what completes one of a few words."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [_item(word) for word in known if word.startswith(incomplete)]

    return complete


def files(ctx: click.Context, param: click.Parameter | None, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell to complete the path of a file or folder."""
    return [_item(incomplete, kind="file")]


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id or name of one rule."""
    from presscheck.rules import load_rules

    return [
        _item(key, rule.summary)
        for rule in load_rules()
        for key in (rule.id, rule.name)
        if key.lower().startswith(incomplete.lower())
    ]


def keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the last of ids, names or families with commas between them."""
    before, comma, last = incomplete.rpartition(",")
    found = [*families(ctx, param, last), *rules(ctx, param, last)]
    return [_item(f"{before}{comma}{item.value}", item.help) for item in found]


def families(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a family of rules."""
    from presscheck.rules import load_rules

    known = sorted({rule.family for rule in load_rules()})
    return [_item(family, "a family of rules") for family in known if family.startswith(incomplete.lower())]


def destinations(formats: Sequence[str]) -> Completer:
    """Return what completes the format of FORMAT:FILE."""
    return words([f"{name}:" for name in formats])


def _item(value: str, told: str | None = None, kind: str = "plain") -> CompletionItem:
    from click.shell_completion import CompletionItem

    return CompletionItem(value, type=kind, help=told)
