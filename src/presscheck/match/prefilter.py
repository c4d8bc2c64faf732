"""Which blocks of a document each rule needs to look at: those that hold the words its patterns cannot do without.

One pass over the prose finds the anchors of all rules at once, with an Aho-Corasick automaton where its library is
at hand and one search an anchor where it is not. It changes speed and nothing else: a block that is passed over
holds no match, for `anchors` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from presscheck.match.anchors import Group, words_of
from presscheck.model import Block, Document, Rule

_FEW = 20_000
"""Up to so many characters of prose, a search for each anchor is done before an automaton is built."""

Search = Callable[[Sequence[str]], Iterator[tuple[int, int]]]
"""Given texts, yields (number of the anchor, number of the text) for every anchor that stands in a text."""


class Prefilter:
    """The anchors of a set of rules, ready to be looked for."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._always = [number for number, rule in enumerate(rules) if not rule.anchors]
        triggers: dict[str, list[tuple[int, tuple[Group, ...]]]] = defaultdict(list)
        for number, rule in enumerate(rules):
            for first, *others in rule.anchors:
                for literal in first:
                    triggers[literal].append((number, tuple(others)))
        self._literals = tuple(triggers)
        self._triggers = tuple(triggers.values())
        self._search: Search | None = None

    def candidates(self, document: Document) -> Iterator[tuple[Rule, list[Block]]]:
        """Yield each rule that may find something, in order, with the blocks it needs to look at."""
        blocks = document.blocks
        texts = [words_of(block.text) for block in blocks]
        wanted: dict[int, set[int]] = defaultdict(set)
        for anchor, at in self._found(texts):
            for number, others in self._triggers[anchor]:
                if at not in wanted[number] and all(any(map(texts[at].__contains__, group)) for group in others):
                    wanted[number].add(at)
        for number in sorted({*self._always, *wanted}):
            rule = self._rules[number]
            if document.source.format not in rule.formats:
                continue
            some = range(len(blocks)) if not rule.anchors else sorted(wanted[number])
            looked_at = [blocks[at] for at in some if looks_at(rule, blocks[at])]
            if looked_at:
                yield rule, looked_at

    def _found(self, texts: Sequence[str]) -> Iterable[tuple[int, int]]:
        if self._search is None:
            if sum(map(len, texts)) <= _FEW:
                return _one_by_one(self._literals, texts)
            self._search = _automaton(self._literals)
        return self._search(texts)


@lru_cache(maxsize=8)
def prefilter(rules: tuple[Rule, ...]) -> Prefilter:
    """Return the prefilter of these rules, made once."""
    return Prefilter(rules)


def looks_at(rule: Rule, block: Block) -> bool:
    """Tell whether a rule looks at a block; what stands within a quotation counts as quotation too."""
    return block.kind in rule.kinds and ("quotation" in rule.kinds or "quotation" not in block.within)


def _one_by_one(literals: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    whole = "".join(texts)
    for anchor, literal in enumerate(literals):
        if literal in whole:
            for at, text in enumerate(texts):
                if literal in text:
                    yield anchor, at


def _automaton(literals: Sequence[str]) -> Search:
    try:
        from ahocorasick_rs import BytesAhoCorasick
    except ImportError:  # no wheel for musl
        return lambda texts: _one_by_one(literals, texts)
    automaton = BytesAhoCorasick([literal.encode("utf-8", "surrogatepass") for literal in literals])

    def search(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        starts: list[int] = []
        length = 0
        for text in encoded:
            starts.append(length)
            length += len(text)
        found = automaton.find_matches_as_indexes(b"".join(encoded), overlapping=True)
        yield from {(anchor, bisect_right(starts, start) - 1) for anchor, start, _ in found}

    return search
