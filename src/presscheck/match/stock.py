"""Whether a text is a site's talk of itself and nothing else: then nobody need look at it before it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from presscheck.late import late_regex
from presscheck.rules.bundle import bundled_or
from presscheck.rules.folder import builtin_folder
from presscheck.rules.lexicon import lower_case_words
from presscheck.rules.schema import mapping, read_yaml, text

_FILE = mapping({"language": text, "words": lower_case_words}, required=["language", "words"])
_WORD = late_regex(r"[\p{L}\p{N}]++(?:['’.-][\p{L}\p{N}]++)*+")
_NAME = late_regex(
    r"""(?: (?<=\bto\s|\bfor\s(?:visiting|choosing|reading)\s|\b[Vv]isit\s) | (?<=(?:\A|[.!?]\s)At\s) )
        \p{Lu}[\w'’&.-]*+ (?:\s(?:(?:of|the|and)\s)?\p{Lu}[\w'’&.-]*+){0,3} (?=,|\s(?:now|today)\b)""",
    regex.VERBOSE,
)
"""The site's name where it speaks of itself: `welcome to The Tide, your …`, `visit The Tide now`."""


@dataclass(frozen=True)
class SiteTalk:
    """The words a site speaks of itself with, of all languages, in lower case; `rules/stock/en.yaml` says which."""

    words: frozenset[str]

    def is_all_of(self, prose: str, headline: str = "") -> bool:
        """Tell whether a text has no other words, but for the site's name and the article's headline."""
        prose = " ".join(prose.split())
        if headline:
            prose = prose.replace(headline, "")
        words = (word[0].lower().replace("’", "'") for word in _WORD.finditer(_NAME.sub("", prose)))
        return all(word in self.words for word in words)


@cache
def load_site_talk() -> SiteTalk:
    """Return the words of a site's talk. Raises Trouble for a bad file."""
    return bundled_or(SiteTalk, builtin_site_talk)


def builtin_site_talk() -> SiteTalk:
    """Return the words of the built-in files. Raises Trouble for a bad one."""
    return read_site_talk(sorted((builtin_folder() / "stock").glob("*.yaml")))


def read_site_talk(paths: Iterable[Path]) -> SiteTalk:
    """Return the words of these files. Raises Trouble naming file, line and key."""
    files = [_FILE(read_yaml(path, f"rules/stock/{path.name}")) for path in paths]
    return SiteTalk(frozenset[str]().union(*(file["words"] for file in files)))
