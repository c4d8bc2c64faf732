r"""Which markup can be seen through without reading a draft as what it is.

A tag is ordinary where HTML and Markdown agree on where it ends, whatever is around it: a name, attributes in
quotation marks, `>`. With a `<` in a value, a quotation mark too many or a tag that nothing closes, what is text
depends on all that comes before. Few real drafts have that, but for program code, and those are read.
"""

from __future__ import annotations

import re

from presscheck.late import late
from presscheck.match.stretch import PART
from presscheck.model import Format
from presscheck.read.elements import RAW

_COMMENT = rb"(?P<comment>!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+-->)"
_RAW = "|".join(sorted(RAW - {"title"})).encode()
# What may be read stands in quotation marks, so that one knows where it begins.
_SPOKEN = rb"(?:alt|aria-label|content|href|placeholder|src|title)"
_OTHERS = rb"[a-z][\w+.-]*+:[^<>\s]*+>|[^\s<>@]++@[^\s<>]++>|!doctype[ \t\n][^<>]*+>|\?[^<>]*+\?>"


def _attributes(space: bytes, double: bytes, single: bytes) -> bytes:
    return rb"""(?:%b(?!%b\s*+=\s*+[^\s"'])[a-z_][\w.:-]*+
        (?:=(?:"%b"|'%b'|[\w%%\#-]++))?+)*+[ \t]*+/?>""" % (space, _SPOKEN, double, single)


def _odd(closing: bytes, attributes: bytes, tags: bytes) -> re.Pattern[bytes]:
    return late(
        rb"""<(?:%b|(?P<raw>%b)%b[^<]*+(?:<(?!/(?P=raw)[\s/>]|!--)[^<]*+)*+</(?P=raw)[ \t]*+>|title>[^<>]*+</title>
        |(?P<odd>(?=/?[a-z]|[!?])(?:(?=/?(?:%b|title)[\s/>])|(?!%b|%b|%b))))"""
        % (_COMMENT, _RAW, attributes, _RAW, closing, tags, _OTHERS),
        re.VERBOSE | re.IGNORECASE,
    )


_BRACE = rb"\{\{[^{}<>]*+\}\}|\{%[^{}%<>]*+%\}|\{"
_IN_HTML = _attributes(rb"[ \t\n]++", rb"(?:[^\"<>{]++|%b)*+" % _BRACE, rb"(?:[^'<>{]++|%b)*+" % _BRACE)
# A line of a tag in Markdown may be the start of something else, but for an element that starts a block.
_VALUES = (rb"[^\"<>\n\x02]*+", rb"[^'<>\n\x02]*+")
_IN_LINE = _attributes(rb"[ \t]++", *_VALUES)
_OVER_LINES = _attributes(rb"(?:[ \t]++\n?|\n)[ \t]*+", *_VALUES)
_ODD = {
    "html": _odd(rb"/[a-z][\w:.-]*+\s*+>", _IN_HTML, rb"[a-z][a-z0-9-]*+" + _IN_HTML),
    "markdown": _odd(
        rb"/[a-z][a-z0-9-]*+[ \t]*+>",
        _IN_LINE,
        rb"[a-z][a-z0-9-]*+%b|(?<=[\n\x02]<)[a-z][a-z0-9-]*+%b" % (_IN_LINE, _OVER_LINES),
    ),
}
_CUT = late(rb"&[#\w]{0,32}<")
"""A character's name that a tag parts."""

_NO_REFERENCE = late(rb"\$[^$&\n\x02]*+&[^$\n\x02]*+\$")
"""What may be the name of a character between signs that may be of mathematics, where it is none."""

_IN_MARKDOWN = (b"{/*", b"\\<", b"\\&", b"](<", b"]: <")
"""What only Markdown takes for markup: a comment of MDX, a sign that is none, an address."""


def is_ordinary(data: bytes, form: Format) -> bool:
    """Tell whether one can see through the markup of a text in UTF-8; in Markdown `PART` stands for empty lines."""
    if form == "markdown" and _is_odd_markdown(data):
        return False
    if form not in _ODD or b"<" not in data:
        return True
    if b"&" in data and _CUT.search(data):
        return False
    return not any(
        found["odd"] is not None or (form == "markdown" and _is_cut(found)) for found in _ODD[form].finditer(data)
    )


def _is_odd_markdown(data: bytes) -> bool:
    return any(sign in data for sign in _IN_MARKDOWN) or bool(
        b"$" in data and b"&" in data and _NO_REFERENCE.search(data)
    )


def _is_cut(comment: re.Match[bytes]) -> bool:
    """Tell whether a line may start within a comment that starts none, and end it."""
    before = comment.string[max(0, comment.start() - 1) : comment.start()]
    return (b"\n" in comment[0] or PART in comment[0]) and before not in (b"", b"\n", PART)
