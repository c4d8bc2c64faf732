"""What MDX has beyond Markdown: comments in braces, and imports and exports at the top."""

from __future__ import annotations

import re

from presscheck.model import Block
from presscheck.read.prose import Prose
from presscheck.read.stet import comment

# One that is never closed runs to the end of the text, so that its search is not made again; it is prose.
_COMMENT = re.compile(r"\{/\*(?P<inside>(?:[^*]++|\*(?!/\}))*+)(?:\*/\}|(?P<open>\Z))")
_MODULE_LINES = re.compile(r"\s*+((?:(?:import|export)\b[^\n]*+\n(?:[^\n]*\S[^\n]*\n)*+\s*+)++)")
_NOT_LINE_END = re.compile(r"[^\n]")


def as_markdown(text: str, start: int) -> tuple[str, list[Block]]:
    """Return an MDX text as Markdown of the same length, and the blocks of what only MDX has.

    A comment becomes an empty one of HTML, imports and exports become spaces.
    """
    blocks: list[Block] = []
    pieces: list[str] = []
    at = start
    modules = _MODULE_LINES.match(text, start)
    if modules:
        prose = Prose(text)
        prose.opaque(*modules.span(1))
        block = prose.build("opaque")
        blocks += [block] if block else []
        at = modules.end(1)
        pieces += text[start : modules.start(1)], _NOT_LINE_END.sub(" ", modules[1])
    for braces in _COMMENT.finditer(text, at):
        if braces["open"] is None:
            blocks.append(comment(text, *braces.span("inside")))
            inside = len(braces["inside"])
            pieces += text[at : braces.start()], "<!--" + " " * (inside - 1) + "-->" if inside else "<!--> "
            at = braces.end()
    return "".join([text[:start], *pieces, text[at:]]), blocks
