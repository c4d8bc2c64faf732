"""Markdown, read as the HTML elements that it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import islice
from string import punctuation
from typing import Any

import pyromark
from pyromark import Options

from presscheck.late import late
from presscheck.model import Block, Source
from presscheck.read.flow import Flow
from presscheck.read.frontmatter import front_matter
from presscheck.read.lines import wrapped_ends
from presscheck.read.mdx import as_markdown, as_written
from presscheck.read.prose import Prose, piece
from presscheck.read.tagged import tagged_code
from presscheck.trouble import Trouble

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
)
_ELEMENTS = {
    "BlockQuote": "blockquote",
    "FootnoteDefinition": "footnote",
    "Item": "li",
    "List": "ul",
    "Paragraph": "p",
    "Table": "table",
    "TableCell": "td",
    "TableHead": "tr",
    "TableRow": "tr",
}
_WIDE = late(r"[^\x00-\x7f]+")
_OF_ONE_WIDTH = late(r"[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")
_SURROGATE = late(r"[\ud800-\udfff]")
# Kramdown and Pandoc: `## Results {#results .wide}`, `{: .lead}`; nobody reads these.
_ATTRIBUTES = late(r"(?<![{\\])\{:?[ \t]*+[#.][^{}\n]*+\}(?=[ \t]*+$)", re.MULTILINE)
_NOT_LINE_END = late(r"[^\n]")
_FOLDED = late(r"[ \t]*\\?\n[ \t>]*")
_SPACE = late(r"[ \t\n]*")
_DESTINATION = late(r"[ \t\n]*(?:<([^<>\n]*+)>|([^ \t\n]*+))")
_LABEL = late(r"\[(?:[^\[\]\\]|\\.)*+\]:", re.DOTALL)
# Of what stands between two dollar signs, only this is mathematics: the rest is money, or a slot: `${name}`.
_MATH = late(r"[\\^_=+<>]|\A[a-zA-Z]\Z")


MOST = 2_000_000
"""So many starts, ends and pieces of text a draft may have: of one that is nothing else each byte takes 600."""

_SURELY_FEW = MOST // 2
"""A draft of no more characters has no more marks than that: each character is one and a half of them at most."""


def read_markdown(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text whose line ends are line feeds."""
    fields, start = front_matter(source.text)
    if not source.path.lower().endswith(".mdx"):
        return _Page(source.path, source.text, start, fields).read()
    text, blocks = as_markdown(source.text, start)
    return as_written(_Page(source.path, text, start, [*fields, *blocks]).read(), source.text)


class _Page:
    """A Markdown text from `start` on, and the flow that its events go to."""

    def __init__(self, path: str, text: str, start: int, fields: list[Block]) -> None:
        self.path = path
        self.text = text
        self.start = start
        self.flow = Flow(text)
        self.flow.add(*fields)
        self.links: list[dict[str, Any]] = []
        self.images: list[Prose] = []

    def read(self) -> tuple[Block, ...]:
        """Return the blocks of the page."""
        text, flow = self.text, self.flow
        shown = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text[self.start :])
        shown = _ATTRIBUTES.sub(lambda match: " " * len(match[0]), shown)
        shown = self._without_code(shown)
        there = _code_points(shown, self.start)
        if len(shown) > _SURELY_FEW and _is_nothing_but_marks(shown):
            raise Trouble(f"{self.path}: more than {MOST:,} marks of Markdown; it is no draft: exclude it")
        events: list[tuple[Any, int, int]] = [
            (event, there(span["start"]), there(span["end"]))
            for event, span in pyromark.events_with_range(shown, options=_OPTIONS)
        ]
        wrapped = wrapped_ends(text, [text.find("\n", start) for event, start, _ in events if event == "SoftBreak"])
        before = 0
        escaped = 0  # where the last sign ends that a backslash stands before, which may be a backslash itself
        code = False
        html: list[int] = []
        for number, (event, start, end) in enumerate(events):
            if isinstance(event, str):
                if event == "Rule":
                    flow.flush()
                elif not flow.hidden:
                    fold = _FOLDED.match(text, start)
                    after = min(fold.end() if fold else end, max(end, events[number + 1][1]))
                    if event == "SoftBreak" and text.find("\n", start) in wrapped:
                        flow.prose.space(start, after)
                    else:
                        flow.prose.line_end(start, after)
                before = end
                continue
            ((key, value),) = event.items()
            if key == "Text":
                if code or flow.hidden:
                    pass
                elif end - start == len(value) and text.startswith(value, start):
                    if start > escaped and text[start - 1] == "\\" and value[0] in punctuation:
                        flow.prose.replaced(value[0], start - 1, start + 1)
                        start += 1
                        escaped = start
                    flow.prose.verbatim(start, end)
                else:
                    flow.prose.replaced(value, start, end)
            elif key == "Start":
                kind, data = _named(value)
                if kind == "CodeBlock":
                    code = True
                    if not flow.hidden:
                        flow.opaque_block(start, end)
                elif kind == "HtmlBlock":
                    flow.flush()
                else:
                    self._start(kind, data)
            elif key == "End":
                kind, _ = _named(value)
                if kind == "CodeBlock":
                    code = False
                elif kind == "HtmlBlock":
                    if html:
                        flow.html(*html)
                        html = []
                    flow.flush()
                else:
                    self._end(kind, start, end, before)
            elif key == "Html":
                if html and text[html[1] : start].strip(" \t"):
                    flow.html(*html)
                    html = []
                html = [html[0] if html else start, end]
            elif key == "InlineHtml":
                if not self.images:
                    flow.html(start, end)
            elif key != "TaskListMarker" and not flow.hidden:
                if key in ("InlineMath", "DisplayMath") and not _MATH.search(value):
                    flow.prose.collapsed(start, end)
                else:
                    flow.prose.opaque(start, end)
            before = end
        self._definitions(shown, there)
        return flow.blocks()

    def _without_code(self, shown: str) -> str:
        """Add the blocks of code that a site generator's tags mark, and return the text with white space there."""
        pieces, at = [], 0
        for start, end in tagged_code(shown):
            self.flow.opaque_block(self.start + start, self.start + end)
            pieces += [shown[at:start], _NOT_LINE_END.sub(" ", shown[start:end])]
            at = end
        return "".join([*pieces, shown[at:]]) if at else shown

    def _start(self, kind: str, data: Any) -> None:
        if kind == "Heading":
            self.flow.start(data["level"].lower())
        elif kind in _ELEMENTS:
            self.flow.start(_ELEMENTS[kind])
        elif kind in ("Link", "Image"):
            self.links.append(data)
            if kind == "Image":
                self.images.append(self.flow.prose)
                self.flow.prose = Prose(self.text)

    def _end(self, kind: str, start: int, end: int, before: int) -> None:
        flow = self.flow
        if kind in ("Link", "Image"):
            if kind == "Image":
                alt = flow.prose.build("alt", within=flow.within)
                flow.prose = self.images.pop()
                if not flow.hidden:
                    flow.prose.opaque(start, end)
                    flow.add(*[alt] if alt else [])
            link = self.links.pop()
            if not flow.hidden:
                self._link(link, start, end, before)
            return
        flow.end_code(end)
        if kind == "Heading":
            if not flow.prose and not self.text[start:end].strip(" \t\n#"):
                # A heading of nothing is the `###` that ends a press release.
                flow.add(piece(self.text, "paragraph", start, end))
            for level in range(1, 7):
                flow.end(f"h{level}")
        elif kind in _ELEMENTS:
            flow.end(_ELEMENTS[kind])

    def _link(self, link: dict[str, Any], start: int, end: int, before: int) -> None:
        if link["link_type"] == "Autolink":
            self.flow.add(piece(self.text, "link", start + 1, end - 1, within=self.flow.within))
        elif link["link_type"] == "Inline":
            opening = self.text.find("](", start if before >= end else before, end)
            if opening >= 0:
                self._destination(opening + 2, end - 1, bool(link["title"]))

    def _destination(self, at: int, end: int, titled: bool) -> None:
        """Add a link's destination as written, and its title."""
        found = _DESTINATION.match(self.text, at, end)
        if not found:
            return
        destination = found.span(1) if found[1] is not None else found.span(2)
        self.flow.add(piece(self.text, "link", *destination, within=self.flow.within))
        if titled:
            title = self.text[found.end() : end].strip()
            first = self.text.find(title, found.end(), end)
            self.flow.add(piece(self.text, "alt", first + 1, first + len(title) - 1, within=self.flow.within))

    def _definitions(self, shown: str, there: Callable[[int], int]) -> None:
        if "]:" not in shown:
            return
        for definition in pyromark.reference_definitions(shown, options=_OPTIONS).values():
            start, end = there(definition["span"]["start"]), there(definition["span"]["end"])
            label = _LABEL.search(self.text, start, end)
            if label:
                self._destination(label.end(), end, bool(definition["title"]))


def _is_nothing_but_marks(shown: str) -> bool:
    """Tell whether a text has more than `MOST` starts, ends and pieces of text, keeping none of them."""
    return sum(1 for _ in islice(pyromark.events_with_range(shown, options=_OPTIONS), MOST + 1)) > MOST


def _named(value: Any) -> tuple[str, Any]:
    """Return the name and the data of an event such as `"Paragraph"` or `{"Heading": {...}}`."""
    return (value, None) if isinstance(value, str) else next(iter(value.items()))


def _code_points(text: str, base: int) -> Callable[[int], int]:
    """Return the function from an offset in a text's UTF-8 bytes to `base` and the one in its code points."""
    if text.isascii():
        return base.__add__
    # Stretches of characters of the same width: where each starts in bytes and in code points.
    starts, points, widths = [0], [base], [1]
    at = byte = 0
    for wide in _WIDE.finditer(text):
        byte += wide.start() - at
        at = wide.start()
        for same in _OF_ONE_WIDTH.findall(wide[0]):
            width = 2 if same[0] < "\u0800" else 3 if same[0] < "\U00010000" else 4
            starts.append(byte)
            points.append(base + at)
            widths.append(width)
            at += len(same)
            byte += width * len(same)
        starts.append(byte)
        points.append(base + at)
        widths.append(1)

    def there(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        return points[number] + (offset - starts[number]) // widths[number]

    return there
