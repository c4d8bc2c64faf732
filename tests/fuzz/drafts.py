"""Bytes → what presscheck is given: drafts made of pieces that matter to it, names, and files of other kinds.

A fuzzer mutates bytes. Read as they are they are hardly ever more than noise, so most targets read them as a
recipe: a byte stands for a piece of markup or a character, or, with the next one, for a stretch out of the
examples of a rule. The same bytes give the same draft for as long as the rules stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from presscheck.rules import load_rules

Kind = TypeVar("Kind")

SUFFIXES = ("txt", "md", "html", "mdx")
"""What a draft's file may end with, one for each way it is read."""

MARKUP = (
    *(" ", " ", " ", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r", "\t", "    ", "\n> ", "\n- ", "\n1. ", "\n# "),
    *("\n## ", "*", "**", "_", "__", "***", "~~", "`", "``", "\n```\n", "$", "\\", "\\[", "[", "]", "(", ")"),
    *("](", "![", "[^1]", "\n[^1]: ", "]: ", "|", "\n|a|b|\n|-|-|\n|", "\n---\n", "\n===\n", "\n***\n", "<", ">"),
    *("</", "/>", "<p>", "</p>", "<b>", "</b>", "<br>", "<li>", "<ul>", "</ul>", "<div>", "</div>", "<h1>"),
    *("</h1>", "<a href=\"", "\">", "</a>", "<!--", "-->", "<code>", "</code>", "<script>", "</script>"),
    *("<title>", "</title>", "<table><tr><td>", "<td>", "</table>", "<blockquote>", "</blockquote>"),
    *("<img alt=\"", "&", "&amp;", "&#91;", "&nbsp;", "&#x1F5DE;", "{", "}", "{{", "}}", "{%", "%}", "${", "%"),
    *("«", "»", "<<", ">>", "'", "\"", "“", "”", "’", "–", "—", "-", ".", ",", ":", ";", "!", "?", "…", "/", "#"),
    *("=", "+", "@", "^", "0", "1", "XX", "a", "Z"),
)  # fmt: skip
"""What drafts are put together from, beside the examples of the rules."""

ODD = (
    *("\0", "\x07", "\x0b", "\f", "\x1b[31m", "\x1b]8;;a\x07", "\x85", "\u00a0", "\u00ad", "\u200b", "\u2028"),
    *("\u200d", "\u202e", "\u2066", "\ufeff", "\ufffd", "\ufffe", "\ud83d", "\udcff", "e\u0301", "ü", "İ"),
    *("ß", "ﬁ", "東京", "😀", "Привет", "::set-output name=a::b", "%0A", "[red]", "]]>", "---\n", "+++\n"),
    *("title: ", "title = ", "stet: ", "<!-- stet: ", "[stet: PH101 yes]\n", "<!-- stet-start: PH ours -->"),
    *("<!-- stet-end -->", "{/* stet-file: CH ours */}", "---\ntitle: [Your Name]\n---\n"),
    *("+++\ntitle = \"[City]\"\n+++\n", "---\nstet: PH101 ours\n---\n", "[Your Name]", "[City]"),
    *("By [Author Name]", "[Insert Date]", "TK", "The mayor said", "I hope this helps!"),
)  # fmt: skip
"""Characters that break careless readers, and what presscheck itself gives a meaning."""


@cache
def snippets() -> tuple[str, ...]:
    """Return what the rules' own examples hold: what is found, with its near misses."""
    found = dict.fromkeys(
        piece
        for rule in load_rules()
        for example in (*rule.flagged, *rule.clean)
        for piece in (example.text, *(example.text[start:end] for start, end in example.spans))
        if len(piece) <= 200
    )
    return tuple(found)


LONGEST = 10_000
"""So many characters a draft has at most."""


class Feed:
    """Bytes that are used up from their start; after their end come zeros."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def byte(self) -> int:
        """Return the next byte."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def pick(self, choices: Sequence[Kind]) -> Kind:
        """Return one of at most 256 choices."""
        return choices[self.byte() % len(choices)]

    def rest(self) -> bytes:
        """Return all that is left."""
        at, self._at = self._at, len(self._data)
        return self._data[at:]

    def draft(self, most: int = 256) -> str:
        """Return a text of at most so many pieces, all that is left where there are fewer."""
        pieces: list[str] = []
        while self and len(pieces) < most:
            piece = self._piece()
            pieces += [piece] if piece else pieces[-3:] * 30
        return "".join(pieces)[:LONGEST]

    def _piece(self) -> str:
        """Return a piece; an empty one stands for the last three over and over."""
        byte = self.byte()
        if byte < 0x90:
            return MARKUP[byte % len(MARKUP)] if byte < 0x8F else ""
        if byte < 0xB8:
            return ODD[(byte - 0x90) % len(ODD)]
        every = snippets()
        return every[((byte - 0xB8) * 256 + self.byte()) % len(every)]

    def plain_draft(self, most: int = 256) -> str:
        """Return a text that any file may hold: no half characters, no NUL, no mark of byte order."""
        return self.draft(most).translate(_UNSTORED)


_UNSTORED = dict.fromkeys([0, 0xFEFF, *range(0xD800, 0xE000)])
