"""The slot judge: whether `[…]` is a slot nobody filled in, or what an editor put there.

A logistic model weighs the evidence of `match.evidence`. Its weights are data (`rules/judge/slot.yaml`), fitted by
`bench/fit_slots.py` on labelled passages, and every verdict can show what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from math import exp

from presscheck.rules.bundle import bundled_or
from presscheck.rules.folder import builtin_folder
from presscheck.rules.schema import Node, entries, mapping, nearest, number, read_yaml, table, text


@dataclass(frozen=True, eq=False)
class Weighing:
    """The model: a weight and a wording for each piece of evidence, and the odds without any."""

    bias: float
    weights: Mapping[str, float]
    says: Mapping[str, str]

    def probability(self, evidence: Mapping[str, float]) -> float:
        """Return how likely a candidate with this evidence is a slot, from 0 to 1."""
        score = self.bias + sum([self.weights[name] * value for name, value in evidence.items()])
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))

    def explain(self, evidence: Mapping[str, float]) -> tuple[str, ...]:
        """Return the evidence in words with its weight, the weightiest first."""
        told = [(self.weights[name] * value, name) for name, value in evidence.items()]
        told.sort(key=lambda item: (-abs(item[0]), item[1]))
        return tuple(f"{self.says[name]} ({weight:+.1f})" for weight, name in told if abs(weight) >= 0.05)


_OTHER: ContextVar[Weighing | None] = ContextVar("_OTHER", default=None)


def load_weighing() -> Weighing:
    """Return the model in use: the fitted one, unless `weighing_by` says otherwise.

    Raises Trouble naming file, line and key where the file is not one.
    """
    return _OTHER.get() or _fitted()


@contextmanager
def weighing_by(weighing: Weighing) -> Iterator[None]:
    """Judge by another model for a while: to measure weights on text that had no part in their fit."""
    token = _OTHER.set(weighing)
    try:
        yield
    finally:
        _OTHER.reset(token)


@cache
def _fitted() -> Weighing:
    return bundled_or(Weighing, builtin_weighing)


def builtin_weighing() -> Weighing:
    """Return the model of the built-in weights file. Raises Trouble where it is not one."""
    path = builtin_folder() / "judge" / "slot.yaml"
    return weighing_from(read_yaml(path, f"rules/judge/{path.name}"))


def weighing_from(node: Node) -> Weighing:
    """Check a composed weights file: each piece of evidence has a weight on its own side of zero and a wording.

    Raises Trouble naming file, line and key; so does evidence that is not known.
    """
    from presscheck.match.evidence import EVIDENCE, FOR

    values = _WEIGHTS(node)
    evidence = values["evidence"]
    listed = entries(node)["evidence"]
    for name, item in entries(listed).items():
        if name not in EVIDENCE:
            raise item.trouble(f"unknown evidence '{name}'{nearest(name, EVIDENCE)}")
        weight = evidence[name]["weight"]
        if weight and (weight > 0) != (name in FOR):
            side = (
                "for a slot: its weight is not below" if name in FOR else "against a slot: its weight is not above"
            )
            raise item.trouble(f"evidence '{name}' speaks {side} zero, as {weight:g} is")
    for name in EVIDENCE:
        if name not in evidence:
            raise listed.trouble(f"evidence '{name}' is missing")
    return Weighing(
        values["bias"],
        {name: item["weight"] for name, item in evidence.items()},
        {name: item["says"] for name, item in evidence.items()},
    )


_WEIGHTS = mapping(
    {
        "bias": number,
        "evidence": table(mapping({"weight": number, "says": text}, required=["weight", "says"])),
    },
    required=["bias", "evidence"],
)
