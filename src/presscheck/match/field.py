"""The `field` matcher: metadata whose value, as a whole, is a default or a slot.

`names` are field names as the file writes them, in any case (`author`, `og:title`, `image.alt`; a name matches the
last part of a dotted one too); without them every field counts. `values` are whole values as in a `phrase` rule,
`patterns` are matched against the whole value as in a `pattern` rule, and `needs` is what it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from presscheck.match.anchors import probe_of_needs, probes_of
from presscheck.match.patience import patient
from presscheck.match.pattern import READ_AS, compile_pattern
from presscheck.match.phrase import phrase_pattern
from presscheck.model import Block, Document, Hit
from presscheck.rule import Probe
from presscheck.rules.schema import listing, mapping, table, text
from presscheck.trouble import Trouble

SPEC = mapping(
    {
        "names": listing(text),
        "values": listing(text),
        "patterns": listing(text),
        "words": table(listing(text)),
        "needs": listing(text),
    }
)


def build(spec: Mapping[str, Any]) -> Any:
    """Return the finder of a `field` rule. Raises Trouble where it names neither values nor patterns."""
    if not (spec.get("values") or spec.get("patterns")):
        raise Trouble("a field rule needs 'values' or 'patterns'")
    names = frozenset(name.lower() for name in spec.get("names", ()))
    patterns = [patient(compile_pattern(each, spec.get("words", {})), spec) for each in spec.get("patterns", ())]
    if spec.get("values"):
        whole = "|".join(map(phrase_pattern, spec["values"]))
        patterns.append(patient(regex.compile(whole, regex.IGNORECASE), spec))

    def find(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        for block in blocks:
            name = block.name.lower()
            if names and name not in names and name.rpartition(".")[2] not in names:
                continue
            if block.text and any(pattern.fullmatch(block.text.strip()) for pattern in patterns):
                yield Hit(block, 0, len(block.text), {"field": block.name})

    return find


def probes(spec: Mapping[str, Any]) -> tuple[Probe, ...]:
    """Return what a text must be like for one of the values to stand in it."""
    if "needs" in spec:
        return (probe_of_needs(spec["needs"]),)
    wholes = [f"^(?:{pattern}\n)$" for pattern in spec.get("patterns", ())]
    told = probes_of(wholes, spec.get("words", {}), READ_AS)
    if spec.get("values"):
        told += probes_of([f"^(?:{'|'.join(map(phrase_pattern, spec['values']))})$"], {}, re.MULTILINE)
    return (
        Probe(ways=tuple(way for probe in told for way in probe.ways)) if all(p.ways for p in told) else Probe(),
    )
