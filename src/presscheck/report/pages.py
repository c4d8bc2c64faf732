"""Rules as Markdown: a page for each, and an index by family.

What a rule says is data: whatever it holds, the page shows it as it stands. In its prose only `code` between
backticks is markup; its examples stand in `<pre>`, the spans that are found in `<mark>`.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from presscheck.model import Format
from presscheck.report.chapters import chapters
from presscheck.report.line import show
from presscheck.rule import Example, Rule

INDEX = "index.md"

_WIDTH = 116
_HEAD = ("| id | name | severity | finds |", "|---|---|---|---|")
_MADE_FROM: dict[Format, str] = {
    "text": "",
    "markdown": "In Markdown:",
    "html": "In HTML:",
    "office": "In a document:",
}
_CODE = re.compile(r"`([^`\n]+)`")
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$@]|\{(?=:?\s*[#.])|(?<=https)[:]|(?<=http)[:]|(?<=www)[.]", re.IGNORECASE)
_BLOCK_START = re.compile(r"^(\d*)([-+=#.)])")
_SPACE = re.compile(r"\s+")
_KEPT_SPACE = "\x00"
"""Stands for the spaces of `code` while its paragraph is wrapped."""


def file_name(rule: Rule) -> str:
    """Return the name of a rule's page."""
    return f"{rule.id}-{rule.name}.md"


def rule_page(rule: Rule) -> str:
    """Return a rule's page: what it finds, why it matters, how to mend it, examples, and where it looks."""
    return "\n\n".join(_page(rule)) + "\n"


def index_page(rules: Iterable[Rule]) -> str:
    """Return the index of the rules' pages, by family."""
    every = sorted(rules, key=lambda rule: (rule.family, rule.id))
    count = f"{len(every)} rules, by family. `make docs` writes these pages from the files in `rules/`."
    parts = ["# Rules", prose(count)]
    for family, members in groupby(every, key=lambda rule: rule.family):
        parts += [f"## {escape(family)}", "\n".join([*_HEAD, *map(_row, members)])]
    return "\n\n".join(parts) + "\n"


def _row(rule: Rule) -> str:
    return f"| [{rule.id}]({file_name(rule)}) | {rule.name} | {rule.severity} | {escape(rule.summary)} |"


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id} {rule.name}"
    yield f"*{rule.severity}* · [{escape(rule.family)}]({INDEX}#{rule.family})"
    yield prose(f"{rule.summary[:1].upper()}{rule.summary[1:]}.")
    for chapter in chapters(rule):
        yield f"## {chapter.title}"
        yield from map(prose, chapter.paragraphs)
        for example in chapter.examples:
            if caption := _MADE_FROM[example.format]:
                yield caption
            yield _example(example)
    yield f"[All rules]({INDEX})"


def prose(paragraph: str) -> str:
    """Return one paragraph as Markdown that reads as it stands, wrapped; what is between backticks is code."""
    parts = _CODE.split(_SPACE.sub(" ", paragraph).strip())
    written = "".join(_code(part) if number % 2 else escape(part) for number, part in enumerate(parts))
    lines = textwrap.wrap(written, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(_BLOCK_START.sub(r"\1\\\2", line) for line in lines).replace(_KEPT_SPACE, " ")


def _code(text: str) -> str:
    return f"`{show(text).replace(' ', _KEPT_SPACE)}`"


def escape(text: str) -> str:
    """Return text as Markdown in which nothing is markup; a line may still start like a list or a heading."""
    return _MARKUP.sub(r"\\\g<0>", show(_SPACE.sub(" ", text)))


def _example(example: Example) -> str:
    text = example.text
    shown: list[str] = []
    at = 0
    for start, end in example.spans:
        shown += [_plain(text[at:start]), "<mark>", _plain(text[start:end]), "</mark>"]
        at = end
    shown.append(_plain(text[at:]))
    return "<pre>" + "".join(shown).strip("\n") + "</pre>"


def _plain(text: str) -> str:
    """Return text for `<pre>`, line by line, with what is invisible in it named."""
    return "\n".join(html.escape(show(line), quote=False) for line in re.split(r"\r\n?|\n", text))
