"""Plain text, also where it is a draft in Markdown that was saved as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from presscheck.late import late
from presscheck.model import Block, Kind, Source
from presscheck.read import may_hold_stets
from presscheck.read.frontmatter import front_matter
from presscheck.read.lines import wrapped_ends
from presscheck.read.prose import Prose
from presscheck.read.stet import stet_line

_LINE = late(
    r"""[ \t]*+(?:
    (?P<fence>(?:`{3,}+|~{3,}+)[^`\n]*+\Z)
    |(?P<heading>\#{1,6}+[ \t]++(?=.*\w))
    |(?P<quotation>>[ \t]?)
    |(?P<rule>[\W_]++\Z)
    |(?P<item>[-*•‣+][ \t]++|[0-9]{1,3}+[.)][ \t]++)
    )""",
    re.VERBOSE,
)
_CODE = late(r"(?<![\w`])`[^`\n]+`(?![\w`])|(?<!`)``[^`\n]+``(?!`)")
_FOLDED = late(r"\n[ \t>]*")
_STOPPED = late(r"[.!?;:,…。！？]['\"’”»)\]*_]*\Z")
_LETTER = late(r"[^\W\d_]")
_HEADLINE = 200
_SHORT_HEADLINE = 100
_HEADING = 100
_PARAGRAPH = 120

_Mark = Literal["", "fence", "heading", "quotation", "item", "rule", "blank", "code"]


class _Line(NamedTuple):
    """A line: its span, what it is marked as, and where the text after the mark starts."""

    start: int
    end: int
    mark: _Mark
    inside: int


def read_plain(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a plain text whose line ends are line feeds."""
    text = source.text
    fields, start = front_matter(text)
    lines = _without_code(text, [_line(text, *span) for span in _spans(text, start)])
    stets: list[Block] = []
    if may_hold_stets(text):
        stets, lines = _without_stets(text, lines)
    wrapped = wrapped_ends(text, [line.end for line, after in pairwise(lines) if _may_go_on(line, after)])
    groups = list(_groups(lines, wrapped))
    headline = _headline(text, lines, groups)
    blocks = (_block(text, lines, group, group is headline) for group in groups)
    found = (*fields, *(block for block in blocks if block))
    return tuple(sorted((*found, *stets), key=lambda block: block.runs[0].start)) if stets else found


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        yield start, end
        start = end + 1


def _line(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    if line[:1].isalpha():
        return _Line(start, end, "", start)
    if not line.strip():
        return _Line(start, end, "blank", end)
    match = _LINE.match(line)
    if not match:
        return _Line(start, end, "", start)
    mark = cast(_Mark, match.lastgroup)
    return _Line(start, end, mark, start if mark in ("fence", "rule") else start + match.end())


def _without_code(text: str, lines: list[_Line]) -> list[_Line]:
    """Return the lines with each stretch of fenced code made one; a fence that is never closed is prose."""
    kept: list[_Line] = []
    opened: int | None = None
    fence = ""
    for number, line in enumerate(lines):
        if opened is None:
            if line.mark == "fence":
                opened, fence = number, _fence(text, line)
            else:
                kept.append(line)
        elif line.mark == "fence" and _closes(text[line.start : line.end].strip(), fence):
            kept.append(_Line(lines[opened].start, line.end, "code", line.end))
            opened = None
    return kept if opened is None else kept + lines[opened:]


def _without_stets(text: str, lines: list[_Line]) -> tuple[list[Block], list[_Line]]:
    """Return what the writer tells presscheck on lines of its own, and the lines without these."""
    stets: list[Block] = []
    kept: list[_Line] = []
    for line in lines:
        stet = stet_line(text, line.start) if not line.mark else None
        if stet:
            stets.append(stet)
        else:
            kept.append(line)
    return stets, kept


def _fence(text: str, line: _Line) -> str:
    stripped = text[line.start : line.end].strip()
    return stripped[: len(stripped) - len(stripped.lstrip(stripped[0]))]


def _closes(line: str, fence: str) -> bool:
    return line.startswith(fence) and not line.strip(fence[0])


def _may_go_on(line: _Line, after: _Line) -> bool:
    """Whether a line of prose could go on in the next one, which starts nothing of its own."""
    if after.start != line.end + 1:
        return False  # a stet stands between them
    if after.mark == "quotation":
        return line.mark == "quotation"
    return after.mark == "" and line.mark in ("", "item", "quotation")


def _groups(lines: list[_Line], wrapped: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the first line and the one after the last of each stretch that makes one block."""
    first = 0
    for number, line in enumerate(lines, 1):
        if line.end not in wrapped or number == len(lines):
            if lines[first].mark != "blank":
                yield first, number
            first = number


def _headline(text: str, lines: list[_Line], groups: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the stretch that is the headline: the first one, where it is one line and more follows it."""
    if len(groups) < 2 or groups[0][1] - groups[0][0] > 1:
        return None
    line = lines[groups[0][0]]
    shown = text[line.start : line.end].strip()
    if line.mark or len(shown) > _HEADLINE or (len(shown) > _SHORT_HEADLINE and shown.endswith(".")):
        return None
    if all(lines[number].mark != "blank" for number in range(groups[0][0], groups[-1][1])):
        # Lines without a blank one: a headline over paragraphs of a line each, or the lines of an address.
        long = any(line.end - line.start > _PARAGRAPH for line in lines)
        return groups[0] if long and not _STOPPED.search(shown[-8:]) else None
    return groups[0]


def _block(text: str, lines: list[_Line], group: tuple[int, int], is_headline: bool) -> Block | None:
    first, after = group
    line = lines[first]
    prose = Prose(text)
    if line.mark == "code":
        prose.opaque(line.start, line.end)
        return prose.build("opaque")
    at = line.inside
    for number in range(first, after):
        end = lines[number].end
        _add(prose, at, end)
        if number + 1 < after:
            fold = _FOLDED.match(text, end)
            at = fold.end() if fold else end + 1
            prose.space(end, at)
    kind, level, within = _meaning(text, lines, group, is_headline)
    return prose.build(kind, level, within=within)


def _meaning(
    text: str, lines: list[_Line], group: tuple[int, int], is_headline: bool
) -> tuple[Kind, int, tuple[str, ...]]:
    first, after = group
    line = lines[first]
    match line.mark:
        case "heading":
            return "heading", text.count("#", line.start, line.inside), ()
        case "quotation":
            return "quotation", 0, ("quotation",)
        case "item":
            return "list-item", 1, ("list-item",)
        case "rule":
            return "paragraph", 0, ()
        case _:
            pass
    if is_headline:
        return "heading", 1, ()
    alone = (not first or lines[first - 1].mark == "blank") and (
        after == len(lines) or lines[after].mark == "blank"
    )
    if alone and after - first == 1 and len(lines) > 1:
        shown = text[line.start : line.end].strip()
        if len(shown) <= _HEADING and _LETTER.search(shown) and not _STOPPED.search(shown[-8:]):
            return "heading", 2, ()
    return "paragraph", 0, ()


def _add(prose: Prose, start: int, end: int) -> None:
    """Add a line, its code in backticks opaque."""
    if "`" in prose.source[start:end]:
        for code in _CODE.finditer(prose.source, start, end):
            prose.verbatim(start, code.start())
            prose.opaque(*code.span())
            start = code.end()
    prose.verbatim(start, end)
