"""A rule: what is looked for, and what a text must be like to hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any, Literal, NamedTuple

from presscheck.model import Format, Kind, Severity


class Mend(NamedTuple):
    """What a rule's findings are mended with, as its file says.

    `remove` is what goes: the `finding` (with its whole block where nothing else stands there), the `parameter`
    of an address, or the `link` off its words. `safe` is when nobody need look at it: `always`, where the finding
    stands `alone` in its block, where that is `stock` text and says nothing but what a site says of itself, or
    `never`.
    """

    remove: Literal["finding", "parameter", "link"]
    safe: Literal["always", "alone", "stock", "never"]


class Example(NamedTuple):
    """A rule's own test: a text, its format, and the spans the rule must report in it (none for a clean one).

    `others` are the further documents of a run, for a rule that compares documents with one another.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    format: Format = "text"
    line: int = 0
    others: tuple[str, ...] = ()
    fixed: str | None = None
    """The text once everything that the rule reports in it is mended, if the rule file says."""


Other = tuple[bool, int, tuple[str, ...]]
"""Literals of which one stands beside others: whether before them, and how many bytes off it starts or ends at
most, 0 for any number."""


class Way(NamedTuple):
    """One of the ways in which a pattern can match: a match holds one of `literals`, and of each of `others`.

    Literals are in the normal form of `match.raw`, with the marks of `match.anchors`.
    """

    literals: tuple[str, ...]
    others: tuple[Other, ...] = ()


class Probe(NamedTuple):
    """What a text must be like for one part of a rule, such as a pattern, to find anything in it.

    It holds one of `ways`, in capitals and small letters as they are where case is `exact`, in a line of at most
    `longest` characters beside white space. Where the rule says itself what there must be, one of `needs` matches
    in the written form of `match.raw`, and the ways are those of the needs. With `beside` the ways are those of
    what must stand near each match, in any block. A probe without ways and needs says nothing.
    """

    longest: float = inf
    ways: tuple[Way, ...] = ()
    exact: bool = False
    needs: tuple[str, ...] = ()
    beside: bool = False


Anchored = Literal["match", "draft", "beside", ""]


def _anchored(probe: Probe) -> Anchored:
    if not probe.ways:
        return ""
    return "draft" if probe.needs else "beside" if probe.beside else "match"


@dataclass(frozen=True, eq=False)
class Rule:
    """What is looked for and everything a user may want to know about it; one YAML file.

    `matcher` is the name of a module in `presscheck.match`, `spec` its checked parameters, `kinds` the kinds of
    block and `formats` the formats of source it looks at, `probes` tell, for each part of the matcher, which texts
    it need not look at, `path` the file it was read from.
    """

    id: str
    name: str
    family: str
    severity: Severity
    summary: str
    message: str
    why: str
    fix: str
    matcher: str
    spec: Mapping[str, Any]
    kinds: frozenset[Kind]
    formats: frozenset[Format]
    probes: tuple[Probe, ...]
    flagged: tuple[Example, ...]
    clean: tuple[Example, ...]
    path: str
    mend: Mend | None = None
    """What mends a finding, where a program can."""
    ours: bool = False
    """Whether it comes with presscheck; others are given no more than their time."""

    @cached_property
    def anchored(self) -> tuple[Anchored, ...]:
        """For each part what holds one of its literals: a match, its draft, what is beside it, or "" for none."""
        return tuple([_anchored(probe) for probe in self.probes])

    @cached_property
    def advice(self) -> str:
        """What to do about a finding: the first sentence or line of `fix`."""
        first = self.fix.strip().split("\n\n")[0]
        return " ".join(first.split())
