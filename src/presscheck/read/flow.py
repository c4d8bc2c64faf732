"""The flow of a page: elements start and end, text runs between them, and blocks come out.

HTML is read by it as it is; Markdown is read by it as the elements that it stands for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from presscheck.late import late
from presscheck.model import Block, Kind
from presscheck.read.elements import APART, BLOCKS, KINDS, KNOWN, LISTS, OPAQUE, WITHIN
from presscheck.read.prose import Prose, empty, piece
from presscheck.read.stet import comment
from presscheck.read.tags import Token, attributes, tokens

_END_TAG = late(r"</([a-zA-Z][^\s/<>]*)")
_SPOKEN = late(
    r"""[ \t\n\f\r/"'](?:alt|aria-label|content|href|placeholder|src|title)[ \t\n\f\r]*=""", re.IGNORECASE
)
_SLOT = late(r"(?:[ \t\n/]++[\w'’.,:&-]++)*+[ \t\n]*+\Z")
_LINKS = {
    "a": "href",
    "area": "href",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "source": "src",
    "video": "src",
}


class _Element(NamedTuple):
    name: str
    kind: Kind
    level: int
    within: tuple[str, ...]
    lists: int


class Flow:
    """A page as it is read; `prose` is the block in the making."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.prose = Prose(text)
        self._blocks: list[Block] = []
        self._open = [_Element("", "paragraph", 0, (), 0)]
        self._counts: dict[str, int] = {}
        self._last_ends: dict[str, int] | None = None
        self._opaque = ""
        self._opaque_start = 0
        self._depth = 0

    @property
    def within(self) -> tuple[str, ...]:
        """What is open around the place that is being read."""
        return self._open[-1].within

    @property
    def hidden(self) -> bool:
        """Whether what is being read is inside an element that holds no prose."""
        return bool(self._opaque)

    def add(self, *blocks: Block) -> None:
        """Add blocks that stand beside the prose: links, fields, comments."""
        self._blocks += blocks

    def blocks(self) -> tuple[Block, ...]:
        """End the page and return its blocks in the order in which they start."""
        if self._opaque:
            self._reveal(len(self.text))
        self.flush()
        return tuple(sorted(self._blocks, key=lambda block: block.runs[0].start))

    def flush(self) -> None:
        """End the block in the making."""
        if not self.prose:
            return
        element = self._open[-1]
        name = element.name if element.kind == "field" else ""
        block = self.prose.build(element.kind, element.level, name, element.within)
        if block:
            self._blocks.append(block)
        self.prose = Prose(self.text)

    def start(self, name: str) -> None:
        """Start a block element."""
        self.flush()
        around = self._open[-1]
        if around.kind in ("heading", "field") and (name in KINDS or name == "p"):
            # Nobody sets a paragraph or a heading in a heading: its end tag was forgotten.
            self.end(around.name)
            around = self._open[-1]
        kind = KINDS.get(name)
        if not kind and name not in WITHIN and name not in LISTS:
            return
        within = around.within
        if name in WITHIN and WITHIN[name] not in within:
            within = (*within, WITHIN[name])
        lists = around.lists + (name in LISTS)
        if kind == "heading":
            level = int(name[1])
        elif kind == "list-item":
            level = max(1, lists)
        else:
            level = 0 if kind else around.level
        self._open.append(_Element(name, kind or around.kind, level, within, lists))
        self._counts[name] = self._counts.get(name, 0) + 1

    def end(self, name: str) -> None:
        """End a block element and all that is still open in it; one that is not open ends only the block."""
        self.flush()
        if not self._counts.get(name):
            return
        while True:
            ended = self._open.pop().name
            self._counts[ended] -= 1
            if ended == name:
                return

    def end_code(self, at: int) -> None:
        """End a `<code>` that the block around it leaves open."""
        if self._opaque == "code":
            self._reveal(at)

    def opaque_block(self, start: int, end: int) -> None:
        """Add a block of its own that is not prose."""
        self.flush()
        prose = Prose(self.text)
        prose.opaque(start, end)
        block = prose.build("opaque", within=self.within)
        if block:
            self.add(block)

    def html(self, start: int, end: int) -> None:
        """Read `text[start:end]` as HTML; what it leaves open stays open."""
        for token in tokens(self.text, start, end):
            if self._opaque:
                self._skip(token)
            elif token.kind == "text":
                self.prose.html(token.start, token.end)
            elif token.kind == "start":
                self._start_tag(token)
            elif token.kind == "end":
                if token.name in BLOCKS:
                    self.end(token.name)
            elif self.text[token.start : token.end].strip():
                self.add(comment(self.text, token.start, token.end, self.within))

    def _start_tag(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS:
            self.start(name)
        elif name not in KNOWN and self._is_slot(token):
            self.prose.verbatim(token.start, token.end)
            return
        if token.attributes[0] < token.attributes[1] and _SPOKEN.search(self.text, *token.attributes):
            self._attributes(token)
        if name in OPAQUE:
            # One that never ends would take the rest of the page with it.
            if self._ends_after(name, token.end):
                self._opaque, self._opaque_start, self._depth = name, token.start, 1
            return
        match name:
            case "br":
                self.prose.line_end(token.start, token.end)
            case "img" | "video" | "audio" | "canvas" | "object" | "embed" | "input":
                self.prose.opaque(token.start, token.end)
            case _:
                pass

    def _skip(self, token: Token) -> None:
        if token.kind == "start" and token.name == self._opaque:
            if not self.text.endswith("/>", token.start, token.end):
                self._depth += 1
        elif token.kind == "end" and token.name == self._opaque:
            self._depth -= 1
            if not self._depth:
                self._reveal(token.end)
        elif token.kind == "end" and self._opaque == "code" and token.name in KINDS.keys() | {"p"}:
            self._reveal(token.start)
            self.end(token.name)

    def _reveal(self, end: int) -> None:
        name, self._opaque = self._opaque, ""
        if name == "pre" or (name in APART and not self.prose):
            self.opaque_block(self._opaque_start, end)
        else:
            self.prose.opaque(self._opaque_start, end)

    def _is_slot(self, token: Token) -> bool:
        """Tell `<Your Name>`, which stands to be read, from the tag of an element of somebody's own."""
        return bool(_SLOT.match(self.text, *token.attributes)) and not (
            self.text.endswith("/>", token.start, token.end) or self._ends_after(token.name, token.end)
        )

    def _ends_after(self, name: str, at: int) -> bool:
        if self._last_ends is None:
            self._last_ends = {tag[1].lower(): tag.start() for tag in _END_TAG.finditer(self.text)}
        return self._last_ends.get(name, -1) >= at

    def _attributes(self, token: Token) -> None:
        text, within = self.text, self.within
        values = attributes(text, token)
        link = values.get(_LINKS.get(token.name, ""))
        if link:
            self.add(piece(text, "link", *link, within=within))
        for name in ("alt", "title", "aria-label", "placeholder"):
            if name in values:
                self._spoken("alt", values[name])
        if token.name == "meta" and "content" in values:
            for name in ("name", "property", "itemprop"):
                if name in values:
                    start, end = values[name]
                    self._spoken("field", values["content"], " ".join(text[start:end].lower().split()))
                    break

    def _spoken(self, kind: Kind, span: tuple[int, int], name: str = "") -> None:
        prose = Prose(self.text)
        prose.html(*span)
        block = prose.build(kind, name=name, within=self.within)
        if block:
            self.add(block)
        elif kind == "field":
            self.add(empty(kind, span[0], name, self.within))
