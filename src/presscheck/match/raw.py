r"""A draft's bytes in the form in which anchors are looked for, without reading it as what it is.

The form is a stand-in for the prose: what a reader sees in one stretch stands in it in one stretch, and much more
stands in it too. Markup within a phrase is gone (`**`, a link's target, a tag), what was in it follows behind the
text, and white space is one space. Where that cannot be promised there is no form, and everything must be read.

`PART` stands before the first block too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from presscheck.late import late
from presscheck.match.code import without_code
from presscheck.match.fields import front_matter
from presscheck.match.markup import (
    blocks_of_html,
    lines_without_opaque,
    pictured,
    without_comments,
    without_links,
    without_opaque_elements,
    without_tags,
)
from presscheck.match.ordinary import is_ordinary
from presscheck.match.stretch import PART, Stretch, stretch
from presscheck.model import Format


class Normal(NamedTuple):
    """A draft in normal form, in three parts."""

    prose: Stretch
    inside: Stretch
    """What was inside of markup: the targets and titles of links, tags with their attributes."""
    fields: Stretch
    """The front matter without its keys."""


PROSE, INSIDE, FIELDS = range(3)
"""The numbers of its parts."""

_OF_KIND = {"link": INSIDE, "alt": INSIDE, "field": FIELDS}


def place_of(kind: str) -> int:
    """Return in which part of a normal form blocks of a kind stand."""
    return _OF_KIND.get(kind, PROSE)


@cache
def places_of(kinds: frozenset[str], form: Format) -> frozenset[int]:
    """Return in which parts of the normal form of a file stands what may become blocks of these kinds."""
    places = set(map(place_of, kinds))
    if "field" in kinds and form == "html":
        places |= {PROSE, INSIDE}  # of a title, of a meta element
    return frozenset(places)


_NO_MARKS = bytes(0 if code == 2 else code for code in range(256))
_HEAD_TAG = late(rb"<(?:title|meta)\b", re.IGNORECASE)
_EMPTY_LINE = late(rb"\n[ \t]++(?=\n)")
_EMPTY_LINES = late(rb"\n(?:[^\S\n]*+\n)++")
_REFERENCE = {
    "markdown": late(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"),
    "html": late(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"),
}
_ATTRIBUTES = late(rb"\{(?<![{\\]\{):?[ \t]*[#.][^{}\n\x02]*\}(?=[ \t]*(?:[\n\x02]|\Z))")


def normal(data: bytes, form: Format) -> Normal | None:
    """Return the normal form of a file in UTF-8; None where it has something that this cannot see through."""
    if PART in data or (form == "markdown" and _HEAD_TAG.search(data)):
        return None
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    parts: list[bytes] = []
    fields: list[bytes] = []
    marked: list[bytes] = []
    if data.startswith((b"---", b"+++")):
        end = front_matter(data, fields)
        if end is None:
            return None
        data = data[end:]
    if form == "markdown":
        data = without_code(data)
    if form == "markdown" and (b" \n" in data or b"\t\n" in data):
        data = _EMPTY_LINE.sub(b"\n", data)
    if form != "html":
        data = data.replace(b"\n\n", PART)
    if not is_ordinary(data, form):
        return None
    shown = data if form == "text" else _seen_through(data, form, parts, marked)
    if shown is None:
        return None
    data = PART.join([b"", shown, *parts])
    inside = PART.join([b"", *marked]).replace(b'="', b'="\n').replace(b"='", b"='\n").replace(b' "', b' "\n')
    texts = [_EMPTY_LINES.sub(b"\n", text) for text in (data, inside, PART.join([b"", *fields]))]
    if form != "text" and (b"&" in data or b"&" in inside):
        texts = [_REFERENCE[form].sub(_unescaped, text) for text in texts]
        if form == "markdown" and b"<" in inside and _REFERENCE["html"].search(texts[1]):
            texts[1] += PART + _REFERENCE["html"].sub(_unescaped, texts[1])
    if form == "markdown" and b"{" in data:
        texts[0] = _ATTRIBUTES.sub(b"", texts[0])
    return Normal(*map(stretch, texts))


def _seen_through(data: bytes, form: Format, parts: list[bytes], marked: list[bytes]) -> bytes | None:
    """Return a text without its markup, having added what was inside of it, and what may be read otherwise."""
    html = blocks_of_html(data) if form == "markdown" else b""
    data = without_comments(data, parts)
    if form == "markdown":
        marked += pictured(data)
        parts += lines_without_opaque(data)
        data = without_links(without_tags(data, marked, parts), marked, parts)
    else:
        data = without_tags(without_opaque_elements(data), marked, parts)
    if html:
        shown = without_tags(without_comments(html, parts), marked, parts)
        parts.append(_REFERENCE["html"].sub(_unescaped, shown))
    return None if b"](" in data else data


def normal_prose(prose: Iterable[str], inside: Iterable[str], fields: Iterable[str]) -> Normal:
    """Return the normal form of blocks: of prose, of links and alternative texts, and of fields."""
    return Normal(*(stretch(PART.join(map(_encoded, texts))) for texts in (prose, inside, fields)))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").translate(_NO_MARKS)


def _unescaped(reference: re.Match[bytes]) -> bytes:
    from html import unescape

    return unescape(reference[0].decode()).encode("utf-8", "surrogatepass")
