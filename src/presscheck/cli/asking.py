"""The conversation of `presscheck fill`: what is asked and how an answer is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

from presscheck.cli.terminal import send
from presscheck.fill import Answers, Draft, Filled, Slot, fill, stand
from presscheck.keep import Kept
from presscheck.model import Source
from presscheck.report import Look
from presscheck.report.counted import counted
from presscheck.report.diff import lines as diff
from presscheck.report.line import show
from presscheck.report.slot import lines
from presscheck.trouble import Trouble

STET = "!"
"""What an answer starts with that lets a slot stand."""

HINT = "Enter alone skips a slot, ! lets it stand. Ctrl-C ends, and nothing is written."


def ask(draft: Draft, check: Callable[[Source], Kept], look: Look) -> Answers:
    """Ask for a text for each slot, and again for one that cannot stand there; return what was given.

    `check` checks the draft once more. Raises EOFError where the input ends.
    """
    places = counted(sum(len(slot.gaps) for slot in draft.slots), "place")
    title = f"{draft.source.path}: {counted(len(draft.slots), 'slot')} to fill in {places}"
    send([show(title, look.encoding), HINT, ""])
    texts: dict[Slot, str] = {}
    reasons: dict[Slot, str] = {}
    for number, slot in enumerate(draft.slots, 1):
        send(lines(slot, number, len(draft.slots), look))
        while words := read("  Text: ").strip():
            stands = words.startswith(STET)
            if stands:
                words = words.removeprefix(STET).strip() or read("  Why may it stand? ").strip()
            try:
                stand(fill(draft, {}), {slot: words}, check) if stands else fill(draft, {slot: words})
            except Trouble as trouble:
                send([show(f"  {trouble}", look.encoding)])
                continue
            (reasons if stands else texts)[slot] = words
            break
        send([""])
    return Answers(texts, reasons)


def agreed(draft: Draft, filled: Filled, target: str, look: Look) -> bool:
    """Show what changes and return whether it shall be written."""
    send(diff(draft.source, filled.source, look))
    send([""])
    return read(show(f"Write {target}? [y/N] ", look.encoding)).strip().lower() in ("y", "yes")


def read(prompt: str) -> str:
    """Return a line that is typed or comes from another program. Raises EOFError where there is none."""
    if sys.stdin is None:
        raise EOFError
    terminal = sys.stdin.isatty()
    if terminal:
        with suppress(ImportError):
            import readline  # noqa: F401  (a line can be edited then)
    try:
        return input(prompt)
    except UnicodeDecodeError:
        raise Trouble("standard input: not valid UTF-8") from None
    finally:
        if not terminal:
            send([""])
