"""The vocabulary of slots: one YAML file a language under `rules/vocabulary`, read together as one lexicon.

A slot may be in another language than its article, so every language counts everywhere, unless a house says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from presscheck.rules.bundle import bundled_or
from presscheck.rules.folder import builtin_folder
from presscheck.rules.schema import Node, choice, listing, mapping, read_yaml, text

if TYPE_CHECKING:
    from pathlib import Path

_NO_SPACES = r"[\u2e80-\u9fff\uac00-\ud7a3]"  # Chinese, Japanese, Korean; to compile it takes three milliseconds

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
    },
    required=["language", "nouns", "verbs"],
)


@dataclass(frozen=True)
class Lexicon:
    """The words of all languages, in lower case, by what they tell of a slot; `rules/vocabulary/en.yaml` says how.

    `compound_nouns` are nouns that end longer words (German "Firmenname"), `stem_nouns` and `stem_verbs` begin
    them (Turkish "adresi"). `phrases` are turns of several words.
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
    phrases: tuple[str, ...]
    compound_nouns: tuple[str, ...]
    stem_nouns: tuple[str, ...]
    stem_verbs: tuple[str, ...]

    @cached_property
    def any_phrase(self) -> re.Pattern[str]:
        """What finds a phrase in a text of lower case; one in a script without spaces also within a word."""
        joined = [re.escape(phrase) for phrase in self.phrases if re.search(_NO_SPACES, phrase)]
        apart = "|".join(re.escape(phrase) for phrase in self.phrases if not re.search(_NO_SPACES, phrase))
        return re.compile("|".join([*joined, rf"(?<!\w)(?:{apart})(?!\w)" if apart else r"\Z\A."]))

    def is_noun(self, word: str) -> bool:
        """Tell whether a lower-case word is what a slot stands for, whole or as part of a longer word."""
        return (
            word in self.nouns
            or (len(word) > 5 and word.endswith(self.compound_nouns))
            or _inflects(word, self.stem_nouns)
        )

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

    return Lexicon(
        **lists,
        phrases=tuple(sorted({phrase.lower() for f in files for phrase in f.get("phrases", ())})),
        compound_nouns=long_words("nouns", "compounds"),
        stem_nouns=long_words("nouns", "suffixes"),
        stem_verbs=long_words("verbs", "suffixes"),
    )
