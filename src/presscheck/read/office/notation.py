"""The notation in which rules write their examples of word processors' documents.

A line is a paragraph. Elements named for the kinds of block stand around what they mark, their attributes are what
is known of it: `By <highlight>Ana</highlight>`, `<deletion author="Ana">old</deletion>`. An `annotation` names its
words in `text`, a `field` its name in `name`.
"""

from __future__ import annotations

import re
from typing import get_args

from presscheck.model import Block, Kind, Run, Source
from presscheck.read.prose import Prose, empty
from presscheck.read.stet import stet_in_document

_TAG = re.compile(rf"<(/?)({'|'.join(get_args(Kind)[:-1])})((?: [a-z]+=\"[^\"\n]*\")*)>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_WHOLE: tuple[Kind, ...] = get_args(Kind)[: get_args(Kind).index("annotation")]


def read_notation(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a document written in the notation."""
    blocks: list[Block] = []
    start = 0
    for line in source.text.split("\n"):
        blocks += _line(source.text, start, start + len(line))
        start += len(line) + 1
    return tuple(sorted(blocks, key=lambda block: block.runs[0].start))


def _line(text: str, start: int, end: int) -> list[Block]:
    found: list[Block] = []
    kind: Kind = "paragraph"
    name = ""
    prose = Prose(text)
    opened: list[tuple[Kind, dict[str, str], int]] = []
    for tag in _TAG.finditer(text, start, end):
        removed = bool(opened) and opened[-1][0] == "deletion"
        if not removed:
            prose.verbatim(start, tag.start())
        start = tag.end()
        if not tag[1]:
            opened.append((tag[2], dict(_ATTRIBUTE.findall(tag[3])), tag.end()))  # type: ignore[arg-type]
        elif opened and opened[-1][0] == tag[2]:
            which, about, first = opened.pop()
            if which in _WHOLE:
                kind, name = which, about.get("name", "")
            else:
                found.append(_over(text, which, about, first, tag.start()))
    prose.verbatim(start, end)
    block = prose.build(kind, 1 if kind == "heading" else 0, name)
    return [*found, block] if block else found


def _over(text: str, kind: Kind, known: dict[str, str], start: int, end: int) -> Block:
    about = tuple(known.items())
    if kind == "annotation":
        said, place = known.get("text", ""), Run(0, start, end, False)
        return stet_in_document(said, place) or Block(kind, said, (place,), about=about)
    if kind == "deletion":
        about = (*about, ("deleted", text[start:end]))
        return Block(kind, "", empty(kind, start).runs, about=about)
    return Block(kind, text[start:end], (Run(0, start, end, True),), about=about)
