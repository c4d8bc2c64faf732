"""The command line: one module a command, imported when it is called."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from presscheck import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "check": ("presscheck.cli.check", "check"),
    "stet": ("presscheck.cli.stet", "stet"),
    "baseline": ("presscheck.cli.baseline", "baseline"),
    "completion": ("presscheck.cli.completion", "completion"),
    "config": ("presscheck.cli.config", "config"),
    "init": ("presscheck.cli.init", "init"),
    "explain": ("presscheck.cli.explain", "explain"),
    "fill": ("presscheck.cli.fill", "fill"),
    "rules": ("presscheck.cli.rules", "rules"),
    "serve": ("presscheck.cli.serve", "serve"),
}

INTERRUPTED = 130
"""What a shell reports of a program stopped with Ctrl-C."""

CIRCLES = 100_000

PIPE_CLOSED = 141
"""What a shell reports of a program whose reader has gone, as in `presscheck drafts | head`."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, and whose default is `check`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command, an option, or a path to check."""
        from presscheck.cli.completing import files

        paths = [] if incomplete.startswith("-") else files(ctx, None, incomplete)
        # What bash is told last of files and words wins.
        return [*paths, *super().shell_complete(ctx, incomplete)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take anything but a command or an option of our own for the arguments of `check`."""
        if args and args[0] not in COMMANDS and args[0] not in ("-h", "--help", "--version"):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show both ways to call it."""
        formatter.write("Usage: presscheck [OPTIONS] PATHS...\n       presscheck COMMAND [OPTIONS] ...\n")


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="""\b
Examples:
  presscheck drafts                   every draft in a folder
  presscheck story.md page.html       just these
  presscheck 'drafts/**/*.md'         those that fit a pattern
  pbpaste | presscheck -              text from another program
  presscheck drafts --format json     for programs
  presscheck explain PH101            what a rule finds and how to mend it

\b
Exit codes:
  0  nothing found
  1  findings at or above --fail-on
  2  something asked for could not be done

`presscheck check --help` shows the options.""",
)
@click.version_option(__version__, message="presscheck %(version)s")
@click.pass_context
def app(ctx: click.Context) -> None:
    """Find what was never meant for the reader.

    presscheck reads draft articles (plain text, Markdown, HTML) and shows unfilled
    placeholders, notes to the writer, a chatbot's own voice, headlines that stand twice,
    stock paragraphs and markup that did not render.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        ctx.exit(2)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 nothing found, 1 findings, 2 trouble. What goes wrong is one line."""
    from presscheck.cli.terminal import ReaderGoneError

    # What a run makes hardly ever goes in circles: to look for those often costs time and finds nothing.
    gc.set_threshold(CIRCLES)
    try:
        code = _run(args) if _is_somewhere() else 2
    except ReaderGoneError:
        _give_up(1)
        code = PIPE_CLOSED
    except OSError as error:
        _give_up(1)
        complain(f"cannot write to standard output: {(error.strerror or str(error)).lower()}")
        code = 2
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _is_somewhere() -> bool:
    """Tell whether the working folder is there; say so where it is not, for no path leads anywhere then."""
    try:
        os.getcwd()
    except OSError as error:
        complain(f"the working folder is gone, or closed to you: {(error.strerror or str(error)).lower()}")
        return False
    return True


def _give_up(stream: int) -> None:
    # Python flushes what it has for a stream again on its way out, which must not fail once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def _run(args: Sequence[str] | None) -> int:
    from presscheck.trouble import Trouble

    try:
        result: Any = app.main(args, prog_name="presscheck", standalone_mode=False)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "presscheck"
        complain(f"{_said(error)} (see `{where} --help`)")
        return error.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return 2
    except click.Abort:
        return INTERRUPTED
    except Trouble as trouble:
        complain(str(trouble))
        return 2
    return result if isinstance(result, int) else 0


def _said(error: click.UsageError) -> str:
    # In our own words where click's have changed from release to release.
    if isinstance(error, click.NoSuchOption):
        near = f"; did you mean {error.possibilities[0]}?" if error.possibilities else ""
        return f"no option {error.option_name}{near}"
    if isinstance(error, click.MissingParameter) and error.param:
        return f"{getattr(error.param, 'metavar', None) or error.param.name} is missing"
    return error.format_message().rstrip(".")


def complain(message: str) -> None:
    """Say on standard error, in one line, what could not be done."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    if "##" in line:
        from presscheck.report.inert import without_marks

        line = without_marks(line, r"\x23")
    try:
        click.echo(f"presscheck: {line}", err=True)
    except OSError:
        # Nobody can be told that nobody can be told anything; the exit code still says it.
        _give_up(2)
