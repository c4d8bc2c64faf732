"""A pattern taken apart into the ways in which it can match, by the parse tree of `re`."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from itertools import product
from math import inf
from typing import Any

from presscheck.match.anchors.literals import groups
from presscheck.match.anchors.row import (
    ANYTHING,
    MOST_LITERALS,
    MOST_STRINGS,
    NOTHING,
    Gap,
    Row,
    few_strings,
    joined,
    reach,
    reduced,
)
from presscheck.match.rarity import EDGE, HEAD, MARKS, TAIL
from presscheck.match.stretch import MARKUP

_MARKUP = MARKUP.decode()
_DELETED = f"{_MARKUP}_"
"""Signs that the normal form leaves out, for they may be markup within a phrase."""

_MOST_WAYS = 300
_STARTS = [[(op.AT, op.AT_BEGINNING)], [(op.AT, op.AT_BEGINNING_STRING)]]
_ENDS = [[(op.AT, op.AT_END)], [(op.AT, op.AT_END_STRING)]]


def rows_of(tree: Iterable[Any], exact: bool) -> list[Row]:
    """Return the ways in which a pattern can match, given its parse tree; `exact` says that case counts."""
    return _sequence(tree, exact, opens=True, closes=True)


def _sequence(items: Iterable[Any], exact: bool, *, opens: bool = False, closes: bool = False) -> list[Row]:
    """Return the ways of items in a row; `opens` and `closes` if nothing else is matched before or behind them."""
    rows = NOTHING
    items = list(items)
    for number, (code, argument) in enumerate(items):
        first, last = opens and number == 0, closes and number == len(items) - 1
        if code is op.ASSERT:
            ahead = argument[0] > 0
            if not (closes and _says_nothing(items[number + 1 :], exact) if ahead else first):
                continue
            following = _sequence(argument[1], exact)
        elif _may_glue(items, number) or _may_quote(items, number):
            following = [(Gap(1, signs=True),)]
        else:
            following = _node(code, argument, exact, first, last)
        if len(rows) * len(following) > _MOST_WAYS:
            following = _together(following)
        rows = [(*row, *more) for row in rows for more in following]
        if code is op.ASSERT and argument[0] > 0:
            break  # What is matched behind a look ahead says less than what that saw.
    return rows


def _may_glue(items: Sequence[Any], number: int) -> bool:
    """Tell whether an item is a sign between letters, for which the normal form has another one, then none.

    Only with the other one does a word end there.
    """
    code, argument = items[number]
    if code is not op.LITERAL or chr(argument) not in _MARKUP or not 0 < number < len(items) - 1:
        return False
    beside = items[number - 1], items[number + 1]
    return all(code is not op.LITERAL or chr(argument).isalnum() for code, argument in beside)


def _may_quote(items: Sequence[Any], number: int) -> bool:
    """Tell whether an item is a sign that the normal form leaves out at the start of a line."""
    return items[number] == (op.LITERAL, ord(">")) and (number == 0 or items[number - 1][0] is not op.LITERAL)


def _says_nothing(items: Sequence[Any], exact: bool) -> bool:
    """Tell whether anything may stand where items match."""
    return all(isinstance(item, Gap) for row in _sequence(items, exact) for item in row)


def _together(rows: list[Row]) -> list[Row]:
    """Return one way for many: what stands in each, or a gap."""
    best = [found[0].literals for found in map(groups, rows) if found]
    if len(best) < len(rows):
        return ANYTHING
    literals = reduced(literal.strip(MARKS) for group in best for literal in group)
    return [(Gap(), frozenset(literals), Gap())] if 0 < len(literals) <= MOST_LITERALS else ANYTHING


def _node(code: Any, argument: Any, exact: bool, opens: bool, closes: bool) -> list[Row]:
    if code is op.LITERAL:
        return _character(chr(argument), exact)
    if code is op.IN:
        return _class(argument, exact)
    if code is op.AT:
        return _at(argument)
    if code is op.ASSERT_NOT:
        return [(EDGE,)] if _is_no_word(argument[1]) else NOTHING
    if code is op.SUBPATTERN:
        return _sequence(argument[3], exact, opens=opens, closes=closes)
    if code is op.ATOMIC_GROUP:
        return _sequence(argument, exact, opens=opens, closes=closes)
    if code is op.BRANCH:
        edge = _edge_of_line(argument[1])
        return (
            [(edge,)]
            if edge
            else _branches([_sequence(branch, exact, opens=opens, closes=closes) for branch in argument[1]])
        )
    if code in (op.NOT_LITERAL, op.ANY):
        return [(Gap(1),)]
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = argument
        return _repeat(least, most, body, exact)
    return ANYTHING


def _at(where: Any) -> list[Row]:
    if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return [(HEAD,)]
    if where in (op.AT_END, op.AT_END_STRING):
        return [(TAIL,)]
    return [(EDGE,)] if where is op.AT_BOUNDARY else NOTHING


def _edge_of_line(branches: Sequence[Any]) -> str | None:
    r"""Return the mark for the start or end of a line that is written as an alternative: `(?:^|[\n|])`."""
    items = [list(branch) for branch in branches]
    for mark, where in ((HEAD, _STARTS), (TAIL, _ENDS)):
        if any(item in where for item in items) and all(item in where or _parts_lines(item) for item in items):
            return mark
    return None


def _parts_lines(items: Sequence[Any]) -> bool:
    """Tell whether items are a character that parts lines: of the text, of its blocks, or the cells of a table."""
    if len(items) != 1:
        return False
    code, argument = items[0]
    found = argument if code is op.IN else items
    return all(kind is op.LITERAL and chr(value) in "\n\x02|" for kind, value in found)


def _character(char: str, exact: bool) -> list[Row]:
    strings = _strings(char, exact)
    return [(strings,)] if strings else ANYTHING


def _strings(char: str, exact: bool) -> frozenset[str] | None:
    """Return how a character may stand in the normal form; None where that is not sure."""
    if char in _DELETED:
        return frozenset({""})
    if char.isspace():
        return frozenset({" "})
    if char.isascii():
        return frozenset({char if exact else char.lower()})
    if char in "ıİ":
        return frozenset({"i"})  # their texts are folded, and these with them
    low, high = char.lower(), char.upper()
    if low == high or (exact and char == low):
        return frozenset({char})
    if "\u00c0" <= char <= "\u024f" and char not in "ſǅǈǋǲ" and len(low) == len(high) == 1:
        return frozenset({low, high})
    # Greek and Cyrillic: their texts are folded before they are looked through.
    return frozenset({low}) if len(low) == 1 and char > "\u036f" else None


def _class(items: Sequence[Any], exact: bool) -> list[Row]:
    if items[0][0] is op.NEGATE:
        return [(Gap(1, signs=(op.CATEGORY, op.CATEGORY_WORD) in items),)]
    strings: set[str] = set()
    for kind, value in items:
        if kind is op.CATEGORY and value is op.CATEGORY_SPACE:
            strings.add(" ")
        elif kind is op.CATEGORY and value is op.CATEGORY_NOT_WORD:
            return [(Gap(1, signs=_all_signs(items)),)]
        elif kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            strings |= set("0123456789")
        elif kind in (op.LITERAL, op.RANGE):
            first, last = (value, value) if kind is op.LITERAL else value
            if last - first >= 26:
                return [(Gap(1),)]
            for number in range(first, last + 1):
                one = _strings(chr(number), exact)
                if one is None:
                    return [(Gap(1),)]
                strings |= one
        else:
            return [(Gap(1),)]
    return [(frozenset(strings) if len(strings) <= MOST_STRINGS else Gap(1, signs=_all_signs(items)),)]


def _all_signs(items: Sequence[Any]) -> bool:
    signs = (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD)
    return all(
        value in signs if kind is op.CATEGORY else kind is op.LITERAL and not chr(value).isalnum()
        for kind, value in items
    )


def _is_no_word(tree: Any) -> bool:
    """Tell whether a negative look around says that no letter stands there: the edge of a word."""
    items = list(tree)
    if len(items) != 1 or items[0][0] is not op.IN:
        return False
    return (op.CATEGORY, op.CATEGORY_WORD) in items[0][1]


def _repeat(least: int, most: float, body: Any, exact: bool) -> list[Row]:
    items = list(body)
    most = inf if most == op.MAXREPEAT else most
    if most > 1 and len(items) == 1 and items[0][0] is op.IN and _only_signs(items[0][1]):
        return _signs(least, most, items[0][1], exact)
    rows = _sequence(body, exact)
    strings = few_strings(rows)
    if strings is not None and strings <= {" ", ""}:
        return [(strings if least else strings | {""},)]
    if least == most == 1:
        return rows
    wide = max((sum(map(reach, row)) for row in rows), default=0.0) or 1.0
    if strings is not None and most <= 4 and len(strings) ** most <= MOST_STRINGS:
        times = (product(strings, repeat=count) for count in range(least, int(most) + 1))
        return [(frozenset(joined(parts) for each in times for parts in each),)]
    if least == 0:
        return [(strings | {""},)] if strings is not None and most == 1 else [(Gap(wide * most),)]
    return [(*row, Gap(wide * (most - 1))) for row in rows]


def _only_signs(items: Sequence[Any]) -> bool:
    return _all_signs(items) or (items[0][0] is op.NEGATE and (op.CATEGORY, op.CATEGORY_WORD) in items)


def _signs(least: int, most: float, items: Sequence[Any], exact: bool) -> list[Row]:
    strings = few_strings(_class(items, exact))
    if strings is not None and strings <= {" ", ""}:
        return [(strings if least else strings | {""},)]
    return [(Gap(most, signs=True),)]


def _branches(branches: list[list[Row]]) -> list[Row]:
    strings = [few_strings(rows) for rows in branches]
    if all(each is not None for each in strings):
        together = frozenset().union(*(each for each in strings if each is not None))
        if len(together) <= MOST_LITERALS:
            return [(together,)]
    return [row for rows in branches for row in rows]
