"""A candidate taken apart: its words, and which of them the lexicon knows for what."""

from __future__ import annotations

from typing import NamedTuple

from presscheck.late import late_regex
from presscheck.rules.lexicon import Lexicon

_WORD = late_regex(r"(?:\p{L}{1,5}['’](?=\p{L}{3}))?+\K[\p{L}\p{M}]+(?:['’.][\p{L}\p{M}]+)*[.]?|\d[\d.,:]*")
_PART = late_regex(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|[\p{Lo}\p{M}]+|\d+")
POSSESSIVE = late_regex(r"['’]s?$|[.]$")
"""What a word may carry at its end and be the same: a possessive, a full stop."""


class Beside(NamedTuple):
    """What stands right before and after a candidate, at most 80 code points each.

    `cited` tells that its whole block is a quotation.
    """

    before: str
    after: str
    cited: bool


class Candidate(NamedTuple):
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

    @property
    def beside(self) -> Beside:
        """What stands right before and after it."""
        before = self.text[max(0, self.start - _NEAR) : self.start]
        return Beside(before, self.text[self.end : self.end + _NEAR], self.cited)


_NEAR = 80


class Reading:
    """What stands between delimiters taken apart: its words, and which of them the lexicon knows for what."""

    def __init__(self, content: str, opening: str, lexicon: Lexicon) -> None:
        self.opening = opening
        self.lexicon = lexicon
        self.content = content.strip()
        self.low = " ".join(fold(self.content).split())
        self.raw = (
            _identifier_words(self.content)
            if "_" in self.content or opening == "{{"
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
