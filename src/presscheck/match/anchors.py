r"""Which words a text must hold for a pattern to match it at all, so that most rules need not look at most blocks.

For each pattern: groups of literals, such that every text with a match holds at least one literal of each group. A
literal is a run of letters and digits, or a single sign. A space at its start or end stands for the edge of a word:
`words_of` writes texts so that all literals but signs are found in them as plain substrings. The method is that of
RE2's prefilter (Cox, "Regular Expression Matching with a Trigram Index", 2012), on the parse tree of `re`.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any

from presscheck.model import Probe

Group = tuple[str, ...]

_MOST_EXACT = 48
_MOST_LITERALS = 600
_MOST_GROUPS = 6
_TELLING = 4.0
"""A second group counts where no more of its literals stand in a thousand characters."""

_BY_LENGTH = (0, 60.0, 12.0, 2.5, 0.8, 0.3, 0.15)
_COMMON_WORDS = """
    the and you that with this have from your will not but are for was his her they what which would there
    their all can our one out has more about who get when make like time just know take into year some could
    them than then look only come over think also back after use two how work first well way even new want
    any these give day most here other need data user team help http service product public source site post
    page read news blog content word line able text tion ment ing ate age art end ill row ten ant ent est
    ver per pro com con dis pre inter ata sys fin set web ted que los las del por para con una der die und
    das den von mit ist les des une dans pour sur het een van voor met che di il della
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def frequency(group: Iterable[str]) -> float:
    """Return a guess of how often a literal out of the group stands in a thousand characters of any text."""
    total = 0.0
    for literal in group:
        word = literal.strip()
        guess = 5.0 if word in _COMMON else _BY_LENGTH[min(len(word), 6)]
        total += guess / (1 + 2 * (literal[0] == " ") + 2 * (literal[-1] == " "))
    return total


_RARE_SIGN = re.compile(r"[^\w\x00-\x7f]")
_SIGNS_AS_SPACES = bytes(
    code if code in (0, ord("_")) or code > 127 or chr(code).isalnum() else ord(" ") for code in range(256)
)
_LINE_STARTS = [(op.AT, op.AT_BEGINNING), (op.AT, op.AT_BEGINNING_STRING)]
_LINE_ENDS = [(op.AT, op.AT_END), (op.AT, op.AT_END_STRING)]
_NAMED_LIST = re.compile(r"\\L<(\w+)>")
# What `regex` knows and the standard library's parser does not, by what means the same or less.
_FOREIGN = (
    (re.compile(r"\\[pP]\{[^}]*\}"), r"\\w"),
    (re.compile(r"\(\*(?:SKIP|FAIL|PRUNE|F)\)|\\[KmM]"), ""),
    (re.compile(r"\\[hR]"), r"\\s"),
    (re.compile(r"\(\?<(?![=!])"), r"(?P<"),
    (re.compile(r"\(\?\|"), r"(?:"),
)


def fold(text: str) -> str:
    """Return a text with its case folded, as far as any pattern that ignores case does; its length may change."""
    if text.isascii():
        return text.lower()
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def is_sign(literal: str) -> bool:
    """Tell whether a literal is a single sign, which is no part of a word."""
    return len(literal) == 1 and not (literal.isalnum() or literal == "_")


def words_of(texts: Iterable[str]) -> list[bytes]:
    """Return texts as literals are looked for in them: folded, in UTF-8, a space for every sign and at the ends."""
    folded = fold(" \0 ".join(texts))
    if not folded.isascii():
        folded = _RARE_SIGN.sub(" ", folded)
    return f" {folded} ".encode("utf-8", "surrogatepass").translate(_SIGNS_AS_SPACES).split(b"\0")


def probes_of(patterns: Iterable[str], words: Mapping[str, Sequence[str]], flags: int) -> tuple[Probe, ...]:
    """Return a probe for each pattern. `flags` are those of the standard library under which they are read."""
    return tuple(
        Probe(longest_line(pattern, words, flags), groups_of(pattern, words, flags)) for pattern in patterns
    )


def groups_of(pattern: str, words: Mapping[str, Sequence[str]], flags: int) -> tuple[Group, ...]:
    """Return the groups of literals of which every match of a pattern holds one each; none where none is sure."""
    for foreign, ours in _FOREIGN:
        pattern = foreign.sub(ours, pattern)
    pattern = _NAMED_LIST.sub(lambda name: "(?:" + "|".join(map(re.escape, words.get(name[1], ()))) + ")", pattern)
    try:
        tree = parser.parse(pattern, flags)
    except (re.error, OverflowError, RecursionError):
        return ()
    exact, groups = _sequence(tree)
    if exact is not None:
        groups = [*groups, exact]
    usable = sorted(
        {group for group in map(_reduced, groups) if group}, key=lambda group: (frequency(group), group)
    )
    telling = [group for group in usable[1:_MOST_GROUPS] if frequency(group) <= _TELLING]
    return (*usable[:1], *telling)


def _parsed(pattern: str, words: Mapping[str, Sequence[str]], flags: int) -> Any:
    for foreign, ours in _FOREIGN:
        pattern = foreign.sub(ours, pattern)
    pattern = _NAMED_LIST.sub(lambda name: "(?:" + "|".join(map(re.escape, words.get(name[1], ()))) + ")", pattern)
    try:
        return parser.parse(pattern, flags)
    except (re.error, OverflowError, RecursionError):
        return None


def _reduced(literals: Iterable[str]) -> Group:
    """Return literals, folded, without those that hold another one; none where one of them says nothing."""
    kept: list[str] = []
    for literal in sorted({fold(literal) for literal in literals}, key=lambda word: (len(word), word)):
        if not literal.strip():
            return ()
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return tuple(kept) if len(kept) <= _MOST_LITERALS else ()


def longest_line(pattern: str, words: Mapping[str, Sequence[str]], flags: int) -> float:
    """Return how many characters but white space a line can hold that a pattern matches from end to end.

    Infinite for a pattern that also matches within a line, or any line.
    """
    tree = _parsed(pattern, words, flags)
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


Told = tuple[set[str] | None, list[set[str]]]
"""What is known of a part of a pattern: the few strings it matches or None, and the groups every match holds."""

_EDGE: Told = ({" "}, [])
_ANYTHING: Told = (None, [])


def _sequence(items: Iterable[Any]) -> Told:
    groups: list[set[str]] = []
    run: set[str] = {""}
    whole = True
    for code, argument in items:
        exact, inner = _node(code, argument)
        groups += inner
        if exact is not None:
            together = _joined(run, exact)
            if together is not None:
                run = together
                continue
        whole = False
        groups.append(_at_edge(run) if exact and all(string[:1] == " " for string in exact) else run)
        run = exact if exact is not None else {""}
    if whole:
        return run, groups
    groups.append(run)
    return None, groups


def _joined(run: set[str], exact: set[str]) -> set[str] | None:
    """Return what a run and what follows match together; None where that is too much, or an edge falls inside."""
    if len(run) * len(exact) > _MOST_EXACT:
        return None
    together: set[str] = set()
    for before in run:
        for after in exact:
            both = before + (after[1:] if before[-1:] == " " == after[:1] else after)
            if " " in both.strip(" ") or (after.startswith(" ") and before.strip()):
                return None
            together.add(both)
    return together


def _at_edge(run: set[str]) -> set[str]:
    return {string if string[-1:] == " " or not string else string + " " for string in run}


def _node(code: Any, argument: Any) -> Told:
    if code is op.LITERAL:
        return _character(chr(argument))
    if code is op.IN:
        return _class(argument)
    if code is op.AT:
        return _EDGE if argument is not op.AT_NON_BOUNDARY else ({""}, [])
    if code is op.ASSERT_NOT:
        return _EDGE if _no_word(argument[1]) else ({""}, [])
    if code is op.ASSERT:
        return {""}, []
    if code is op.SUBPATTERN:
        return _sequence(argument[3])
    if code is op.ATOMIC_GROUP:
        return _sequence(argument)
    if code is op.BRANCH:
        return _branches(argument[1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeat(*argument)
    return _ANYTHING


def _character(char: str) -> Told:
    # A sign is the edge of a word, and a group of its own for patterns that have nothing better.
    if char.isalnum() or char == "_":
        return {char}, []
    return {" "}, [] if char.isspace() else [{char}]


def _class(items: Sequence[Any]) -> Told:
    if any(kind is not op.LITERAL for kind, _ in items):
        blank = all(v is op.CATEGORY_SPACE or (kind is op.LITERAL and is_sign(chr(v))) for kind, v in items)
        return _EDGE if blank else _ANYTHING
    chars = {chr(value) for _, value in items}
    if not any(map(is_sign, chars)):
        return chars, []
    if all(map(is_sign, chars)):
        return {" "}, [] if any(map(str.isspace, chars)) else [chars]
    return _ANYTHING


def _no_word(tree: Any) -> bool:
    """Tell whether a negative look around says that no letter stands there: the edge of a word."""
    items = list(tree)
    if len(items) != 1 or items[0][0] is not op.IN:
        return False
    return (op.CATEGORY, op.CATEGORY_WORD) in items[0][1]


def _repeat(least: int, most: int, body: Any) -> Told:
    exact, groups = _sequence(body)
    if least == 0:
        return (
            (exact | {""}, []) if exact is not None and not groups and most == 1 and " " not in exact else _ANYTHING
        )
    if exact is None or exact == {" "}:
        return exact, groups
    if least == most == 1:
        return exact, groups
    return None, [*groups, exact]


def _branches(branches: Sequence[Any]) -> Told:
    told = [_sequence(branch) for branch in branches]
    if all(exact is not None and not groups for exact, groups in told):
        strings = set().union(*(exact for exact, _ in told if exact is not None))
        edged = {string[:1] == " " or not string for string in strings}
        return (strings, []) if len(edged) == 1 or "" in strings else (None, [strings])
    either: set[str] = set()
    for exact, groups in told:
        options = [_reduced(group) for group in ([exact] if exact is not None else []) + groups]
        options = [group for group in options if group]
        if not options:
            return _ANYTHING
        either |= set(min(options, key=frequency))
    return None, [either]
