"""Which blocks of a document each rule needs to look at: those that hold what its patterns cannot do without.

One pass over the prose finds the anchors of all rules at once, with an Aho-Corasick automaton where its library is
at hand and one search an anchor where it is not. It changes speed and nothing else: a block that is passed over
holds no match, for `anchors` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from presscheck.match.anchors import is_sign, words_of
from presscheck.model import Block, Document, Rule

_FEW = 20_000
"""Until so many bytes of prose were looked through, searching each anchor costs less than an automaton."""

Search = Callable[[Sequence[bytes]], Iterable[tuple[int, int]]]
"""Given texts, tells (number of the anchor, number of the text) for every anchor that stands in a text."""


class Prefilter:
    """The probes of a set of rules, ready to be tried on a document."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._parts = [(rule, part) for rule in rules for part in range(len(rule.probes))]
        probes = [rule.probes[part] for rule, part in self._parts]
        every = {literal for probe in probes for group in probe.groups for literal in group}
        words = sorted(literal for literal in every if not is_sign(literal))
        self._words = [literal.encode("utf-8", "surrogatepass") for literal in words]
        self._signs = sorted(every.difference(words))
        number_of = {literal: number for number, literal in enumerate([*words, *self._signs])}
        self._longest = [probe.longest for probe in probes]
        self._wordless = [number for number, probe in enumerate(probes) if not probe.groups]
        self._looks_at: dict[tuple[str, bool], tuple[list[int], frozenset[int]]] = {}
        self._asks: dict[int, list[tuple[int, list[frozenset[int]]]]] = defaultdict(list)
        for number, probe in enumerate(probes):
            if probe.groups:
                first, *others = (frozenset(map(number_of.__getitem__, group)) for group in probe.groups)
                for literal in first:
                    self._asks[literal].append((number, others))
        self._search: Search | None = None
        self._looked_through = 0

    def candidates(self, document: Document) -> Iterator[tuple[Rule, int, list[Block]]]:
        """Yield each part of a rule that may find something, in order, with the blocks it needs to look at."""
        form = document.source.format
        asked = self._asked(document.blocks)
        for number in sorted(asked):
            rule, part = self._parts[number]
            if form in rule.formats:
                yield rule, part, asked[number]

    def _asked(self, blocks: Sequence[Block]) -> dict[int, list[Block]]:
        """Return the blocks that each part, by its number, has to look at, in order."""
        asked: dict[int, list[Block]] = defaultdict(list)
        for block, present in zip(blocks, self._present([block.text for block in blocks]), strict=True):
            always, looking = self._looking_at(block)
            shortest = min(sum(map(len, line.split())) for line in block.text.split("\n"))
            parts = {
                number
                for anchor in present & self._asks.keys()
                for number, groups in self._asks[anchor]
                if number in looking and not any(map(present.isdisjoint, groups))
            }
            for number in (*always, *parts):
                if shortest <= self._longest[number]:
                    asked[number].append(block)
        return asked

    def _looking_at(self, block: Block) -> tuple[list[int], frozenset[int]]:
        """Return the numbers of the parts that look at a block: those whatever its words, and all."""
        key = (block.kind, "quotation" in block.within)
        if key not in self._looks_at:
            looking = frozenset(n for n, (rule, _) in enumerate(self._parts) if looks_at(rule, block))
            self._looks_at[key] = [number for number in self._wordless if number in looking], looking
        return self._looks_at[key]

    def _present(self, texts: Sequence[str]) -> list[set[int]]:
        """Return, for each text, the numbers of the anchors that stand in it."""
        present: list[set[int]] = [set() for _ in texts]
        for anchor, at in self._found(words_of(texts)):
            present[at].add(anchor)
        whole = "".join(texts)
        for anchor, sign in enumerate(self._signs, len(self._words)):
            if sign in whole:
                for at, text in enumerate(texts):
                    if sign in text:
                        present[at].add(anchor)
        return present

    def _found(self, texts: Sequence[bytes]) -> Iterable[tuple[int, int]]:
        if self._search is None:
            self._looked_through += sum(map(len, texts))
            if self._looked_through <= _FEW:
                return _one_by_one(self._words, texts)
            self._search = _automaton(self._words)
        return self._search(texts)


@lru_cache(maxsize=8)
def prefilter(rules: tuple[Rule, ...]) -> Prefilter:
    """Return the prefilter of these rules, made once."""
    return Prefilter(rules)


def looks_at(rule: Rule, block: Block) -> bool:
    """Tell whether a rule looks at a block; what stands within a quotation counts as quotation too."""
    return block.kind in rule.kinds and ("quotation" in rule.kinds or "quotation" not in block.within)


def _one_by_one(words: Sequence[bytes], texts: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    whole = b"".join(texts)
    for anchor, word in enumerate(words):
        if word in whole:
            for at, text in enumerate(texts):
                if word in text:
                    yield anchor, at


def _automaton(words: Sequence[bytes]) -> Search:
    try:
        from ahocorasick_rs import BytesAhoCorasick
    except ImportError:  # no wheel for musl
        return lambda texts: _one_by_one(words, texts)
    automaton = BytesAhoCorasick(words)

    def search(texts: Sequence[bytes]) -> Iterable[tuple[int, int]]:
        ends = list(accumulate(map(len, texts)))
        found = automaton.find_matches_as_indexes(b"".join(texts), overlapping=True)
        return {(anchor, bisect_right(ends, start)) for anchor, start, _ in found}

    return search
