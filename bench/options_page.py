"""Write the page of every command and option, from what the command line itself says of them.

python bench/options_page.py        write docs/options.md (what `make docs` does)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from presscheck.cli import app
from presscheck.report.pages import escape, prose

PAGE = Path(__file__).parents[1] / "docs" / "options.md"

_HEAD = """\
# Every command and option

What `presscheck COMMAND --help` says, on one page. `presscheck PATHS...` is short for `presscheck check PATHS...`.
Every command has `--help` (`-h`).
"""
_EXAMPLES = "\b\n"
"""What click leaves unwrapped starts so."""


def content() -> str:
    """Return the page."""
    return _HEAD + "".join(_chapter(name, command) for name, command in commands())


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, by the words it is called with."""
    yield from _within("presscheck", app)


def _within(name: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command
        if isinstance(command, click.Group):
            yield from _within(f"{name} {word}", command)
        else:
            yield f"{name} {word}", command


def _chapter(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    told = [f"\n## {name}\n", f"```text\n{usage}\n```\n"]
    told += [f"{prose(paragraph)}\n" for paragraph in (command.help or "").split("\n\n")]
    if rows := [_row(param) for param in command.params if isinstance(param, click.Option)]:
        told.append("\n".join(["| option | |", "|---|---|", *rows]) + "\n")
    for lines in (command.epilog or "").split(_EXAMPLES)[1:]:
        told.append(f"```text\n{lines.strip(chr(10))}\n```\n")
    return "\n".join(told)


def _row(option: click.Option) -> str:
    names = ", ".join(option.opts) + (f" {option.metavar}" if option.metavar else "")
    assert option.help, f"{names} says nothing of itself"
    return f"| `{names}` | {escape(option.help)} |"


if __name__ == "__main__":
    PAGE.write_text(content(), "utf-8", newline="\n")
