"""When two headlines or paragraphs are the same: one normal form, shared by every duplicate rule."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from presscheck.late import late, late_regex

_OFTEN = 200
"""What is not longer is asked for again and again: a headline by every rule, a label wherever it stands."""

HEADLINE_LENGTH = 300
"""A longer line, in code points, is no headline and carries no site's name."""

_ALIKE = {
    **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
    **dict.fromkeys('“”„‟″«»"', ""),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f", ""),
}
_ONE_OF_ALIKE = late(f"[{''.join(_ALIKE)}]")
# Each starts with the sign itself, which the engine finds fast: one that is not between two word characters.
_APOSTROPHE = late(r"'(?:(?!\w)|(?<!\w'))")
_MARKUP = late(r"[*_`#](?:(?!\w)|(?<!\w[*_`#]))")
_ANCHOR = late(r"\s\{[#.][^{}\n]{1,80}\}\s*\Z")
_BEFORE = " \"'([{#*_>-–—.…,;:!?¡¿·•|/\\"
_AFTER = " \"')]}.,;:!?#*_…-–—¶|·>/\\"
_PICTURES = frozenset({"So", "Sk", "Cn", "Co"})
WIDE = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""A character of a script without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_WIDE = late(WIDE)

_SUFFIX = late_regex(r"^(?P<headline>.+\S)\s*(?P<sign>[|»·]|(?<=\s)-(?=\s)|:(?=\s))\s*(?P<site>[^|»·]{2,40})$")
SITE_SIGN = late_regex(r"\s*[|»·]\s*")
"""What stands between a headline and a site's name, and in no headline."""

TEMPLATE_TAG = late_regex(r"\{\{[^{}]*+\}\}|\{%(?:[^%{}]|%(?!\}))*+%\}|\{\#[^{}]*+\}")
"""A tag of a site generator, which no duplicate rule reads."""


def normal(text: str) -> str:
    """Return the normal form of a text: what stays the same when it is pasted again.

    Unicode NFKC, case folded, the four letters I of Turkish one; dashes and white space are unified; quotation
    marks, apostrophes but for those within words, markup characters around words, and punctuation and pictures at
    either end are gone. Idempotent; takes time in proportion to the text.
    """
    return _short(text) if len(text) <= _OFTEN else _form(text)


@lru_cache(maxsize=2048)
def _short(text: str) -> str:
    return _form(text)


def _form(text: str) -> str:
    while True:
        form, settled = _once(text)
        if settled or form == text:
            return form
        text = form


def _once(text: str) -> tuple[str, bool]:
    """Return the form after one round, and whether another would change nothing."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    form = _ONE_OF_ALIKE.sub(lambda sign: _ALIKE[sign[0]], text)
    settled = len(form) == len(text)
    form = form.casefold()
    if not form.isascii():
        form = unicodedata.normalize("NFKC", form)
        one_i = form.replace("i\u0307", "i").replace("ı", "i")
        settled = settled and len(one_i) == len(form)
        form = one_i
    for signs in (_ANCHOR, _MARKUP, _APOSTROPHE):
        less = signs.sub("", form)
        settled = settled and len(less) == len(form)
        form = less
    return _trimmed(" ".join(form.split())), settled


def _trimmed(text: str) -> str:
    text = text.lstrip(_BEFORE).rstrip(_AFTER)
    if text and (_is_picture(text[0]) or _is_picture(text[-1])):
        start, end = 0, len(text)
        while start < end and (text[start] in _BEFORE or _is_picture(text[start])):
            start += 1
        while end > start and (text[end - 1] in _AFTER or _is_picture(text[end - 1])):
            end -= 1
        return text[start:end]
    return text


def _is_picture(char: str) -> bool:
    return char > "\x7f" and unicodedata.category(char) in _PICTURES


def count_words(form: str) -> int:
    """Return how many words a normal form has; in scripts without spaces, two characters count as one."""
    if form.isascii() or not _WIDE.search(form):
        return len(form.split())
    alone, wide = _WIDE.subn(" ", form)
    return wide // 2 + len(alone.split())


def headline_forms(text: str) -> frozenset[str]:
    """Return the normal forms a headline may be repeated in: as it stands, and without a site's name or section.

    A site's name stands at the end, after `|`, `»`, `·`, a spaced dash or a colon, or, with the first three, in
    front. After a dash or a colon, which headlines use themselves, it is shorter than the headline before it.
    """
    forms = {normal(text)}
    if len(text) <= HEADLINE_LENGTH:
        plain = unicodedata.normalize("NFKC", _ANCHOR.sub("", text)).replace("»", "|")
        plain = _ONE_OF_ALIKE.sub(lambda sign: _ALIKE[sign[0]], plain).strip()
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
