"""A line of a block, what it is beside its words, and the hit of one that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from presscheck.match.letters import joined, lines_with_starts, unmarked, without_tags
from presscheck.match.normal import TEMPLATE_TAG, normal
from presscheck.match.reach import quoted
from presscheck.model import OPAQUE, Block, Document, Hit

LONG_BLOCK = 20_000
"""A longer block, in code points, is no paragraph of an article: what it quotes cannot be told."""

_WORD = re.compile(r"[^\W_]")
_INLINE_CODE = re.compile(r"`+([^`]*)`+|<code[^<>]*>([^<>]*)</code\s*>", re.IGNORECASE)
_CODE_SIGN = re.compile(r"[{}<>=;\\_|~^]")
_CALL = re.compile(r"\(\)|[\w)\]]\(|['\"],|(?<=\d),(?=\s*\d)")
_SIGN = re.compile(r"[^\w\s]|[0-9]")
_SHORT_CODE = 120
_LINK = regex.compile(r"\]\s*[(\[]|<a\s|https?:|www[.]")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of a block, in offsets of the block's text."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The line as it stands."""
        return self.block.text[self.start : self.end]

    @property
    def form(self) -> str:
        """The line's normal form, without template tags."""
        return normal(TEMPLATE_TAG.sub("", self.text))

    @property
    def is_block(self) -> bool:
        """Whether the line is the whole of its block."""
        return self.end - self.start == len(self.block.text.strip())


def whole(block: Block) -> Line:
    """Return a block as one line."""
    return Line(block, 0, len(block.text))


def whole_form(document: Document, block: Block) -> str:
    """Return the normal form of a whole block, without template tags, with code as the source has it."""
    text = TEMPLATE_TAG.sub("", block.text)
    if OPAQUE not in text:
        return normal(text)
    return " ".join([normal(text), *code_in(document, block)])


def letters_of(document: Document, block: Block) -> tuple[bytes, list[int]]:
    """Return the letters of a block, straight from the source, and where among them a sentence may start."""
    source = document.source
    start, end = block.span(0, len(block.text))
    text = unmarked(source.text[start:end].encode("utf-8", "replace"), source.format)
    return joined(lines_with_starts(text if source.format == "text" else without_tags(text)))


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines of a block that hold a word."""
    start = 0
    for part in block.text.split("\n"):
        text = part.strip()
        if text and _WORD.search(text):
            first = start + part.index(text)
            yield Line(block, first, first + len(text))
        start += len(part) + 1


def hit(document: Document, line: Line, first: Line) -> Hit:
    """Return the hit that sits on a repeat, names the line of the first and carries it along."""
    at = first.block.span(first.start, first.end)[0]
    values = {"line": str(document.source.line_column(at)[0]), "first": first.text}
    return Hit(line.block, line.start, line.end, values, related=(first.block, first.start, first.end))


def is_link(document: Document, block: Block) -> bool:
    """Tell whether the whole of a Markdown block is the text of a link."""
    start, end = block.span(0, len(block.text))
    text = document.source.text
    return text[start - 1 : start] == "[" and text[end : end + 2] in ("](", "][")


def has_link(document: Document, block: Block) -> bool:
    """Tell whether a block holds a link or an address."""
    start, end = block.span(0, len(block.text))
    return is_link(document, block) or bool(_LINK.search(document.source.text, start, end + 2))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a span stands in quotation marks, where that can be told."""
    return len(text) <= LONG_BLOCK and quoted(text, start, end)


def code_in(document: Document, block: Block) -> list[str]:
    """Return what stands in a block as the source has it: code, pictures."""
    source, shown = document.source.text, block.text
    return [source[run.start : run.end] for run in block.runs if shown[run.at : run.at + 1] == OPAQUE]


def with_code(document: Document, line: Line) -> str:
    """Return a line with the code that stands in it, and without its pictures."""
    if OPAQUE not in line.text:
        return line.text
    shown = dict.fromkeys(range(line.start, line.end), "")
    for run in line.block.runs:
        if run.at in shown:
            code = document.source.text[run.start : run.end]
            found = _INLINE_CODE.fullmatch(code)
            shown[run.at] = (found[1] or found[2] or "").strip() if found else ""
    text = line.block.text
    return "".join(shown[at] if text[at] == OPAQUE else text[at] for at in shown)


def looks_like_code(text: str) -> bool:
    """Tell whether a text is code or a program's output that nobody marked as such."""
    text = text[:LONG_BLOCK]
    if len(_SIGN.findall(text)) > 0.15 * len(text):
        return True
    if "{" in text:
        text = TEMPLATE_TAG.sub("", text)
    signs = len(_CODE_SIGN.findall(text))
    if len(text) < _SHORT_CODE:
        signs += len(_CALL.findall(text))
    return signs > 0.04 * len(text)


def is_verse(document: Document, block: Block) -> bool:
    """Tell whether a block stands in the source, or is shown, as three or more short lines."""
    if OPAQUE in block.text or len(block.text) > LONG_BLOCK:
        return False
    start, end = block.span(0, len(block.text))
    return any(
        len(lines) >= 3 and max(map(len, lines)) < 60
        for lines in (document.source.text[start:end].splitlines(), block.text.split("\n"))
    )
