"""The vocabulary of slots: one YAML file a language under `rules/vocabulary`, read together as one lexicon.

A slot may be in another language than its article, so every language counts everywhere, unless a house says which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from presscheck.late import late
from presscheck.rules.bundle import bundled_or
from presscheck.rules.folder import builtin_folder
from presscheck.rules.schema import Node, choice, listing, mapping, read_yaml, text

if TYPE_CHECKING:
    from pathlib import Path

_WORD = late(r"[^\W\d_]+")

POLITE = frozenset(("please", "bitte", "lütfen", "veuillez", "favor", "gelieve"))
"""Words before a command that do not make it a request to the reader."""

SAYING = "said|says|added|adds|advised|explained|noted|stated|told|commented|recalled|shared|warned|urged"
"""Verbs, as a pattern, that stand between a quotation and the name of its speaker."""

UNKNOWN = (
    r"[$€£#]?(?:X{1,4}(?:[.,]X{1,3}|\s?[-–]\s?[XY])?|[YZ]|x{2,4}|XYZ|N{1,2}|Y{2,4}|#+|_+|\?+)\+?%?"
    r"|(?:[DTMJGA]{1,4}[./-]){2}[YJAG]{2,4}|YYYY-MM-DD"
)
"""How a value is written that nobody knows yet, as a pattern: "XX", "$X.XX", "DD/MM/YYYY"."""

ABOUT = frozenset(("about", "around", "approx", "ca", "etwa", "rund", "unos", "unas", "aprox", "environ", "circa"))
"""Words before a value, known or not."""

LISTS = (
    "nouns",
    "names",
    "verbs",
    "openers",
    "fillers",
    "marks",
    "labels",
    "honorifics",
    "editorial",
    "media",
    "notices",
    "about",
)


LANGUAGES = frozenset(
    {"ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "id", "it"}
    | {"ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh"}
)
"""The languages that have a vocabulary, by their two letters."""


def lower_case_words(node: Node) -> frozenset[str]:
    """Check a text of words with white space between them, all in lower case."""
    value = text(node)
    for word in value.split():
        if word != word.lower():
            raise node.trouble(f"'{word}' is not in lower case")
    return frozenset(value.split())


_FILE = mapping(
    {
        "language": text,
        **dict.fromkeys(LISTS, lower_case_words),
        "phrases": listing(text),
        "joins": choice("none", "compounds", "suffixes"),
        "heads": choice("first", "last"),
    },
    required=["language", "nouns", "verbs"],
)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of all languages, in lower case, by what they tell of a slot; `rules/vocabulary/en.yaml` says how.

    `leading_nouns` are those of languages alone in which a noun stands before what is said of it (Spanish "fecha
    límite"). `compound_nouns` are nouns that end longer words (German "Firmenname"), `stem_nouns` and `stem_verbs`
    begin them (Turkish "adresi"). `phrases` are turns of several words.
    """

    nouns: frozenset[str]
    names: frozenset[str]
    verbs: frozenset[str]
    openers: frozenset[str]
    fillers: frozenset[str]
    marks: frozenset[str]
    labels: frozenset[str]
    honorifics: frozenset[str]
    editorial: frozenset[str]
    media: frozenset[str]
    notices: frozenset[str]
    about: frozenset[str]
    leading_nouns: frozenset[str]
    phrases: tuple[str, ...]
    compound_nouns: tuple[str, ...]
    stem_nouns: tuple[str, ...]
    stem_verbs: tuple[str, ...]

    @cached_property
    def _phrases_by_opening(self) -> Mapping[str, Sequence[str]]:
        """The phrases by their first words; under none those in scripts without spaces, which stand within one."""
        by_opening: dict[str, list[str]] = defaultdict(list)
        for phrase in self.phrases:
            words = None if _is_unspaced(phrase) else _WORD.search(phrase)
            by_opening[words[0] if words else ""].append(phrase)
        return by_opening

    def phrases_in(self, text: str) -> Iterator[str]:
        """Yield the phrases that stand in a text of lower case, be it within a longer word."""
        # To compile one pattern of them all takes longer than to look through a draft.
        by_opening = self._phrases_by_opening
        for opening in by_opening.keys() & {"", *_WORD.findall(text)}:
            yield from (phrase for phrase in by_opening[opening] if phrase in text)

    def holds_phrase(self, text: str) -> bool:
        """Tell whether a phrase stands in a text of lower case, in a script with spaces as whole words."""
        return any(
            _is_unspaced(phrase) or re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
            for phrase in self.phrases_in(text)
        )

    def is_noun(self, word: str) -> bool:
        """Tell whether a lower-case word is what a slot stands for, whole or as part of a longer word."""
        return (
            word in self.nouns
            or (len(word) > 5 and word.endswith(self.compound_nouns))
            or _inflects(word, self.stem_nouns)
        )

    def is_inflected(self, word: str) -> bool:
        """Tell whether a lower-case word is a noun with an ending (Turkish "adresi")."""
        return word not in self.nouns and _inflects(word, self.stem_nouns)

    def is_verb(self, word: str) -> bool:
        """Tell whether a lower-case word is a command to the writer."""
        return word in self.verbs or _inflects(word, self.stem_verbs)

    def knows(self, word: str) -> bool:
        """Tell whether a lower-case word is in any list that speaks for a slot."""
        return (
            self.is_noun(word)
            or word in self.openers
            or word in self.fillers
            or word in self.marks
            or self.is_verb(word)
        )


def _is_unspaced(phrase: str) -> bool:
    """Tell whether a phrase is in Chinese, Japanese or Korean, where no space stands between words."""
    return not phrase.isascii() and any("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in phrase)


def _inflects(word: str, stems: tuple[str, ...]) -> bool:
    return word.startswith(stems) and any(word.startswith(stem) and len(word) <= len(stem) + 5 for stem in stems)


@cache
def load_lexicon(languages: tuple[str, ...] = ()) -> Lexicon:
    """Return the built-in lexicon of some of `LANGUAGES`, or of all. Raises Trouble for a bad vocabulary file."""
    return builtin_lexicon(languages) if languages else bundled_or(Lexicon, builtin_lexicon)


def builtin_lexicon(languages: tuple[str, ...] = ()) -> Lexicon:
    """Return the lexicon of the built-in vocabulary files of some languages, or of all. Trouble for a bad one.

    A file is named for its language, which may have more than one: `de.yaml`, `de-alone.yaml`.
    """
    files = sorted((builtin_folder() / "vocabulary").glob("*.yaml"))
    return read_lexicon(file for file in files if not languages or file.stem.partition("-")[0] in languages)


def read_lexicon(paths: Iterable[Path]) -> Lexicon:
    """Return the lexicon of these vocabulary files. Raises Trouble naming file, line and key."""
    files = [_FILE(read_yaml(path, f"rules/vocabulary/{path.name}")) for path in paths]
    lists = {name: frozenset[str]().union(*(f.get(name, ()) for f in files)) for name in LISTS}

    def long_words(name: str, joins: str) -> tuple[str, ...]:
        return tuple(sorted(w for f in files if f.get("joins") == joins for w in f[name] if len(w) > 2))

    by_order: dict[str, set[str]] = {"first": set(), "last": set()}
    for file in files:
        by_order[file.get("heads", "last")] |= file["nouns"]
    return Lexicon(
        **lists,
        leading_nouns=frozenset(by_order["first"] - by_order["last"]),
        phrases=tuple(sorted({phrase.lower() for f in files for phrase in f.get("phrases", ())})),
        compound_nouns=long_words("nouns", "compounds"),
        stem_nouns=long_words("nouns", "suffixes"),
        stem_verbs=long_words("verbs", "suffixes"),
    )
