"""The characters of rich text: bytes of some code page, and numbers of Unicode with a fallback behind them."""

from __future__ import annotations

import codecs
import re

from presscheck.read.office.rtf.tokens import Token

_FALLBACK = rb"(?:\\'[0-9a-fA-F]{2}|\\[^a-zA-Z'*]|[^\\{}\r\n])"
_BY_CHARSET = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
_BY_WORD = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_PAGES = {936: "gb18030", 10000: "mac_roman", 65001: "utf-8"}

Characters = tuple[str, int, int]
"""Characters and the bytes that they stand in."""


class Decoder:
    """Makes characters of tokens. One may be split over two tokens, and what follows one may stand for it only."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document = "cp1252"
        self._decoders: dict[str, codecs.IncrementalDecoder] = {}
        self._begun: tuple[str, int] | None = None  # the code page and the place of the first half of a character
        self._high: tuple[int, int] | None = None  # likewise of Unicode
        self._taken = 0

    def tell(self, word: str, number: int | None) -> bool:
        """Take in what a control word says of the document's code page; tell whether it does."""
        name = _PAGES.get(number or 0, f"cp{number}") if word == "ansicpg" else _BY_WORD.get(word)
        if name is None:
            return False
        try:
            self._document = codecs.lookup(name).name
        except LookupError:
            self._document = "cp1252"
        return True

    def bytes(self, token: Token, charset: int) -> Characters:
        """Return the characters of a `text` or `hex` token that is set in a font of this character set."""
        start = max(token.start, self._taken)
        if start >= token.end:
            return "", start, start
        data = self._data[start : token.end]
        if token.kind == "hex":
            data = bytes([int(data[2:], 16)])
        name = _BY_CHARSET.get(charset, self._document)
        if name not in self._decoders:
            self._decoders[name] = codecs.getincrementaldecoder(name)("replace")
        if self._begun and self._begun[0] != name:
            self.end()
        first = self._begun[1] if self._begun else start
        text = self._decoders[name].decode(data)
        self._begun = None if text else (name, first)
        return text, first, token.end

    def unicode(self, token: Token, fallback: int) -> Characters:
        r"""Return the character of a `\u` and take so many that follow as standing for it."""
        self.end()
        found = re.compile(_FALLBACK + rb"{0,%d}" % max(0, min(fallback, 16))).match(self._data, token.end)
        self._taken = found.end() if found else token.end
        code = (token.number or 0) & 0xFFFF
        high, self._high = self._high, None
        if 0xD800 <= code < 0xDC00:
            self._high = code, token.start
            return "", token.start, self._taken
        if 0xDC00 <= code < 0xE000:
            if high is None:
                return "\ufffd", token.start, self._taken
            return chr(0x10000 + (high[0] - 0xD800 << 10) + code - 0xDC00), high[1], self._taken
        return chr(code), token.start, self._taken

    def is_taken(self, token: Token) -> bool:
        """Tell whether a token stands for the Unicode character before it, and is not to be read."""
        return token.end <= self._taken

    def end(self) -> None:
        """Forget the first half of a character whose second half has not come."""
        if self._begun:
            self._decoders[self._begun[0]].reset()
            self._begun = None
