"""The tokens of rich text: groups, control words, characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"""(?P<open>\{)|(?P<close>\})
    |\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?
    |\\'(?P<hex>[0-9a-fA-F]{2})
    |\\(?P<sign>[^a-zA-Z])
    |(?P<text>[^\\{}\r\n\x00]+)
    |(?P<nothing>[\r\n\x00]+|\\\Z)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of rich text: its bytes, and a control word's name and number, None where it has none.

    Of a `text` and a `hex` the `word` is empty: its characters are the bytes, of `hex` the one that it names.
    """

    kind: Literal["open", "close", "word", "hex", "sign", "text"]
    start: int
    end: int
    word: str = ""
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of rich text; binary data and line ends between them are left out."""
    at = 0
    while found := _TOKEN.match(data, at):
        start, at = found.span()
        match found.lastgroup:
            case "open":
                yield Token("open", start, at)
            case "close":
                yield Token("close", start, at)
            case "word" | "number":
                name = found["word"].decode("ascii")
                number = int(found["number"]) if found["number"] else None
                yield Token("word", start, at, name, number)
                if name == "bin" and number and number > 0:
                    at += number
            case "hex":
                yield Token("hex", start, at)
            case "sign":
                yield Token("sign", start, at, found["sign"].decode("latin-1"))
            case "text":
                yield Token("text", start, at)
            case _:
                pass
