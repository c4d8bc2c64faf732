"""What stands in several articles of a run: headlines, paragraphs. Memory holds hashes and places, no text."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Final

from presscheck.finding import found
from presscheck.match.duplicate import ACROSS
from presscheck.match.house import is_house_text
from presscheck.match.prefilter import looks_at
from presscheck.model import Document, Finding, Place, Source, in_order
from presscheck.rule import Rule
from presscheck.trouble import Trouble

NAMED = 3
"""How many of the other articles a message names; `places` holds them all."""

Reopen = Callable[[str], Source]
"""Gives the source at a path again, for the text of a finding."""

_HASH: Final = "Q"
_NUMBER: Final = "I"
_HALF: Final = "H"


class Across:
    """What the documents of a run have to be compared, collected one document at a time.

    The order of the documents makes no difference to what is found. `articles` overrides in how many articles a
    paragraph must stand, `near` takes paragraphs for one that differ in a few words (needs `presscheck[archive]`).
    """

    def __init__(self, *, articles: int | None = None, near: bool = False) -> None:
        self._articles = articles
        self._near = near
        self._paths: list[str] = []
        self._rules: dict[str, Rule] = {}
        self._stands: dict[str, _Stands] = {}

    def add(self, document: Document, rules: Iterable[Rule]) -> None:
        """Put on record what a document has to be compared, for those of the rules that compare.

        Where a rule has not the same severity for all documents, the greatest holds.
        """
        source, house = document.source, document.house
        for rule in rules:
            if rule.matcher != "duplicate" or rule.spec["of"] not in ACROSS or source.format not in rule.formats:
                continue
            stands = self._stands_of(rule)
            blocks = [block for block in document.blocks if looks_at(rule, block)]
            for line, form in ACROSS[rule.spec["of"]](document, blocks):
                if house.texts and is_house_text(line.block.text, line.start, line.end, house):
                    continue
                stands.add(form, len(self._paths), Place.of(source, *line.block.span(line.start, line.end)))
        self._paths.append(source.path)

    def _stands_of(self, rule: Rule) -> _Stands:
        if rule.severity > (self._rules[rule.id].severity if rule.id in self._rules else 0):
            self._rules[rule.id] = rule
        if rule.id not in self._stands:
            self._stands[rule.id] = _Stands(near=self._near and _is_long(rule))
        return self._stands[rule.id]

    def absorb(self, other: Across) -> None:
        """Take over what another process has put on record."""
        for key, theirs in other._stands.items():
            self._stands_of(other._rules[key]).absorb(theirs, len(self._paths))
        self._paths += other._paths

    def findings(self, reopen: Reopen) -> list[Finding]:
        """Return a finding for each headline and paragraph that stands in enough articles, at its first place."""
        several = []
        for key, stands in self._stands.items():
            rule = self._rules[key]
            least = self._articles if self._articles and _is_long(rule) else int(rule.spec["articles"])
            for group in stands.groups(least):
                places = sorted((stands.place(at, self._paths) for at in group), key=lambda p: (p.path, p.start))
                first_of_each = [next(same) for _, same in groupby(places, key=lambda place: place.path)]
                several.append(_finding(rule, first_of_each, reopen))
        return list(in_order(several))


def _is_long(rule: Rule) -> bool:
    return str(rule.spec["of"]) == "paragraph-across"


class _Stands:
    """Places by the hash of what stands there, in arrays: 36 bytes each, where a dictionary would take 300."""

    def __init__(self, *, near: bool) -> None:
        self._hashes = array(_HASH)
        self._numbers = array(_NUMBER)
        self._near = Signatures() if near else None

    def add(self, form: str, document: int, place: Place) -> None:
        digest = int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        self._hashes.append(digest)
        self._numbers.extend(
            (document, place.start, place.end, place.line, place.column, place.end_line, place.end_column)
        )
        if self._near is not None:
            self._near.add(digest, form)

    def absorb(self, other: _Stands, documents: int) -> None:
        self._hashes.extend(other._hashes)
        numbers = other._numbers[:]
        for at in range(0, len(numbers), 7):
            numbers[at] += documents
        self._numbers.extend(numbers)
        if self._near is not None and other._near is not None:
            self._near.absorb(other._near)

    def groups(self, least: int) -> Iterator[list[int]]:
        """Yield the stands of each hash that stands in so many documents or more."""
        hashes = self._near.alike(self._hashes) if self._near is not None else self._hashes
        for _, same in groupby(sorted(range(len(hashes)), key=hashes.__getitem__), key=hashes.__getitem__):
            group = list(same)
            if len(group) >= least and len({self._numbers[7 * at] for at in group}) >= least:
                yield group

    def place(self, at: int, paths: Sequence[str]) -> Place:
        document, start, end, line, column, end_line, end_column = self._numbers[7 * at : 7 * at + 7]
        return Place(paths[document], start, end, line, column, end_line, end_column)


def _finding(rule: Rule, places: Sequence[Place], reopen: Reopen) -> Finding:
    first, *others = places
    text, around = "", ("", "")
    try:
        source = reopen(first.path)
        text, around = source.text[first.start : first.end], source.around(first.start, first.end)
    except Trouble:
        pass  # The file has gone since it was read; what it held is still true of the others.
    named = [f"{place.path}:{place.line}" for place in others[:NAMED]]
    if len(others) > NAMED:
        named.append(f"{len(others) - NAMED:,} more")
    values = {
        "articles": f"{len(places):,}",
        "others": " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named),
    }
    return found(rule, first, text=text, around=around, match=text, values=values, places=tuple(others))


class Signatures:
    """MinHash signatures of distinct paragraphs; says which are one but for a few words.

    Paragraphs that agree in one of eight bands of four values are compared, each with the one of the lowest hash:
    time is linear and the order they came in makes no difference.
    """

    VALUES, BAND, SEED = 32, 4, 7
    ALIKE = 0.7
    """The share of equal values from which two are one: the Jaccard similarity of their runs of three words."""

    def __init__(self) -> None:
        try:
            from rensa import RMinHash
        except ImportError:
            raise Trouble("--across-near needs an extra: pip install 'presscheck[archive]'") from None
        self._min_hash = RMinHash
        self._at: dict[int, int] = {}
        # The low half of each value is enough to tell two apart, and makes a band of four one whole number.
        self._values = array(_HALF)

    def add(self, digest: int, form: str) -> None:
        """Sign a paragraph, unless it is on record already."""
        if digest in self._at:
            return
        words = form.split()
        signature = self._min_hash(self.VALUES, self.SEED)
        signature.update([" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))])
        self._at[digest] = len(self._at)
        self._values.extend([value & 0xFFFF for value in signature.digest()])

    def absorb(self, other: Signatures) -> None:
        """Take over the signatures of another process."""
        for digest, at in other._at.items():
            if digest not in self._at:
                self._at[digest] = len(self._at)
                self._values.extend(other._values[at * self.VALUES : (at + 1) * self.VALUES])

    def alike(self, hashes: array[int]) -> array[int]:
        """Return the hashes with each replaced by the lowest of those that are alike."""
        digests = array(_HASH, sorted(self._at))
        order = [self._at[digest] for digest in digests]
        leader = array(_NUMBER, range(len(order)))  # by rank: the lower the hash, the lower the rank

        def lead(rank: int) -> int:
            while leader[rank] != rank:
                leader[rank] = leader[leader[rank]]
                rank = leader[rank]
            return rank

        bands = self.VALUES // self.BAND
        keys = memoryview(self._values).cast("B").cast(_HASH)
        for band in range(bands):
            by_rank = array(_HASH, (keys[at * bands + band] for at in order))
            ranks = sorted(range(len(order)), key=by_rank.__getitem__)
            for _, (first, *others) in groupby(ranks, key=by_rank.__getitem__):
                for other in others:
                    if self._similarity(order[first], order[other]) >= self.ALIKE:
                        one, two = sorted((lead(first), lead(other)))
                        leader[two] = one
        ranks_of = {digest: rank for rank, digest in enumerate(digests) if lead(rank) != rank}
        return array(
            _HASH, (digests[lead(ranks_of[digest])] if digest in ranks_of else digest for digest in hashes)
        )

    def _similarity(self, one: int, other: int) -> float:
        a, b = one * self.VALUES, other * self.VALUES
        pairs = zip(self._values[a : a + self.VALUES], self._values[b : b + self.VALUES], strict=True)
        return sum(x == y for x, y in pairs) / self.VALUES
