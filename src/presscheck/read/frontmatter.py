"""Front matter, YAML between `---` and TOML between `+++`: its values are fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.late import late
from presscheck.model import Block, Source
from presscheck.read.prose import piece
from presscheck.read.stet import is_stet_field, stet_field

_OPENING = late(r"(---|\+\+\+)[ \t]*\n")
_CLOSING = {
    "---": late(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE),
    "+++": late(r"^\+\+\+[ \t]*$\n?", re.MULTILINE),
}
# What tells front matter from two rules with prose between them.
_ASSIGNED = {
    "---": late(r"""\A\s*\Z|^[ \t]*(?:\#|\{|[-?] |["']?[\w$@.-][\w$@.: -]{0,40}["']?:(?:[ \t]|$))""", re.MULTILINE),
    "+++": late(r"\A\s*\Z|^[ \t]*(?:#|\[|[\"']?[\w.-][^\n=]*=)", re.MULTILINE),
}
_LINE = late(r"^[ \t-]*+([\w.-]++)[ \t]*+[:=][ \t]++(\S[^\n]*+)", re.MULTILINE)
_COMMENT = late(r"[ \t]#")
_EMPTY = frozenset({"true", "false", "yes", "no", "on", "off", "null", "~", "|", ">", "|-", ">-", "[", "{"})


def front_matter(text: str) -> tuple[list[Block], int]:
    """Return the fields of the front matter at the top of a text and the offset at which it ends.

    Where there is none, no fields and 0. Where it is broken, a field for each line that reads `key: value`. What
    stands under `stet` is no field but of that kind.
    """
    fields, end = _fields(text)
    return [stet_field(field) if is_stet_field(field.name) else field for field in fields], end


def _fields(text: str) -> tuple[list[Block], int]:
    found = _span(text)
    if not found:
        return [], 0
    fence, start, end, after = found
    if fence == "+++":
        from presscheck.read.toml import toml_fields

        return list(toml_fields(text, start, end)), after
    from presscheck.read.yaml import yaml_fields

    fields = yaml_fields(text, start, end)
    return list(_lines(text, start, end)) if fields is None else fields, after


def has_front_matter(text: str) -> bool:
    """Tell whether a text, with any line ends, has front matter at its top."""
    if not text.startswith(tuple(_CLOSING)):
        return False
    return _span(text.replace("\r\n", "\n").replace("\r", "\n")) is not None


def front_matter_problem(source: Source) -> str | None:
    """Return why a source's front matter cannot be read, in one line with its place; None if it can."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    found = _span(text)
    if not found:
        return None
    fence, start, end, _ = found
    if fence == "+++":
        from presscheck.read.toml import toml_problem

        problem, language = toml_problem(text[start:end]), "TOML"
    else:
        from presscheck.read.yaml import yaml_problem

        problem, language = yaml_problem(text[start:end]), "YAML"
    if not problem:
        return None
    line, what = problem
    return f"{source.path}:{line + 1}: front matter is not valid {language}: {what}"


def _span(text: str) -> tuple[str, int, int, int] | None:
    """Return the fence, the span between the fences, and the offset after them."""
    opening = _OPENING.match(text)
    if not opening:
        return None
    fence, start = opening[1], opening.end()
    closing = _CLOSING[fence].search(text, start)
    if not closing or not _ASSIGNED[fence].search(text[start : closing.start()]):
        return None
    return fence, start, closing.start(), closing.end()


def _lines(text: str, start: int, end: int) -> Iterator[Block]:
    for line in _LINE.finditer(text, start, end):
        first, last = line.span(2)
        if text[first] in "\"'":
            closing = text.find(text[first], first + 1, last)
            first, last = first + 1, closing if closing >= 0 else last
        else:
            comment = _COMMENT.search(text, first, last)
            last = comment.start() if comment else last
        if text[first:last].strip().lower() not in _EMPTY:
            yield piece(text, "field", first, last, line[1])
