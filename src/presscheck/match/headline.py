"""Where a document's headline stands again: as a line of its own, in other words, or pasted into a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import regex
from rapidfuzz import fuzz

from presscheck.match.normal import HEADLINE_LENGTH, SITE_SIGN, TEMPLATE_TAG, count_words, headline_forms, normal
from presscheck.match.phrase import phrase_pattern
from presscheck.match.reach import quoted
from presscheck.model import OPAQUE, Block, Document, Hit

NEAR = 90.0
"""The similarity, in per cent of `rapidfuzz.fuzz.ratio` over normal forms, from which two headlines are one.

`bench/fit_headlines.py` shows what it costs to move it.
"""

HEADLINE_WORDS = 3
"""A headline of fewer words recurs by right: "News", "About us"."""

ECHO_WORDS = 5
"""A headline of fewer words may well be a phrase of its article."""

TITLE_CASE_WORDS = 7
"""A headline in title case of at least so many words is no phrase of a sentence, whatever stands before it."""

LABEL_TIMES = 3
"""A line of a plain text that recurs so often is no heading, though it stands like one: "From the floor"."""

HEADING_WORDS = 3
"""Headings of fewer words recur by right: "Question", "Additional resources"."""

TOP = 12
"""The headline stands among so many first lines of the body."""

PROSE_WORDS = 12
"""A paragraph of so many words is text: what stands below it is a section's heading, not the headline."""

LONG_BLOCK = 20_000
"""A longer block, in code points, is no paragraph of an article: what it quotes cannot be told."""

_STOCK_BEFORE = regex.compile(
    r"\b(?:coverage|more|news|updates?|information|insights?|everything|details?|articles?|stories|story|read"
    r"|reading|post|all)\s(?:on|about|of|regarding|covering|:)\s$"
    r"|\b(?:über|zu|zum Thema|sobre|sur|su|over|hakkında)\s$",
    regex.IGNORECASE,
)

_TITLE_FIELDS = ("title", "headline", "og:title", "twitter:title")
_WORD = re.compile(r"[^\W_]")
_ENDED = regex.compile(r"[.!?:;…。！？]['\"’”»)*_]*\s*$")
_CODE_SIGN = re.compile(r"[{}<>=;\\_|~^]")
_CALL = re.compile(r"\(\)|[\w)\]]\(|['\"],|(?<=\d),(?=\s*\d)")
_TITLE_TAG = regex.compile(r"<title[^<>]*>\s*$", regex.IGNORECASE)
_SHORT_CODE = 120
_FRONT_MATTER = ("---", "+++")


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
    source = document.source.text
    return " ".join([normal(text), *(source[run.start : run.end] for run in block.runs if not run.verbatim)])


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines of a block that hold a word."""
    start = 0
    for part in block.text.split("\n"):
        text = part.strip()
        if text and _WORD.search(text):
            first = start + part.index(text)
            yield Line(block, first, first + len(text))
        start += len(part) + 1


@dataclass(frozen=True, slots=True)
class Headlines:
    """A document's titles, its headline in the body, and the body's other lines."""

    titles: tuple[Line, ...]
    """The fields that name the document: the front matter's title, `<title>`, `og:title`."""
    headline: Line | None
    """The heading that the body opens with, or the one that repeats a title."""
    top: Line | None
    """The body's first line of all."""
    body: tuple[Block, ...]
    """The headings and paragraphs of the body."""

    @property
    def first(self) -> Line | None:
        """What is repeated if anything is: the headline where there is one, else the title."""
        return self.headline or (self.titles[0] if self.titles else None)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the body but the headline."""
        for block in self.body:
            for line in lines_of(block):
                if self.headline is None or line.block is not self.headline.block or line.start:
                    yield line


@lru_cache(maxsize=2)
def headlines(document: Document) -> Headlines:
    """Return the headlines of a document."""
    titles: list[Line] = []
    body: list[Block] = []
    for block in document.blocks:
        if block.kind == "field":
            if block.name.lower() in _TITLE_FIELDS:
                titles += list(lines_of(block))[:1]
        elif block.kind in ("heading", "paragraph") and not {"nav", "footer"} & set(block.within):
            body.append(block)
    opening: list[Line] = []
    for line in chain.from_iterable(map(lines_of, body)):
        opening.append(line)
        if len(opening) == TOP:
            break
    headline = _headline(titles, opening, body)
    return Headlines(tuple(titles), headline, opening[0] if opening else None, tuple(body))


def _headline(titles: Sequence[Line], opening: Sequence[Line], body: Sequence[Block]) -> Line | None:
    headings = [line for line in opening if line.block.kind == "heading"]
    if titles:
        forms = _forms(titles)
        for line in headings:
            if forms & headline_forms(line.text):
                return line
        # Where a page has a title, several headings of the first level are its sections.
        top = [line for line in headings if line.block.level == 1]
        alone = sum(block.kind == "heading" and block.level == 1 for block in body) == 1
        return top[0] if top and alone else None
    if not headings:
        return None
    above = opening[: opening.index(headings[0])]
    at_top = all(count_words(line.form) < PROSE_WORDS for line in above)
    return headings[0] if at_top or headings[0].block.level == 1 else None


def _forms(titles: Iterable[Line]) -> frozenset[str]:
    return frozenset().union(*(headline_forms(title.text) for title in titles))


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
    first = found.first
    if first is None or len(first.text) > HEADLINE_LENGTH or count_words(first.form) < HEADLINE_WORDS:
        return
    forms = headline_forms(first.text)
    longest = 3 * max(map(len, forms)) + 20
    least = min(map(len, forms)) // 2
    in_sections = found.headline is None and _has_front_matter(document)
    lead = ""
    for block in found.body:
        for line in lines_of(block):
            if line.block is first.block and line.start == first.start:
                continue
            if (
                least <= line.end - line.start <= longest
                and line.form in forms
                and not (in_sections and block.kind == "heading")
                and not _by_right(document, line, lead)
            ):
                yield line, first
        lead = block.text


def _by_right(document: Document, line: Line, lead: str) -> bool:
    """Tell whether a line may well repeat the headline.

    That is so of the end of a sentence in a wrapped paragraph, of what a lead-in with a colon presents, and of a
    link, which leads to another page of that name.
    """
    if line.block.kind == "heading":
        return False
    before = line.block.text[: line.start]
    if before.strip():
        return document.source.format == "markdown" and not _ENDED.search(before[-80:])
    return lead.rstrip(" *_").endswith((":", "：")) or (
        document.source.format == "markdown" and line.is_block and is_link(document, line.block)
    )


def is_link(document: Document, block: Block) -> bool:
    """Tell whether the whole of a Markdown block is the text of a link."""
    start, end = block.span(0, len(block.text))
    text = document.source.text
    return text[start - 1 : start] == "[" and text[end : end + 2] in ("](", "][")


def title_in_body(document: Document) -> Iterator[Hit]:
    """Yield the body's first heading where it repeats the front matter's title, to the letter or nearly."""
    found = headlines(document)
    if not found.titles or not _has_front_matter(document):
        return
    line, title = found.headline, found.titles[0]
    start = title.block.span(title.start, title.end)[0]
    if _TITLE_TAG.search(document.source.text, max(0, start - 200), start):
        return  # A page's own title, which is not shown in the page.
    if line and (line.block.level == 1 or line.block is (found.top and found.top.block)):
        near = line.block.level == 1 and is_near(line.form, title.form)
        if near or _forms(found.titles) & headline_forms(line.text):
            yield hit(document, line, title)


def _has_front_matter(document: Document) -> bool:
    return document.source.text.startswith(_FRONT_MATTER)


def nearly(document: Document) -> Iterator[Hit]:
    """Yield the headings and lone lines that are almost the headline."""
    found = headlines(document)
    first = found.headline
    if first is None or OPAQUE in first.text or len(first.text) > HEADLINE_LENGTH or count_words(first.form) < 5:
        return
    if first.text.endswith("."):
        return  # A sentence, which may be said again in other words.
    forms = headline_forms(first.text)
    lead = ""
    near = []
    for line in found.lines():
        if abs(line.end - line.start - len(first.text)) <= 0.4 * len(first.text) + 8:
            lone = line.block.kind == "heading" or (line.is_block and not _by_right(document, line, lead))
            if lone and OPAQUE not in line.text and line.form not in forms and is_near(line.form, first.form):
                near.append(line)
        lead = line.text
    # Several headings that are almost one another are a series: "The first law", "The second law".
    if len({line.form for line in near}) == 1:
        for line in near:
            yield hit(document, line, first)


def is_near(a: str, b: str) -> bool:
    """Tell whether two normal forms are one headline but for a word or two; figures make another one."""
    if abs(len(a) - len(b)) > 0.25 * len(b):
        return False
    return fuzz.ratio(a, b, score_cutoff=NEAR) > 0 and _figures(a) == _figures(b) and not _opposed(a, b)


def _opposed(a: str, b: str) -> bool:
    """Tell whether two headlines differ in one whole word put for another, as "first" for "second" is."""
    ours, theirs = a.split(), b.split()
    if len(ours) != len(theirs):
        return False
    changed = [(x, y) for x, y in zip(ours, theirs, strict=True) if x != y]
    return bool(changed) and any(fuzz.ratio(x, y) < 50 for x, y in changed)


def echoed(document: Document) -> Iterator[Hit]:
    """Yield the places where the headline, as it is written, was pasted into a sentence."""
    found = headlines(document)
    first = found.first
    if first is None or len(first.text) > HEADLINE_LENGTH or count_words(first.form) < ECHO_WORDS:
        return
    pasted_anywhere = len(first.form.split()) >= TITLE_CASE_WORDS and _in_title_case(first.text)
    pattern = regex.compile(phrase_pattern(first.text.strip().rstrip(".")))
    for block in document.blocks:
        if block.kind not in ("paragraph", "list-item") or block is first.block or len(block.text) > LONG_BLOCK:
            continue
        for match in pattern.finditer(block.text):
            alone = any(line.start <= match.start() and match.end() >= line.end - 2 for line in lines_of(block))
            stock = pasted_anywhere or _STOCK_BEFORE.search(block.text, max(0, match.start() - 60), match.start())
            tags = any(tag.start() < match.start() < tag.end() for tag in TEMPLATE_TAG.finditer(block.text))
            if stock and not alone and not tags and not is_quoted(block.text, match.start(), match.end()):
                yield hit(document, Line(block, match.start(), match.end()), first)


def looks_like_code(text: str) -> bool:
    """Tell whether a text is code or a program's output that nobody marked as such."""
    text = text[:LONG_BLOCK]
    if "{" in text:
        text = TEMPLATE_TAG.sub("", text)
    signs = len(_CODE_SIGN.findall(text))
    if len(text) < _SHORT_CODE:
        signs += len(_CALL.findall(text))
    return signs > 0.04 * len(text)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a span stands in quotation marks, where that can be told."""
    return len(text) <= LONG_BLOCK and quoted(text, start, end)


def hit(document: Document, line: Line, first: Line) -> Hit:
    """Return the hit that sits on a repeat, names the line of the first and carries it along."""
    at = first.block.span(first.start, first.end)[0]
    values = {"line": str(document.source.line_column(at)[0]), "first": first.text}
    return Hit(line.block, line.start, line.end, values, related=(first.block, first.start, first.end))


def _as_written(text: str) -> str:
    return " ".join(text.split())


def _in_title_case(headline: str) -> bool:
    """Tell whether a headline is written as no sentence is: most of its longer words with a capital."""
    words = regex.findall(r"\p{L}{4,}", headline)
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _figures(form: str) -> list[str]:
    """Return the numbers of a headline, for those of a series differ in them alone: "Part 1", "Part 2"."""
    return regex.findall(r"\d+", form)


def across(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Line, str]]:
    """Yield the headline that is compared with other articles', and its normal form without a site's name."""
    first = headlines(document).first
    if first is None or len(first.text) > HEADLINE_LENGTH:
        return
    parts = [normal(part) for part in SITE_SIGN.split(TEMPLATE_TAG.sub("", first.text))]
    form = max(parts, key=len)
    if count_words(form) >= HEADLINE_WORDS:
        yield first, form


def siblings(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the headings that stand again under the same parent heading."""
    path: list[tuple[int, str]] = []
    seen: dict[tuple[tuple[int, str], ...], tuple[Line, str]] = {}
    before = ""
    headings = [block for block in blocks if block.kind == "heading"]
    labels = _labels(document, headings)
    for number, block in enumerate(headings):
        form = whole_form(document, block)
        while path and path[-1][0] >= block.level:
            path.pop()
        path.append((block.level, form))
        first, before_first = seen.setdefault(tuple(path), (whole(block), before))
        # The same heading before both: a pattern that recurs, as in "ASP.NET", "Other" under each step.
        pattern = before == before_first and before != form
        if first.block is not block and number and not pattern and form not in labels and _is_section(block, form):
            yield hit(document, whole(block), first)
        before = form


def _labels(document: Document, headings: Sequence[Block]) -> frozenset[str]:
    """Return what recurs among the lines of a plain text that stand like headings: its labels and speakers."""
    if document.source.format != "text":
        return frozenset()
    text = document.source.text
    starts = {block: block.span(0, 1)[0] for block in headings}
    unmarked = [block for block, at in starts.items() if not text[max(0, at - 2) : at].startswith("#")]
    counts = Counter(normal(block.text) for block in unmarked)
    return frozenset(form for form, times in counts.items() if times >= LABEL_TIMES)


def _is_section(block: Block, form: str) -> bool:
    text = block.text.strip()
    if text.rstrip("*_ ").endswith((":", "：")):
        return False
    if OPAQUE in text or "\n" in text or (text.startswith("[") and text.endswith("]")) or looks_like_code(text):
        return False
    return count_words(form) >= HEADING_WORDS
