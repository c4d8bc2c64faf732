"""Text as rich text."""

from __future__ import annotations

import re

from presscheck.read.office.page import BREAK

_SIGNS = {"\t": r"\tab ", BREAK: r"\line ", "\\": "\\\\", "{": r"\{", "}": r"\}", "\u00a0": r"\~", "\u2011": r"\_"}
_BARE_WORD = re.compile(rb"\\[a-zA-Z]+(?:-?[0-9]+)?\Z")
_GLUED = re.compile(rb"[a-zA-Z0-9 -]")


def rich_text(text: str, data: bytes, start: int, end: int) -> bytes:
    """Return a text as it is written in place of these bytes of a document.

    A control word before it is kept apart from it, or from what comes after it where the text is empty.
    """
    written = "".join(map(_written, text)).encode("ascii")
    if _BARE_WORD.search(data, max(0, start - 50), start) and _GLUED.match(written or data[end : end + 1]):
        return b" " + written
    return written


def _written(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if " " <= char <= "~":
        return char
    units = char.encode("utf-16-le", "surrogatepass")
    codes = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(rf"\u{code}?" for code in codes)
