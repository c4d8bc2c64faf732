"""When two headlines or two paragraphs are one but for a slip. `rapidfuzz` is imported where it is needed."""

from __future__ import annotations

import re

from presscheck.match.letters import letters_alone, may_be_near

NEAR_HEADLINE = 90.0
"""The similarity, in per cent of `rapidfuzz.fuzz.ratio` over normal forms, from which two headlines are one.

`bench/fit_headlines.py` shows what it costs to move it.
"""

NEAR_PARAGRAPH = 92.0
"""The same for two paragraphs."""

_SAME_WORD = 60
_OPPOSED = 50
_FIGURE = re.compile(r"\d+")


def is_near(a: str, b: str) -> bool:
    """Tell whether two normal forms are one headline but for a word or two; figures make another one."""
    from rapidfuzz import fuzz

    return (
        abs(len(a) - len(b)) <= 0.25 * len(b)
        and fuzz.ratio(a, b, score_cutoff=NEAR_HEADLINE) > 0
        and _FIGURE.findall(a) == _FIGURE.findall(b)
        and may_be_near(letters_alone(a.encode("utf-8", "replace")), letters_alone(b.encode("utf-8", "replace")))
        and not _opposed(a, b)
    )


def _opposed(a: str, b: str) -> bool:
    """Tell whether two headlines differ in one whole word put for another, as "first" for "second" is."""
    from rapidfuzz import fuzz

    ours, theirs = a.split(), b.split()
    if len(ours) != len(theirs):
        return False
    changed = [(x, y) for x, y in zip(ours, theirs, strict=True) if x != y]
    return bool(changed) and any(fuzz.ratio(x, y) < _OPPOSED for x, y in changed)


def is_near_paragraph(ours: str, theirs: str, changes: int) -> bool:
    """Tell whether two normal forms are one paragraph, mended.

    At most so many words may be put for others; the same with other figures is another one.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    if ours == theirs or not fuzz.ratio(ours, theirs, score_cutoff=NEAR_PARAGRAPH):
        return False
    if _FIGURE.findall(ours) != _FIGURE.findall(theirs):
        return False
    old_words, new_words = theirs.split(), ours.split()
    put_for_another = 0
    for change in Levenshtein.opcodes(old_words, new_words):
        old = old_words[change.src_start : change.src_end]
        new = new_words[change.dest_start : change.dest_end]
        if change.tag == "replace":
            put_for_another += any(fuzz.ratio(a, b) < _SAME_WORD for a, b in zip(old, new, strict=True))
    return put_for_another <= changes
