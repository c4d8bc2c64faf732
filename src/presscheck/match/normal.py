"""When two headlines or paragraphs are the same: one normal form, shared by every duplicate rule."""

from __future__ import annotations

import unicodedata

import regex

_ALIKE = str.maketrans(
    {
        **dict.fromkeys('‘’‚‛ʼ´`′“”„‟″"', "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
_MARKUP = regex.compile(r"(?<!\w)[*_`#]+|[*_`#]+(?!\w)")
_EDGE = regex.compile(r"^[\s\"'(\[#*_>-]+|[\s\"')\].,;:!?#*_…-]+$")
_SPACE = regex.compile(r"\s+")
_SUFFIX = regex.compile(r"^(?P<headline>.+\S)\s*(?P<sign>[|»·]|(?<=\s)-(?=\s)|:(?=\s))\s*(?P<site>[^|»·]{2,40})$")


TEMPLATE_TAG = regex.compile(r"\{\{[^{}]*+\}\}|\{%(?:[^%{}]|%(?!\}))*+%\}|\{\#[^{}]*+\}")
"""A tag of a site generator, which no duplicate rule reads."""


def normal(text: str) -> str:
    """Return the normal form of a text: what stays the same when it is pasted again.

    Unicode NFKC, case folded; quotes, apostrophes, dashes, ellipses and white space are unified; markup characters
    around words and punctuation at either end are gone. Idempotent.
    """
    text = unicodedata.normalize("NFKC", _MARKUP.sub("", text)).translate(_ALIKE).casefold()
    text = _SPACE.sub(" ", unicodedata.normalize("NFKC", text).replace("...", "…"))
    while (trimmed := _EDGE.sub("", text)) != text:
        text = trimmed
    return text


def headline_forms(text: str) -> frozenset[str]:
    """Return the normal forms a headline may be repeated in: as it stands, and without a site's name at its end.

    A site's name follows `|`, `»`, `·`, a spaced dash or a colon. After a dash or a colon, which headlines use
    themselves, it is shorter than the headline before it.
    """
    forms = {normal(text)}
    match = _SUFFIX.match(unicodedata.normalize("NFKC", text).translate(_ALIKE).strip())
    if match:
        headline, site = match.group("headline"), match.group("site")
        longest = 5 if match.group("sign") in "|»·" else min(4, len(headline.split()) - 1)
        if len(headline.split()) >= 3 and len(site.split()) <= longest:
            forms.add(normal(headline))
    forms.discard("")
    return frozenset(forms)
