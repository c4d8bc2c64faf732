"""What a writer tells presscheck in the draft itself: `stet`, let it stand. Readers do not see it, nor do rules."""

from __future__ import annotations

import re
from dataclasses import replace

from presscheck.late import late
from presscheck.model import Block, Run
from presscheck.read.prose import piece

FIELD = "stet"
"""The field of front matter that holds stets for the whole draft."""

# Editors write the word into comments of their own; ours has a colon, a hyphen, or a rule's id after it.
_SIGN = late(r"\s*+stet(?:-(?P<where>start|end|file)\b|(?=\s*+:)|(?=\s++[A-Z]{2}[0-9]))\s*+:?\s*+", re.IGNORECASE)
_LINE = late(r"[ \t]*+(?:\[(?P<brackets>[^\n]*)\]|<!--(?P<comment>[^\n]*)-->)[ \t]*+(?=\n|\Z)")


def comment(text: str, start: int, end: int, within: tuple[str, ...] = ()) -> Block:
    """Return the block of a comment, given by its inside: one that is a stet is a block of that kind.

    Such a block's text is what comes after the sign; its name is `start`, `end` or `file`, or empty.
    """
    return _stet(text, start, end, within) or piece(text, "comment", start, end, within=within)


def stet_line(text: str, start: int) -> Block | None:
    """Return the stet that the line at `start` is, `[stet: …]` or `<!-- stet: … -->`; None where it is none."""
    line = _LINE.match(text, start)
    if not line:
        return None
    if line["comment"] is not None:
        return _stet(text, *line.span("comment"), ())
    return _stet(text, *line.span("brackets"), ())


def stet_in_document(said: str, where: Run, within: tuple[str, ...] = ()) -> Block | None:
    """Return the stet that a comment in a document is, told which words it is about; None for any other."""
    sign = _SIGN.match(said)
    if not sign:
        return None
    return Block("stet", said[sign.end() :], (where,), name=(sign["where"] or "").lower(), within=within)


def stet_field(field: Block) -> Block:
    """Return the stet of a field of front matter; a rule that is the field's key is in `about`."""
    rule = field.name.removeprefix(FIELD).removeprefix(".")
    return replace(field, kind="stet", name="file", about=(("rule", rule),) if rule else ())


def is_stet_field(name: str) -> bool:
    """Tell whether a field of front matter holds stets, by its name."""
    return name == FIELD or name.startswith(f"{FIELD}.")


def _stet(text: str, start: int, end: int, within: tuple[str, ...]) -> Block | None:
    sign = _SIGN.match(text, start, end)
    return piece(text, "stet", sign.end(), end, (sign["where"] or "").lower(), within) if sign else None
