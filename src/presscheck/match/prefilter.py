"""Which parts of which rules a draft, and each block of it, may hold anything for.

A file in which nothing is wanted is never decoded or parsed; in one with something, the same test on the prose of
its blocks tells where to look. It changes speed and nothing else: what is passed over holds no match, for `anchors`
and `raw` say so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from presscheck.match.raw import PART, Stretch, normal, normal_prose
from presscheck.match.sieve import Sieve, sieve_of
from presscheck.match.site import rendered
from presscheck.match.wanted import Wanted
from presscheck.model import Block, Document, Format, Rule

_PROSE, _INSIDE, _FIELDS = 0, 1, 2
_OF_KIND = {"link": _INSIDE, "alt": _INSIDE, "field": _FIELDS}
"""In which part of a normal form the blocks of a kind stand; all others are prose."""


class Prefilter:
    """The probes of a set of rules, ready to be tried on a text."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.parts = [(rule, part) for rule in rules for part in range(len(rule.probes))]
        self._by_format: dict[Format, _Asked] = {}
        self._last: tuple[bytes, Format, list[int]] = b"", "text", []

    def all(self, form: Format) -> list[int]:
        """Return the numbers of all parts for a format."""
        return self._asked(form).all

    def possible(self, data: bytes, form: Format) -> list[int]:
        """Return the numbers of the parts that may find something in a file, given its bytes in UTF-8, in order."""
        # Of a file that may hold something it is asked twice: before it is decoded, and when it is parsed.
        if self._last[:2] != (data, form):
            self._last = data, form, self._possible(data, form)
        return self._last[2]

    def _possible(self, data: bytes, form: Format) -> list[int]:
        asked = self._asked(form)
        text = normal(data, form)
        if text is None:
            return asked.all
        found = set(asked.silent)
        for sieve, numbers in asked.sieves:
            if sieve(data, text, form):
                found.update(numbers)
        for wanted, stretch in zip(asked.wanted, text, strict=True):
            wanted.found(stretch, found)
        return sorted(found)

    def candidates(self, document: Document, parts: Iterable[int]) -> Iterator[tuple[Rule, int, list[Block]]]:
        """Yield each of these parts that may find something, in order, with the blocks it needs to look at."""
        renders = rendered(document)
        numbers = [n for n in parts if renders.isdisjoint(self.parts[n][0].spec.get("unless_rendered", ()))]
        if not numbers:
            return
        blocks = document.blocks
        places = self._places(blocks, document.source.format, numbers)
        for number in numbers:
            rule, part = self.parts[number]
            if rule.probes[part].ways:
                looking = [blocks[at] for at in sorted(places[number]) if looks_at(rule, blocks[at])]
            else:
                looking = [block for block in blocks if looks_at(rule, block)]
            if looking:
                yield rule, part, looking

    def _places(self, blocks: Sequence[Block], form: Format, numbers: Iterable[int]) -> dict[int, set[int]]:
        """Return the numbers of the blocks in which each part may match, of those with anchors."""
        places: dict[int, set[int]] = defaultdict(set)
        asking = frozenset(n for n in numbers if self.parts[n][0].probes[self.parts[n][1]].ways)
        if not asking:
            return places
        groups: tuple[list[int], ...] = ([], [], [])
        for at, block in enumerate(blocks):
            groups[_OF_KIND.get(block.kind, _PROSE)].append(at)
        text = normal_prose(*([blocks[at].text for at in group] for group in groups))
        for wanted, stretch, group in zip(self._asked(form).wanted, text, groups, strict=True):
            ends = _ends(stretch, len(group))
            for number, start in wanted.places(stretch, asking):
                places[number].add(group[bisect_right(ends, start)])
        return places

    def _asked(self, form: Format) -> _Asked:
        if form not in self._by_format:
            self._by_format[form] = _Asked(self.parts, form)
        return self._by_format[form]


class _Asked:
    """What is asked of a draft of one format: by sieves, by anchors in each part of it, or nothing (`silent`)."""

    def __init__(self, parts: Sequence[tuple[Rule, int]], form: Format) -> None:
        self.all = [number for number, (rule, _) in enumerate(parts) if form in rule.formats]
        self.silent: list[int] = []
        sieves: dict[Sieve, list[int]] = {}
        probes = [(number, rule, rule.probes[part]) for number, (rule, part) in enumerate(parts)]
        with_anchors = []
        for number in self.all:
            _, rule, probe = probes[number]
            if probe.ways:
                with_anchors.append((number, rule, probe))
            else:
                sieve = sieve_of(rule, parts[number][1])
                (self.silent if sieve is None else sieves.setdefault(sieve, [])).append(number)
        self.sieves = list(sieves.items())
        self.wanted = tuple(
            Wanted(
                ((number, probe) for number, rule, probe in with_anchors if place in _stands(rule, form)),
                values=place == _INSIDE,
            )
            for place in (_PROSE, _INSIDE, _FIELDS)
        )


def _stands(rule: Rule, form: Format) -> set[int]:
    """Return in which parts of a normal form the kinds of block stand that a rule looks at."""
    stands = {_OF_KIND.get(kind, _PROSE) for kind in rule.kinds}
    if "field" in rule.kinds and form == "html":
        stands |= {_PROSE, _INSIDE}  # of a title, of a meta element
    return stands


def _ends(stretch: Stretch, count: int) -> list[int]:
    """Return where each of the first texts ends that were joined."""
    ends: list[int] = []
    at = -1
    while len(ends) < count - 1:
        at = stretch.cased.find(PART, at + 1)
        ends.append(at)
    return ends


@lru_cache(maxsize=8)
def prefilter(rules: tuple[Rule, ...]) -> Prefilter:
    """Return the prefilter of these rules, made once."""
    return Prefilter(rules)


def looks_at(rule: Rule, block: Block) -> bool:
    """Tell whether a rule looks at a block; what stands within a quotation counts as quotation too."""
    return block.kind in rule.kinds and ("quotation" in rule.kinds or "quotation" not in block.within)
