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
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from presscheck.match.anchors.apart import rows_of
from presscheck.match.anchors.literals import Group, groups
from presscheck.match.anchors.row import Gap, Item, Row
from presscheck.match.anchors.width import longest_line
from presscheck.match.rarity import MARKS, cost
from presscheck.rule import Other, Probe, Way

_FAR = 900
_WIDEST_CHARACTER, _MARKUP = 4, 60
_OTHERS = 3
_DEAR = 15.0
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


def probes_of(
    patterns: Iterable[str], words: Mapping[str, Sequence[str]], flags: int, *, exact: bool = False
) -> tuple[Probe, ...]:
    """Return a probe for each pattern.

    `flags` are those of the standard library under which they are read, `exact` says that case counts.
    """
    return tuple(_probe(pattern, words, flags, exact) for pattern in patterns)


def probe_of_needs(needs: Sequence[str]) -> Probe:
    """Return the probe of what says itself what must be there; its ways are those of its needs, if worth it."""
    told = probes_of(needs, {}, 0)
    ways = tuple(dict.fromkeys(way for probe in told for way in probe.ways))
    return Probe(
        ways=ways if _price(ways) < _DEAR and all(probe.ways for probe in told) else (), needs=tuple(needs)
    )


def probes_beside(told: tuple[Probe, ...], near: tuple[Probe, ...]) -> tuple[Probe, ...]:
    """Return probes as they are, or in place of each that of what stands near all matches, if that is rarer."""
    if not near or not all(probe.ways for probe in near):
        return told
    ways = tuple(dict.fromkeys(_unmarked(way) for probe in near for way in probe.ways))
    own = [way for probe in told for way in probe.ways]
    if all(probe.ways for probe in told) and _price(own) <= _price(ways):
        return told
    return (Probe(ways=ways, beside=True),) * len(told)


def _unmarked(way: Way) -> Way:
    """Return a way without marks: what stands near is looked for in a piece of text that may be cut anywhere."""
    others = tuple(
        (before, apart, tuple(literal.strip(MARKS) for literal in group)) for before, apart, group in way.others
    )
    return Way(tuple(literal.strip(MARKS) for literal in way.literals), others)


def _price(ways: Iterable[Way]) -> float:
    return sum(cost(literal) for way in ways for literal in way.literals)


def _probe(pattern: str, words: Mapping[str, Sequence[str]], flags: int, exact: bool) -> Probe:
    exact = exact and "(?i" not in pattern
    for foreign, ours in _FOREIGN:
        pattern = foreign.sub(ours, pattern)
    pattern = _NAMED_LIST.sub(lambda name: "(?:" + "|".join(map(re.escape, words.get(name[1], ()))) + ")", pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what `re` may read otherwise some day
            tree = parser.parse(pattern, flags)
    except (re.error, OverflowError, RecursionError):
        return Probe(exact=exact)
    ways = [_way(row) for row in rows_of(tree, exact)]
    return Probe(
        longest=longest_line(tree),
        ways=_merged(dict.fromkeys(way for way in ways if way)) if all(ways) else (),
        exact=exact,
    )


def _way(row: Row) -> Way | None:
    """Return the literals of a way that say the most, and what must be beside them; None where none says any."""
    found = groups(row)
    if not found:
        return None
    primary = found[0]
    others = [
        (*_apart(row, primary, group), group.literals) for group in found[1:] if group.price < _OTHERS_MOST_COMMON
    ]
    return Way(primary.literals, tuple(dict.fromkeys(others[:_OTHERS])))


def _merged(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return ways with one in place of those that differ in one thing beside the same literals.

    It asks for any of what they ask for there, as far off as any of them: no less than they let pass together.
    """
    alike: dict[Hashable, dict[Way, Other]] = defaultdict(dict)
    for way in ways:
        for other in way.others:
            alike[way.literals, frozenset(way.others) - {other}, other[0]][way] = other
    left = dict.fromkeys(ways)
    for differing in sorted(alike.values(), key=len, reverse=True):
        found = {way: other for way, other in differing.items() if way in left}
        if len(found) > 1:
            (first, its), *_ = found.items()
            rest = [other for other in first.others if other != its]
            for way in found:
                del left[way]
            left[Way(first.literals, (_any_of(found.values()), *rest))] = None
    return tuple(left)


def _any_of(others: Collection[Other]) -> Other:
    apart = [apart for _, apart, _ in others]
    literals = dict.fromkeys(literal for _, _, group in others for literal in group)
    (before, _, _), *_ = others
    return before, max(apart) if all(apart) else 0, tuple(literals)


def _apart(row: Row, primary: Group, other: Group) -> tuple[bool, int]:
    """Return whether a group stands before another, and how many bytes off at most; 0 for any number.

    Where no gap is between, nothing else is; in a gap there may be markup, too.
    """
    before = other.last <= primary.first
    between = row[other.last : primary.first] if before else row[primary.last : other.first]
    # A literal may be shorter than what its items stand for: what it lacks is between as well.
    width = _bytes(row[other.first : other.last]) + _bytes(row[primary.first : primary.last])
    width += _bytes(between) - min(len(literal.strip(MARKS).encode()) for literal in primary.literals)
    gaps = sum(item.width * _WIDEST_CHARACTER + _MARKUP for item in between if isinstance(item, Gap))
    return before, 0 if gaps > _FAR else int(width + gaps)


def _bytes(items: Iterable[Item]) -> int:
    return sum(max(len(string.encode()) for string in item) for item in items if isinstance(item, frozenset))
