"""What MDX has beyond Markdown: comments in braces, and imports and exports at the top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from presscheck.late import late
from presscheck.model import Block
from presscheck.read.prose import Prose
from presscheck.read.stet import comment

# One that is never closed runs to the end of the text, so that its search is not made again; it is prose.
_COMMENT = late(r"\{/\*(?P<inside>(?:[^*]++|\*(?!/\}))*+)(?:\*/\}|(?P<open>\Z))")
_MODULE_LINES = late(r"\s*+((?:(?:import|export)\b[^\n]*+\n(?:[^\n]*\S[^\n]*\n)*+\s*+)++)")
_NOT_LINE_END = late(r"[^\n]")


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


def as_written(blocks: Iterable[Block], text: str) -> tuple[Block, ...]:
    """Return blocks of the Markdown with what the MDX text has where no comment can stand, as in an attribute."""
    return tuple([_as_written(block, text) if "<!--" in block.text else block for block in blocks])


def _as_written(block: Block, text: str) -> Block:
    prose = Prose(text)
    for number, run in enumerate(block.runs):
        after = block.runs[number + 1].at if number + 1 < len(block.runs) else len(block.text)
        if run.verbatim:
            prose.verbatim(run.start, run.end)
        else:
            prose.replaced(block.text[run.at : after], run.start, run.end)
    written = prose.build(block.kind)
    return replace(block, text=written.text, runs=written.runs) if written else block
