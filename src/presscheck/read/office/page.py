"""A document in the making: its paragraphs as lines of text, and the blocks over them.

The paragraphs of the body come first, so that the number of a line is that of its paragraph. What stands beside the
body (headers, notes, alternative texts, link targets, properties) follows, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from presscheck.model import OPAQUE, Block, Kind, Layout, Run, Source
from presscheck.read.prose import Prose
from presscheck.read.stet import stet_in_document

BREAK = "\v"
"""A line end within a paragraph, in the text of a source: a line feed would start another paragraph."""

About = tuple[tuple[str, str], ...]
Mark = tuple[Kind, About]
"""What an editor sees of some words beside the words: the kind of block, and who, when, what."""

_SHORT = 60
_NOT_PROSE = re.compile(f"[{BREAK}{OPAQUE}]")
_STOPPED = re.compile(r"[.!?;:,…。！？]['\"’”»)\]*_]*\Z")
_HEADLINE = 100
_QUOTED = 40


def who_and_when(author: str, date: str) -> About:
    """Return who changed or said something and on which day, as a rule's message names them."""
    return (("author", author.strip() or "somebody"), ("date", date[:10] or "no date"))


def shortened(text: str) -> str:
    """Return the words that a change deletes, not too many of them."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


class Piece(NamedTuple):
    """A stretch of a line, and the bytes of the part that it was read from; no part if from none to be edited."""

    text: str
    part: str
    start: int
    end: int


class Line:
    """A paragraph in the making."""

    def __init__(
        self,
        kind: Kind | None = "paragraph",
        level: int = 0,
        name: str = "",
        within: tuple[str, ...] = (),
        where: str = "",
    ) -> None:
        """`kind` is None for a line that makes no block; `where` is empty for a paragraph of the body.

        `whole` is set where nothing but words hangs on a paragraph: its part, and where its tags start there. Rich
        text has no tags: there it is where that starts and ends which ends the paragraph.
        """
        self.kind, self.level, self.name, self.within, self.where = kind, level, name, within, where
        self.beside: Line | None = None
        self.whole: tuple[str, int, int] | None = None
        self.pieces: list[Piece] = []
        self.marks: list[tuple[int, int, Mark]] = []
        self.notes: list[tuple[int, int, str, About]] = []
        self.code: list[tuple[int, int]] = []
        self.length = 0

    def add(self, text: str, marks: Iterable[Mark] = (), part: str = "", start: int = 0, end: int = 0) -> None:
        """Add a stretch of text that has these marks, and say which bytes of which part it was read from."""
        if not text:
            return
        self.pieces.append(Piece(text, part, start, end))
        before, self.length = self.length, self.length + len(text)
        for mark in marks:
            for number, (first, last, other) in enumerate(reversed(self.marks), 1):
                if last == before and other == mark:
                    self.marks[-number] = (first, self.length, mark)
                    break
            else:
                self.marks.append((before, self.length, mark))

    def point(self, mark: Mark) -> None:
        """Add a mark on what is no longer there."""
        if not (self.marks and self.marks[-1] == (self.length, self.length, mark)):
            self.marks.append((self.length, self.length, mark))

    @property
    def text(self) -> str:
        """The line as it stands in the source."""
        return "".join(piece.text for piece in self.pieces)


class Page:
    """The lines of a document."""

    def __init__(self) -> None:
        self.body: list[Line] = []
        self._asides: list[Line] = []
        self._seen: set[tuple[str, str]] = set()

    def aside(self, line: Line, once: bool = False) -> None:
        """Add a line beside the body; with `once` not again what already stands there in the same words."""
        if (once and (key := (line.where, line.text)) in self._seen) or not line.text.strip():
            return
        if once:
            self._seen.add(key)
        self._asides.append(line)

    def beside(self, line: Line, kind: Kind, what: str, text: str, name: str = "") -> None:
        """Add a text that belongs to a paragraph but does not stand in it: a link's target, an alternative text."""
        aside = Line(kind, name=name, within=line.within, where=what)
        aside.beside = line
        aside.add(" ".join(text.split()))
        self.aside(aside)

    @property
    def lines(self) -> list[Line]:
        """All lines, in the order of the text."""
        return [*self.body, *self._asides]

    def pieces(self) -> Iterator[tuple[int, Piece]]:
        """Yield every stretch of the text with its offset."""
        at = 0
        for line in self.lines:
            for piece in line.pieces:
                yield at, piece
                at += len(piece.text)
            at += 1

    def source(self, path: str) -> Source:
        """Return the document as a source."""
        lines = self.lines
        text = "\n".join(line.text for line in lines)
        if not any(line.kind == "heading" for line in self.body):
            self._find_headline()
        blocks: list[Block] = []
        at = 0
        plain = self._plain(path)
        if plain is not None:
            blocks += plain
        for number, line in enumerate(lines):
            if plain is None or number >= len(self.body):
                blocks += filter(None, [_block(text, line, at)])
            blocks += _over(text, line, at)
            at += line.length + 1
        blocks.sort(key=lambda block: block.runs[0].start)
        loose = frozenset(number for number, line in enumerate(self.body) if line.whole)
        return Source(path, text, "office", layout=Layout(tuple(blocks), tuple(self._wheres(lines)), loose))

    def _plain(self, path: str) -> tuple[Block, ...] | None:
        """Return the blocks of a body in which nothing has a style of its own: it is read like plain text."""
        if any((line.kind, line.within) != ("paragraph", ()) or line.code for line in self.body):
            return None
        from presscheck.read.plain import read_plain

        text = "\n".join(line.text for line in self.body)
        if BREAK in text or OPAQUE in text:
            return None
        return read_plain(Source(path, text, "text"))

    def _find_headline(self) -> None:
        """Take a short first paragraph without a full stop for the headline, in a document without headings."""
        if self._plain("") is not None:
            return
        filled = [line for line in self.body if line.text.strip()]
        if len(filled) < 2 or filled[0].kind != "paragraph" or filled[0].within:
            return
        shown = filled[0].text.strip()
        if len(shown) <= _HEADLINE and BREAK not in shown and shown[0].isalnum() and not _STOPPED.search(shown):
            filled[0].kind, filled[0].level = "heading", 1

    def _wheres(self, lines: list[Line]) -> Iterator[str]:
        under: dict[Line, str] = {}
        heading = ""
        for number, line in enumerate(self.body, 1):
            if line.kind == "heading" and line.text.strip():
                under[line] = f"paragraph {number}, a heading"
                heading = f", under “{_short(line.text)}”"
            else:
                under[line] = f"paragraph {number}{heading}"
        for line in lines:
            place = under.get(line.beside, line.beside.where) if line.beside else ""
            yield under.get(line) or (f"{line.where}, {place}" if place else line.where)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def _block(text: str, line: Line, at: int) -> Block | None:
    if line.kind is None:
        return None
    prose = Prose(text)
    if line.kind == "opaque":
        prose.opaque(at, at + line.length)
    else:
        first = 0
        for start, end in line.code:
            _fill(prose, at + first, at + start)
            prose.opaque(at + start, at + end)
            first = end
        _fill(prose, at + first, at + line.length)
    return prose.build(line.kind, line.level, line.name, line.within)


def _fill(prose: Prose, start: int, end: int) -> None:
    for sign in _NOT_PROSE.finditer(prose.source, start, end):
        prose.verbatim(start, sign.start())
        if sign[0] == BREAK:
            prose.line_end(*sign.span())
        else:
            prose.opaque(*sign.span())
        start = sign.end()
    prose.verbatim(start, end)


def _over(text: str, line: Line, at: int) -> Iterator[Block]:
    """Yield the blocks that stand over a line's prose."""
    for start, end, (kind, about) in line.marks:
        if start == end:
            yield Block(kind, "", (Run(0, at + start, at + start, True),), within=line.within, about=about)
            continue
        prose = Prose(text)
        _fill(prose, at + start, at + end)
        block = prose.build(kind, within=line.within)
        if block:
            yield Block(kind, block.text, block.runs, within=line.within, about=about)
    for start, end, said, about in line.notes:
        place = Run(0, at + start, at + end, False)
        stet = stet_in_document(said, place, line.within)
        yield stet or Block("annotation", said, (place,), within=line.within, about=about)
