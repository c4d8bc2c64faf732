"""The markup of a draft seen through: what is left without tags, links and what is no prose, by its bytes.

What was inside of the markup is put beside it, and so is what a reader may see in one stretch, or at the edge of a
line, only in one of two ways of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.late import late
from presscheck.match.stretch import PART, around
from presscheck.read.elements import BLOCKS, KINDS, KNOWN, OPAQUE

_COMMENT = late(rb"<!--.*?-->", re.DOTALL)
_TAG = late(
    rb"<(?:/?(%b)(?=[\s/>])[^<>]*|(br|img|hr|wbr|input|video|audio)(?=[\s/>])[^<>]*|/?(?:%b)(?=[\s/>])[^<>]*|[!?][^<>]*)>"
    % tuple("|".join(sorted(names, key=len, reverse=True)).encode() for names in (BLOCKS, KNOWN)),
    re.IGNORECASE,
)
_FOR_TAG = (b"", PART, b"\n")
"""What stands for a tag: for one in a line of text, for a block's, and for one that breaks a line."""
_OTHER_TAG = late(rb"</?[a-zA-Z][^<>\x02]*>")
_ANY_TAG = late(rb"<[^<>]*>")
_AUTOLINK = late(rb"<[a-zA-Z][\w+.-]+:[^<>\s]*>")
# A line within a link's text may not start what a block starts with.
_LINES = rb"[^\[\]\x02\n\\]*(?:(?:\n(?![ \t]*[-*+>#|=:~`0-9])|\\(?![\[\]]))[^\[\]\x02\n\\]*)*"
_TEXT = rb"\[(?<!\\\[)(%b(?:\[%b\]%b)*)\]" % (_LINES, _LINES, _LINES)
# With a backslash or a control character a place may be none.
_AT = rb"[^()\\\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_PLACE = rb"\((?:%b|\(%b*\))*\)" % (_AT, _AT)
_LINK = late(_TEXT + _PLACE)
_ANY_LINK = late(rb"%b(?:%b|\[[^\[\]\x02]*\])" % (_TEXT, _PLACE))
_REFERRED = late(rb"\]\[[^\[\]\x02]*\]")
_TARGET = late(rb"\]\((?:[^()\x02]|\([^()\x02]*\))*\)")
# A target of several words that are no title is text; what a generator writes in braces is none.
_NO_LINK = late(
    rb"""\]\((?!\s*+(?:\{[{%]|[^\s()\x02]*+(?:\s++(?:"[^"\x02]*+"|'[^'\x02]*+'))?\s*+\)))(?:[^()\x02]++|\([^()\x02]*+\))*+\)"""
)
_DEFINITION = late(rb"(?:^|\x02)[ \t>]*\[[^\]\n]+\]:\s*([^\n]*)", re.MULTILINE)
_ALT = rb"(?:[^\[\]\x02\\]++|\\[^\x02])*+"
_IMAGE = late(rb"!\[(%b)\]" % _ALT)
_IMAGE_WITH_BRACKETS = late(rb"!\[(%b(?:\[%b\]%b)++)\]" % (_ALT, _ALT, _ALT))
_ELEMENT = rb"""(<(?P<opaque>%b)(?=[\s/>])[^<>]*+>)[^<\x02]*+
    (?:<(?!/?(?P=opaque)[\s/>]|/(?:p|%b)\s*+>)[^<\x02]*+)*+</(?P=opaque)\s*+>""" % tuple(
    "|".join(sorted(names)).encode() for names in (OPAQUE, KINDS)
)
_OPAQUE_ELEMENT = late(_ELEMENT, re.VERBOSE | re.IGNORECASE)
_NO_PROSE = {
    b"`": rb"`(?<!``)`*+[^`\x02]++`++",
    b"$": rb"\$\$?[^$\n\x02]++\$\$?",
    b"[^": rb"\[\^[^\[\]\n\x02]++\](?!:)",
    b"![": rb"""!\[[^\[\]\x02]*+(?:\[[^\[\]\x02]*+\][^\[\]\x02]*+)*+\]
        (?:\((?:[^()\x02]|\([^()\x02]*+\))*+\)|\[[^\[\]\x02]*+\])?+""",
    b"</": _ELEMENT,
}
"""What is no prose within a line of Markdown, by a sign that it has: code, mathematics, a mark, a picture."""

_NO_PROSE_BY_SIGN = {sign: late(pattern, re.VERBOSE | re.IGNORECASE) for sign, pattern in _NO_PROSE.items()}
_OPAQUE = late(b"|".join(_NO_PROSE.values()), re.VERBOSE | re.IGNORECASE)
# Beside a tag there may be an edge.
_AT_START = late(
    rb"(?:\A|[\n>\x02])[^\w\n\x02]*+(?:(?:\d{1,9}[.)]|(?<=\[\^)[^:\n\x02]{1,40}:)[^\w\n\x02]*+)?\Z|[\w\x80-\xff]\Z"
)
_AT_END = late(
    rb"(?:\](?:\((?:[^()\x02]|\([^()\x02]*+\))*+\)|\[[^\[\]\x02]*+\]))?+[^\w\n<\x02]*+(?:[\n<\x02]|\Z)|[\w\x80-\xff]"
)
_AROUND = 60
_LINE_END = late(rb"[\n\x02]")
_MAY_START_BLOCK = late(rb"<[/!?]*+[a-zA-Z-]")
_BEFORE_BLOCK = late(rb"(?:\A|[\n\x02])[^\w\n<\x02]*+(?:\d{1,9}[.)][^\w\n<\x02]*+)?\Z")


def blocks_of_html(data: bytes) -> bytes:
    """Return the blocks of a Markdown text that may be HTML, in which no Markdown is a link.

    In those a reference needs no semicolon.
    """
    if b"<" not in data or (b"](" not in data and b"&" not in data):
        return b""
    blocks = data.split(PART)
    return PART.join(block for block in blocks if (b"](" in block or b"&" in block) and _may_start_html(block))


def _may_start_html(data: bytes) -> bool:
    """Tell whether a block of HTML may start in a Markdown text."""
    return any(
        _BEFORE_BLOCK.search(data[max(0, found.start() - _AROUND) : found.start()])
        for found in _MAY_START_BLOCK.finditer(data)
    )


def without_comments(data: bytes, parts: list[bytes]) -> bytes:
    """Return a text without its comments, having added them to parts."""
    if b"<!--" not in data:
        return data
    parts += [comment.replace(PART, b"\n") for comment in _COMMENT.findall(data)]
    return _COMMENT.sub(b"", data)


def pictured(data: bytes) -> list[bytes]:
    """Return the alternative texts of the pictures of a Markdown text, without tags within."""
    if b"![" not in data:
        return []
    return [_ANY_TAG.sub(b"", alt) for image in (_IMAGE, _IMAGE_WITH_BRACKETS) for alt in image.findall(data)]


def without_opaque_elements(data: bytes) -> bytes:
    """Return a text of HTML with a line end for what is in elements that hold no prose."""
    return _OPAQUE_ELEMENT.sub(rb"\1\n", data) if b"</" in data else data


def lines_without_opaque(data: bytes) -> list[bytes]:
    """Return the lines of a Markdown text that what is not prose begins, ends or touches a word in, without it."""
    lines = dict.fromkeys(
        line for sign, pattern in _NO_PROSE_BY_SIGN.items() if sign in data for line in _touched(data, pattern)
    )
    shown = [_OTHER_TAG.sub(b"", _TAG.sub(_gone, _OPAQUE.sub(b"\n", line))) for line in lines]
    return [_ANY_LINK.sub(rb"\1", line) for line in shown]


def _touched(data: bytes, pattern: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield the lines in which a match of a pattern stands at an edge of the line, or of a word."""
    last = 0
    for found in pattern.finditer(data):
        start, end = found.span()
        if end > last and (_AT_START.search(data[max(0, start - _AROUND) : start]) or _AT_END.match(data, end)):
            first = max(data.rfind(b"\n", last, start), data.rfind(PART, last, start), last - 1) + 1
            after = _LINE_END.search(data, end)
            last = after.start() if after else len(data)
            yield data[first:last]


def _gone(tag: re.Match[bytes]) -> bytes:
    return _FOR_TAG[tag.lastindex or 0]


def without_tags(data: bytes, marked: list[bytes], parts: list[bytes]) -> bytes:
    """Return a text without the tags of HTML, having added all tags to what is marked up.

    What may be text after all, as `<City>` may, stays; without it what stands around it is added to parts.
    """

    def parted(tag: re.Match[bytes]) -> bytes:
        marked.append(tag[0])
        return _gone(tag)

    if b"<" not in data:
        return data
    # In one pass, for without a tag what is around it may look like one.
    data = _TAG.sub(parted, data)
    if b"<" in data:
        marked += [b"](" + link[1:-1] + b")" for link in _AUTOLINK.findall(data)]
        parts += [link.translate(None, b"<>") for link in around(data, _AUTOLINK)]
        others = around(data, _OTHER_TAG)
        parts += [_OTHER_TAG.sub(b"", other) for other in others]
        marked += [tag for other in others for tag in _OTHER_TAG.findall(other)]
    return data


def without_links(data: bytes, marked: list[bytes], parts: list[bytes]) -> bytes:
    """Return a text of Markdown without the targets of its links, having added those to what is marked up."""
    link = _LINK
    if b"]:" in data and (definitions := _DEFINITION.findall(data)):
        # Where links are defined, a bracket may be one, with or without another behind it.
        marked += [b"](" + definition for definition in definitions]  # as a link's target stands here
        link = _ANY_LINK
        parts += around(data, _REFERRED)
        parts.append(link.sub(rb"\1", data).replace(b"[", b"").replace(b"]", b""))
    if b"](" in data or link is _ANY_LINK:
        parts += around(data, _NO_LINK)
        marked += _TARGET.findall(data)
        marked += [link for text in _NO_LINK.findall(data) for link in _TARGET.findall(text, 2)]
        data = link.sub(rb"\1", data)
        if b"](" in data:
            data = link.sub(rb"\1", data)
    return data
