"""Whether any delimited span of a text could be held for a slot, told from its bytes: a bound on a verdict.

What speaks for a slot is counted wherever it might hold, what speaks against it only where it is sure, so that no
span passes the judge that does not pass here. Nothing but the lexicon and the weights is loaded for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from presscheck.late import late
from presscheck.match.judge import load_weighing
from presscheck.match.raw import Normal
from presscheck.read.elements import KNOWN
from presscheck.rules.lexicon import ABOUT, POLITE, SAYING, UNKNOWN, Lexicon, load_lexicon

LEAST: Mapping[str, float] = {"likely": 0.6, "possible": 0.2}
"""The probability from which on each word for certainty holds; `match.slot` has the bands."""


class _Form(NamedTuple):
    """How a span is written: a sign without which there is none, the span itself, and where it may stand."""

    sign: re.Pattern[bytes]
    span: re.Pattern[bytes]
    zones: tuple[int, ...] = (0, 1, 2)


def _form(sign: bytes, span: bytes, *zones: int) -> _Form:
    return _Form(late(sign), late(span), zones or (0, 1, 2))


_CAPITAL = rb"A-Z\x80-\xc1\xc3-\xe1\xe3-\xee\xf0-\xff"
"""Bytes of capitals and of letters that are not ASCII; with those left out signs begin, such as dashes."""

_FORMS: Mapping[str, _Form] = {
    "[": _form(
        rb"\[",
        rb"\[(?<![0-9A-Za-z-]\[)(?<!\w[.@=/]\[)(?!\^)(?P<content>[^\[\]\x02]{1,960})\](?!\(|\[(?!\^)|[.@=/_]?[0-9A-Za-z])",
    ),
    "(": _form(rb"\(", rb"\((?:(?<!\]\()|(?![^()\s]*[/.:#?=&%]))(?P<content>[^()\[\]\x02]{2,320})\)"),
    "<": _form(rb"<", rb"<(?P<content>[A-Za-z\x80-\xff][^<>/=\"\x02]{1,320})>"),
    "{": _form(rb"\{", rb"\{(?<![{$%#^0-9A-Za-z]\{)(?P<content>[A-Za-z\x80-\xff\[][^{}%\x02]{1,320})\}(?!\})"),
    "{{": _form(
        rb"\{\\?\{", rb"\{\\?\{-?\s*(?P<content>[A-Za-z\x80-\xff][\w\s.\x80-\xff'*~\\-]{1,240}?)\s*-?\\?\}\\?\}"
    ),
    "«": _form(
        rb"\xc2\xab", rb"\xc2\xab(?P<content>(?:[\w\\*~`\x80-\xc1\xc3-\xff]|\xc2[^\xab\xbb]){2,160}+)\xc2\xbb"
    ),
    "%": _form(rb"%[A-Z\\_*~]", rb"%{1,2}[_*~]*(?P<content>[A-Z](?:\\?[A-Z0-9_ \t\n*~]){2,40})\\?%"),
    "__": _form(rb"_\\?_", rb"_\\?_(?P<content>[A-Z\x80-\xff](?:\\?[A-Z\x80-\xff0-9_ \t\n]){1,160}?)\\?_\\?_"),
    "_": _form(
        rb"_(?:(?<=[A-Z0-9\x80-\xff]_)|(?<=[A-Z0-9\x80-\xff]\\_))[A-Z0-9\x80-\xff]",
        rb"(?<![0-9A-Za-z/.$@-])(?P<content>[%b][%b0-9*~`]*(?:\\?_[%b0-9*~`]+)+)(?![0-9A-Za-z(/])"
        % ((_CAPITAL,) * 3),
    ),
    "*|": _form(rb"\*\\?\|", rb"\*\\?\|(?P<content>[A-Z0-9_:\\]{1,60})\|\\?\*"),
}
_HEAD = late(r"(?:[\n\x02|\"=]|^)(?:[^\w\n]|_)*+(?:\d{1,9}[.)](?:[^\w\n]|_)*+)?\Z")
# Doubled delimiters are one, so what is around a span may start or end with one.
_TAIL = late(r"[\s*_.,;\])}>]*(?:[\n\x02|\"]|$)")
_AFTER_DATELINE = late(r"[\])}>]?(?:\s*(?:[,(\[]|[-–—:])|[)]?\s*[-–—])")
_LABEL = late(r":[\s*_\[({<]*\Z")
_BYLINE = late(r"(?:by|von|por|par|di|door)\W*\Z", re.IGNORECASE)
_WORD_BEFORE = late(r"([^\W\d_]+[.]?)\W+\Z")
_SAID = late(rf"(?:{SAYING})\W+(?:[^\W\d_]+\W+)?\Z")
_WORD = late(r"[^\W\d_]+")
_NUMBER = late(r"\d[\d.,:]*")
_VARIABLE = late(
    rf"(?:(?i:{'|'.join(sorted(ABOUT))})[.]?\s+)?(?:{UNKNOWN})(?:\s|\Z)|.*\sXYZ\Z"
    r"|[^\W\d_]{3,}\s+(?:[A-EXYZ]|#?[1-9])\Z"
)
_CODE = late(r"`[^`]*`")
_HUMP = late(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])")
"""Where a word starts in a name written as one: `firstName`."""
_MARKUP = late(r"[*~\\]")
_DEFINITION = late(
    rb"(?:^|\x02)[ \t>]{0,6}\[([^\]\n]+)\]:[ \t]*"
    rb"(?:https?:|/|<|#|\.|mailto:|\S+\.(?:png|svg|jpe?g|gif|webp|md|html?)$)",
    re.MULTILINE,
)
_AROUND = 90
_MOST, _MOST_EACH = 2_000, 100
"""So many spans are looked at, and one more for each so many bytes of a text."""
_NEVER = -99.0


def maybe_slot(opening: str, certainty: str) -> Callable[[Normal], bool]:
    """Return the test whether a text may hold a span after `opening` that the judge holds for a slot.

    `certainty` is `likely` or `possible`; what the judge is more certain of is likely too.
    """
    odds = _odds(LEAST[certainty])
    weights = load_weighing().weights
    beside = odds - weights["likely-neighbour"] - weights["several-certain"]

    def test(text: Normal) -> bool:
        if _in(text, opening, odds):
            return True
        # A slot that is likely, whatever it opens with, makes its doubtful neighbours likely.
        return _in(text, opening, beside) and any(_in(text, other, _odds(LEAST["likely"])) for other in _FORMS)

    return test


def _odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _in(text: Normal, opening: str, odds: float) -> bool:
    form = _FORMS[opening]
    prose = text.prose.written
    labels = _labels(prose) if opening == "[" and b"]:" in prose else frozenset()
    return any(
        form.sign.search(text[zone].written) and _passes(text[zone].written, form, zone, opening, labels, odds)
        for zone in form.zones
    )


def _passes(written: bytes, form: _Form, zone: int, opening: str, labels: frozenset[bytes], odds: float) -> bool:
    several_lines = b'"""' in written
    most = _MOST + len(written) // _MOST_EACH
    for number, found in enumerate(form.span.finditer(written)):
        if number > most:  # to go on takes longer than to judge them
            return True
        if labels and _label(found["content"]) in labels:
            continue
        content = found["content"].decode("utf-8", "replace")
        if zone == 2 and opening == "[" and _is_list(written, found.start(), several_lines):
            continue
        says = _content(content, opening)
        if says <= _NEVER:
            continue
        before = written[max(0, found.start() - _AROUND) : found.start()].decode("utf-8", "replace")
        after = written[found.end() : found.end() + _AROUND].decode("utf-8", "replace")
        if says + _place(content, before, after) >= odds:
            return True
    return False


def _labels(written: bytes) -> frozenset[bytes]:
    """Return what links are defined as, by which a bracket alone is a link; in plain text nobody defines a link."""
    return frozenset(map(_label, _DEFINITION.findall(written)))


def _label(written: bytes) -> bytes:
    return b" ".join(written.lower().split())


def _is_list(fields: bytes, at: int, several_lines: bool) -> bool:
    """Tell whether a bracket of a front matter, which may have values of several lines, opens a list or a table."""
    line = fields[max(0, at - _AROUND) : at].rpartition(b"\n")[2]
    if not line:
        return at > 0 and not several_lines
    return line.rstrip().endswith((b"\x02", b"=", b":"))


@lru_cache(maxsize=4096)
def _content(content: str, opening: str) -> float:
    """Return the most that the words of a span can say for a slot, in log odds."""
    prose = _MARKUP.sub("", _CODE.sub(" ", content) if "`" in content else content).strip()
    if opening == "<" and (not (" " in prose or prose[:1].isupper()) or prose.split()[0].lower() in KNOWN):
        return _NEVER
    readings = {prose, prose.replace("_", " "), prose.replace("_", ""), _HUMP.sub(" ", prose)}
    return max(_reading(reading, opening) for reading in readings)


def _reading(prose: str, opening: str) -> float:
    lexicon, weighing = load_lexicon(), load_weighing()
    weights = weighing.weights
    words = _WORD.findall(prose)
    if not words:
        return weighing.bias + weights["variable"] + weights["no-words"] if _VARIABLE.match(prose) else _NEVER
    low = [word.lower().replace("i\u0307", "i") for word in words]
    told = len(low) > 1 and (
        lexicon.is_verb(low[0])
        or lexicon.is_verb(low[-1])
        or (low[0] in POLITE and len(low) > 2 and lexicon.is_verb(low[1]))
    )
    marked = any(word in lexicon.marks for word in low)
    opened = len(low) > 1 and low[0] in lexicon.openers
    if opening in "(_" and not (told or marked or opened):
        return _NEVER
    nouns = any(map(lexicon.is_noun, low))
    strange = [word for word in low if len(word) > 1 and not lexicon.knows(word)]
    numbers = len(_NUMBER.findall(prose))  # words, too, where the judge counts those that no slot holds
    small = not numbers and all(word in lexicon.fillers for word in low)
    share = 1.0 if small else len(strange) / (len(low) + numbers)
    turn = any(True for _ in lexicon.phrases_in(prose.lower()))
    holds = {
        "unknown-words": share,
        "parentheses": opening == "(",
        "instruction": told,
        "noun-head": nouns,
        "field-name": len(low) > 1 and _may_name(lexicon, low),
        "capital-noun": len(low) == 1 and nouns and prose[:1].isupper(),
        "all-slot-words": nouns and not strange,
        "title-case": nouns and all(word[0].isupper() or word.lower() in lexicon.fillers for word in words),
        "capitals": nouns and prose.isupper(),
        "opener": opened and nouns,
        "alternatives": "/" in prose and (nouns or prose.islower()),
        "half-filled": nouns and "," in prose,
        "mark": marked,
        "identifier": (prose.isupper() and not prose.isalpha()) or (nouns and not strange),
        "phrase": turn,
        "variable": bool(_VARIABLE.match(prose)),
        "opens-small": not turn
        and prose[:1].islower()
        and prose.split()[0] in lexicon.fillers
        and not lexicon.is_inflected(low[-1]),
        "lone-word": len(low) == 1 and not nouns and bool(strange) and prose.isalpha(),
    }
    return weighing.bias + sum(weights[name] * value for name, value in holds.items())


def _may_name(lexicon: Lexicon, low: Sequence[str]) -> bool:
    return any(word in lexicon.names for word in low) or low[-1].endswith(lexicon.compound_nouns)


def _place(content: str, before: str, after: str) -> float:
    """Return the most that the place of a span can say for a slot, in log odds."""
    weights = load_weighing().weights
    lexicon = load_lexicon()
    score = 0.0
    if _HEAD.search(before):
        score += (
            weights["alone"] if _TAIL.match(after) else weights["dateline"] * bool(_AFTER_DATELINE.match(after))
        )
    if _LABEL.search(before):
        score += weights["label-before"]
    if _BYLINE.search(before):
        score += weights["byline"]
    if _SAID.search(before):
        score += weights["attributed"]
    if _may_echo(content, after):
        score += weights["echoed"]
    if _has_noun(content):
        word = _WORD_BEFORE.search(before)
        score += weights["honorific-before"] * bool(word and word[1].lower() in lexicon.honorifics)
        score += weights["gap"] + weights["subject"]
        score += weights["sibling"] * (_is_beside(before[-12:]) or _is_beside(after[:12]))
    if not (content + before + after).isascii():
        score += weights["other-script"]
    return score


def _may_echo(content: str, after: str) -> bool:
    said: list[str] = _WORD.findall(content)
    next_word = _WORD.search(after)
    if not said or not next_word:
        return False
    last: str = said[-1].lower().removesuffix("s")
    return last == next_word[0].lower().removesuffix("s")


def _is_beside(around: str) -> bool:
    return any(sign in around for sign in "[](){}<>«»%_*")


@lru_cache(maxsize=4096)
def _has_noun(content: str) -> bool:
    return any(map(load_lexicon().is_noun, (word.lower() for word in _WORD.findall(content.replace("_", " ")))))
