"""Rule × Document → hits: one module a matcher, each with its `SPEC` (what a rule file may say) and `build`.

`build(spec)` returns a finder: a function of a document and those of its blocks the rule looks at, which yields
hits in order. A finder is built once, when its rule is first needed, for building compiles patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from presscheck.model import Block, Document, Hit, Rule, Trouble

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


def _looks_at(rule: Rule, block: Block) -> bool:
    """Tell whether a rule looks at a block; what stands within a quotation counts as quotation too."""
    return block.kind in rule.kinds and ("quotation" in rule.kinds or "quotation" not in block.within)


def find(rule: Rule, document: Document) -> Iterator[Hit]:
    """Yield the hits of one rule in one document."""
    if document.source.format in rule.formats:
        blocks = [block for block in document.blocks if _looks_at(rule, block)]
        if blocks:
            yield from finder(rule)(document, blocks)
