"""The headline pasted into a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from presscheck.match.heads import STOCK_ELSEWHERE, STOCK_LINKS, STOCK_NOUNS, TITLE_CASE_WORDS, in_title_case
from presscheck.match.normal import HEADLINE_LENGTH, TEMPLATE_TAG, count_words
from presscheck.match.phrase import phrase_pattern
from presscheck.match.repeat.headline import headlines
from presscheck.match.repeat.line import LONG_BLOCK, Line, hit, is_quoted, lines_of
from presscheck.model import Block, Document, Hit

ECHO_WORDS = 5
"""A headline of fewer words may well be a phrase of its article."""

_STOCK_BEFORE = regex.compile(
    rf"\b(?:{'|'.join(STOCK_NOUNS)})\s(?:{'|'.join(STOCK_LINKS)}|:)\s$|\b(?:{'|'.join(STOCK_ELSEWHERE)})\s$",
    regex.IGNORECASE,
)
_SPOKEN_OF = regex.compile(r"\b(?:an?|the|its|our|their|his|her|this|newe?s?t?|latest|first)\s$", regex.IGNORECASE)
"""What stands before a name, as in "opened its newest Garden Museum at …", and before no pasted headline."""
_NAMED = regex.compile(
    r"\b(?:named|called|(?:en)?titled|dubbed|headlined|known\sas|reports?|books?|novels?|films?|movies?|songs?|albums?"
    r"|series|shows?|episodes?|papers?|stud(?:y|ies)|essays?|exhibitions?|campaigns?|projects?|programm?e?s?|webinars?"
    r"|conferences?|events?|podcasts?|documentar(?:y|ies)|plays?|games?|cite\sas|(?:19|20)[0-9]{2}[a-z]?\)?)"
    r"[,.:]?\s['\"“‘*_]*$",
    regex.IGNORECASE,
)
"""What stands before a name: that of a report which the article is about, or its own where somebody cites it."""


def echoed(document: Document) -> Iterator[Hit]:
    """Yield the places where the headline, as it is written, was pasted into a sentence."""
    found = headlines(document)
    first = found.first
    if first is None or len(first.text) > HEADLINE_LENGTH or count_words(first.form) < ECHO_WORDS:
        return
    pasted_anywhere = len(first.form.split()) >= TITLE_CASE_WORDS and in_title_case(first.text)
    pattern = regex.compile(phrase_pattern(first.text.strip().rstrip(".")))
    for block in document.blocks:
        if block.kind not in ("paragraph", "list-item") or block is first.block or len(block.text) > LONG_BLOCK:
            continue
        for match in pattern.finditer(block.text):
            alone = any(match.start() <= line.start + 2 and match.end() >= line.end - 2 for line in lines_of(block))
            before = block.text[max(0, match.start() - 60) : match.start()]
            spoken_of = _NAMED.search(before) or _SPOKEN_OF.search(before)
            stock = _STOCK_BEFORE.search(before) or (pasted_anywhere and not spoken_of)
            tags = any(tag.start() < match.start() < tag.end() for tag in TEMPLATE_TAG.finditer(block.text))
            if _is_link(document, block, *match.span()):
                continue
            if stock and not alone and not tags and not is_quoted(block.text, match.start(), match.end()):
                yield hit(document, Line(block, match.start(), match.end()), first)


def _is_link(document: Document, block: Block, start: int, end: int) -> bool:
    """Tell whether a span of a block is all of a link's text, and so names what it leads to."""
    text = document.source.text
    first, last = block.span(start, end)
    if document.source.format == "markdown":
        return text[first - 1 : first] == "[" and text[last : last + 2] in ("](", "][")
    return document.source.format == "html" and text[last : last + 3].lower() == "</a"
