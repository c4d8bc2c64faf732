r"""Which words and signs a text must hold for a pattern to match in it, so that most rules need not look at it.

A pattern is taken apart, by the parse tree of `re`, into the ways in which it can match: the branches of its
alternatives, each a row of strings that stand side by side, with gaps where anything may stand. Of each way the
stretch is kept that stands in the fewest texts (its `literals`, of which a match holds one), and with it others
that must be in the same paragraph. The idea is that of RE2's prefilter (Cox, "Regular Expression Matching with a
Trigram Index", 2012), for many patterns at once.

Literals are in the normal form of `match.raw`: white space is one space, markup characters are gone. `EDGE` at an
end of a literal says that no letter or digit stands beyond it, `HEAD` at its start that nothing but signs stands
before it on its line, `TAIL` at its end that nothing but signs stands behind it.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import inf, prod
from typing import Any, NamedTuple

from presscheck.match.rarity import EDGE, HEAD, MARKS, TAIL, cost
from presscheck.model import Probe, Way

DELETED = "*_~`\\"
"""Signs that the normal form leaves out, for they may be markup within a phrase."""

_MOST_WAYS = 300
_MOST_LITERALS = 600
_MOST_STRINGS = 64
_WIDEST = 40
_FAR = 900
_CHEAP = 0.004
_WIDEST_CHARACTER, _MARKUP = 4, 60
_COST_OF_ONE = 0.004
_OTHERS = 3
_OTHERS_MOST_COMMON = 3_000.0

_NAMED_LIST = re.compile(r"\\L<(\w+)>")
# What `regex` knows and the standard library's parser does not, by what means the same or less.
_FOREIGN = (
    (re.compile(r"\\[pP]\{[^}]*\}"), r"\\w"),
    (re.compile(r"\(\*(?:SKIP|FAIL|PRUNE|F)\)|\\[KmM]"), ""),
    (re.compile(r"\\[hR]"), r"\\s"),
    (re.compile(r"\\z"), r"\\Z"),
    (re.compile(r"\(\?<(?![=!])"), r"(?P<"),
    (re.compile(r"\(\?\|"), r"(?:"),
)


class _Gap(NamedTuple):
    """A place where anything may stand, or signs and spaces alone, of at most so many characters."""

    width: float = inf
    signs: bool = False


Item = frozenset[str] | str | _Gap
"""A part of a way: strings of which one stands there, a gap, or a mark."""

Row = tuple[Item, ...]
_NONE = frozenset({""})
_NOTHING: list[Row] = [()]
_ANYTHING: list[Row] = [(_Gap(),)]


def probes_of(
    patterns: Iterable[str], words: Mapping[str, Sequence[str]], flags: int, *, exact: bool = False
) -> tuple[Probe, ...]:
    """Return a probe for each pattern.

    `flags` are those of the standard library under which they are read, `exact` says that case counts.
    """
    return tuple(_probe(pattern, words, flags, exact) for pattern in patterns)


def _probe(pattern: str, words: Mapping[str, Sequence[str]], flags: int, exact: bool) -> Probe:
    exact = exact and "(?i" not in pattern
    for foreign, ours in _FOREIGN:
        pattern = foreign.sub(ours, pattern)
    pattern = _NAMED_LIST.sub(lambda name: "(?:" + "|".join(map(re.escape, words.get(name[1], ()))) + ")", pattern)
    try:
        tree = parser.parse(pattern, flags)
    except (re.error, OverflowError, RecursionError):
        return Probe(exact=exact)
    ways = [_way(row) for row in _sequence(tree, exact, outermost=True)]
    return Probe(
        longest=_longest_line(tree),
        ways=tuple(dict.fromkeys(way for way in ways if way)) if all(ways) else (),
        exact=exact,
    )


class _Group(NamedTuple):
    """Literals of which one stands in a way, what they cost, and the items of its row that they are made of."""

    price: float
    literals: tuple[str, ...]
    first: int
    last: int


def _way(row: Row) -> Way | None:
    """Return the literals of a way that say the most, and what must be beside them; None where none says any."""
    groups = sorted(group for first, stretch in _stretches(row) for group in _windows(stretch, first))
    if not groups:
        return None
    primary = groups[0]
    others = [
        (*_apart(row, primary, group), group.literals)
        for group in groups[1:]
        if group.price < _OTHERS_MOST_COMMON and not _says_less(group.literals, primary.literals)
    ]
    return Way(primary.literals, tuple(dict.fromkeys(others[:_OTHERS])))


def _apart(row: Row, primary: _Group, other: _Group) -> tuple[bool, int]:
    """Return whether a group stands before another, and how many bytes off at most; 0 for any number.

    Where no gap is between, nothing else is; in a gap there may be markup, too.
    """
    before = other.last <= primary.first
    between = row[other.last : primary.first] if before else row[primary.last : other.first]
    # A literal may be shorter than what its items stand for: what it lacks is between as well.
    width = _bytes(row[other.first : other.last]) + _bytes(row[primary.first : primary.last])
    width += _bytes(between) - min(len(literal.strip(MARKS).encode()) for literal in primary.literals)
    gaps = sum(item.width * _WIDEST_CHARACTER + _MARKUP for item in between if isinstance(item, _Gap))
    return before, 0 if gaps > _FAR else int(width + gaps)


def _bytes(items: Iterable[Item]) -> int:
    return sum(max(len(string.encode()) for string in item) for item in items if isinstance(item, frozenset))


def _reaches(item: Item) -> float:
    if isinstance(item, _Gap):
        return item.width
    return max(map(len, item), default=0) if isinstance(item, frozenset) else 0


def _says_less(group: tuple[str, ...], primary: tuple[str, ...]) -> bool:
    """Tell whether a text with a literal of `primary` has one of `group` anyhow."""
    return all(any(each.strip(MARKS) in literal for each in group) for literal in primary)


def _stretches(row: Row) -> list[tuple[int, list[Item]]]:
    """Return the parts of a row between gaps, each with the number of the item it starts at."""
    found: list[tuple[int, list[Item]]] = [(0, [])]
    loose = False
    for number, item in enumerate(row):
        items = found[-1][1]
        if isinstance(item, _Gap):
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
    return [(first, items) for first, items in found if any(isinstance(i, frozenset) and i != _NONE for i in items)]


def _is_bare_head(items: Sequence[Item]) -> bool:
    return bool(items) and items[0] == HEAD and all(item == _NONE for item in items[1:])


def _windows(stretch: Sequence[Item], at: int) -> list[_Group]:
    """Return the best group of literals out of a stretch, then those out of what is left on either side of it.

    `at` is the number of the stretch's first item in its row.
    """
    best: _Group | None = None
    for first in range(len(stretch)):
        if first and _is_letter(stretch[first - 1]) and _is_letter(stretch[first]):
            continue
        size = 1
        for last in range(first, len(stretch)):
            item = stretch[last]
            size *= len(item) if isinstance(item, frozenset) else 1
            if size > _MOST_LITERALS or last - first > _WIDEST:
                break
            if last + 1 < len(stretch) and _is_letter(item) and _is_letter(stretch[last + 1]):
                continue
            literals = _group(stretch[first : last + 1])
            if literals:
                price = sum(map(cost, literals)) + _COST_OF_ONE * len(literals)
                if best is None or price < best.price:
                    best = _Group(price, literals, first + at, last + 1 + at)
                if price < _CHEAP:
                    break
        if best is not None and best.price < _CHEAP:
            break
    if best is None:
        return []
    before, after = stretch[: best.first - at], stretch[best.last - at :]
    return [best, *_windows(before, at), *_windows(after, best.last)]


def _is_letter(item: Item) -> bool:
    """Tell whether an item is one letter, which is looked for together with its neighbours."""
    return (
        isinstance(item, frozenset) and len(item) == 1 and len(next(iter(item))) == 1 and next(iter(item)).isalnum()
    )


def _group(items: Sequence[Item]) -> tuple[str, ...]:
    sets = [item if isinstance(item, frozenset) else (str(item),) for item in items]
    return _reduced({_joined(parts) for parts in product(*sets)})


def _joined(parts: Iterable[str]) -> str:
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


def _reduced(literals: Iterable[str]) -> tuple[str, ...]:
    """Return literals without those that hold another one; none where one of them says nothing."""
    kept: list[str] = []
    for literal in sorted(literals, key=lambda word: (len(word), word)):
        bare = literal.strip(MARKS)
        if not bare.strip():
            return ()
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return tuple(kept)


def _sequence(items: Iterable[Any], exact: bool, *, outermost: bool = False) -> list[Row]:
    rows = _NOTHING
    items = list(items)
    for number, (code, argument) in enumerate(items):
        if code is op.ASSERT:
            around = _sequence(argument[1], exact)
            if outermost and number == (0 if argument[0] < 0 else len(items) - 1):
                following = around  # nothing else is matched there
            else:
                continue
        else:
            following = _node(code, argument, exact)
        if len(rows) * len(following) > _MOST_WAYS:
            following = _together(following)
        rows = [(*row, *more) for row in rows for more in following]
    return rows


def _together(rows: list[Row]) -> list[Row]:
    """Return one way for many: what stands in each, or a gap."""
    groups = [way.literals for way in map(_way, rows) if way]
    if len(groups) < len(rows):
        return _ANYTHING
    literals = _reduced(literal.strip(MARKS) for group in groups for literal in group)
    return [(_Gap(), frozenset(literals), _Gap())] if 0 < len(literals) <= _MOST_LITERALS else _ANYTHING


def _node(code: Any, argument: Any, exact: bool) -> list[Row]:
    if code is op.LITERAL:
        return _character(chr(argument), exact)
    if code is op.IN:
        return _class(argument, exact)
    if code is op.AT:
        return _at(argument)
    if code is op.ASSERT_NOT:
        return [(EDGE,)] if _is_no_word(argument[1]) else _NOTHING
    if code is op.SUBPATTERN:
        return _sequence(argument[3], exact)
    if code is op.ATOMIC_GROUP:
        return _sequence(argument, exact)
    if code is op.BRANCH:
        return _branches([_sequence(branch, exact) for branch in argument[1]])
    if code in (op.NOT_LITERAL, op.ANY):
        return [(_Gap(1),)]
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = argument
        return _repeat(least, most, body, exact)
    return _ANYTHING


def _at(where: Any) -> list[Row]:
    if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return [(HEAD,)]
    if where in (op.AT_END, op.AT_END_STRING):
        return [(TAIL,)]
    return [(EDGE,)] if where is op.AT_BOUNDARY else _NOTHING


def _character(char: str, exact: bool) -> list[Row]:
    strings = _strings(char, exact)
    return [(strings,)] if strings else _ANYTHING


def _strings(char: str, exact: bool) -> frozenset[str] | None:
    """Return how a character may stand in the normal form; None where that is not sure."""
    if char in DELETED:
        return frozenset({""})
    if char.isspace():
        return frozenset({" "})
    if char.isascii():
        return frozenset({char if exact else char.lower()})
    if char in "ıİ":
        return frozenset({"i"})  # their texts are folded, and these with them
    low, high = char.lower(), char.upper()
    if exact or low == high:
        return frozenset({char})
    if "\u00c0" <= char <= "\u024f" and char not in "ſǅǈǋǲ" and len(low) == len(high) == 1:
        return frozenset({low, high})
    # Greek and Cyrillic: their texts are folded before they are looked through.
    return frozenset({low}) if len(low) == 1 and char > "\u036f" else None


def _class(items: Sequence[Any], exact: bool) -> list[Row]:
    if items[0][0] is op.NEGATE:
        return [(_Gap(1, signs=(op.CATEGORY, op.CATEGORY_WORD) in items),)]
    strings: set[str] = set()
    for kind, value in items:
        if kind is op.CATEGORY and value is op.CATEGORY_SPACE:
            strings.add(" ")
        elif kind is op.CATEGORY and value is op.CATEGORY_NOT_WORD:
            return [(_Gap(1, signs=_all_signs(items)),)]
        elif kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            strings |= set("0123456789")
        elif kind in (op.LITERAL, op.RANGE):
            first, last = (value, value) if kind is op.LITERAL else value
            if last - first >= 26:
                return [(_Gap(1),)]
            for number in range(first, last + 1):
                one = _strings(chr(number), exact)
                if one is None:
                    return [(_Gap(1),)]
                strings |= one
        else:
            return [(_Gap(1),)]
    return [(frozenset(strings) if len(strings) <= _MOST_STRINGS else _Gap(1, signs=_all_signs(items)),)]


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
    strings = _exact(rows)
    if strings is not None and strings <= {" ", ""}:
        return [(strings if least else strings | {""},)]
    if least == most == 1:
        return rows
    wide = max((sum(map(_reaches, row)) for row in rows), default=0.0) or 1.0
    if strings is not None and most <= 4 and len(strings) ** most <= _MOST_STRINGS:
        times = (product(strings, repeat=count) for count in range(least, int(most) + 1))
        return [(frozenset(_joined(parts) for each in times for parts in each),)]
    if least == 0:
        return [(strings | {""},)] if strings is not None and most == 1 else [(_Gap(wide * most),)]
    return [(*row, _Gap(wide * (most - 1))) for row in rows]


def _only_signs(items: Sequence[Any]) -> bool:
    return _all_signs(items) or (items[0][0] is op.NEGATE and (op.CATEGORY, op.CATEGORY_WORD) in items)


def _signs(least: int, most: float, items: Sequence[Any], exact: bool) -> list[Row]:
    strings = _exact(_class(items, exact))
    if strings is not None and strings <= {" ", ""}:
        return [(strings if least else strings | {""},)]
    return [(_Gap(most, signs=True),)]


def _branches(branches: list[list[Row]]) -> list[Row]:
    strings = [_exact(rows) for rows in branches]
    if all(each is not None for each in strings):
        together = frozenset().union(*(each for each in strings if each is not None))
        if len(together) <= _MOST_LITERALS:
            return [(together,)]
    return [row for rows in branches for row in rows]


def _exact(rows: list[Row]) -> frozenset[str] | None:
    """Return the few strings that rows stand for; None where they are many, or have gaps or edges."""
    strings: set[str] = set()
    for row in rows:
        sets = [item for item in row if isinstance(item, frozenset)]
        if len(sets) < len(row) or prod(map(len, sets)) > _MOST_STRINGS:
            return None
        strings |= {_joined(parts) for parts in product(*sets)}
    return frozenset(strings) if len(strings) <= _MOST_LITERALS else None


_LINE_STARTS = [(op.AT, op.AT_BEGINNING), (op.AT, op.AT_BEGINNING_STRING)]
_LINE_ENDS = [(op.AT, op.AT_END), (op.AT, op.AT_END_STRING)]


def _longest_line(tree: Any) -> float:
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
