"""What a quoted value of front matter says, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable

from presscheck.late import late
from presscheck.read.prose import Prose

_UNITS = late(r"\\(?:x..|u....|U.{8}|[ \t]*+\n\s*+|.)|''|[ \t]*+\n\s*+|[^\\'\n \t]++|[ \t]++|.", re.DOTALL)
_ESCAPES = dict(zip('0abtnvfre "/\\N_LP', '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_LAST = 0x10FFFF


def add_quoted(prose: Prose, start: int, end: int, shown: Callable[[str], str], value: str | None = None) -> None:
    """Add what stands between two quotes, each unit of it as `shown` reads it.

    Where the parser has read another `value`, that is added instead, mapped to the whole.
    """
    units = [(unit[0], shown(unit[0]), *unit.span()) for unit in _UNITS.finditer(prose.source, start, end)]
    if value is not None and "".join(unit[1] for unit in units) != value:
        prose.replaced(value, start, end)
        return
    for written, read, first, last in units:
        if written == read:
            prose.verbatim(first, last)
        else:
            prose.replaced(read, first, last)


def unescaped(unit: str) -> str:
    """Return the character that an escape stands for; a line end after a backslash is nothing."""
    if unit[0] != "\\" or len(unit) == 1:
        return unit
    if "\n" in unit:
        return ""
    if len(unit) == 2:
        return _ESCAPES.get(unit[1], unit)
    try:
        number = int(unit[2:], 16)
    except ValueError:
        return unit
    return chr(number) if number <= _LAST and not 0xD800 <= number <= 0xDFFF else unit


def folded(unit: str) -> str:
    """Return a line end as the space it stands for, several as all but the first; other units as they are."""
    lines = unit.count("\n")
    return unit if not lines else " " if lines == 1 else "\n" * (lines - 1)
