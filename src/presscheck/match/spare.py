"""What a rule spares: what the site renders, and what an article only speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from presscheck.match.site import rendered
from presscheck.model import Block, Document, Hit

Find = Callable[[Document, Sequence[Block]], Iterator[Hit]]


def sparing(spec: Mapping[str, Any], find: Find) -> Find:
    """Return the finder that heeds a rule's `unless_rendered` and `silent_in`, if it has them."""
    unless_rendered, silent_in = spec.get("unless_rendered", ()), spec.get("silent_in", ())
    if not unless_rendered and not silent_in:
        return find

    def found(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        hits = list(find(document, blocks))
        if hits and not (unless_rendered and rendered(document) & set(unless_rendered)):
            if silent_in:
                from presscheck.match.topic import leftovers

                hits = leftovers(document, hits, silent_in)
            yield from hits

    return found
