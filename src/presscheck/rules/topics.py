"""The words that tell what an article is about, in all languages, as the files of `rules/topic/` list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from presscheck.match.reach import SUBJECTS
from presscheck.rules.bundle import bundled_or
from presscheck.rules.folder import builtin_folder
from presscheck.rules.schema import Node, mapping, read_yaml, text

TOPICS = tuple(subject for subject in SUBJECTS if subject != "transcript")
"""The subjects that have words; a transcript is told by its speakers."""


@dataclass(frozen=True, eq=False)
class Words:
    """The words of every topic, of all languages: whole words, beginnings of words, and turns of two words."""

    whole: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    pairs: Mapping[str, frozenset[str]]
    lengths: tuple[int, ...]

    def alone(self, word: str) -> frozenset[str]:
        """Return the topics that a lower-case word speaks of by itself."""
        found = self.whole.get(word, frozenset())
        for length in self.lengths:
            if length <= len(word):
                found |= self.stems.get(word[:length], frozenset())
        return found


@cache
def load_words() -> Words:
    """Return the topic words of all languages. Raises Trouble for a bad file."""
    return bundled_or(Words, builtin_words)


def builtin_words() -> Words:
    """Return the topic words of the built-in files. Raises Trouble for a bad one."""
    return read_words(sorted((builtin_folder() / "topic").glob("*.yaml")))


def read_words(paths: Iterable[Path]) -> Words:
    """Return the topic words of these files. Raises Trouble naming file, line and key."""
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    pairs: dict[str, set[str]] = {}
    for path in paths:
        values = _FILE(read_yaml(path, f"rules/topic/{path.name}"))
        for topic in TOPICS:
            for word in values.get(topic, ()):
                if word.endswith("*"):
                    stems.setdefault(word[:-1], set()).add(topic)
                elif "_" in word:
                    pairs.setdefault(word.replace("_", " "), set()).add(topic)
                else:
                    whole.setdefault(word, set()).add(topic)
    return Words(_frozen(whole), _frozen(stems), _frozen(pairs), tuple(sorted({len(stem) for stem in stems})))


def _frozen(table: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(topics) for word, topics in table.items()}


def _words(node: Node) -> tuple[str, ...]:
    value = text(node)
    for word in value.split():
        if word != word.lower():
            raise node.trouble(f"'{word}' is not in lower case")
        if "*" in word[:-1] or ("_" in word and word.endswith("*")):
            raise node.trouble(f"'{word}': a * stands at the end of a single word")
        if word.endswith("*") and len(word) < 4:
            raise node.trouble(f"'{word}' begins too many words; write at least three letters before the *")
    return tuple(value.split())


_FILE = mapping({"language": text, **dict.fromkeys(TOPICS, _words)}, required=["language"])
