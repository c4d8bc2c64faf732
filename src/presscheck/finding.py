"""A finding made of a rule and a hit or a place: what stands there, and what the rule says about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from presscheck.late import late
from presscheck.mend import mended
from presscheck.model import NEIGHBOURHOOD, Document, Finding, Hit, Place
from presscheck.rule import Rule

_FIELD = late(r"\{(\w+)\}")


def finding(rule: Rule, hit: Hit, document: Document) -> Finding:
    """Return the finding of a rule's hit: its exact place in the source and what is said about it."""
    source = document.source
    start, end = hit.block.span(hit.start, hit.end)
    prose = hit.block.text
    related = None
    if hit.related:
        block, first, last = hit.related
        related = Place.of(source, *block.span(first, last))
    return found(
        rule,
        Place.of(source, start, end),
        text=source.text[start:end],
        around=source.around(start, end),
        match=prose[hit.start : hit.end],
        values={**dict(hit.block.about), **hit.values} if hit.block.about else hit.values,
        evidence=hit.evidence,
        related=related,
        prose=(prose[max(0, hit.start - NEIGHBOURHOOD) : hit.start], prose[hit.end : hit.end + NEIGHBOURHOOD]),
        fix=mended(rule, hit, document),
        where=source.where(start),
    )


def found(
    rule: Rule,
    place: Place,
    *,
    text: str,
    around: tuple[str, str],
    match: str,
    values: Mapping[str, str],
    **more: Any,
) -> Finding:
    """Return what a rule finds at a place.

    `text` is what the source has there, `around` what stands before and after it on its lines, `match` what of it
    the message quotes, and `values` are the message's other fields. `more` are further fields of the finding.
    """
    return Finding(
        rule=rule.id,
        name=rule.name,
        family=rule.family,
        severity=rule.severity,
        place=place,
        text=text,
        message=filled(rule.message, {"match": shorten(" ".join(match.split())) or "(empty)", **values}),
        advice=rule.advice,
        before=around[0],
        after=around[1],
        **more,
    )


def filled(message: str, values: Mapping[str, str]) -> str:
    """Return a rule's message with its fields filled in; braces within a value are text and stay as they are."""
    pieces = _pieces(message)
    return "".join([values.get(piece, f"{{{piece}}}") if n % 2 else piece for n, piece in enumerate(pieces)])


@lru_cache(maxsize=1024)
def _pieces(message: str) -> list[str]:
    """Return what stands between the fields of a message, with the names of these after each but the last."""
    return _FIELD.split(message)


def shorten(text: str, limit: int = 60) -> str:
    """Return a text cut to at most `limit` code points, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
