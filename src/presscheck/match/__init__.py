"""Rule × Document → hits: one module a matcher, each with its `SPEC` (what a rule file may say) and `build`.

`build(spec)` returns a finder: a function of a document and those of its blocks the rule looks at, which yields
hits in order. A finder is built once, when its rule is first needed, for building compiles patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from presscheck.model import Block, Document, Hit
from presscheck.rule import Probe, Rule
from presscheck.spans import claim
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.rules.schema import Node

MATCHERS = ("phrase", "pattern", "slot", "duplicate", "section", "field", "stet")
"""The closed set of matchers a rule chooses from; each is a module of this package."""

Finder = Callable[[Document, Sequence[Block]], Iterator[Hit]]


def check_spec(matcher: str, node: Node) -> dict[str, Any]:
    """Return a rule's parameters for a matcher, checked. Raises Trouble naming file, line and key."""
    module = import_module(f"presscheck.match.{matcher}")
    spec: dict[str, Any] = module.SPEC(node)
    try:
        module.build(spec)
    except Trouble as trouble:
        raise node.trouble(str(trouble)) from None
    return spec


@cache
def finder(rule: Rule, part: int) -> Finder:
    """Return the finder of one part of a rule, built at the first call; a rule has as many parts as probes."""
    from presscheck.match.patience import NAME, patience_with

    module = import_module(f"presscheck.match.{rule.matcher}")
    spec = module.parts(rule.spec)[part] if len(rule.anchored) > 1 else rule.spec
    patience = patience_with(rule)
    if patience is None:
        built: Finder = module.build(spec)
        return built
    find: Finder = module.build({**spec, NAME: patience})
    return lambda document, blocks: iter(()) if patience.spent else find(document, blocks)


def probes_of(matcher: str, spec: Mapping[str, Any]) -> tuple[Probe, ...]:
    """Return a probe for each part of a matcher: one for each pattern, else one that says nothing."""
    module = import_module(f"presscheck.match.{matcher}")
    found: tuple[Probe, ...] = module.probes(spec) if hasattr(module, "probes") else (Probe(),)
    return found


def find(rule: Rule, document: Document) -> Iterator[Hit]:
    """Yield the hits of one rule in one document, having looked at every block the rule is for."""
    from presscheck.match.prefilter import looks_at

    if document.source.format in rule.formats:
        blocks = [block for block in document.blocks if looks_at(rule, block)]
        if blocks:
            yield from distinct(
                hit for part in range(len(rule.anchored)) for hit in finder(rule, part)(document, blocks)
            )


def distinct(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield a rule's hits but those that overlap an earlier one: a rule's first pattern comes before its second."""
    taken: dict[Block, list[tuple[int, int]]] = {}
    for hit in hits:
        if claim(taken.setdefault(hit.block, []), hit.start, hit.end):
            yield hit
