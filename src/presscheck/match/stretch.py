"""A text in which anchors are looked for, with its letters and spaces folded and its markup signs taken out."""

from __future__ import annotations

import re
from typing import NamedTuple

from presscheck.late import late

PART = b"\x02"
"""Parts what cannot be one block."""

GLUE = b"\x03"
"""A markup sign between two letters, that the prose may have or not: what is around it follows without it."""

MARKUP = b"*~`\\"
"""Signs that may be markup within a word: between letters they are `GLUE`, elsewhere nothing stands for them."""

_REACH = 80
_SPACES = bytes(
    32 if code in b"\t\v\f\r\x1c\x1d\x1e\x1f" else 1 if code in MARKUP else 0 if code in (1, 3) else code
    for code in range(256)
)
_FOLDED = bytes(code + 32 if 65 <= code <= 90 else 32 if code == 10 else code for code in range(256))
_QUOTED_LINE = late(rb"\n[ \t]*(?:>(?!\}\})[ \t]*)+")  # a shortcode may end on a line of its own
_GLUED = late(rb"\x01(?<=[0-9A-Za-z\x80-\xff]\x01)\x01*(?=[0-9A-Za-z\x80-\xff])")
_ASCII = bytes(range(128))
_ODD_SPACE = late(rb"\xe2\x80[\x80-\x8a\xa8\xa9\xaf]")
_OTHER_SPACES = (b"\xc2\xa0", b"\xc2\x85", b"\xe2\x81\x9f", b"\xe3\x80\x80", b"\xe1\x9a\x80")
# Letters whose capitals are more than one bit off: Greek, Cyrillic and others by their first byte, some by all.
_CASED_OTHERWISE = late(rb"[\xc7\xcd-\xd5\xe1]")
_ODD_CAPITALS = (b"\xc4\xb0", b"\xc4\xb1", b"\xc5\xbf", b"\xe2\x84\xaa", b"\xe2\x84\xab")


class Stretch(NamedTuple):
    """A text in normal form: as it is written, and with its letters and line ends folded, byte by byte the same."""

    cased: bytes
    folded: bytes
    exact: bool
    """Whether `cased` has its capitals: a text in Greek or Cyrillic letters is folded before."""
    written: bytes
    """The text before its markup signs were taken out and stretches of white space were made one space."""


def stretch(written: bytes) -> Stretch:
    """Return a text in UTF-8 in this form."""
    data, exact = written, True
    if not data.isascii():
        others = data.translate(None, _ASCII)  # few, so that to look for each of these costs little
        if _ODD_SPACE.search(others):
            data = _ODD_SPACE.sub(b" ", data)
        for space in _OTHER_SPACES:
            if space in others:
                data = data.replace(space, b" ")
        written = data
        if _CASED_OTHERWISE.search(others) or any(capital in others for capital in _ODD_CAPITALS):
            # A part cut out around a mark may begin or end within a character.
            folded = _fold(data.decode("utf-8", "surrogateescape"))
            data, exact = folded.encode("utf-8", "surrogateescape"), False
    data = data.translate(_SPACES, b"_")
    if b"\n>" in data or b"\n >" in data:
        data = _QUOTED_LINE.sub(b"\n", data)
    if b"\x01" in data:
        data = _unglued(data)
    data = _single_spaced(data)
    return Stretch(data, data.translate(_FOLDED), exact, written)


def around(data: bytes, pattern: re.Pattern[bytes]) -> list[bytes]:
    """Return what stands around each match of a pattern, in one piece where two are near."""
    pieces: list[bytes] = []
    start = end = 0
    for found in pattern.finditer(data):
        if found.start() - _REACH > end and end:
            pieces.append(data[start:end])
            end = 0
        if not end:
            start = max(0, found.start() - _REACH)
        end = found.end() + _REACH
    return [*pieces, data[start:end]] if end else pieces


def _unglued(data: bytes) -> bytes:
    once_more = around(data, _GLUED)
    if once_more:
        data = PART.join([_GLUED.sub(GLUE, data), *(piece.replace(b"\x01", b"") for piece in once_more)])
    return data.replace(b"\x01", b"")


def _single_spaced(data: bytes) -> bytes:
    while b"  " in data:
        data = data.replace(b"  ", b" ")
    data = data.replace(b" \n", b"\n").replace(b"\n ", b"\n")
    while b"\n\n" in data:
        data = data.replace(b"\n\n", b"\n")
    return data


def _fold(text: str) -> str:
    """Return a text with its case folded, as far as any pattern that ignores case does; its length may change."""
    if text.isascii():
        return text.lower()
    return text.lower().replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s").replace("\u03c2", "\u03c3")
