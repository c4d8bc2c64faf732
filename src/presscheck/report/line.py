"""Text made safe for a terminal, measured in its cells, cut and wrapped to fit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from unicodedata import category

from rich.cells import cell_len, chop_cells, split_text

from presscheck.late import late
from presscheck.report.inert import Line, inert

__all__ = ["STYLES", "Line", "cell_len", "cut_end", "cut_start", "paint", "show", "wrap"]

STYLES = {
    "strong": "bold",
    "dim": "dim",
    "place": "cyan",
    "error": "bold red",
    "warning": "bold yellow",
    "advice": "bold blue",
    "error-span": "red",
    "warning-span": "yellow",
    "advice-span": "blue",
    "added": "green",
    "removed": "red",
}
"""The terminal's own sixteen colours and no background: its owner chose them to be readable."""

WORD = 12
"""How many cells a cut may give up so as not to stand inside a word."""

_JOINERS = "\u200c\u200d"
# What joins nothing shows as nothing, and what measures text takes it for a character that is not there.
_LOOSE = late(rf"(?<![^\s{_JOINERS}])[{_JOINERS}]|[{_JOINERS}](?![^\s{_JOINERS}])")
_PLAIN = late(r"[ -~]*").fullmatch


def show(text: str, encoding: str = "utf-8") -> str:
    """Return text with nothing in it that a terminal obeys, hides, or cannot print.

    Control characters become their pictures (`␛`), other invisible ones, half characters, what is no character and
    what `encoding` cannot hold become `<U+202E>`, and white space becomes spaces.
    """
    if _PLAIN(text):
        return text
    shown = _LOOSE.sub(lambda joiner: _name(joiner[0]), "".join(map(_show, text)))
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        return "".join(char if _holds(encoding, char) else _name(char) for char in shown)
    return shown


def _show(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    if char == "\t":
        return "    "
    if char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    # Private use and unassigned characters may well be in the reader's font, but for those that are never assigned.
    return char if category(char) in ("Co", "Cn") and not _is_no_character(code) else _name(char)


def _is_no_character(code: int) -> bool:
    """Tell whether a code point is one of Unicode's noncharacters, which neither XML nor HTML can hold."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _name(char: str) -> str:
    return f"<U+{ord(char):04X}>"


def _holds(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def cut_end(text: str, width: int, mark: str) -> str:
    """Return the start of a text in `width` cells, `mark` where it was cut, between words if it can be."""
    if cell_len(text) <= width:
        return text
    kept = split_text(text, max(0, width - cell_len(mark)))[0]
    space = kept.rfind(" ")
    if space > 0 and not text[len(kept) :].startswith(" ") and cell_len(kept[space:]) <= WORD:
        kept = kept[:space]
    return kept.rstrip() + mark


def cut_start(text: str, width: int, mark: str) -> str:
    """Return the end of a text in `width` cells, with `mark` where it was cut, between words if it can be."""
    size = cell_len(text)
    if size <= width:
        return text
    kept = split_text(text, size - max(0, width - cell_len(mark)))[1]
    space = kept.find(" ")
    in_word = not text[: -len(kept)].endswith(" ")
    if in_word and 0 <= space < len(kept.rstrip()) - 1 and cell_len(kept[:space]) <= WORD:
        kept = kept[space:]
    return mark + kept.lstrip(" ") if kept.strip() else mark + kept


def wrap(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` cells, broken between words, a longer word inside."""
    lines, line = [], ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, width) if cell_len(word) > width else [word]
        lines += full
    return [*lines, line]


def paint(line: Line, color: bool) -> str:
    """Return a line as it goes to the terminal or a log, which acts on nothing in it, without space at its end."""
    line = inert(line)
    while line and not line[-1][0].strip():
        line = line[:-1]
    if not color:
        return "".join(text for text, _ in line).rstrip()
    return "".join(_styled(style)(text) if style else text for text, style in line)


@cache
def _styled(name: str) -> Callable[[str], str]:
    from rich.color import ColorSystem
    from rich.style import Style

    style = Style.parse(STYLES[name])
    return lambda text: style.render(text, color_system=ColorSystem.STANDARD)
