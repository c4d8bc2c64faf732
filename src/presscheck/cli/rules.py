"""`presscheck rules`: list, show and test rules."""

from __future__ import annotations

from collections.abc import Sequence

import click

from presscheck.cli.completing import families, files
from presscheck.cli.explain import explain
from presscheck.cli.options import no_color, rules_option, selection
from presscheck.cli.terminal import look, send


@click.group(short_help="List, show, test and begin rules.", invoke_without_command=True)
@click.pass_context
def rules(ctx: click.Context) -> None:
    """List, show, test and begin rules."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        ctx.exit(2)


rules.add_command(explain, "show")


@rules.command("list", short_help="List rules by family.")
@selection
@rules_option
@click.option("--slow", is_flag=True, help="Only those that must look at every draft, word by word.")
@no_color
def list_rules(
    select: Sequence[str], ignore: Sequence[str], extra: Sequence[str], slow: bool, no_color: bool
) -> None:
    """List rules by family, with id, name, severity and what each finds."""
    from presscheck.cli.configuring import known_rules
    from presscheck.match.sieve import looks_everywhere
    from presscheck.report.catalogue import listing

    chosen = known_rules(extra).select(select, ignore)
    send(listing(filter(looks_everywhere, chosen) if slow else chosen, look(no_color=no_color)))


@rules.command("test", short_help="Run the examples of rules, your own or the built-in ones.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=files)
@click.pass_context
def test_rules(ctx: click.Context, paths: Sequence[str]) -> None:
    """Run the examples of rules: each must be found, or not found, exactly as marked.

    PATH is a rule file or a folder of them; without one, the built-in rules are tested.
    """
    from presscheck.rules import load_only, load_rules
    from presscheck.rules.selftest import check_rule

    tested = load_only(paths) if paths else load_rules()
    failures = [failure for rule in tested for failure in check_rule(rule)]
    examples = sum(len(rule.flagged) + len(rule.clean) for rule in tested)
    outcome = f"{len(failures)} failed" if failures else "all hold"
    send([*failures, f"{_count(len(tested), 'rule')}, {_count(examples, 'example')}: {outcome}"])
    ctx.exit(1 if failures else 0)


@rules.command("new", short_help="Write a rule file to be filled in.")
@click.argument("name", metavar="NAME")
@click.option(
    "--family", metavar="FAMILY", shell_complete=families, help="What it is one of: note, chat, your own …"
)
@click.option("--in", "folder", metavar="FOLDER", shell_complete=files, help="Where to (house-rules).")
def new(name: str, family: str | None, folder: str | None) -> None:
    """Write a rule file with gaps for all that a rule says; its test refuses it until they are filled.

    NAME is lower-case words with hyphens, such as desk-note.
    """
    from presscheck.rules.new import new_rule

    path = new_rule(name, family, folder).as_posix()
    send([path, f"Fill in what stands between ‹ and ›, then run: presscheck rules test {path}"])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
