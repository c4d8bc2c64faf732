"""Which drafts a part of a rule that has no anchors need not look at, told from the bytes of the file.

Each kind of matcher has a test of its own; none imports what only a parsed document needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from presscheck.match.raw import Normal, places_of
from presscheck.match.stretch import GLUE
from presscheck.model import Format, Kind
from presscheck.rule import Rule

_ALIKE = 24

Sieve = Callable[[bytes, Normal, Format], bool]
"""Tells whether a rule may find something in a file, given its bytes in UTF-8, their normal form and the format."""

_Needed = tuple[frozenset[Kind], tuple[str, ...]]
"""Patterns of which one must match where blocks of these kinds stand."""


def sieve_of(rule: Rule, part: int) -> Sieve | None:
    """Return the sieve of a part of a rule, the same one for parts that ask the same; None where there is none."""
    needed = _needs_of(rule, part)
    if needed:
        return _needing(*needed)
    if rule.matcher == "slot":
        return _slots(str(rule.spec["open"]), rule.spec["certainty"] == "possible")
    if rule.matcher == "stet":
        return _never  # what is wrong with a stet is found once all other rules have been at the document
    if rule.matcher == "duplicate":
        return _never if str(rule.spec["of"]).endswith("-across") else _twice
    return None


def looks_everywhere(rule: Rule) -> bool:
    """Tell whether a rule must look at every draft, for nothing says which ones it need not."""
    return any(not anchored and sieve_of(rule, part) is None for part, anchored in enumerate(rule.anchored))


class Sieves:
    """The sieves of numbered parts of rules, each given with its rule and its number in it, asked together."""

    def __init__(self, parts: Iterable[tuple[int, Rule, int]]) -> None:
        self._silent: set[int] = set()
        self._confirming: dict[Sieve, set[int]] = {}
        groups: dict[object, dict[Sieve, set[int]]] = {}
        needed: dict[Sieve, _Needed] = {}
        for number, rule, part in parts:
            sieve = sieve_of(rule, part)
            if sieve is None:
                self._silent.add(number)
            elif rule.anchored[part]:
                self._confirming.setdefault(sieve, set()).add(number)
            else:
                needs = _needs_of(rule, part)
                if needs:
                    needed[sieve] = needs
                groups.setdefault(_opening(needs) if needs else sieve, {}).setdefault(sieve, set()).add(number)
        self._groups = [
            (_any_of([needed[sieve] for sieve in group]) if len(group) > 1 else None, group)
            for group in groups.values()
        ]

    def sift(self, data: bytes, text: Normal, form: Format, found: set[int]) -> None:
        """Add to numbers found by their anchors what may find something, and take away what will not after all."""
        for sieve, numbers in self._confirming.items():
            if not found.isdisjoint(numbers) and not sieve(data, text, form):
                found -= numbers
        for gate, sieves in self._groups:
            if gate is None or gate(data, text, form):
                found.update(*(numbers for sieve, numbers in sieves.items() if sieve(data, text, form)))
        found |= self._silent


def _needs_of(rule: Rule, part: int) -> _Needed | None:
    """Return what a rule says that every draft with a finding has, and in which blocks."""
    needs = rule.probes[part].needs
    if not needs or not rule.ours:  # what somebody else looks for is given only so much time, and here nothing is
        return None
    return rule.kinds, needs


def _opening(needed: _Needed) -> _Needed:
    """Return what is the same for needs that are faster tried together than one by one: how all of them begin."""
    kinds, needs = needed
    return kinds, tuple({need[:_ALIKE] for need in needs})


def _any_of(needed: Sequence[_Needed]) -> Sieve:
    """Return a sieve for needs that begin alike: whether any of them is met."""
    return _sieve(needed[0][0], tuple(need for _, each in needed for need in each), _together)


@cache
def _needing(kinds: frozenset[Kind], needs: tuple[str, ...]) -> Sieve:
    return _sieve(kinds, needs, _each)


def _sieve(
    kinds: frozenset[Kind],
    needs: tuple[str, ...],
    compiled: Callable[[tuple[str, ...]], Sequence[re.Pattern[bytes]]],
) -> Sieve:
    def test(data: bytes, text: Normal, form: Format) -> bool:
        # To compile takes longer than to look through a draft, and many have no front matter and no link.
        stretches = [stretch for place in places_of(kinds, form) if (stretch := text[place]).written]
        # What is folded has the plain letter of one that a pattern takes for it, such as i for İ.
        looked_at = [stretch.written for stretch in stretches]
        looked_at += [stretch.cased for stretch in stretches if GLUE in stretch.cased or not stretch.exact]
        return any(pattern.search(each) for each in looked_at for pattern in compiled(needs))

    return test


@cache
def _each(needs: tuple[str, ...]) -> Sequence[re.Pattern[bytes]]:
    return [re.compile(need.encode()) for need in needs]


@cache
def _together(needs: tuple[str, ...]) -> Sequence[re.Pattern[bytes]]:
    """Return one pattern for needs that begin alike, in which that beginning stands once."""
    prefix = _beginning(needs)
    while not all(map(_is_pattern, (prefix, *(f"(?:{need[len(prefix) :]})" for need in needs)))):
        prefix = prefix[:-1]
    rests = "|".join(f"(?:{need[len(prefix) :]})" for need in needs)
    return [re.compile(f"{prefix}(?:{rests})".encode())]


def _beginning(needs: Sequence[str]) -> str:
    first, last = min(needs), max(needs)
    return first[: next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


@cache
def _slots(opening: str, possible: bool) -> Sieve:
    sign = opening[0].encode()

    def test(data: bytes, text: Normal, form: Format) -> bool:
        # What judges spans is loaded for a draft that has one.
        return any(sign in stretch.written for stretch in text) and _judging(opening, possible)(text)

    return test


@cache
def _judging(opening: str, possible: bool) -> Callable[[Normal], bool]:
    from presscheck.match.maybe_slot import maybe_slot

    return maybe_slot(opening, "possible" if possible else "likely")


def _never(data: bytes, text: Normal, form: Format) -> bool:
    """Tell of what compares the drafts of a run, or words that let findings stand, that no draft alone needs it."""
    return False


def _twice(data: bytes, text: Normal, form: Format) -> bool:
    from presscheck.match.twice import may_stand_twice

    return may_stand_twice(data, form)
