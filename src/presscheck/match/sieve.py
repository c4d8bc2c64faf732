"""Which drafts a part of a rule that has no anchors need not look at, told from the bytes of the file.

Each kind of matcher has a test of its own; none imports what only a parsed document needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from presscheck.match.raw import Normal
from presscheck.model import Format, Rule

_IN_MARKUP = frozenset({"link", "alt"})

Sieve = Callable[[bytes, Normal, Format], bool]
"""Tells whether a rule may find something in a file, given its bytes in UTF-8, their normal form and the format."""


def sieve_of(rule: Rule, part: int) -> Sieve | None:
    """Return the sieve of a part of a rule, the same one for parts that ask the same; None where there is none."""
    needs = rule.probes[part].needs
    if needs:
        return _needing(
            needs, "fields" if rule.matcher == "field" else "inside" if rule.kinds <= _IN_MARKUP else "prose"
        )
    if rule.matcher == "slot":
        return _slots(str(rule.spec["open"]), rule.spec["certainty"] == "possible")
    if rule.matcher == "duplicate":
        return _never if str(rule.spec["of"]).endswith("-across") else _twice
    return None


def _never(data: bytes, text: Normal, form: Format) -> bool:
    """Tell of what compares the drafts of a run that it finds nothing in one alone."""
    return False


def _twice(data: bytes, text: Normal, form: Format) -> bool:
    from presscheck.match.twice import may_stand_twice

    return may_stand_twice(data, form)


def looks_everywhere(rule: Rule) -> bool:
    """Tell whether a rule must look at every draft, for nothing says which ones it need not."""
    return any(not anchored and sieve_of(rule, part) is None for part, anchored in enumerate(rule.anchored))


@cache
def _needing(needs: tuple[str, ...], place: Literal["prose", "inside", "fields"]) -> Sieve:
    patterns = [re.compile(need.encode()) for need in needs]

    def test(data: bytes, text: Normal, form: Format) -> bool:
        # In a page of HTML fields stand in its title and in the attributes of its meta elements.
        texts = (*text,) if place == "fields" and form == "html" else (getattr(text, place),)
        return any(pattern.search(stretch.written) for stretch in texts for pattern in patterns)

    return test


@cache
def _slots(opening: str, possible: bool) -> Sieve:
    from presscheck.match.maybe_slot import maybe_slot

    test = maybe_slot(opening, "possible" if possible else "likely")
    return lambda data, text, form: test(text)
