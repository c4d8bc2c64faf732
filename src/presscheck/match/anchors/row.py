"""What a way in which a pattern can match is written in: strings that stand side by side, gaps, and marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import inf, prod
from typing import NamedTuple

from presscheck.match.rarity import EDGE, MARKS, TAIL

MOST_LITERALS = 600
MOST_STRINGS = 64
_SAYS_NOTHING = MARKS + " "


class Gap(NamedTuple):
    """A place where anything may stand, or signs and spaces alone, of at most so many characters."""

    width: float = inf
    signs: bool = False


Item = frozenset[str] | str | Gap
"""A part of a way: strings of which one stands there, a gap, or a mark."""

Row = tuple[Item, ...]
NOTHING: list[Row] = [()]
ANYTHING: list[Row] = [(Gap(),)]


def reach(item: Item) -> float:
    """Return how many characters an item stands for at most."""
    if isinstance(item, Gap):
        return item.width
    return max(map(len, item), default=0) if isinstance(item, frozenset) else 0


def joined(parts: Iterable[str]) -> str:
    """Return strings and marks as one literal."""
    text = ""
    for part in parts:
        if part == EDGE:
            # Between two signs an edge says nothing; within a literal the next character says it.
            text += EDGE if not text or text[-1].isalnum() else ""
            continue
        if part == TAIL:
            text = text.removesuffix(EDGE) + TAIL
            continue
        if text.endswith(EDGE) and part:
            text = text[:-1] if len(text) > 1 else EDGE if part[0].isalnum() else ""
        text += part[1:] if part[:1] == " " == text[-1:] else part
    return text


def literals(items: Sequence[Item]) -> tuple[str, ...]:
    """Return the literals that items without gaps stand for; none where one of them says nothing."""
    sets = [item if isinstance(item, frozenset) else (str(item),) for item in items]
    return reduced({joined(parts) for parts in product(*sets)})


def reduced(literals: Iterable[str]) -> tuple[str, ...]:
    """Return literals without those that hold another one; none where one of them says nothing."""
    ordered = sorted(literals, key=lambda word: (len(word), word))
    if any(not literal.strip(_SAYS_NOTHING) for literal in ordered):
        return ()
    # One search through all of them tells in most cases that a literal stands in no other one.
    together = "\n".join(ordered)
    within = [literal for literal in ordered if together.count(literal) > 1]
    return tuple(
        literal
        for literal in ordered
        if not any(shorter in literal for shorter in within if len(shorter) < len(literal))
    )


def few_strings(rows: list[Row]) -> frozenset[str] | None:
    """Return the few strings that rows stand for; None where they are many, or have gaps or edges."""
    strings: set[str] = set()
    for row in rows:
        sets = [item for item in row if isinstance(item, frozenset)]
        if len(sets) < len(row) or prod(map(len, sets)) > MOST_STRINGS:
            return None
        strings |= {joined(parts) for parts in product(*sets)}
    return frozenset(strings) if len(strings) <= MOST_LITERALS else None
