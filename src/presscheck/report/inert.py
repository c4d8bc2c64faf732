"""Text made so that the log of a CI service does not act on it.

GitHub Actions obeys a line that begins with `::command`, white space aside, and `##[command]` anywhere in a line;
Azure Pipelines obeys `##vso[command]`, TeamCity `##teamcity[command]`. Whatever is printed may come to stand in
such a log, so the first sign of these is named in place of being shown.
"""

from __future__ import annotations

from presscheck.late import late

Line = list[tuple[str, str]]
"""Pieces of text, each with the name of its style; "" is the terminal's own."""

MARK = r"#(?=#(?:vso|teamcity)?\[)"
"""The first sign of a command that is obeyed wherever it stands, as a pattern."""

_ACTIVE = late(rf"\A\s*(:)(?=:)|({MARK})")
_MARK = late(MARK)


def inert(line: Line) -> Line:
    """Return the pieces of a line with nothing in them that acts in a log, though it be in two of them."""
    whole = "".join(text for text, _ in line)
    places = [found.start(found.lastindex or 0) for found in _ACTIVE.finditer(whole)]
    if not places:
        return line
    pieces: Line = []
    at = 0
    for text, style in line:
        named = "".join(_name(sign) if at + n in places else sign for n, sign in enumerate(text))
        pieces.append((named, style))
        at += len(text)
    return pieces


def inert_text(text: str) -> str:
    """Return the text of one line with nothing in it that acts in a log."""
    return inert([(text, "")])[0][0]


def without_marks(text: str, instead: str) -> str:
    """Return text with `instead` for the first sign of each command that is obeyed within a line."""
    return _MARK.sub(lambda _: instead, text) if "##" in text else text


def _name(sign: str) -> str:
    return f"<U+{ord(sign):04X}>"
