"""The `stet` matcher: what is wrong with a writer's stet. `problem` says what.

Whether a stet lets anything stand is known once all other rules have been at the document, so `keep.stet` finds it,
and here nothing is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from presscheck.model import Block, Document, Hit
from presscheck.rule import Probe
from presscheck.rules.schema import choice, mapping

PROBLEMS = ("unused", "reason", "rule", "pair")

SPEC = mapping({"problem": choice(*PROBLEMS)}, required=["problem"])


def build(spec: Mapping[str, Any]) -> Callable[[Document, Sequence[Block]], Iterator[Hit]]:
    """Return a finder that finds nothing."""
    return lambda document, blocks: iter(())


def probes(spec: Mapping[str, Any]) -> tuple[Probe, ...]:
    """Return a probe that says nothing: `match.sieve` knows that no draft is to be looked at."""
    return (Probe(),)
