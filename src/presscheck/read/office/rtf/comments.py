"""Comments in rich text: who said what, when, and about which words."""

from __future__ import annotations

import re

from presscheck.read.office.page import Line, who_and_when
from presscheck.read.office.rtf.tables import day

_NUMBER = re.compile(r"-?[0-9]{1,10}")


class Comments:
    """Puts comments together: who and when, their range and their words come one after the other."""

    def __init__(self) -> None:
        self._author = self._key = self._date = ""
        self._starts: dict[str, tuple[Line, int]] = {}
        self._ends: dict[str, tuple[Line, int]] = {}
        self._words: list[str] = []

    def tell(self, what: str, text: str, line: Line) -> None:
        """Take in a destination that belongs to a comment, and where in the text it stands."""
        match what:
            case "atrfstart":
                self._starts[text] = line, line.length
            case "atrfend":
                self._ends[text] = line, line.length
            case "atnauthor":
                self._author, self._key, self._date, self._words = text, "", "", []
            case "atnref":
                self._key = text
            case "atndate":
                self._date = day(int(text) & 0xFFFFFFFF) if _NUMBER.fullmatch(text) else ""
            case _:
                pass

    def add(self, line: Line) -> None:
        """Take in a paragraph of a comment."""
        self._words.append(line.text.strip())

    def end(self, line: Line) -> None:
        """Add the comment that has ended to the words it is about, or to the place in a line where it stands."""
        first, start = self._starts.pop(self._key, (line, line.length))
        last, end = self._ends.pop(self._key, (line, line.length))
        text = "\n".join(filter(None, self._words)) or "(no words)"
        first.notes.append(
            (start, end if last is first else first.length, text, who_and_when(self._author, self._date))
        )
        self._author, self._key, self._date, self._words = "", "", "", []
