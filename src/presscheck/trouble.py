"""What a user is told where something cannot be done."""

from __future__ import annotations

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ON_ONE_LINE = {ord(char): char.encode("unicode_escape").decode() for char in _LINE_ENDS}


class Trouble(Exception):
    """Something a user can mend, said in one line: what, where, what to do.

    Line ends in what it quotes, such as a file's name, are shown as escapes.
    """

    def __str__(self) -> str:
        return super().__str__().translate(_ON_ONE_LINE)
