"""Which literals of a way are looked for: the group that stands in the fewest texts, and others beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from presscheck.match.anchors.row import MOST_LITERALS, MOST_STRINGS, Gap, Item, Row, joined, literals
from presscheck.match.rarity import EDGE, HEAD, TAIL, cost, guess

_WIDEST = 40
_COST_OF_ONE = 0.004
_NONE = frozenset({""})


class Group(NamedTuple):
    """Literals of which one stands in a way, what they cost, and the items of its row that they are made of."""

    price: float
    literals: tuple[str, ...]
    first: int
    last: int


def groups(row: Row) -> list[Group]:
    """Return the groups of literals of a way, the one that costs the least first."""
    return sorted(
        # Marks that a stretch has got from the gap behind it are none of its items.
        group._replace(last=min(group.last, end))
        for first, end, stretch in _stretches(row)
        for group in _windows(stretch, first)
    )


def _stretches(row: Row) -> list[tuple[int, int, list[Item]]]:
    """Return the parts of a row between gaps, each with the numbers of its first item and of the one behind it."""
    found: list[tuple[int, list[Item]]] = [(0, [])]
    loose = False
    for number, item in enumerate(row):
        items = found[-1][1]
        if isinstance(item, Gap):
            if item.signs and _is_bare_head(items):
                items.append(_NONE)
                continue
            if item.signs and items:
                items.append(EDGE)
            loose = item.signs
            found.append((number + 1, []))
            continue
        if item == TAIL:
            # Between the last literal and the end of the line stand signs, if anything.
            ends = found[-2][1] if loose and not items and len(found) > 1 else items
            ends.append(TAIL)
            found.append((number + 1, []))
        elif isinstance(item, frozenset) and item <= {"", " "} and _is_bare_head(items):
            items.append(_NONE)
        else:
            items.append(item)
        loose = False
    behind = [first - 1 for first, _ in found[1:]] + [len(row)]
    return [
        (first, end, items)
        for (first, items), end in zip(found, behind, strict=True)
        if any(isinstance(item, frozenset) and item != _NONE for item in items)
    ]


def _is_bare_head(items: Sequence[Item]) -> bool:
    return bool(items) and items[0] == HEAD and all(item == _NONE for item in items[1:])


def _windows(stretch: Sequence[Item], at: int) -> list[Group]:
    """Return the best group of literals out of a stretch, then those out of what is left on either side of it.

    `at` is the number of the stretch's first item in its row.
    """
    best = _best(tuple(stretch))
    if best is None:
        return []
    before, after = stretch[: best.first], stretch[best.last :]
    here = best._replace(first=best.first + at, last=best.last + at)
    return [here, *_windows(before, at), *_windows(after, here.last)]


@lru_cache(maxsize=4096)
def _best(stretch: tuple[Item, ...]) -> Group | None:
    """Return the group of literals out of a stretch that costs the least; None where none says anything.

    The ways of one pattern have most of their stretches in common.
    """
    words = list(_words(stretch))
    for first, last in sorted(_spans(words), key=lambda span: _guess(words, *span)):
        start, end = words[first].first, words[last].last
        found = literals(stretch[start:end])
        if found:
            return Group(sum(map(cost, found)) + _COST_OF_ONE * len(found), found, start, end)
    return None


class _Word(NamedTuple):
    """Items that are guessed at together: of one word, or one mark."""

    strings: frozenset[str] | str
    first: int
    last: int


def _words(stretch: Sequence[Item]) -> Iterator[_Word]:
    """Yield a stretch's items, those of one word together as far as they are few strings."""
    first = 0
    strings: frozenset[str] | None = None
    for number, item in enumerate(stretch):
        if isinstance(item, frozenset):
            if strings is not None and len(strings) * len(item) <= MOST_STRINGS and _in_one_word(strings, item):
                strings = frozenset(map(joined, product(strings, item)))
                continue
            if strings is not None:
                yield _Word(strings, first, number)
            first, strings = number, item
            continue
        if strings is not None:
            yield _Word(strings, first, number)
            strings = None
        yield _Word(str(item), number, number + 1)
    if strings is not None:
        yield _Word(strings, first, len(stretch))


def _in_one_word(strings: frozenset[str], following: frozenset[str]) -> bool:
    return any(one[-1:].isalnum() for one in strings) and any(one[:1].isalnum() for one in following)


def _spans(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each window of not too many literals."""
    for first in range(len(words)):
        size = 1
        for last in range(first, len(words)):
            strings = words[last].strings
            size *= len(strings) if isinstance(strings, frozenset) else 1
            if size > MOST_LITERALS or words[last].last - words[first].first > _WIDEST:
                break
            yield first, last


def _guess(words: Sequence[_Word], first: int, last: int) -> float:
    """Return a guess of what it costs to look for all that a window stands for, without writing it all out."""
    return guess([word.strings for word in words[first : last + 1]]) + _COST_OF_ONE * prod(
        len(word.strings) for word in words[first : last + 1] if isinstance(word.strings, frozenset)
    )
