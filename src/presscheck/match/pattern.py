r"""The `pattern` matcher: a regular expression over the prose of a block.

Patterns are `regex` patterns in verbose form: white space in them is layout, so a space to be matched is written
`\s+` or `[ ]`. `^` and `$` stand at the lines of a block, letters match in either case unless `case: exact`. A
group named `span` narrows what is reported to what it matched. `words` names lists that a pattern uses as
`\L<name>`. A block in which a pattern of `unless` matches is left alone. With `near` only those matches count
beside which one of its patterns matches, in the same block or a neighbour; with `unless_near`, those beside which
none does.

Which drafts need not be looked at is worked out from the patterns. Where they have no words to go by, `needs` says
it: expressions of `re` of which one matches in every draft with a match, in the form that `match.raw` writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from presscheck.match.anchors import probe_of_needs, probes_beside, probes_of
from presscheck.match.beside import beside
from presscheck.match.patience import Asked, patient
from presscheck.match.reach import REACH, quoted, reach
from presscheck.match.spare import sparing
from presscheck.model import Block, Document, Hit
from presscheck.rule import Probe
from presscheck.rules.schema import choice, listing, mapping, table, text
from presscheck.spans import claim
from presscheck.trouble import Trouble

READ_AS = re.VERBOSE | re.MULTILINE
"""The flags under which the standard library's parser reads what `regex` will match."""

LONGEST = 10_000
"""Signs that a pattern may have once its repeats are written out; the longest of ours has a fifth of it."""

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<times>\d+)(?:,\d*)?\}|.", re.DOTALL)

SPEC = mapping(
    {
        "patterns": listing(text),
        "unless": listing(text),
        "near": listing(text),
        "unless_near": listing(text),
        "words": table(listing(text)),
        "case": choice("ignore", "exact"),
        "needs": listing(text),
        **REACH,
    },
    required=["patterns"],
)


def compile_pattern(pattern: str, words: Mapping[str, Sequence[str]], case: str = "ignore") -> regex.Pattern[str]:
    """Compile one pattern of a rule. Raises Trouble where it is not a valid one."""
    # Version 0: version 1 folds case in full, and a pattern that holds "st" or "ss" then backtracks without end.
    flags = regex.VERBOSE | regex.MULTILINE | regex.VERSION0 | (regex.IGNORECASE if case == "ignore" else 0)
    used = {name: list(values) for name, values in words.items() if rf"\L<{name}>" in pattern}
    if _written_out(pattern) > LONGEST:
        raise Trouble(f"bad pattern: written out it has more than {LONGEST:,} signs: {pattern.strip()[:60]}")
    try:
        return regex.compile(pattern, flags, **used)  # type: ignore[arg-type]
    except RecursionError:
        raise Trouble(f"bad pattern: nested too deep: {pattern.strip()[:60]}") from None
    except (regex.error, KeyError, OverflowError) as error:
        raise Trouble(" ".join(f"bad pattern: {error}: {pattern.strip()[:60]}".split())) from None


def _written_out(pattern: str) -> int:
    """Return about how long a pattern is with its repeats written out, as `regex` writes them."""
    sizes, last = [0], 0
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            sizes.append(0)
        elif token[0] == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        elif token["times"]:
            times = int(token["times"][:9]) if last else 1
            sizes[-1] += last * (times - 1)
            last *= times
        else:
            last = 1
            sizes[-1] += 1
    return sum(sizes)


def build(spec: Mapping[str, Any]) -> Any:
    """Return the finder of a `pattern` rule. Raises Trouble for a bad pattern."""
    words, case = spec.get("words", {}), spec.get("case", "ignore")
    patterns, unless, near, unless_near = (
        [patient(compile_pattern(pattern, words, case), spec) for pattern in spec.get(key, ())]
        for key in ("patterns", "unless", "near", "unless_near")
    )
    find = search(patterns, unless, spec.get("report", "match"), spec.get("quoted", False))
    return sparing(spec, beside(find, near, unless_near))


def parts(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what `build` makes a finder of for each pattern alone, in order."""
    return [{**spec, "patterns": (pattern,)} for pattern in spec["patterns"]]


def probes(spec: Mapping[str, Any]) -> tuple[Probe, ...]:
    """Return what a text must be like for each pattern to match it."""
    if "needs" in spec:
        return (probe_of_needs(spec["needs"]),) * len(spec["patterns"])
    words, exact = spec.get("words", {}), spec.get("case") == "exact"
    told = probes_of(spec["patterns"], words, READ_AS, exact=exact)
    return probes_beside(told, probes_of(spec.get("near", ()), words, READ_AS, exact=exact))


def search(
    patterns: Sequence[Asked],
    unless: Sequence[Asked],
    report: str,
    also_quoted: bool,
) -> Any:
    """Return a finder that reports each match once, the first pattern's before the next one's."""
    widen = reach(report)

    def find(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        for block in blocks:
            if unless and any(_spans(patterns, block.text)) and any(veto.search(block.text) for veto in unless):
                continue
            taken: list[tuple[int, int]] = []
            for found in _spans(patterns, block.text):
                if not also_quoted and quoted(block.text, *found):
                    continue
                claim(taken, *widen(block.text, *found))
            for start, end in taken:
                yield Hit(block, start, end)

    return find


def _spans(patterns: Sequence[Asked], text: str) -> Iterator[tuple[int, int]]:
    """Yield what each pattern reports of a text, the first one's first; nothing empty but of an empty text."""
    for pattern in patterns:
        group = "span" if "span" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if start < end or not text:
                yield start, end
