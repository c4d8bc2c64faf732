"""Fields: links, merge fields and prompts that Word keeps as an instruction with its result."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscheck.read.office.page import Line, Mark, Page

_INSTRUCTION = re.compile(r'\s*(\w+)\s*(?:"([^"]*)"|(\S+))?\s*(.*)', re.DOTALL)
_MERGING: Mark = ("merge-field", ())


@dataclass
class Field:
    """A field that is open: where it starts, its instruction so far, and whether its result is being read."""

    line: Line
    start: int
    instruction: str = ""
    shown: bool = False

    def show(self, line: Line) -> None:
        """Begin the result: what comes now is what a reader sees of the field."""
        self.shown, self.line, self.start = True, line, line.length


def end_field(page: Page, line: Line, before: int, instruction: str) -> None:
    """End a field whose result stands in a line from `before`: add its link, or what it shows without a result."""
    told = _INSTRUCTION.match(instruction)
    if not told:
        return
    first = told[2] or told[3] or ""
    match told[1].upper():
        case "HYPERLINK" if not first.startswith("\\"):
            add_link(page, line, before, first)
        case "MERGEFIELD" if line.length == before:
            line.add(f"«{first}»", [_MERGING])
        case "MACROBUTTON":
            line.add(told[4].strip(), [("prompt", ())])
        case _:
            pass


def merging(instruction: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks of a field's result: that of a mail merge is one more."""
    return (*marks, _MERGING) if instruction.split()[:1] == ["MERGEFIELD"] and _MERGING not in marks else marks


def add_link(page: Page, line: Line, before: int, target: str) -> None:
    """Add the target of a link whose words stand in a line from `before`."""
    words = " ".join(line.text[before:].split())
    page.beside(line, "link", f"link “{words[:30]}”" if words else "link", target)
