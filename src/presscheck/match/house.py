"""What a house lets stand: slots it leaves on purpose, and paragraphs that are its own words.

House text is compared word by word, each in its normal form: neither wrapping, quotes nor punctuation count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from presscheck.late import late_regex
from presscheck.match import find
from presscheck.match.normal import WIDE, normal
from presscheck.model import OPAQUE, Document, Hit, House
from presscheck.rule import Rule

_PARAGRAPH_END = late_regex(r"\n[^\S\n]*\n\s*")
_WORD = late_regex(rf"{WIDE}|[^\s{WIDE[1:-1]}]+")

OF_HOUSE_TEXT = frozenset({"boilerplate", "duplicate"})
"""The families that house text silences."""

Word = tuple[str, int, int]
"""A word's normal form, and where it stands in its text."""


def stands(rule: Rule, hit: Hit, document: Document) -> bool:
    """Tell whether the house of a document lets stand what a rule found in it."""
    house = document.house
    if rule.family == "placeholder":
        return bool(house.slots) and is_allowed(hit.block.text[hit.start : hit.end], house)
    if not house.texts or rule.family not in OF_HOUSE_TEXT:
        return False
    text = hit.block.text
    inside = _inside(text, house)
    if _covered(text, hit.start, hit.end, inside):
        return True
    # A rule may report all of a paragraph for one sentence in it: does the rest of it say as much?
    return rule.family == "boilerplate" and bool(inside) and not _still_found(rule, hit, inside, document)


def is_allowed(slot: str, house: House) -> bool:
    """Tell whether a slot, with its delimiters or without, is one that a house leaves on purpose."""
    return normal(slot) in _forms(house.slots)


def is_house_text(text: str, start: int, end: int, house: House) -> bool:
    """Tell whether all words of `text[start:end]` belong to house text, which may begin before and end after."""
    return _covered(text, start, end, _inside(text, house))


def _inside(text: str, house: House) -> list[Word]:
    """Return the words of a text that belong to house text, in order."""
    form = normal(text)
    near = [words for words in _house_words(house.texts) if max(words, key=len) in form]
    if not near:
        return []
    words = list(_words(text))
    inside = {number for wanted in near for number in _places(words, wanted)}
    return [words[number] for number in sorted(inside)]


def _covered(text: str, start: int, end: int, inside: Sequence[Word]) -> bool:
    if not inside:
        return False
    wanted = [word for word in _words(text) if word[1] < end and word[2] > start]
    return bool(wanted) and set(inside).issuperset(wanted)


def _still_found(rule: Rule, hit: Hit, inside: Sequence[Word], document: Document) -> bool:
    text = list(hit.block.text)
    for _, start, end in inside:
        text[start:end] = OPAQUE * (end - start)
    block = replace(hit.block, text="".join(text))
    return any(find(rule, Document(document.source, lambda _: (block,))))


def _places(words: Sequence[Word], wanted: Sequence[str]) -> Iterator[int]:
    """Yield the number of each word that belongs to an occurrence of the wanted ones."""
    first, size = wanted[0], len(wanted)
    for at in range(len(words) - size + 1):
        if words[at][0] == first and all(words[at + step][0] == wanted[step] for step in range(1, size)):
            yield from range(at, at + size)


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        if form := normal(match[0]):
            yield form, *match.span()


@lru_cache(maxsize=16)
def _house_words(texts: tuple[str, ...]) -> list[list[str]]:
    paragraphs = [paragraph for text in texts for paragraph in _PARAGRAPH_END.split(text)]
    return [words for paragraph in paragraphs if (words := [form for form, _, _ in _words(paragraph)])]


@lru_cache(maxsize=16)
def _forms(slots: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normal, slots))
