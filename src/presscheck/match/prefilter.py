"""Which parts of which rules a draft, and each block of it, may hold anything for.

A file in which nothing is wanted is never decoded or parsed; in one with something, the same test on the prose of
its blocks tells where to look. It changes speed and nothing else: what is passed over holds no match, for `anchors`
and `raw` say so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import TYPE_CHECKING

from presscheck.match.raw import FIELDS, INSIDE, PROSE, normal, normal_prose, place_of, places_of
from presscheck.match.ready import ReadyHere, made_ready
from presscheck.match.sieve import Sieves
from presscheck.match.stretch import PART, Stretch
from presscheck.match.wanted import Wanted, sought
from presscheck.model import Block, Document, Format
from presscheck.rule import Rule
from presscheck.rules.bundle import Bundled, bundled_ready

if TYPE_CHECKING:
    from presscheck.match.ready import Made

_EVERYWHERE = frozenset({PROSE, INSIDE, FIELDS})


class Prefilter:
    """The probes of a set of rules, ready to be tried on a text."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.parts = [(rule, part) for rule in rules for part in range(len(rule.anchored))]
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
        found: set[int] = set()
        for wanted, stretch in zip(asked.wanted, text, strict=True):
            wanted.found(stretch, found)
        asked.sieves.sift(data, text, form, found)
        return sorted(found)

    def unrendered(self, document: Document, parts: Sequence[int]) -> list[int]:
        """Return these parts without those of rules that leave alone what the document's site renders.

        That is told without parsing the document.
        """
        sparing = [self.parts[number][0].spec.get("unless_rendered", ()) for number in parts]
        if not any(sparing):
            return list(parts)
        from presscheck.match.site import rendered

        renders = rendered(document)
        return [number for number, spared in zip(parts, sparing, strict=True) if renders.isdisjoint(spared)]

    def candidates(self, document: Document, numbers: Sequence[int]) -> Iterator[tuple[Rule, int, list[Block]]]:
        """Yield each of these parts that may find something, in order, with the blocks it needs to look at."""
        if not numbers:
            return
        blocks = document.blocks
        places = self._places(blocks, document.source.format, numbers)
        for number in numbers:
            rule, part = self.parts[number]
            if rule.anchored[part] == "match":
                looking = [blocks[at] for at in sorted(places[number]) if looks_at(rule, blocks[at])]
            else:
                looking = [block for block in blocks if looks_at(rule, block)]
            if looking:
                yield rule, part, looking

    def _places(self, blocks: Sequence[Block], form: Format, numbers: Iterable[int]) -> dict[int, set[int]]:
        """Return the numbers of the blocks in which each part may match, of those with anchors."""
        places: dict[int, set[int]] = defaultdict(set)
        asking = frozenset(n for n in numbers if self.parts[n][0].anchored[self.parts[n][1]] == "match")
        if not asking:
            return places
        groups: tuple[list[int], ...] = ([], [], [])
        for at, block in enumerate(blocks):
            groups[place_of(block.kind)].append(at)
        text = normal_prose(*([blocks[at].text for at in group] for group in groups))
        for wanted, stretch, group in zip(self._asked(form).wanted, text, groups, strict=True):
            ends = _ends(stretch, len(group))
            anywhere = set()
            for number, start in wanted.places(stretch, asking):
                at = bisect_right(ends, start)
                if at < len(group):
                    places[number].add(group[at])
                else:  # what stands around signs within words, of any of the blocks, stands once more behind them
                    anywhere.add(number)
            for number in anywhere:
                places[number].update(group)
        return places

    def _asked(self, form: Format) -> _Asked:
        if form not in self._by_format:
            self._by_format[form] = _Asked(self.parts, form)
        return self._by_format[form]


class _Asked:
    """What is asked of a draft of one format: by anchors in each part of it, and by sieves."""

    def __init__(self, parts: Sequence[tuple[Rule, int]], form: Format) -> None:
        self.all = [number for number, (rule, _) in enumerate(parts) if form in rule.formats]
        probes = [(number, *parts[number]) for number in self.all]
        self.sieves = Sieves(each for each in probes if each[1].anchored[each[2]] not in ("match", "beside"))
        anchored = [each for each in probes if each[1].anchored[each[2]]]
        self.wanted = tuple(_wanted(anchored, form, place) for place in (PROSE, INSIDE, FIELDS))


_FEW = 100
"""Where no more than so many of the bundled parts are asked for, to pass over the others takes longer."""


def _wanted(parts: Iterable[tuple[int, Rule, int]], form: Format, place: int) -> Wanted:
    """Return what is sought in one part of a normal form: ready as it is bundled, as far as it is."""
    here = [(number, rule, part) for number, rule, part in parts if place in _stands(rule, part, form)]
    bundled = {(rule.id, part): number for number, rule, part in here if isinstance(rule, Bundled)}
    ready = bundled_ready() if len(bundled) > _FEW else None
    if ready is None:
        bundled = {}
    others = ((number, rule.probes[part]) for number, rule, part in here if (rule.id, part) not in bundled)
    return Wanted(others, values=place == INSIDE, ready=ReadyHere(ready, place, bundled) if ready else None)


def readied(rules: Iterable[Rule]) -> Made:
    """Return what is sought for rules in all formats, for the bundle."""
    parts = {
        (rule.id, part): (
            rule.probes[part],
            {place for form in rule.formats for place in _stands(rule, part, form)},
        )
        for rule in rules
        for part, anchored in enumerate(rule.anchored)
        if anchored
    }
    probes = enumerate(probe for probe, _ in parts.values())
    return made_ready({part: places for part, (_, places) in parts.items()}, sought(probes))


def _stands(rule: Rule, part: int, form: Format) -> Set[int]:
    """Return in which parts of a normal form that stands which a part of a rule looks for."""
    # What must be beside a match may be in a block of any kind.
    return _EVERYWHERE if rule.anchored[part] == "beside" else places_of(rule.kinds, form)


def _ends(stretch: Stretch, count: int) -> list[int]:
    """Return where each of the first texts ends that were joined."""
    ends: list[int] = []
    at = -1
    while len(ends) < count:
        at = stretch.cased.find(PART, at + 1)
        ends.append(at if at >= 0 else len(stretch.cased))
    return ends


@lru_cache(maxsize=8)
def prefilter(rules: tuple[Rule, ...]) -> Prefilter:
    """Return the prefilter of these rules, made once."""
    return Prefilter(rules)


def looks_at(rule: Rule, block: Block) -> bool:
    """Tell whether a rule looks at a block; what stands within a quotation counts as quotation too."""
    return block.kind in rule.kinds and ("quotation" in rule.kinds or "quotation" not in block.within)
