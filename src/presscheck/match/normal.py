"""When two headlines or paragraphs are the same: one normal form, shared by every duplicate rule."""

from __future__ import annotations

import unicodedata

import regex

HEADLINE_LENGTH = 300
"""A longer line, in code points, is no headline and carries no site's name."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
        **dict.fromkeys('“”„‟″«»"', ""),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f", ""),
    }
)
_APOSTROPHE = regex.compile(r"(?<!\w)'+|'+(?!\w)")
_MARKUP = regex.compile(r"(?<!\w)[*_`#]+|[*_`#]+(?!\w)")
_ANCHOR = regex.compile(r"\s\{[#.][^{}\n]{1,80}\}\s*$")
_SPACED = regex.compile(r"\s+")
_BEFORE = frozenset(" \"'([{#*_>-–—.…,;:!?¡¿·•|/\\")
_AFTER = frozenset(" \"')]}.,;:!?#*_…-–—¶|·>/\\")
_PICTURES = frozenset({"So", "Sk", "Cn", "Co"})
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_SUFFIX = regex.compile(r"^(?P<headline>.+\S)\s*(?P<sign>[|»·]|(?<=\s)-(?=\s)|:(?=\s))\s*(?P<site>[^|»·]{2,40})$")
SITE_SIGN = regex.compile(r"\s*[|»·]\s*")
"""What stands between a headline and a site's name, and in no headline."""

TEMPLATE_TAG = regex.compile(r"\{\{[^{}]*+\}\}|\{%(?:[^%{}]|%(?!\}))*+%\}|\{\#[^{}]*+\}")
"""A tag of a site generator, which no duplicate rule reads."""


def normal(text: str) -> str:
    """Return the normal form of a text: what stays the same when it is pasted again.

    Unicode NFKC, case folded; dashes, ellipses and white space are unified; quotation marks, apostrophes but for
    those within words, markup characters around words, and punctuation and pictures at either end are gone.
    Idempotent; takes time in proportion to the text.
    """
    while True:
        form = _once(text)
        if form == text:
            return form
        text = form


def _once(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.translate(_ALIKE).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _APOSTROPHE.sub("", _MARKUP.sub("", _ANCHOR.sub("", text)))
    return _trimmed(_SPACED.sub(" ", text).replace("...", "…"))


def _trimmed(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _is_edge(text[start], _BEFORE):
        start += 1
    while end > start and _is_edge(text[end - 1], _AFTER):
        end -= 1
    return text[start:end]


def _is_edge(char: str, edges: frozenset[str]) -> bool:
    return char in edges or (char > "\x7f" and unicodedata.category(char) in _PICTURES)


def count_words(form: str) -> int:
    """Return how many words a normal form has; in scripts without spaces, two characters count as one."""
    if form.isascii():
        return len(form.split())
    wide = len(_WIDE.findall(form))
    return wide // 2 + len(_WIDE.sub(" ", form).split()) if wide else len(form.split())


def headline_forms(text: str) -> frozenset[str]:
    """Return the normal forms a headline may be repeated in: as it stands, and without a site's name or section.

    A site's name stands at the end, after `|`, `»`, `·`, a spaced dash or a colon, or, with the first three, in
    front. After a dash or a colon, which headlines use themselves, it is shorter than the headline before it.
    """
    forms = {normal(text)}
    if len(text) <= HEADLINE_LENGTH:
        plain = unicodedata.normalize("NFKC", _ANCHOR.sub("", text)).replace("»", "|").translate(_ALIKE).strip()
        for _ in range(2):  # "Headline - Section | Site"
            match = _SUFFIX.match(plain)
            if not match or not _is_site(match["headline"], match["sign"], match["site"]):
                break
            plain = match["headline"]
            forms.add(normal(plain))
        *before, last = SITE_SIGN.split(plain)
        if before and all(count_words(part) <= 5 for part in before) and count_words(last) >= 4:
            forms.add(normal(last))
    forms.discard("")
    return frozenset(forms)


def _is_site(headline: str, sign: str, site: str) -> bool:
    words = count_words(headline)
    longest = 5 if sign in "|»·" else min(4, words - 1)
    return words >= 3 and count_words(site) <= longest
