"""`presscheck fill`: ask for what belongs into the slots of a draft, and write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from presscheck.cli import INTERRUPTED, complain
from presscheck.cli.completing import files
from presscheck.cli.configuring import configuration_of, finding_rules
from presscheck.cli.options import no_color
from presscheck.cli.terminal import look, send
from presscheck.discover import STDIN
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.fill import Answers, Draft, Filled

LEFT = 1
"""The exit code where slots are left, or nothing was written."""


@click.command(short_help="Ask for what belongs into the slots of a draft, and write it.")
@click.argument("path", metavar="DRAFT", shell_complete=files)
@click.option(
    "--answers",
    metavar="FILE",
    shell_complete=files,
    help="Take the texts from a YAML or JSON file, and ask nothing.",
)
@click.option(
    "--output", metavar="FILE", shell_complete=files, help="Write to a new file, and leave the draft as it is."
)
@click.option("--list", "listing", is_flag=True, help="Print the slots as a file of answers to complete.")
@finding_rules
@no_color
@click.pass_context
def fill(
    ctx: click.Context,
    /,
    path: str,
    answers: str | None,
    output: str | None,
    listing: bool,
    no_color: bool,
    **options: Any,
) -> None:
    """Walk through the slots of a draft, ask once for each that differs, show what changes, and write it.

    DRAFT is a file: text, Markdown, HTML, Word, OpenDocument or RTF. Nothing is written before you say so.
    """
    from presscheck.answers import as_file, read_answers
    from presscheck.check import again
    from presscheck.cli.asking import agreed, ask
    from presscheck.fill import Answers, fill, open_draft, refuse_target, save, stand

    if path == STDIN:
        raise click.UsageError("standard input is where answers come from; name a file")
    more = again(configuration_of(**options), stdin=False)
    draft = open_draft(path, more)
    if listing:
        send(as_file(Answers(dict.fromkeys(draft.slots, ""))).splitlines())
        ctx.exit(0)
    refuse_target(path, output)
    if not draft.slots:
        send([f"{path}: no slots to fill"])
        ctx.exit(0)
    shown = look(no_color=no_color)
    try:
        check = more.kept(path)
        given = read_answers(answers, draft.slots) if answers else ask(draft, check, shown)
        filled = stand(fill(draft, given.texts), given.reasons, check)
        wanted = bool(given) and (bool(answers) or agreed(draft, filled, output or path, shown))
    except KeyboardInterrupt:
        complain("stopped; nothing was written")
        ctx.exit(INTERRUPTED)
    except EOFError:
        complain("the answers ended early; nothing was written")
        ctx.exit(LEFT)
    if not wanted:
        complain("nothing was written")
        ctx.exit(LEFT)
    try:
        save(draft, filled, output)
    except Trouble:
        if not answers:
            send(["Your answers, as a file for --answers:", *as_file(given).splitlines()])
        raise
    ctx.exit(_close(draft, filled, given, output or path))


def _close(draft: Draft, filled: Filled, given: Answers, target: str) -> int:
    """Say how much was filled and what could not be; return the exit code."""
    from presscheck.report.counted import counted

    for gap in filled.left:
        complain(f"{gap.place.path}:{gap.place.line}: {gap.finding.text} cannot be replaced here; edit it by hand")
    stand = len(given.reasons)
    left = sum(
        slot not in given.reasons and any(gap not in filled.done for gap in slot.gaps) for slot in draft.slots
    )
    rest = counted(left, "slot") if left else "no slot"
    stood = f", {counted(stand, 'slot')} told to stand" if stand else ""
    send([f"{target}: {counted(len(filled.done), 'place')} filled{stood}, {rest} left"])
    return LEFT if left else 0
