"""A candidate taken apart: its words, and which of them the lexicon knows for what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from presscheck.rules.lexicon import Lexicon

_WORD = regex.compile(r"(?:\p{L}{1,5}['’](?=\p{L}{3}))?+\K[\p{L}\p{M}]+(?:['’.][\p{L}\p{M}]+)*[.]?|\d[\d.,:]*")
_PART = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|[\p{Lo}\p{M}]+|\d+")
POSSESSIVE = regex.compile(r"['’]s?$|[.]$")
"""What a word may carry at its end and be the same: a possessive, a full stop."""


@dataclass(frozen=True)
class Candidate:
    """A delimited span of a block's text that might be a slot.

    `text[start:end]` is the whole span with its delimiters, `content` what stands between them, `opening` the
    delimiter it opens with. `siblings` counts further candidates in the block that are next to it, with no more
    than a comma, a dash or a line end between. `cited` tells that the whole block is a quotation.
    """

    text: str
    start: int
    end: int
    content: str
    opening: str
    siblings: int = 0
    cited: bool = False

    @cached_property
    def before(self) -> str:
        """What stands before it, at most 80 code points."""
        return self.text[max(0, self.start - 80) : self.start]

    @cached_property
    def after(self) -> str:
        """What stands after it, at most 80 code points."""
        return self.text[self.end : self.end + 80]


class Reading:
    """A candidate taken apart: its words, and which of them the lexicon knows for what."""

    def __init__(self, candidate: Candidate, lexicon: Lexicon) -> None:
        self.candidate = candidate
        self.lexicon = lexicon
        self.content = candidate.content.strip()
        self.low = " ".join(fold(self.content).split())
        self.raw = (
            _identifier_words(self.content)
            if "_" in self.content or candidate.opening == "{{"
            else [match.group() for match in _WORD.finditer(self.content)]
        )
        self.words = [POSSESSIVE.sub("", fold(word)) for word in self.raw]
        only_media = all(word in lexicon.media or word in lexicon.fillers for word in self.words)
        self.nouns = [] if only_media else [word for word in self.words if lexicon.is_noun(word)]
        self.first = self.words[0] if self.words else ""
        self.last = self.words[-1] if self.words else ""


def fold(text: str) -> str:
    """Return a text in lower case; a Turkish capital İ becomes a plain i."""
    return text.lower().replace("i\u0307", "i")


def _identifier_words(content: str) -> list[str]:
    return [match.group() for match in _PART.finditer(content)]
