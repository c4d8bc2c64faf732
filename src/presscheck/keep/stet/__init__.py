"""What a writer lets stand, in the draft itself: `stet: PH101 the mayor's own brackets`.

A stet names rules and gives a reason. It holds for a block, from a `stet-start` to its `stet-end`, or for the file.
What is wrong with one is a finding of a rule of the family `stet`, which no stet lets stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from presscheck.finding import finding
from presscheck.keep.stet.territory import Territories
from presscheck.keep.stet.waiting import Waiting
from presscheck.match.duplicate import ACROSS
from presscheck.model import Block, Document, Finding, Hit, Suppressed, in_order
from presscheck.rule import Rule
from presscheck.rules import RuleSet, names

_KEY = re.compile(r"[A-Za-z0-9][\w-]*")
_ID = re.compile(r"[A-Za-z]{2}[0-9]+")
_COMMA = re.compile(r"\s*,\s*")
_DASH = re.compile(r"\s*(?:[:–—-]+\s*)?")


@dataclass(frozen=True, slots=True, eq=False)
class Stet:
    """A stet as it is written: the spans of its keys in the block's text, and its reason."""

    block: Block
    keys: tuple[tuple[int, int], ...]
    reason: str

    def key(self, number: int) -> str:
        """Return a key by its number."""
        start, end = self.keys[number]
        return dict(self.block.about).get("rule", "") or self.block.text[start:end]


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of the source and the stet that holds in it."""

    start: int
    end: int
    stet: Stet


class Stets:
    """The stets of a document; `rules` are those it was checked with."""

    def __init__(self, document: Document, rules: RuleSet) -> None:
        self._document = document
        self._rules = rules
        self._used: set[tuple[Stet, int]] = set()
        self._meant: dict[str, list[str]] = {}
        self._strays: list[Block] = []
        self._scopes = sorted(self._read(), key=lambda scope: scope.end - scope.start)

    def heed(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        """Return the findings that no stet lets stand, and those that one does: of several, the nearest."""
        found = list(findings)
        taken = dict(self._taken(found))
        self._used.update(taken.values())
        standing = [each for number, each in enumerate(found) if number not in taken]
        return standing, [
            Suppressed(each, "stet", taken[number][0].reason)
            for number, each in enumerate(found)
            if number in taken
        ]

    def problems(self) -> list[Finding]:
        """Return what is wrong with the stets, once everything that was found has been heeded."""
        found = []
        for rule in self._rules:
            if rule.matcher == "stet":
                hits = _PROBLEMS[rule.spec["problem"]](self)
                found += [finding(rule, hit, self._document) for hit in hits]
        return list(in_order(found))

    def _taken(self, found: Sequence[Finding]) -> Iterator[tuple[int, tuple[Stet, int]]]:
        """Yield each finding that may stand, by its number, with the stet and the number of its key that say so."""
        of_rule: dict[str, list[int]] = {}
        for number, each in enumerate(found):
            of_rule.setdefault(each.rule, []).append(number)
        waiting = {rule: Waiting((found[n].place.start, n) for n in numbers) for rule, numbers in of_rule.items()}
        meant: dict[str, list[str]] = {}
        for scope in self._scopes:  # the nearest first; what it takes is not there for the others
            for number in range(len(scope.stet.keys)):
                key = scope.stet.key(number)
                if key not in meant:
                    meant[key] = [rule for rule, numbers in of_rule.items() if names(key, found[numbers[0]])]
                for rule in meant[key]:
                    for taken in waiting[rule].take(scope.start, max(scope.end, scope.start + 1)):
                        yield taken, (scope.stet, number)

    def _read(self) -> Iterator[Scope]:
        opened: list[Stet] = []
        length = len(self._document.source.text)
        for block in self._document.stets:
            at = block.runs[0].start
            match block.name:
                case "end" if not opened:
                    self._strays.append(block)
                case "end":
                    stet = opened.pop()
                    yield Scope(stet.block.runs[-1].end, at, stet)
                case "start":
                    opened.append(self._stet(block))
                case "file":
                    yield Scope(0, length + 1, self._stet(block))
                case _:
                    yield Scope(*self._territories.around(at), self._stet(block))
        self._strays += [stet.block for stet in opened]

    @cached_property
    def _territories(self) -> Territories:
        return Territories(self._document)

    def _stet(self, block: Block) -> Stet:
        """Return a stet with its keys told from its reason.

        After a comma comes another key, where a rule goes by it or it is made like an id; else the reason.
        """
        text = block.text
        if block.about:
            return Stet(block, ((0, len(text)),), " ".join(text.split()))
        keys: list[tuple[int, int]] = []
        at = 0
        while key := _KEY.match(text, at):
            if keys and not (self._known(key[0]) or _ID.fullmatch(key[0])):
                break
            keys.append(key.span())
            comma = _COMMA.match(text, key.end())
            at = comma.end() if comma else key.end()
            if not comma:
                break
        dash = _DASH.match(text, at)
        return Stet(block, tuple(keys), " ".join(text[dash.end() if dash else at :].split()))

    def _known(self, key: str) -> bool:
        return bool(self._rules_by(key))

    def _rules_by(self, key: str) -> list[str]:
        """Return the ids of the rules that a key means; many stets have the same one."""
        if key not in self._meant:
            self._meant[key] = [rule.id for rule in self._rules.loaded if names(key, rule)]
        return self._meant[key]

    @property
    def _heeded(self) -> list[Stet]:
        return list(dict.fromkeys(scope.stet for scope in self._scopes))

    def _unused(self) -> Iterator[Hit]:
        ran = {rule.id for rule in self._rules if not _compares(rule)}
        for stet in self._heeded:
            for number, span in enumerate(stet.keys):
                if (stet, number) in self._used:
                    continue
                # Of a rule that this run did not use nobody knows whether it would find anything.
                meant = self._rules_by(key := stet.key(number))
                if meant and ran.issuperset(meant):
                    yield Hit(stet.block, *span, {"key": key})

    def _without_reason(self) -> Iterator[Hit]:
        for stet in self._heeded:
            if stet.keys and not stet.reason:
                yield Hit(stet.block, 0, len(stet.block.text), {"key": stet.key(0)})

    def _without_rule(self) -> Iterator[Hit]:
        for stet in self._heeded:
            if not stet.keys:
                yield Hit(stet.block, 0, len(stet.block.text), {"problem": "a stet that names no rule"})
            for number, span in enumerate(stet.keys):
                if not self._known(key := stet.key(number)):
                    said = f"a stet for '{key}', which is no rule{self._rules.loaded.nearest(key)}"
                    yield Hit(stet.block, *span, {"problem": said})

    def _unpaired(self) -> Iterator[Hit]:
        for block in self._strays:
            other = "start" if block.name == "end" else "end"
            said = f"a stet-{block.name} without a stet-{other}"
            yield Hit(block, 0, len(block.text), {"problem": said})


_PROBLEMS = {
    "unused": Stets._unused,
    "reason": Stets._without_reason,
    "rule": Stets._without_rule,
    "pair": Stets._unpaired,
}


def _compares(rule: Rule) -> bool:
    return rule.spec.get("of") in ACROSS


def heed(document: Document, findings: Sequence[Finding], rules: RuleSet) -> tuple[list[Finding], list[Suppressed]]:
    """Return what is reported of a document, what is wrong with its stets with it, and what they let stand."""
    stets = Stets(document, rules)
    standing, suppressed = stets.heed(findings)
    return list(in_order([*standing, *stets.problems()])), suppressed
