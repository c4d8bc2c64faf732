"""A document's headline, and where it stands again as a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile

import regex

from presscheck.match.normal import HEADLINE_LENGTH, SITE_SIGN, TEMPLATE_TAG, count_words, headline_forms, normal
from presscheck.match.repeat.alike import is_near
from presscheck.match.repeat.line import Line, hit, is_link, lines_of, with_code
from presscheck.model import OPAQUE, Block, Document, Hit

HEADLINE_WORDS = 3
"""A headline of fewer words recurs by right: "News", "About us"."""

NAME_WORDS = 5
"""A site's name, or that of a section, which stand beside a headline, have at most so many words."""

TOP = 12
"""The headline stands among so many first lines of the body."""

PROSE_WORDS = 12
"""A paragraph of so many words is text: what stands below it is a section's heading, not the headline."""

_TITLE_FIELDS = ("title", "headline", "og:title", "twitter:title")
_ENDED = regex.compile(r"[.!?:;…。！？]['\"’”»)*_]*\s*$")
_TITLE_TAG = regex.compile(r"<title[^<>]*>\s*$", regex.IGNORECASE)
_FRONT_MATTER = ("---", "+++")


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

    def opens(self, line: Line) -> bool:
        """Tell whether a heading is the first line, or of the first level and below nothing but short lines."""
        above = takewhile(
            lambda other: other.block is not line.block, chain.from_iterable(map(lines_of, self.body))
        )
        return all(line.block.level == 1 and count_words(other.form) < PROSE_WORDS for other in above)

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
    headline = _headline(document, titles, opening, body)
    return Headlines(tuple(titles), headline, opening[0] if opening else None, tuple(body))


def _headline(
    document: Document, titles: Sequence[Line], opening: Sequence[Line], body: Sequence[Block]
) -> Line | None:
    headings = [line for line in opening if line.block.kind == "heading"]
    if titles:
        forms = _forms(titles)
        for line in headings:
            if forms & headline_forms(with_code(document, line)):
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
    in_prose = forms if SITE_SIGN.search(first.text) else frozenset({normal(first.text)})
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
                and not _forms_of(line).isdisjoint(forms if block.kind == "heading" else in_prose)
                and not (in_sections and block.kind == "heading")
                and not _is_sentence(line, found)
                and not _by_right(document, line, lead)
            ):
                yield line, first
        lead = block.text


def _forms_of(line: Line) -> set[str]:
    """Return the normal form of a line, and that of its longest part where short names stand beside it."""
    # After « the other sign ends a quotation.
    named = "«" not in line.text and SITE_SIGN.search(line.text)
    parts = [normal(part) for part in SITE_SIGN.split(line.text)] if named else []
    longest = max(parts, key=len, default="")
    beside = [part for part in parts if part != longest]
    return {line.form, longest} if all(count_words(part) <= NAME_WORDS for part in beside) else {line.form}


def _is_sentence(line: Line, found: Headlines) -> bool:
    """Tell whether a line is prose that says what the headline says, as news of a release begins.

    Right below the headline in the text itself it is a repeat all the same.
    """
    if line.block.kind == "heading" or not _ENDED.search(line.text[-8:]):
        return False
    if found.headline is None:
        return True
    if line.text.rstrip()[-1:] == found.headline.text.rstrip()[-1:]:
        return not line.is_block
    after = found.body.index(found.headline.block) + 1
    return not (line.is_block and found.body[after : after + 1] == (line.block,))


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


def title_in_body(document: Document) -> Iterator[Hit]:
    """Yield the body's first heading where it repeats the front matter's title, to the letter or nearly."""
    found = headlines(document)
    if not found.titles or not _has_front_matter(document):
        return
    line, title = found.headline, found.titles[0]
    start = title.block.span(title.start, title.end)[0]
    if _TITLE_TAG.search(document.source.text, max(0, start - 200), start):
        return  # A page's own title, which is not shown in the page.
    if line and found.opens(line):
        near = line.block.level == 1 and is_near(line.form, title.form)
        if near or _forms(found.titles) & headline_forms(with_code(document, line)):
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


def _as_written(text: str) -> str:
    return " ".join(text.split())


def across(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Line, str]]:
    """Yield the headline that is compared with other articles', and its normal form without a site's name."""
    first = headlines(document).first
    if first is None or len(first.text) > HEADLINE_LENGTH:
        return
    parts = [normal(part) for part in SITE_SIGN.split(TEMPLATE_TAG.sub("", first.text))]
    form = max(parts, key=len)
    if count_words(form) >= HEADLINE_WORDS:
        yield first, form
