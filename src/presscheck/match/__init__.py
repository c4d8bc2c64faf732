"""Rule × Document → hits: one module a matcher, each with its `SPEC` (what a rule file may say) and `build`.

`build(spec)` returns a finder: a function of a document and those of its blocks the rule looks at, which yields
hits in order. A finder is built once, when its rule is first needed, for building compiles patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from presscheck.match.prefilter import looks_at
from presscheck.model import Anchors, Block, Document, Hit, Rule, Trouble

if TYPE_CHECKING:
    from presscheck.rules.schema import Node

MATCHERS = ("phrase", "pattern", "slot", "duplicate", "section", "field")
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
def finder(rule: Rule) -> Finder:
    """Return the finder of a rule, built at the first call."""
    module = import_module(f"presscheck.match.{rule.matcher}")
    built: Finder = module.build(rule.spec)
    return built


def anchors_of(matcher: str, spec: Mapping[str, Any]) -> Anchors:
    """Return the words a text must hold for a rule to find anything in it; empty where nothing is sure."""
    module = import_module(f"presscheck.match.{matcher}")
    found: Anchors = module.anchors(spec) if hasattr(module, "anchors") else ()
    return found


def find(rule: Rule, document: Document) -> Iterator[Hit]:
    """Yield the hits of one rule in one document, having looked at every block the rule is for."""
    if document.source.format in rule.formats:
        blocks = [block for block in document.blocks if looks_at(rule, block)]
        if blocks:
            yield from finder(rule)(document, blocks)
