"""The `duplicate` matcher: text that stands twice in one document. `of` says what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from presscheck.match import headline, repeat
from presscheck.model import Block, Document, Hit
from presscheck.rules.schema import choice, mapping

_WHOLE: Mapping[str, Callable[[Document], Iterator[Hit]]] = {
    "headline": headline.repeated,
    "headline-varied": headline.varied,
    "headline-nearly": headline.nearly,
    "headline-echoed": headline.echoed,
    "title-in-body": headline.title_in_body,
}

_BLOCKS: Mapping[str, Callable[[Document, Sequence[Block]], Iterator[Hit]]] = {
    "sibling-heading": headline.siblings,
    "deck": repeat.deck,
    "paragraph": repeat.paragraphs,
    "list-item": repeat.list_items,
    "words-in-a-row": repeat.tandems,
}

SPEC = mapping({"of": choice(*_WHOLE, *_BLOCKS)}, required=["of"])


def build(spec: Mapping[str, Any]) -> Any:
    """Return the finder of a `duplicate` rule."""
    if spec["of"] in _BLOCKS:
        return _BLOCKS[spec["of"]]
    find = _WHOLE[spec["of"]]
    return lambda document, blocks: find(document)
