"""The tokens of HTML: text, tags and comments, by the tokenizer states of the WHATWG standard.

One expression reads everything once: no part of it gives back what it has taken, so its time grows with the
text and with nothing else. Where the standard drops the rest of a file that ends in a tag, it is text here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from presscheck.late import late
from presscheck.read.elements import RAW

# A template's own tags may stand in a value, quotes and all: `href="{{ "/news" | url }}"`.
_BRACE = r"\{\{[^{}]*+\}\}|\{%[^{}%]*+%\}|\{"
_DOUBLE = rf"""(?:[^"{{]++|{_BRACE})*+"""
_SINGLE = rf"""(?:[^'{{]++|{_BRACE})*+"""
_BARE = rf"""(?:[^ \t\n\f\r>"'{{]|{_BRACE})(?:[^ \t\n\f\r>{{]++|{_BRACE})*+"""
_ATTRIBUTE = rf"""[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+
    (?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"{_DOUBLE}"|'{_SINGLE}'|{_BARE}))?+"""
_TOKEN = late(
    rf"""
    (?P<text>(?:[^<]++|<(?!/?[a-zA-Z]|[!?]))++)
    |<(?P<raw>(?i:{"|".join(sorted(RAW))}))(?=[ \t\n\f\r/>])
        (?P<raw_attributes>(?:{_ATTRIBUTE})*+)[ \t\n\f\r/]*+>
        (?P<inside>[^<]*+(?:<(?!/(?i:(?P=raw))[ \t\n\f\r/>])[^<]*+)*+)
    |<(?P<start>[a-zA-Z][^ \t\n\f\r/>]*+)
        (?P<attributes>(?:{_ATTRIBUTE})*+)[ \t\n\f\r/]*+(?:>|(?P<start_cut>\Z))
    |</(?P<end>[a-zA-Z][^ \t\n\f\r/>]*+)[^>]*+(?:>|(?P<end_cut>\Z))
    |<!--(?:-?>|(?P<comment>[^-]*+(?:-(?!-!?>)[^-]*+)*+)(?:--!?>|\Z))
    |<\?(?:php\b|=)[^?]*+(?:\?(?!>)[^?]*+)*+(?:\?>|\Z)
    |<[!?][^>]*+(?:>|\Z)
    """,
    re.VERBOSE,
)
_NAMED = late(
    rf"""[ \t\n\f\r/]*+(?P<name>[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)
    (?:[ \t\n\f\r]*+=[ \t\n\f\r]*+
        (?:"(?P<double>{_DOUBLE})"|'(?P<single>{_SINGLE})'|(?P<bare>{_BARE})))?+""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of HTML: its span, a tag's name in lower case, and the span of its attributes."""

    kind: Literal["text", "start", "end", "comment"]
    start: int
    end: int
    name: str = ""
    attributes: tuple[int, int] = (0, 0)


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; a comment's span is its inside, a document type is left out."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        match match.lastgroup:
            case "text":
                yield Token("text", match.start(), match.end())
            case "attributes":
                yield Token("start", match.start(), match.end(), match["start"].lower(), match.span("attributes"))
            case "end":
                yield Token("end", match.start(), match.end(), match["end"].lower())
            case "inside":
                inside = match.start("inside")
                yield Token("start", match.start(), inside, match["raw"].lower(), match.span("raw_attributes"))
                if inside < match.end():
                    yield Token("text", inside, match.end())
            case "comment":
                yield Token("comment", *match.span("comment"))
            case "start_cut" | "end_cut":
                yield Token("text", match.start(), match.end())
            case _:
                pass


def attributes(text: str, token: Token) -> dict[str, tuple[int, int]]:
    """Return the span of each attribute's value as written, without quotes; of two of one name, the first."""
    found: dict[str, tuple[int, int]] = {}
    for match in _NAMED.finditer(text, *token.attributes):
        value = match.lastgroup or "name"
        span = (match.end(), match.end()) if value == "name" else match.span(value)
        found.setdefault(match["name"].lower(), span)
    return found
