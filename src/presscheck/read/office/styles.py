"""What a style means, told from its name, its outline level and the styles that it is based on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from presscheck.model import Kind

_HEADING = re.compile(r"heading (\d)")
_NAMED: dict[str, Kind] = {
    "quote": "quotation",
    "intense quote": "quotation",
    "block text": "quotation",
    "quotations": "quotation",
    "caption": "caption",
    "illustration": "caption",
    "figure": "caption",
    "list": "list-item",
}
_LIST = re.compile(r"list (?:bullet|number)(?: \d)?")
_CONTENTS = re.compile(r"(?:toc|contents|index|table of figures)(?: \d+)?|toc heading|table of authorities")
_CODE = frozenset({"source code", "code", "code block", "verbatim char", "html code", "code char", "inline code"})
_INSTRUCTION = re.compile(
    r"placeholder(?: text)?|(?:template |writer'?s? |editor'?s? )?(?:instructions?|guidance|guideline|help|hint)s?"
    r"(?: text| note)?|template (?:text|note|comment)s?|prompt(?: text)?|ausfüllhinweise?|platzhalter(?:text)?"
    r"|instrucci(?:ón|ones)|texto de marcador(?: de posición)?|texte de l'espace réservé|consignes?"
    r"|istruzion[ei]|testo segnaposto|instruções|tijdelijke aanduiding"
)


@dataclass(frozen=True, slots=True)
class Style:
    """A style as the file has it; None where it says nothing and the style it is based on counts."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    listed: bool | None = None
    hidden: bool | None = None
    highlighted: bool | None = None


class Styles:
    """A document's styles by their ids."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._styles = styles

    def chain(self, style: str) -> tuple[Style, ...]:
        """Return a style and those it is based on, the nearest first."""
        if style not in self._chains:
            found: list[Style] = []
            name = style
            while name in self._styles and self._styles[name] not in found:
                found.append(self._styles[name])
                name = found[-1].based_on
            self._chains[style] = tuple(found)
        return self._chains[style]

    def heading(self, style: str) -> int:
        """Return the level of heading, 1 to 6, that a style is for; 0 for none."""
        for one in self.chain(style):
            if one.name == "title":
                return 1
            if match := _HEADING.fullmatch(one.name):
                return max(1, min(6, int(match[1])))
            if one.outline is not None:
                return min(6, one.outline + 1) if one.outline < 9 else 0
        return 0

    def kind(self, style: str) -> Kind | None:
        """Return the kind of block a style other than a heading's is for; None for a table of contents."""
        for one in self.chain(style):
            if _CONTENTS.fullmatch(one.name):
                return None
            if one.name in _CODE:
                return "opaque"
            if one.name in _NAMED:
                return _NAMED[one.name]
            if _LIST.fullmatch(one.name):
                return "list-item"
        return "list-item" if self._told(style, "listed") else "paragraph"

    def is_code(self, style: str) -> bool:
        """Tell whether a style is for code within a sentence."""
        return any(one.name in _CODE for one in self.chain(style))

    def is_instruction(self, style: str) -> bool:
        """Tell whether a style is for what a template says to its writer."""
        return any(_INSTRUCTION.fullmatch(one.name) for one in self.chain(style))

    def hides(self, style: str) -> bool:
        """Tell whether a style hides its text."""
        return self._told(style, "hidden")

    def highlights(self, style: str) -> bool:
        """Tell whether a style marks its text with a colour."""
        return self._told(style, "highlighted")

    def _told(self, style: str, what: str) -> bool:
        return next((said for one in self.chain(style) if (said := getattr(one, what)) is not None), False)


def is_marker(colour: str) -> bool:
    """Tell whether a background is a marker's: a colour, not white and not the grey of code or a table."""
    colour = colour.lower().lstrip("#")
    if not re.fullmatch(r"[0-9a-f]{6}", colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 80
