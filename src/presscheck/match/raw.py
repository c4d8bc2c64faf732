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
from presscheck.match.stretch import PART, Stretch, around, stretch
from presscheck.model import Format
from presscheck.read.elements import BLOCKS, KNOWN, RAW


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
_FRONT_MATTER = late(rb"(---|\+\+\+)[ \t]*\n(.*?\n)?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ASSIGNED = {
    b"---": late(
        rb"""\A\s*\Z|^[ \t]*(?:\#|\{|[-?] |["']?[\w$@.-][\w$@.: -]{0,40}["']?:(?:[ \t]|$))""", re.MULTILINE
    ),
    b"+++": late(rb"\A\s*\Z|^[ \t]*(?:#|\[|[\"']?[\w.-][^\n=]*=)", re.MULTILINE),
}
# Lines that only say what a value is, or are part of one below its key.
# Each line is read in one way only, for a line of two would take twice the time.
_FIELD = rb"""(?:\#[^\n]*|(?:-[ ]+)*["']?[\w$@.-][\w$@.:\ -]{0,40}?["']?[ \t]*[:=][^\n]*
    |-[^\n]*|\[[^\n]*\]|[\]}],?)?\n"""
_FIELDS = late(rb"(?:[ \t]*+%b (?:[ \t][^\n]*+\n|%b)*+)?\Z" % (_FIELD, _FIELD), re.VERBOSE)
# A value that is a block of lines below its key, in which a line may begin as a key does.
_BLOCK = late(rb"[|>][+-]?\d*[ \t]*\n")
_SCALAR = late(rb"^([ \t]*+)[^\n]*[|>][+-]?\d*[ \t]*\n((?:\1[ \t]++[^\n]*\n|[ \t]*+\n)*+)", re.MULTILINE)
_KEY = late(rb"^[ \t]*(?:- +)*([\"']?)[\w$@.-][\w$@.: -]{0,40}?\1[ \t]*[:=](?=[ \t\n])", re.MULTILINE)
_FLOWING = late(rb"[\[{][^\n]*")
_ESCAPE = late(rb"\\[^\"\\/']")
_COMMENT = late(rb"<!--.*?-->", re.DOTALL)
_COMMENT_IN_TAG = late(rb"</?[a-zA-Z][^<>]*<!--")
_TAG_IN_VALUE = late(rb"<[a-zA-Z][^<>]*=\s*+[\"'][^\"'<>]*+(?:>|</?[a-zA-Z])")
_RAW_NAMES = sorted(name.encode() for name in RAW)
_AFTER_NAME = (b" ", b"\t", b"\n", b"\f", b"\r", b"/", b">")
_TAG = late(
    rb"<(?:/?(%b)(?=[\s/>])[^<>]*|(br|img|hr|wbr|input|video|audio)(?=[\s/>])[^<>]*|/?(?:%b)(?=[\s/>])[^<>]*|[!?][^<>]*)>"
    % tuple("|".join(sorted(names, key=len, reverse=True)).encode() for names in (BLOCKS, KNOWN)),
    re.IGNORECASE,
)
_FOR_TAG = (b"", PART, b"\n")
"""What stands for a tag: for one in a line of text, for a block's, and for one that breaks a line."""
_HEAD_TAG = late(rb"<(?:title|meta)\b", re.IGNORECASE)
_OTHER_TAG = late(rb"</?[a-zA-Z][^<>\x02]*>")
_CUT_TAG = late(rb">(?:(?<=[\"']>)|(?<=[\"'] >)|(?<=[\"']/>)|(?<=[\"'] />))(?!\}\})")
# With a quotation mark within the quotation marks Markdown takes it for text, and so does the form.
_NO_TAG = late(rb"<[a-zA-Z]\w*[^<>\x02]*=\"\{\{<[^\"<>\x02]*\"[^\"<>\x02]*\"[^\"<>\x02]*>\}\}[^<>\x02]*>")
_AUTOLINK = late(rb"<[a-zA-Z][\w+.-]+:[^<>\s]*>")
_TEXT = rb"\[([^\[\]\x02]*(?:\[[^\[\]\x02]*\][^\[\]\x02]*)*)\]"
_PLACE = rb"\((?:[^()\x02]|\([^()\x02]*\))*\)"
_LINK = late(_TEXT + _PLACE)
_ANY_LINK = late(rb"%b(?:%b|\[[^\[\]\x02]*\])" % (_TEXT, _PLACE))
_REFERRED = late(rb"\]\[[^\[\]\x02]*\]")
_TARGET = late(rb"\]\((?:[^()\x02]|\([^()\x02]*\))*\)")
_IMAGE = late(rb"!\[([^\[\]\x02]*)\]")
_IMAGE_WITH_BRACKETS = late(rb"!\[([^\[\]\x02]*(?:\[[^\[\]\x02]*\][^\[\]\x02]*)+)\]")
# A target of several words that are no title is text; what a generator writes in braces is none.
_NO_LINK = late(
    rb"""\]\((?!\s*+(?:\{|[^\s()\x02]*+(?:\s++(?:"[^"\x02]*+"|'[^'\x02]*+'))?\s*+\)))(?:[^()\x02]++|\([^()\x02]*+\))*+\)"""
)
_HTML_BLOCK = late(rb"(?:^|\x02)[^\w\n<\x02]*+(?:\d{1,9}[.)][^\w\n<\x02]*+)?</?[a-zA-Z]", re.MULTILINE)
_DEFINITION = late(rb"(?:^|\x02)[ \t>]*\[[^\]\n]+\]:\s*([^\n]*)", re.MULTILINE)
_REFERENCE = {
    "markdown": late(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"),
    "html": late(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"),
}
_ATTRIBUTES = late(rb"(?<!\\)\{:?[ \t]*[#.][^{}\n\x02]*\}(?=[ \t]*(?:[\n\x02]|\Z))")


def normal(data: bytes, form: Format) -> Normal | None:
    """Return the normal form of a file in UTF-8; None where it has something that this cannot see through."""
    if PART in data or (form == "markdown" and _HEAD_TAG.search(data)):
        return None
    if form != "text" and b"<!--" in data and _COMMENT_IN_TAG.search(data):
        return None
    if form != "text" and b"<" in data and _TAG_IN_VALUE.search(data):
        return None
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    parts: list[bytes] = []
    fields: list[bytes] = []
    marked: list[bytes] = []
    if data.startswith((b"---", b"+++")):
        end = _front_matter(data, fields)
        if end is None:
            return None
        data = data[end:]
    if form == "markdown" and b"\n```" in data and b"\n<" not in data:
        data = _without_code(data)
    if form != "html":
        data = data.replace(b"\n\n", PART)
    if form != "text":
        html = _blocks_of_html(data) if form == "markdown" and b"<" in data else b""
        if b"<" in data:
            data = _without_tags(data, marked, parts)
        if form == "markdown":
            data = _without_links(data, marked, parts)
        if html:
            parts.append(_without_tags(html, marked, parts))
        if b"](" in data or _CUT_TAG.search(_NO_TAG.sub(b"", data) if form == "markdown" else data):
            return None
        data = PART.join([b"", data, *parts])
    else:
        data = PART + data
    inside = PART.join([b"", *marked]).replace(b'="', b'="\n').replace(b"='", b"='\n").replace(b' "', b' "\n')
    texts = [data, inside, PART.join([b"", *fields])]
    if form != "text" and (b"&" in data or b"&" in inside):
        texts = [_REFERENCE[form].sub(_unescaped, text) for text in texts]
    if form == "markdown" and b"{" in data:
        texts[0] = _ATTRIBUTES.sub(b"", texts[0])
    return Normal(*map(stretch, texts))


def normal_prose(prose: Iterable[str], inside: Iterable[str], fields: Iterable[str]) -> Normal:
    """Return the normal form of blocks: of prose, of links and alternative texts, and of fields."""
    return Normal(*(stretch(PART.join(map(_encoded, texts))) for texts in (prose, inside, fields)))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").translate(_NO_MARKS)


def _front_matter(data: bytes, parts: list[bytes]) -> int | None:
    found = _FRONT_MATTER.match(data)
    if not found:
        return 0
    inner = (found[2] or b"").replace(b"''", b"'")
    if _ESCAPE.search(inner):
        return None
    if not _ASSIGNED[found[1]].search(inner):
        return 0
    if not _FIELDS.match(inner):
        parts.append(inner)
    if _BLOCK.search(inner):
        parts += [lines for _, lines in _SCALAR.findall(inner)]
    parts.append(_KEY.sub(PART, inner))
    if b"[" in inner or b"{" in inner:
        parts += [flow.replace(b",", PART).replace(b": ", PART) for flow in _FLOWING.findall(inner)]
    return found.end()


def _blocks_of_html(data: bytes) -> bytes:
    """Return the blocks of a Markdown text that may be HTML, in which no Markdown is a link."""
    if b"](" not in data or not _HTML_BLOCK.search(data):
        return b""
    return PART.join(block for block in data.split(PART) if b"](" in block and _HTML_BLOCK.search(block))


def _without_code(data: bytes) -> bytes:
    """Return a Markdown text without its fenced code; all of it where a fence is not closed or of another kind."""
    stretches = data.split(b"\n```")
    opened, closed = stretches[1::2], stretches[2::2]
    if len(opened) != len(closed) or b"\n~~~" in data:
        return data
    if any(b"`" in code.partition(b"\n")[0] for code in opened):
        return data
    if any(after.partition(b"\n")[0].strip() for after in closed):
        return data
    return b"\n\n".join([stretches[0], *closed])


def _without_tags(data: bytes, marked: list[bytes], parts: list[bytes]) -> bytes:
    parts += _unclosed(data)
    if b"<!--" in data:
        last = data.rfind(b"-->") + 3  # after it no comment ends, however many begin
        parts += _COMMENT.findall(data, 0, last)
        data = _COMMENT.sub(b"", data[:last]) + data[last:]

    def parted(tag: re.Match[bytes]) -> bytes:
        marked.append(tag[0])
        return _FOR_TAG[tag.lastindex or 0]

    # In one pass, for without a tag what is around it may look like one.
    data = _TAG.sub(parted, data)
    if b"<" in data:
        marked += [b"](" + link[1:-1] + b")" for link in _AUTOLINK.findall(data)]
        others = around(data, _OTHER_TAG)
        parts += [_OTHER_TAG.sub(b"", other) for other in others]
        marked += [tag for other in others for tag in _OTHER_TAG.findall(other)]
    return data


def _unclosed(data: bytes) -> list[bytes]:
    """Return what comes after an element whose inside is no markup, such as a script, that nothing closes."""
    low = data.lower()
    found = []
    for name in _RAW_NAMES:
        if b"<" + name in low:
            closed = low.rfind(b"</" + name)
            ends = closed >= 0 and low.startswith(_AFTER_NAME, closed + len(name) + 2)
            opened = low.find(b"<" + name, closed if ends else 0)
            if opened >= 0:
                found.append(data[opened:])
    return found


def _without_links(data: bytes, marked: list[bytes], parts: list[bytes]) -> bytes:
    link = _LINK
    if b"]:" in data and (definitions := _DEFINITION.findall(data)):
        # Where links are defined, a bracket may be one, with or without another behind it.
        marked += [b"](" + definition for definition in definitions]  # as a link's target stands here
        link = _ANY_LINK
        parts += around(data, _REFERRED)
        parts.append(link.sub(rb"\1", data).replace(b"[", b"").replace(b"]", b""))
    marked += _IMAGE.findall(data) + _IMAGE_WITH_BRACKETS.findall(data)
    if b"](" in data or link is _ANY_LINK:
        parts += around(data, _NO_LINK)
        marked += _TARGET.findall(data)
        marked += [link for text in _NO_LINK.findall(data) for link in _TARGET.findall(text, 2)]
        data = link.sub(rb"\1", data)
        if b"](" in data:
            data = link.sub(rb"\1", data)
    return data


def _unescaped(reference: re.Match[bytes]) -> bytes:
    from html import unescape

    return unescape(reference[0].decode()).encode("utf-8", "surrogatepass")
