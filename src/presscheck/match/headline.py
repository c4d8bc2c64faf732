"""Where a document's headline stands again: as a line of its own, in other words, or pasted into a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from presscheck.match.normal import TEMPLATE_TAG, headline_forms, normal
from presscheck.match.phrase import phrase_pattern
from presscheck.match.reach import quoted
from presscheck.model import OPAQUE, Block, Document, Hit

NEAR = 88.0
"""The similarity, in per cent of `rapidfuzz.fuzz.ratio` over normal forms, from which two headlines are one."""

ECHO_WORDS = 5
"""A headline of fewer words may well be a phrase of its article."""

TITLE_CASE_WORDS = 7
"""A headline in title case of at least so many words is no phrase of a sentence, whatever stands before it."""

_STOCK_BEFORE = regex.compile(
    r"\b(?:coverage|more|news|updates?|information|insights?|everything|details?|articles?|stories|story|read"
    r"|reading|post|all)\s(?:on|about|of|regarding|covering|:)\s$"
    r"|\b(?:über|zu|zum Thema|sobre|sur|su|over|hakkında)\s$",
    regex.IGNORECASE,
)

HEADING_WORDS = 3
"""Headings of fewer words recur by right: "Question", "Additional resources"."""

_TITLE_FIELDS = ("title", "headline", "og:title", "twitter:title")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of a block, in offsets of the block's text, with its normal form."""

    block: Block
    start: int
    end: int
    form: str

    @property
    def text(self) -> str:
        """The line as it stands."""
        return self.block.text[self.start : self.end]


def whole_form(document: Document, block: Block) -> str:
    """Return the normal form of a whole block, without template tags, with code as the source has it."""
    text = TEMPLATE_TAG.sub("", block.text)
    if OPAQUE in text:
        source = document.source.text
        text += " ".join(source[run.start : run.end] for run in block.runs if not run.verbatim)
    return normal(text)


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines of a block that hold a word."""
    start = 0
    for part in block.text.split("\n"):
        text = part.strip()
        if text and (form := normal(text)):
            first = start + part.index(text)
            yield Line(block, first, first + len(text), form)
        start += len(part) + 1


@dataclass(frozen=True, slots=True)
class Headlines:
    """A document's title field and its headline in the body, and the lines of the body after that."""

    title: Line | None
    headline: Line | None
    top: Line | None
    """The body's first line of all."""
    body: tuple[Line, ...]


@lru_cache(maxsize=2)
def headlines(document: Document) -> Headlines:
    """Return the headlines of a document: its title field and the first heading of its body."""
    title: Line | None = None
    lines: list[Line] = []
    for block in document.blocks:
        if block.kind == "field":
            if title is None and block.name.lower() in _TITLE_FIELDS:
                title = next(lines_of(block), None)
        elif block.kind in ("heading", "paragraph") and not {"nav", "footer"} & set(block.within):
            lines.extend(lines_of(block))
    for index, line in enumerate(lines[:12]):
        if line.block.kind == "heading" and (
            title is None or line.block.level == 1 or headline_forms(title.text) & headline_forms(line.text)
        ):
            return Headlines(title, line, lines[0], (*lines[:index], *lines[index + 1 :]))
    return Headlines(title, None, None, tuple(lines))


def repeated(document: Document) -> Iterator[Hit]:
    """Yield the lines that repeat the headline to the letter."""
    for line, first in _repeats(document):
        if _as_written(line.text) == _as_written(first.text):
            yield hit(document, line, first)


def varied(document: Document) -> Iterator[Hit]:
    """Yield the lines that repeat the headline in other case, quotes or dashes, or with a site's name."""
    for line, first in _repeats(document):
        if _as_written(line.text) != _as_written(first.text):
            yield hit(document, line, first)


def _repeats(document: Document) -> Iterator[tuple[Line, Line]]:
    found = headlines(document)
    first = found.headline or found.title
    if first is None or len(first.form.split()) < 3:
        return
    forms = headline_forms(first.text)
    title = found.title.form if found.title and document.source.format != "html" else None
    for line in found.body:
        if line.form in forms and not (
            found.headline is None and line.form == title and line.block.kind == "heading"
        ):
            yield line, first


def title_in_body(document: Document) -> Iterator[Hit]:
    """Yield the body's first heading where it repeats the front matter's title."""
    found = headlines(document)
    if found.title and found.headline and document.source.format != "html":
        line = found.headline
        top = line.block.level == 1 or line is found.top
        if top and headline_forms(found.title.text) & headline_forms(line.text):
            yield hit(document, line, found.title)


def nearly(document: Document) -> Iterator[Hit]:
    """Yield the headings and lone lines that are almost the headline."""
    found = headlines(document)
    first = found.headline
    if first is None or len(first.form.split()) < 5:
        return
    forms = headline_forms(first.text)
    for line in found.body:
        whole_block = line.start == 0 and line.end == len(line.block.text)
        if line.block.kind == "heading" or (whole_block and line.block.kind == "paragraph"):
            if line.form in forms or abs(len(line.form) - len(first.form)) > 0.25 * len(first.form):
                continue
            if fuzz.ratio(line.form, first.form, score_cutoff=NEAR) and _same_figures(line.form, first.form):
                yield hit(document, line, first)


def echoed(document: Document) -> Iterator[Hit]:
    """Yield the places where the headline, as it is written, was pasted into a sentence."""
    found = headlines(document)
    first = found.headline or found.title
    if first is None or len(first.form.split()) < ECHO_WORDS:
        return
    pasted_anywhere = len(first.form.split()) >= TITLE_CASE_WORDS and _in_title_case(first.text)
    pattern = regex.compile(phrase_pattern(first.text.strip().rstrip(".")))
    for block in document.blocks:
        if block.kind not in ("paragraph", "list-item") or block is first.block:
            continue
        for match in pattern.finditer(block.text):
            alone = any(line.start <= match.start() and match.end() >= line.end - 2 for line in lines_of(block))
            stock = pasted_anywhere or _STOCK_BEFORE.search(block.text, 0, match.start())
            tags = any(tag.start() < match.start() < tag.end() for tag in TEMPLATE_TAG.finditer(block.text))
            if stock and not alone and not tags and not quoted(block.text, match.start(), match.end()):
                yield _hit(document, block, match.start(), match.end(), first)


def hit(document: Document, line: Line, first: Line) -> Hit:
    """Return the hit that sits on a repeat, names the line of the first and carries it along."""
    return _hit(document, line.block, line.start, line.end, first)


def _hit(document: Document, block: Block, start: int, end: int, first: Line) -> Hit:
    at = first.block.span(first.start, first.end)[0]
    values = {"line": str(document.source.line_column(at)[0]), "first": first.text}
    return Hit(block, start, end, values, related=(first.block, first.start, first.end))


def _as_written(text: str) -> str:
    return " ".join(text.split())


def _in_title_case(headline: str) -> bool:
    """Tell whether a headline is written as no sentence is: most of its longer words with a capital."""
    words = regex.findall(r"\p{L}{4,}", headline)
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _same_figures(a: str, b: str) -> bool:
    """Headlines of a series differ in a number alone: "Part 1", "Part 2", "2023", "2024"."""
    return regex.findall(r"\d+", a) == regex.findall(r"\d+", b)


def siblings(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the headings that stand again under the same parent heading."""
    path: list[tuple[int, str]] = []
    seen: dict[tuple[tuple[int, str], ...], Line] = {}
    first_heading = True
    for block in blocks:
        line = next(lines_of(block), None) if block.kind == "heading" else None
        if line is None:
            continue
        while path and path[-1][0] >= block.level:
            path.pop()
        form = whole_form(document, block)
        path.append((block.level, form))
        key = tuple(path)
        if key in seen and not first_heading and OPAQUE not in block.text and len(form.split()) >= HEADING_WORDS:
            yield hit(document, line, seen[key])
        seen.setdefault(key, line)
        first_heading = False
