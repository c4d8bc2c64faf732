"""What may be a title or a heading, straight from a text's bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from presscheck.late import late
from presscheck.match.letters import letters_alone, without_tags
from presscheck.model import Format
from presscheck.read.elements import KINDS

TITLE_CASE_WORDS = 7
"""A headline in title case of at least so many words is no phrase of a sentence, whatever stands before it."""

_NOUNS = """
    coverage more news update updates information insight insights everything detail details article articles
    stories story read reading post all
"""
STOCK_NOUNS = tuple(_NOUNS.split())
STOCK_LINKS = ("on", "about", "of", "regarding", "covering")
STOCK_ELSEWHERE = ("über", "zu", "zum Thema", "sobre", "sur", "su", "over", "hakkında")
"""What a stock sentence says before the headline that is pasted into it: "more news on", "alles über"."""

_WORD = late(r"[^\W\d_]{4,}")
LONE = 400
"""A line of plain text with more bytes is no heading."""

_NAMES = (b"title", b"headline", b"deck", b"dek", b"standfirst")
_VALUE = late(rb"[\"']?[ \t]*[:=]([^\n]*(?:\n(?:[ \t]+|- )[^\n]*)*)")
_BARE = late(rb"[ \t]*+[\"']?([^\s\[\]{},\"'#][^\n\[\]{},\"'#]*+)[\[\]{},\"'#]")
"""A value of TOML that forgot a quotation mark, or has something behind it."""
_PAGE_TITLE = late(rb"<title[^<>]*>([^<]*)|<meta\s([^<>]*title[^<>]*)>", re.IGNORECASE)
_UNDERLINE = late(rb"\n[ >]*(?:=+|-+)[ \t]*(?=\n|\Z)")
_HTML = late(rb"<h([1-6])[^<>]*>", re.IGNORECASE)
_ENDS = rb"</h|<(?:p|%b)(?=[\s/>])" % "|".join(sorted(KINDS)).encode()
_END = {
    "html": late(_ENDS, re.IGNORECASE),
    "markdown": late(rb"\n[ \t]*\n|%b" % _ENDS, re.IGNORECASE),
}
"""Where a heading ends, closed or not."""

_SIGN = late(rb"[|:]|\xc2[\xbb\xb7]|\s(?:-|\xe2\x80[\x90-\x95]|\xe2\x88\x92)\s")
_PART_WORDS = 3
_OPENING = 20_000
_FIRST_LINES = 5
_STOPS = (b".", b"!", b"?", b":", b";", b",")


class Head(NamedTuple):
    """A title or a heading: its bytes, its letters, and whether it may be one of the first level."""

    text: bytes
    form: bytes
    first: bool

    @property
    def words(self) -> int:
        """How many words it has, guessed too high in scripts without spaces."""
        return len(self.text.split()) if self.text.isascii() else len(self.text)


def titles(matter: bytes, body: bytes, form: Format) -> Iterator[Head]:
    """Yield what may be a title or a deck, in the front matter of a text and in the head of a page."""
    lower = matter.lower()
    for name in _NAMES:
        at = lower.find(name)
        while at >= 0:
            at += len(name)
            if value := _VALUE.match(matter, at):
                yield from _head(value[1], first=True)
                if bare := _BARE.match(value[1]):
                    yield from _head(bare[1], first=True)
            at = lower.find(name, at)
    if form != "text" and (b"<title" in body or b"<meta" in body or b"<TITLE" in body or b"<META" in body):
        for title in _PAGE_TITLE.finditer(body):
            yield from _head(title[1] or title[2] or b"", first=True)


def headings(body: bytes, form: Format) -> Iterator[Head]:
    """Yield what may be a heading of a text, its marks of Markdown or HTML still around it."""
    if form == "text":
        yield from _first_lines(body)
        return
    before, *others = body.replace(b"#\t", b"# ").split(b"# ")
    for part in others:
        yield from _head(without_tags(part.partition(b"\n")[0]), first=before[-1:] != b"#")
        before = part
    last = 0
    for underline in _UNDERLINE.finditer(body):
        end = underline.start()
        line = body[body.rfind(b"\n", 0, end) + 1 : end]
        lines = body[max(last, end - LONE) : end].rpartition(b"\n\n")[2]
        last = underline.end()
        for shown in dict.fromkeys((line, lines, *lines.split(b"\n"))):
            yield from _head(shown, first=True)
    if b"<" in body and (b"<h" in body or b"<H" in body):
        for tag in _HTML.finditer(body):
            ending = _END.get(form, _END["html"]).search(body, tag.end(), tag.end() + LONE)
            inside = body[tag.end() : ending.start() if ending else tag.end() + LONE]
            yield from _head(without_tags(inside), first=tag[1] == b"1")


def in_title_case(headline: str) -> bool:
    """Tell whether a headline is written as no sentence is: most of its longer words with a capital."""
    words = _WORD.findall(headline)
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _first_lines(body: bytes) -> Iterator[Head]:
    """Yield the lines of a plain text that may be its headline: the first, and the first few that do not stop.

    A line with the mark of a heading is one, however it ends.
    """
    heads = 0
    for line in body[:_OPENING].split(b"\n"):
        stops = line.rstrip().endswith(_STOPS) and not line.lstrip().startswith(b"#")
        if len(line) <= LONE and (not heads or not stops):
            for head in _head(line, first=True):
                yield head
                heads += 1
        if heads > _FIRST_LINES:
            return


def _head(text: bytes, *, first: bool) -> Iterator[Head]:
    form = letters_alone(text)
    if form:
        yield Head(text, form, first)


def parts(text: bytes) -> set[bytes]:
    """Return the letters of a headline, and of what may be left of it without a site's name or a section."""
    found = {text}
    signs = [0, *(sign.end() for sign in _SIGN.finditer(text)), len(text)]
    if len(signs) > 2:
        pieces = [text[:end] for end in signs[1:-1]] + [text[a:b] for a, b in pairwise(signs)]
        found.update(piece for piece in pieces if len(piece.split()) >= _PART_WORDS or not piece.isascii())
    return {letters_alone(piece) for piece in found} - {b""}
