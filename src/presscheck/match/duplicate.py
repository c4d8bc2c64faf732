"""The `duplicate` matcher: text that stands twice. `of` says what.

Most look for it in one document. Those `of` something `-across` compare the documents of a run with one another:
`presscheck.across` asks them for what to compare, and in one document alone they find nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from presscheck.match.repeat import echo, heading, headline, in_a_row, item, near_paragraph, paragraph
from presscheck.match.repeat.line import Line
from presscheck.model import Block, Document, Hit
from presscheck.rules.schema import choice, mapping, number
from presscheck.trouble import Trouble

LIMIT = 50
"""How many repeats a rule reports in one document; the last of them says how many more there are."""

_Find = Callable[[Document, Sequence[Block]], Iterator[Hit]]

_WHOLE: Mapping[str, Callable[[Document], Iterator[Hit]]] = {
    "headline": headline.repeated,
    "headline-varied": headline.varied,
    "headline-nearly": headline.nearly,
    "headline-echoed": echo.echoed,
    "title-in-body": headline.title_in_body,
}

_BLOCKS: Mapping[str, _Find] = {
    "sibling-heading": heading.siblings,
    "deck": paragraph.deck,
    "paragraph": paragraph.paragraphs,
    "paragraph-nearly": near_paragraph.nearly,
    "link-list": item.link_lists,
    "list-item": item.list_items,
    "words-in-a-row": in_a_row.tandems,
}

Compared = Callable[[Document, Sequence[Block]], Iterator[tuple[Line, str]]]
"""What a document has to be compared with other documents of a run: lines and their normal forms."""

ACROSS: Mapping[str, Compared] = {"headline-across": headline.across, "paragraph-across": paragraph.across}

SPEC = mapping({"of": choice(*_WHOLE, *_BLOCKS, *ACROSS), "articles": number}, required=["of"])


def build(spec: Mapping[str, Any]) -> _Find:
    """Return the finder of a `duplicate` rule. Raises Trouble where `articles` is missing or out of place."""
    if (spec["of"] in ACROSS) != ("articles" in spec):
        raise Trouble("'articles', the least number of them, goes with 'of: headline-across' or 'paragraph-across'")
    if spec["of"] in ACROSS:
        return lambda document, blocks: iter(())
    if spec["of"] in _BLOCKS:
        return _capped(_BLOCKS[spec["of"]])
    find = _WHOLE[spec["of"]]
    return _capped(lambda document, blocks: find(document))


def _capped(find: _Find) -> _Find:
    def some(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        kept: list[Hit] = []
        more = 0
        for hit in find(document, blocks):
            if len(kept) < LIMIT:
                kept.append(hit)
            else:
                more += 1
        for hit in kept:
            rest = f", and {more:,} more follow" if more and hit is kept[-1] else ""
            yield hit._replace(values={**hit.values, "more": rest})

    return some
