"""What holds at a place of rich text: where text goes, and the format of characters and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from presscheck.read.office.fields import Field
from presscheck.read.office.rtf.story import Story

_SWITCHES = {"v": "hidden", "revised": "inserted", "deleted": "deleted"}
_NUMBERS = {
    "f": "font",
    "uc": "fallback",
    "s": "style",
    "cs": "char_style",
    "outlinelevel": "outline",
    "ilvl": "depth",
    "highlight": "highlight",
    "chcbpat": "background",
    "cb": "background",
    "revauth": "inserted_by",
    "revdttm": "inserted_on",
    "revauthdel": "deleted_by",
    "revdttmdel": "deleted_on",
}


@dataclass
class State:
    """What holds within a group; a group within it begins with a copy.

    `dest` is where text goes: `story`, a table of the header, an instruction, or nowhere (`skip`). `fallback` is
    how many characters follow one of Unicode for programs that have none. `outline` and `listed` are None where the
    style says.
    """

    dest: str
    story: Story
    fields: tuple[Field, ...] = ()
    font: int = -1
    fallback: int = 1
    style: int = 0
    char_style: int = 0
    outline: int | None = None
    listed: bool | None = None
    depth: int = 0
    in_table: bool = False
    hidden: bool = False
    highlight: int = 0
    background: int = 0
    inserted: bool = False
    inserted_by: int = 0
    inserted_on: int = 0
    deleted: bool = False
    deleted_by: int = 0
    deleted_on: int = 0

    def tell(self, word: str, number: int | None) -> None:
        """Take in what a control word says of the format."""
        if word in _SWITCHES:
            setattr(self, _SWITCHES[word], number != 0)
        elif word in _NUMBERS:
            setattr(self, _NUMBERS[word], number or 0)
        elif word == "ls":
            self.listed = bool(number)
        elif word == "intbl":
            self.in_table = True
        elif word == "itap":
            self.in_table = bool(number)
        elif word == "plain":
            self.font, self.char_style, self.highlight, self.background = -1, 0, 0, 0
            self.hidden = self.inserted = self.deleted = False
        elif word == "pard":
            self.style, self.outline, self.listed, self.depth, self.in_table = 0, None, None, 0, False
