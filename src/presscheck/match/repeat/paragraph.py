"""Paragraphs that stand twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from presscheck.match.letters import APART_RUN, RUN
from presscheck.match.normal import TEMPLATE_TAG, count_words, normal
from presscheck.match.repeat.headline import headlines
from presscheck.match.repeat.line import (
    LONG_BLOCK,
    Line,
    has_link,
    hit,
    is_verse,
    letters_of,
    looks_like_code,
    whole,
    whole_form,
)
from presscheck.model import OPAQUE, Block, Document, Hit

PARAGRAPH_WORDS = 15
"""A paragraph of fewer words may stand twice by right: a label, a cry, an answer."""

NEXT_WORDS = 8
"""Right after its first, a paragraph of fewer words is a repeat too, down to this many."""

LONG_WORDS = 40
"""A shorter paragraph may recur by right in another section, or where it is a call or an answer."""

SECTIONS = 3
"""What stands in so many sections or more is a standing note, whatever its length."""

ACROSS_WORDS = 12
"""A paragraph of fewer words may stand in several articles by right."""

NORMATIVE_WORDS = 2
"""A paragraph with so many words such as SHALL is part of a standard or a policy."""

_RECURS = regex.compile(r"[:?]['\"”’»)*_]*$|^[–—-]|^\(?\w{1,3}[.)]\s")
"""A lead-in to a list, a question put to several people, a name under a quotation and a clause recur by right."""

_LABEL = regex.compile(r"[\p{L} ]{2,30}:\s")
_LEAD_IN = regex.compile(r"[:：]['\"”’»)*_]*\s*$")
_NORMATIVE = re.compile(r"\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b")
"""The words of standards and policies, which say one thing in several places by right."""

_LETTERS = re.compile(r"[^\W_]+")
_PRESENTED = ("opaque", "list-item", "table-cell")
_DECKS = ("deck", "dek", "subtitle", "standfirst")


@dataclass(frozen=True, slots=True, eq=False)
class _Stand:
    """One place where a paragraph stands: the number of its block, of its section, and what it stands between."""

    block: Block
    at: int
    section: int
    lead: str
    adjacent: bool
    presents: bool
    """Whether code, a list or a table follows, which the paragraph introduces."""
    alone: bool
    """Whether it is all that stands under its heading."""


def paragraphs(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the paragraphs that stand a second time; verse is left alone."""
    found: list[tuple[int, Hit]] = []
    for form, stands in _stands(document, blocks).items():
        first = stands[0]
        words = count_words(normal(first.block.text)) if OPAQUE in first.block.text else count_words(form)
        if len(stands) < 2 or words < NEXT_WORDS or looks_like_code(first.block.text):
            continue
        length = len(letters_of(document, first.block)[0])
        standing = len({stand.section for stand in stands}) >= SECTIONS
        for stand in stands[1:]:
            apart = stand.section != first.section
            if length < RUN:
                continue
            if not stand.adjacent and (
                words < PARAGRAPH_WORDS
                or length < APART_RUN
                or (apart and (words < LONG_WORDS or standing))
                or (stand.lead and stand.lead == first.lead)
                or (apart and stand.alone and first.alone)
                or (words < LONG_WORDS and stand.presents and first.presents)
                or recurs_by_right(document, stand.block, words)
            ):
                continue
            found.append((stand.at, hit(document, whole(stand.block), whole(first.block))))
    yield from (found_hit for _, found_hit in sorted(found, key=lambda pair: pair[0]))


def _stands(document: Document, blocks: Sequence[Block]) -> dict[str, list[_Stand]]:
    """Return where each paragraph stands whose opening letters stand twice, by normal form."""
    opening = {block: _opening(block) for block in blocks if block.kind == "paragraph"}
    openings = Counter(opening.values())
    wanted = {b for b, letters in opening.items() if openings[letters] > 1 and not is_verse(document, b)}
    headline = headlines(document).headline
    headline_form = headline.form if headline else ""
    stands: dict[str, list[_Stand]] = defaultdict(list)
    section, lead, before = 0, "", ""
    content = [block for block in document.blocks if block.kind not in ("link", "alt", "comment")]
    for at, block in enumerate(content):
        after = content[at + 1] if at + 1 < len(content) else None
        form = ""
        section += block.kind == "heading"
        if block in wanted:
            form = whole_form(document, block)
            if form and form != headline_form:
                presents = after is not None and after.kind in _PRESENTED
                under = at > 0 and content[at - 1].kind == "heading" and (after is None or after.kind == "heading")
                stands[form].append(_Stand(block, at, section, lead, form == before, presents, under))
        before = form
        lead = block.text[-LONG_WORDS:] if _LEAD_IN.search(block.text[-LONG_WORDS:]) else ""
    return stands


def _opening(block: Block) -> str:
    """Return the first letters of a block: what equal paragraphs share, told cheaply."""
    text = TEMPLATE_TAG.sub("", block.text[:LONG_BLOCK]) if "{" in block.text[:120] else block.text
    letters = "".join(_LETTERS.findall(text[:120]))[:12]
    return letters[:6].lower() if letters.isascii() else normal(letters)[:6]


def recurs_by_right(document: Document, block: Block, words: int) -> bool:
    """Tell whether a paragraph or an item of so many words may well stand twice."""
    if len(_NORMATIVE.findall(block.text)) >= NORMATIVE_WORDS:
        return True
    if words >= LONG_WORDS:
        return False
    ends = _RECURS.search(block.text[-20:]) or _RECURS.match(block.text)
    return bool(ends or _LABEL.match(block.text)) or has_link(document, block)


def label_of(block: Block) -> str:
    """Return the label that a paragraph starts with, as in "Dunmore: sunny"; empty where there is none."""
    found = _LABEL.match(block.text)
    return normal(found[0]) if found else ""


def across(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Line, str]]:
    """Yield the paragraphs that are compared with those of other articles, each once, and their normal forms."""
    seen: set[str] = set()
    for block in blocks:
        text = block.text
        if 3 * ACROSS_WORDS <= len(text) <= LONG_BLOCK and not looks_like_code(text):
            form = whole_form(document, block)
            if form not in seen and count_words(form) >= ACROSS_WORDS:
                seen.add(form)
                yield whole(block), form


def deck(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the first paragraph where it repeats the deck: the subtitle of the front matter."""
    first = next((block for block in blocks if block.kind == "paragraph" and block.text.strip()), None)
    if first is None or count_words(form := normal(first.text[:LONG_BLOCK])) < NEXT_WORDS:
        return
    for field in document.blocks:
        if field.kind == "field" and field.name.lower() in _DECKS and form == normal(field.text):
            yield hit(document, whole(first), whole(field))
            return
