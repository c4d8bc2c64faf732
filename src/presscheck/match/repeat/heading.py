"""Section headings that stand twice among their siblings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from presscheck.match.normal import count_words, normal
from presscheck.match.repeat.line import Line, hit, looks_like_code, whole, whole_form
from presscheck.model import OPAQUE, Block, Document, Hit

LABEL_TIMES = 3
"""A line of a plain text that recurs so often is no heading, though it stands like one: "From the floor"."""

HEADING_WORDS = 3
"""Headings of fewer words recur by right: "Question", "Additional resources"."""

_CREDIT = regex.compile(
    r"\W*(?:photo|photograph|picture|image|graphic|illustration|video|credit|source|foto|bild|quelle|fuente|crédit|fonte"
    r"|imagen|archivo|beeld)s?\b[^:]{0,20}:|.*(?:©|\bcourtesy\sof\b|\bgetty\simages\b)",
    regex.IGNORECASE,
)
"""Who made a picture, which stands in a line of its own under each."""


def siblings(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the headings that stand again under the same parent heading."""
    path: list[tuple[int, str]] = []
    parents = _right_above(document)
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
            if _is_comment(document, block) or _differ(parents.get(first.block), parents.get(block)):
                continue
            yield hit(document, whole(block), first)
        before = form


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _right_above(document: Document) -> dict[Block, str]:
    """Return the heading right above each one of a plain text, whose headings have no levels: "Lamp A"."""
    if document.source.format != "text":
        return {}
    content = [block for block in document.blocks if block.kind not in ("link", "alt", "comment", "field")]
    return {
        block: normal(above.text)
        for above, block in pairwise(content)
        if above.kind == block.kind == "heading" and above is not content[0]
    }


def _is_comment(document: Document, heading: Block) -> bool:
    """Tell whether a heading is a comment of a script that nobody marked as code: it follows another line."""
    text = document.source.text
    at = heading.span(0, 1)[0]
    line = text.rfind("\n", 0, at) + 1
    if not text[line:at].lstrip().startswith("#"):
        return False
    above = text[text.rfind("\n", 0, max(0, line - 1)) + 1 : line].strip()
    if above.startswith("#"):
        return document.source.format == "text"
    return bool(above) and not above.startswith(("---", "<", "+++"))


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
    if _CREDIT.match(text):
        return False
    if OPAQUE in text or "\n" in text or (text.startswith("[") and text.endswith("]")) or looks_like_code(text):
        return False
    return count_words(form) >= HEADING_WORDS
