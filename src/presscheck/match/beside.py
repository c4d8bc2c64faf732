"""What stands beside a hit: the blocks before and after it tell a scaffold from the entry of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from presscheck.match.patience import Asked
from presscheck.model import Block, Document, Hit

Find = Callable[[Document, Sequence[Block]], Iterator[Hit]]

NEIGHBOURS = 3
"""How many blocks before a hit's own, and as many after it, stand beside it."""

REACH = 400
"""How many characters of a block are looked at, so that many hits in a long one stay cheap."""


def beside(find: Find, near: Sequence[Asked], unless_near: Sequence[Asked]) -> Find:
    """Return the finder of those hits beside which a pattern of `near` matches, if there are any, and no other.

    The hit's own block counts too, as far as a neighbour would, but for what was hit in it.
    """
    if not near and not unless_near:
        return find

    def found(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        hits = list(find(document, blocks))
        if not hits:
            return
        places = {id(block): place for place, block in enumerate(document.blocks)}
        for hit in hits:
            texts = list(_texts(document.blocks, places[id(hit.block)], hit))
            if near and not any(pattern.search(text) for pattern in near for text in texts):
                continue
            if not any(pattern.search(text) for pattern in unless_near for text in texts):
                yield hit

    return found


def _texts(blocks: Sequence[Block], place: int, hit: Hit) -> Iterator[str]:
    yield hit.block.text[max(0, hit.start - REACH) : hit.start]
    yield hit.block.text[hit.end : hit.end + REACH]
    for block in (*blocks[max(0, place - NEIGHBOURS) : place], *blocks[place + 1 : place + 1 + NEIGHBOURS]):
        yield block.text[:REACH]
