"""The fields of TOML front matter. `tomllib` tells no positions, so the lines are scanned here."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from presscheck.late import late
from presscheck.model import Block
from presscheck.read.prose import Prose, empty
from presscheck.read.quoted import add_quoted, unescaped

_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_PATH = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_HEADER = late(rf"[ \t]*+\[\[?[ \t]*+({_PATH})[ \t]*+\]\]?[^\n]*+")
_KEY = late(rf"[ \t]*+({_PATH})[ \t]*+=[ \t]*+")
_PARTS = late(_PART)
_VALUE = late(
    r'''(?P<three>"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^']|'(?!''))*+\'\'\')
    |(?P<one>"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')
    |\#[^\n]*+|(?P<open>[\[{])|(?P<close>[\]}])|(?P<line>\n)
    |(?P<bare>[^\s\[\]{},"'\#][^\n\[\]{},"'\#]*+)|.''',
    re.VERBOSE | re.DOTALL,
)
_WHERE = late(r"\(at line ([0-9]+)")


def toml_fields(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield a field for each string, number and date in `text[start:end]`; what is no TOML is passed over."""
    table, at = "", start
    while at < end:
        header = _HEADER.match(text, at, end)
        key = None if header else _KEY.match(text, at, end)
        if header:
            table, at = _path("", header[1]), header.end()
        elif key:
            at = yield from _value(text, _path(table, key[1]), key.end(), end)
        line_end = text.find("\n", at, end)
        at = line_end + 1 if line_end >= 0 else end


def toml_problem(inner: str) -> tuple[int, str] | None:
    """Return the line and the reason why a text is not TOML."""
    import tomllib

    try:
        tomllib.loads(inner)
    except (ValueError, RecursionError) as error:
        where = _WHERE.search(str(error))
        return int(where[1]) if where else 1, str(error).partition(" (at ")[0]
    return None


def _value(text: str, name: str, at: int, end: int) -> Generator[Block, None, int]:
    """Yield the fields of one value, which may be a list or a table in line; return where it ends."""
    around: list[str] = []
    while at < end:
        key = _KEY.match(text, at, end) if around else None
        if key:
            name, at = _path(around[-1], key[1]), key.end()
        value = _VALUE.match(text, at, end)
        if not value or (value.lastgroup == "line" and not around):
            return at
        at = value.end()
        match value.lastgroup:
            case "open":
                around.append(name)
            case "close":
                name = around.pop() if around else name
            case "one" | "three" | "bare":
                block = _scalar(text, name, *value.span(), value.lastgroup)
                if block:
                    yield block
            case _:
                continue
        if not around:
            return at
    return at


def _scalar(text: str, name: str, start: int, end: int, written: str) -> Block | None:
    prose = Prose(text)
    if written == "bare":
        if text[start:end].strip() in ("true", "false"):
            return None
        prose.verbatim(start, end)
        return prose.build("field", name=name)
    quotes = 3 if written == "three" else 1
    if text[start] == '"':
        add_quoted(prose, start + quotes, end - quotes, unescaped)
    else:
        prose.verbatim(start + quotes, end - quotes)
    return prose.build("field", name=name) or empty("field", start + quotes, name)


def _path(table: str, key: str) -> str:
    parts = [part.strip("\"'") for part in _PARTS.findall(key)]
    return ".".join([table, *parts] if table else parts)
