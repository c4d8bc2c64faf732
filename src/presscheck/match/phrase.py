"""The `phrase` matcher: literal phrases, found in any case, with any spacing, quotes, apostrophes and dashes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import regex

from presscheck.match.anchors import probes_of
from presscheck.match.patience import patient
from presscheck.match.pattern import search
from presscheck.match.reach import REACH
from presscheck.match.spare import sparing
from presscheck.rule import Probe
from presscheck.rules.schema import choice, listing, mapping, text
from presscheck.trouble import Trouble

SPEC = mapping(
    {
        "phrases": listing(text),
        "at": choice("anywhere", "line", "block"),
        "case": choice("ignore", "exact"),
        **REACH,
    },
    required=["phrases"],
)

LONGEST = 100_000
"""Signs that the pattern of all phrases may have: it takes a second to work with."""

_ALIKE = {
    **dict.fromkeys("'’‘ʼ´`", "['’‘ʼ´`]"),
    **dict.fromkeys('"“”„', '["“”„]'),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
    "…": r"(?:…|[.]{3})",
}


def build(spec: Mapping[str, Any]) -> Any:
    """Return the finder of a `phrase` rule; `at: line` finds only a line of its own, `block` a block.

    Raises Trouble where there are too many phrases.
    """
    case = regex.IGNORECASE if spec.get("case", "ignore") == "ignore" else 0
    written = _pattern(spec)
    if len(written) > LONGEST:
        raise Trouble("so many phrases are too much for one rule; make several of it")
    pattern = regex.compile(written, regex.MULTILINE | regex.VERSION0 | case)
    return sparing(
        spec, search([patient(pattern, spec)], [], spec.get("report", "match"), spec.get("quoted", False))
    )


def probes(spec: Mapping[str, Any]) -> tuple[Probe, ...]:
    """Return what a text must be like for one of the phrases to stand in it."""
    return probes_of([_pattern(spec)], {}, re.MULTILINE, exact=spec.get("case") == "exact")


def _pattern(spec: Mapping[str, Any]) -> str:
    first, last = {"anywhere": ("", ""), "line": (r"^\s*+", r"\s*+$"), "block": (r"\A\s*+", r"\s*+\Z")}[
        spec.get("at", "anywhere")
    ]
    longest_first = sorted(spec["phrases"], key=len, reverse=True)
    return f"{first}(?P<span>{'|'.join(map(phrase_pattern, longest_first))}){last}"


def phrase_pattern(phrase: str) -> str:
    """Return the pattern that matches a phrase as readers see it: `don't  stop` matches “don’t stop”."""
    words = ("".join(_ALIKE.get(char, regex.escape(char)) for char in word) for word in phrase.split())
    body = r"\s++".join(words)
    before = r"(?<!\w)" if phrase[:1].isalnum() else ""
    after = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return f"{before}{body}{after}"
