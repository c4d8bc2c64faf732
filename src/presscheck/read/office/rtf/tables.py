"""The tables at the top of rich text: fonts, colours, styles, and who has changed something."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from presscheck.read.office.page import About, who_and_when
from presscheck.read.office.rtf.tokens import Token
from presscheck.read.office.styles import Style, Styles, is_marker

NAMES = frozenset({"fonttbl", "colortbl", "stylesheet", "revtbl"})


@dataclass
class _Entry:
    """A style in the making."""

    key: str = "s0"
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    hidden: bool | None = None
    highlighted: bool | None = None


@dataclass
class Tables:
    """The tables of a document as far as they are read."""

    charsets: dict[int, int] = field(default_factory=dict)
    _colours: list[str] = field(default_factory=list)
    _authors: list[str] = field(default_factory=list)
    _styles: dict[str, Style] = field(default_factory=dict)
    _entry: _Entry = field(default_factory=_Entry)
    _font: int = 0
    _colour: dict[str, int] = field(default_factory=dict)
    _text: str = ""

    def word(self, table: str, token: Token) -> None:
        """Take in a control word of a table."""
        number = token.number or 0
        match table, token.word:
            case "fonttbl", "f":
                self._font = number
            case "fonttbl", "fcharset":
                self.charsets[self._font] = number
            case "colortbl", "red" | "green" | "blue":
                self._colour[token.word] = min(255, max(0, number))
            case "stylesheet", "s" | "cs" | "ds" | "ts":
                self._entry.key = f"{token.word}{number}"
            case "stylesheet", "sbasedon":
                kind = self._entry.key.rstrip("0123456789")
                self._entry.based_on = f"{kind}{number}" if number != 222 else ""
            case "stylesheet", "outlinelevel":
                self._entry.outline = number
            case "stylesheet", "v":
                self._entry.hidden = token.number != 0
            case "stylesheet", "highlight":
                self._entry.highlighted = number != 0
            case _:
                pass

    def text(self, table: str, text: str) -> None:
        """Take in text of a table, in which a semicolon ends an entry."""
        first, *rest = text.split(";")
        self._text += first
        for more in rest:
            self._end(table)
            self._text = more

    def _end(self, table: str) -> None:
        name = self._text.strip()
        if table == "colortbl":
            red, green, blue = (self._colour.get(part, 0) for part in ("red", "green", "blue"))
            self._colours.append(f"{red:02x}{green:02x}{blue:02x}" if self._colour else "")
            self._colour = {}
        elif table == "revtbl":
            self._authors.append(name)
        elif table == "stylesheet":
            entry, self._entry = self._entry, _Entry()
            found = Style(name.lower(), entry.based_on, entry.outline, None, entry.hidden, entry.highlighted)
            self._styles[entry.key] = found

    @cached_property
    def styles(self) -> Styles:
        """The styles, once they are read: `s1` is one of paragraphs, `cs1` one of characters."""
        return Styles(self._styles)

    def is_marker(self, colour: int) -> bool:
        """Tell whether a colour, by its number, is a marker's."""
        return 0 < colour < len(self._colours) and is_marker(self._colours[colour])

    def change(self, author: int, moment: int) -> About:
        """Return who changed something, by the number, and when."""
        name = self._authors[author] if 0 <= author < len(self._authors) else ""
        return who_and_when("" if name == "Unknown" else name, day(moment))


def day(moment: int) -> str:
    """Return the day of a moment as rich text packs it, such as `2026-01-31`; empty where it is none."""
    month, date, year = moment >> 16 & 0xF, moment >> 11 & 0x1F, (moment >> 20 & 0x1FF) + 1900
    return f"{year}-{month:02}-{date:02}" if 1 <= month <= 12 and date and moment else ""
