"""How long a line can be that a pattern matches from end to end."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
from collections.abc import Iterable
from math import inf
from typing import Any

_LINE_STARTS = [(op.AT, op.AT_BEGINNING), (op.AT, op.AT_BEGINNING_STRING)]
_LINE_ENDS = [(op.AT, op.AT_END), (op.AT, op.AT_END_STRING)]


def longest_line(tree: Any) -> float:
    """Return how many characters but white space a line can hold that a pattern matches from end to end.

    Infinite for a pattern that also matches within a line, or any line.
    """
    if not tree or tree[0] not in _LINE_STARTS or tree[-1] not in _LINE_ENDS:
        return inf
    return _width(tree)


def _width(items: Iterable[Any]) -> float:
    return sum(_width_of(code, argument) for code, argument in items)


def _width_of(code: Any, argument: Any) -> float:
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return 0
    if code is op.LITERAL:
        return 0 if chr(argument).isspace() else 1
    if code is op.IN:
        return (
            0 if all(v is op.CATEGORY_SPACE or (k is op.LITERAL and chr(v).isspace()) for k, v in argument) else 1
        )
    if code is op.SUBPATTERN:
        return _width(argument[3])
    if code is op.ATOMIC_GROUP:
        return _width(argument)
    if code is op.BRANCH:
        return max(map(_width, argument[1]))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        once = _width(argument[2])
        return once * (inf if argument[1] == op.MAXREPEAT else argument[1]) if once else 0
    return 1 if code in (op.NOT_LITERAL, op.ANY) else inf
