"""On which line of a TOML file each key and each item of a list stands; `tomllib` tells no positions.

The text is known to be valid TOML, for it has been read, so what is not told apart here need not be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from presscheck.config.shape import At

_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_KEY = re.compile(rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+")
_PARTS = re.compile(_PART)
_SPACE = re.compile(r"(?:[\s,]|\#[^\n]*+)*+")
_SCALAR = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}+(?!"))*+"{3,5}+|\'\'\'(?:[^']|'{1,2}+(?!'))*+'{3,5}+
    |"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[^\n,\]}\#]++''',
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> Mapping[At, int]:
    """Return the 1-based line of each key and item of valid TOML, by the keys and indices that lead to it."""
    return _Scan(text).lines


class _Scan:
    def __init__(self, text: str) -> None:
        self.lines: dict[At, int] = {}
        self._text = text
        self._at = 0
        self._line, self._counted = 1, 0
        self._tables: Counter[At] = Counter()  # how many tables of each [[list of tables]] have begun
        table: At = ()
        while self._space() < len(text):
            if text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _space(self) -> int:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._at

    def _header(self) -> At:
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        self._space()
        *above, last = self._key()
        path = (*self._inside(above), last)
        if many:
            self._note(path)
            self._tables[path] += 1
            path = (*path, self._tables[path] - 1)
        self._note(path)
        self._space()
        self._at += 2 if many else 1
        return path

    def _inside(self, keys: list[str]) -> At:
        """Return the path that keys lead to, where a list of tables stands for the last of its tables."""
        path: At = ()
        for key in keys:
            path = (*path, key)
            self._note(path)
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
        return path

    def _pair(self, table: At) -> None:
        line = self._line_here()
        path = table
        for key in self._key():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._space()
        self._at += 1  # the equals sign
        self._space()
        self._value(path)

    def _value(self, path: At) -> None:
        match self._text[self._at]:
            case "[":
                self._at += 1
                number = 0
                while self._text[self._space()] != "]":
                    self._note((*path, number))
                    self._value((*path, number))
                    number += 1
                self._at += 1
            case "{":
                self._at += 1
                while self._text[self._space()] != "}":
                    self._pair(path)
                self._at += 1
            case _:
                scalar = _SCALAR.match(self._text, self._at)
                self._at = scalar.end() if scalar else len(self._text)

    def _key(self) -> list[str]:
        key = _KEY.match(self._text, self._at)
        if not key:  # never in valid TOML; ends the scan
            self._at = len(self._text)
            return [""]
        self._at = key.end()
        return [_plain(part) for part in _PARTS.findall(key[0])]

    def _note(self, path: At) -> None:
        self.lines.setdefault(path, self._line_here())

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _plain(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"':
        import tomllib

        return str(tomllib.loads(f"key = {part}")["key"])
    return part
