"""The run over one source: match every rule, merge what overlaps, and give each finding its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from presscheck.match import distinct, find, finder
from presscheck.model import (
    NO_HOUSE,
    Block,
    Document,
    Finding,
    Format,
    Hit,
    House,
    Source,
    in_order,
)
from presscheck.profile import Watch, unwatched
from presscheck.read import open_document
from presscheck.rule import Rule
from presscheck.spans import claim
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.match.prefilter import Prefilter

MOST = 50_000
"""So many findings a file may have. What has more is a list or a trap, and would take all memory there is."""


def surely_nothing(data: bytes, form: Format, rules: Sequence[Rule]) -> bool:
    """Tell whether a file, given by its bytes, is in order as text and holds nothing that a rule could find.

    Yes is certain, and told without decoding or parsing it; no says nothing.
    """
    from presscheck.match.prefilter import prefilter
    from presscheck.read.sound import is_sound

    return form != "office" and is_sound(data) and not prefilter(tuple(rules)).possible(data, form)


def lint(
    source: Source, rules: Iterable[Rule], house: House = NO_HOUSE, *, watch: Watch = unwatched
) -> list[Finding]:
    """Return what the rules find in a source that its house does not let stand, in order of place."""
    from presscheck.match.prefilter import prefilter

    document = open_document(source, house)
    asked = prefilter(tuple(rules))
    possible = watch("look for candidates", lambda: asked.unrendered(document, _possible(asked, source)))
    if possible:
        watch("parse", lambda: document.blocks)
    candidates = watch("place candidates", lambda: list(asked.candidates(document, possible)))
    hits = []
    for rule, parts in groupby(candidates, key=itemgetter(0)):
        found = watch(rule, lambda: list(islice(_hits(rule, parts, document), MOST + 1)))  # noqa: B023  # called at once
        hits += [(rule, hit) for hit in found]
        if len(hits) > MOST:
            raise Trouble(f"{source.path}: more than {MOST:,} findings; it is no draft: exclude it")
    findings: list[Finding] = watch("make findings", lambda: _findings(hits, document))
    return findings


def _hits(rule: Rule, parts: Iterable[tuple[Rule, int, Sequence[Block]]], document: Document) -> Iterator[Hit]:
    return distinct(hit for _, part, blocks in parts for hit in finder(rule, part)(document, blocks))


def _possible(asked: Prefilter, source: Source) -> Sequence[int]:
    if source.layout:
        return asked.all(source.format)
    try:
        data = source.text.encode()
    except UnicodeEncodeError:  # half a character, for which a reader may show another one
        return asked.all(source.format)
    return asked.possible(data, source.format)


def lint_naively(source: Source, rules: Iterable[Rule], house: House = NO_HOUSE) -> list[Finding]:
    """Return what `lint` returns, having run every rule on every block: slowly, to prove it."""
    document = open_document(source, house)
    return _findings(((rule, hit) for rule in rules for hit in find(rule, document)), document)


def _findings(hits: Iterable[tuple[Rule, Hit]], document: Document) -> list[Finding]:
    from presscheck.finding import finding

    if document.house != NO_HOUSE:
        from presscheck.match.house import stands

        hits = ((rule, hit) for rule, hit in hits if not stands(rule, hit, document))
    return list(in_order([finding(rule, hit, document) for rule, hit in merge(hits)]))


def merge(hits: Iterable[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """Return the hits of rules in one document without those that another of the same family already tells.

    Of two that overlap in one family the more severe stays, of equals the wider, then the lower id. Hits of
    different families stay both, unless their spans are the same but for a character at either end.
    """
    placed = [(rule, hit, *hit.block.span(hit.start, hit.end)) for rule, hit in hits]
    placed.sort(key=lambda each: (-each[0].severity, each[2] - each[3], each[2], each[0].id))
    kept: list[tuple[Rule, Hit]] = []
    spans: dict[int, list[int]] = {}
    taken: dict[str, list[tuple[int, int]]] = {}
    for rule, hit, start, end in placed:
        if not _is_nearly_one_of(spans, start, end) and claim(taken.setdefault(rule.family, []), start, end):
            spans.setdefault(start, []).append(end)
            kept.append((rule, hit))
    return kept


def _is_nearly_one_of(spans: Mapping[int, Sequence[int]], start: int, end: int) -> bool:
    """Tell whether a span is one of those given, ends by their starts, but for a character at either end."""
    return any(
        abs(other - end) <= 1 for near in (start - 1, start, start + 1) if near in spans for other in spans[near]
    )
