"""The nouns of presscheck: what flows from a path to a report.

Offsets are 0-based code points, ends are exclusive. Lines and columns are 1-based, columns count code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from presscheck.late import late
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.rule import Rule

Format = Literal["text", "markdown", "html", "office"]
"""What a source is written in; `office` is any word processor's document."""

Kind = Literal[
    "heading",
    "paragraph",
    "list-item",
    "quotation",
    "table-cell",
    "caption",
    "alt",
    "link",
    "field",
    "comment",
    "opaque",
    "annotation",
    "insertion",
    "deletion",
    "highlight",
    "hidden",
    "prompt",
    "merge-field",
    "instruction",
    "stet",
]
"""What a block is. From `annotation` on they are what an editor sees in a document beside its prose: an open
comment, a tracked change, marked or hidden words, a control still showing its prompt, a field of a mail merge, and
words in a template's style for instructions. They stand over the prose of other blocks. A `stet` is what the writer
tells presscheck; it is for no reader and no rule."""

OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands in prose for a stretch that is not prose: code, an image, a script."""

CONTEXT = 200
"""How much of the line around a finding is kept with it, in code points on either side."""

NEIGHBOURHOOD = 120
"""How much of the prose around a finding is kept with it, in code points on either side."""

_LINE_END = late(r"\r\n?|\n")


class Severity(IntEnum):
    """How certain a rule is that its finding is a leftover; greater is more certain."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, eq=False)
class Source:
    """One draft as it was read: where from, its decoded text, and in what format it is written.

    `text` is the whole file without its byte order mark, line ends as they are in the file. Of a document that is
    not a text file it is the words, a paragraph a line, a line feed between them, and then `layout` is there.
    """

    path: str
    text: str
    format: Format
    encoding: str = "utf-8"
    layout: Layout | None = None
    """What was read along with the text, for a file that is not text."""
    article: str = ""
    """What an article of an export is called: `article “Ferry resumes”`; empty for a file of its own."""
    title: str = ""
    """The headline that an export has for its article."""

    def where(self, offset: int) -> str:
        """Return what the line of an offset is to somebody who has the document open; empty for a text file.

        For an article of an export it is the article.
        """
        if self.article:
            return self.article
        return self.layout.lines[self.line_column(offset)[0] - 1] if self.layout else ""

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of a 0-based offset; LF, CR LF and CR end a line."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def ends_within(self, line: int, end: int) -> bool:
        """Tell whether an offset, behind the start of a line given by its number, is still on it."""
        starts = self._line_starts
        return line >= len(starts) or end < starts[line]

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands on the line before `start` and after `end`, at most `CONTEXT` code points each."""
        line_start = self._line_starts[bisect_right(self._line_starts, start) - 1]
        after = self.text[end : end + CONTEXT]
        line_end = _LINE_END.search(after)
        return self.text[max(line_start, start - CONTEXT) : start], after[: line_end.start()] if line_end else after


class Run(NamedTuple):
    """A stretch of a block's text and where it stands in the source.

    `at` is the offset in the block's text, `start` and `end` the span in the source. Where the stretch stands in
    the source as it is (`verbatim`), its characters map one to one; else (an entity, a folded line end, opaque
    code) all of its characters map to the whole span.
    """

    at: int
    start: int
    end: int
    verbatim: bool


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A stretch of prose that a reader takes in as one: a paragraph, a heading, a cell, a field.

    `text` is what a reader sees: markup is gone, entities are characters, soft line breaks are spaces, and code or
    images are one `OPAQUE` character. A line end the writer meant to be one is a line feed. `level` is a
    heading's (1 to 6) or a list item's depth, else 0. `name` is a field's (`title`, `author`), else empty.
    `within` names the block constructs around it, outermost first (`quotation`, `list-item`, `table`, `footnote`).
    """

    kind: Kind
    text: str
    runs: tuple[Run, ...]
    level: int = 0
    name: str = ""
    within: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    """What else is known of it, for a rule's message: a comment's `author` and `date`."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of `text[start:end]`; an empty stretch maps to an empty span."""
        if len(self.runs) == 1 and self.runs[0].verbatim and 0 <= start <= end <= len(self.text):  # as most are
            return self.runs[0].start + start, self.runs[0].start + end
        first = self.locate(start)[0]
        return (first, self.locate(end - 1)[1]) if end > start else (first, first)

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the source span of the character at `offset`; at the end of the text, the empty span there."""
        if not self.runs:
            return 0, 0
        if offset >= len(self.text):
            return self.runs[-1].end, self.runs[-1].end
        run = self.runs[bisect_right(self.runs, offset, key=lambda run: run.at) - 1]
        if not run.verbatim:
            return run.start, run.end
        start = run.start + offset - run.at
        return start, start + 1


class Layout(NamedTuple):
    """What a reader makes of a document along with its text.

    `blocks` are those of the document, `lines` says of each line of the text what it is to somebody who has the
    document open: `paragraph 12, under “Transport”`. `loose` are the lines, from 0, of paragraphs that can be taken
    out of the document: nothing but words hangs on them.
    """

    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    loose: frozenset[int] = frozenset()


class House(NamedTuple):
    """What a house says of its drafts that no draft tells.

    `site` is the generator that renders them: `auto` to look for its files, a name, or `none`. `languages` are
    those whose slot words count, all where none is named. `texts` stand on purpose, such as an author's bio, and so
    do `slots`, such as `[Name on file]`.
    """

    site: str = "auto"
    languages: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()


NO_HOUSE = House()


class Document:
    """A source, the house it is written for, and its blocks, parsed when somebody first asks for them."""

    def __init__(
        self, source: Source, parse: Callable[[Source], tuple[Block, ...]], house: House = NO_HOUSE
    ) -> None:
        self.source = source
        self.house = house
        self._parse = parse

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The document's blocks in the order of the source."""
        return tuple([block for block in self._parsed if block.kind != "stet"])

    @cached_property
    def stets(self) -> tuple[Block, ...]:
        """What the writer tells presscheck, in the order of the source."""
        return tuple([block for block in self._parsed if block.kind == "stet"])

    @cached_property
    def _parsed(self) -> tuple[Block, ...]:
        return self._parse(self.source)


class Hit(NamedTuple):
    """A match of one rule in one block, in offsets of the block's text.

    `values` fill the rule's message beside `{match}`. `evidence` says why, strongest first. `related` is another
    place the finding speaks of, such as the headline that is repeated.
    """

    block: Block
    start: int
    end: int
    values: Mapping[str, str] = {}
    evidence: tuple[str, ...] = ()
    related: tuple[Block, int, int] | None = None


class Place(NamedTuple):
    """An exact span of a file: offsets, lines and columns."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Place:
        """Return the place of a span of a source."""
        line, column = source.line_column(start)
        if source.ends_within(line, end):
            return cls(source.path, start, end, line, column, line, column + end - start)
        return cls(source.path, start, end, line, column, *source.line_column(end))


class Fix(NamedTuple):
    """What mends a finding: `text` in place of the source's `start` to `end`, a span that may reach beyond it.

    A safe fix cannot take away what was meant for the reader; any other wants an editor's eye.
    """

    start: int
    end: int
    text: str
    safe: bool


class Finding(NamedTuple):
    """One leftover: which rule, where exactly, what stands there, and why it was reported."""

    rule: str
    name: str
    family: str
    severity: Severity
    place: Place
    text: str
    message: str
    advice: str
    before: str
    """What stands before the span on its first line, at most `CONTEXT` code points."""
    after: str
    """What stands after the span on its last line, at most `CONTEXT` code points."""
    evidence: tuple[str, ...] = ()
    related: Place | None = None
    """The one other place that it speaks of, such as the headline it repeats."""
    places: tuple[Place, ...] = ()
    """Where else it stands, for a finding about several articles: the first place in each of the others."""
    prose: tuple[str, str] = ("", "")
    """The prose of its block before and after it, at most `NEIGHBOURHOOD` code points each: wrapping leaves it."""
    fix: Fix | None = None
    where: str = ""
    """The place in words, for a document that has paragraphs: `paragraph 12, under “Transport”`."""


class Suppressed(NamedTuple):
    """A finding that was told to stand, and by what: a writer's `stet`, or the baseline."""

    finding: Finding
    by: Literal["stet", "baseline"]
    reason: str = ""


def unread(path: str) -> Source:
    """Raise Trouble: the reader of a report whose drafts are at hand no more."""
    raise Trouble(f"{path}: its text is not at hand")


def is_warning(finding: Finding) -> bool:
    """Tell whether a finding is a warning or an error, which a run fails on unless somebody says otherwise."""
    return finding.severity >= Severity.WARNING


@dataclass(frozen=True)
class Report:
    """The outcome of a run: findings in order of path and place, what could not be checked, and counts."""

    findings: tuple[Finding, ...]
    troubles: tuple[str, ...]
    """One line for each thing asked for that could not be done."""
    files: int
    """How many files were checked, each article of an export being one."""
    seconds: float
    suppressed: tuple[Suppressed, ...] = ()
    """What was found and told to stand, in the order of findings."""
    fixed: int | None = None
    """How many findings were mended, in a run that mends."""
    articles: int = 0
    """How many of the files are articles of exports."""
    exports: int = 0
    """How many exports these stand in."""
    excluded: int = 0
    """How many files were left alone because a configuration excludes them."""
    gone: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """What the baseline holds in vain: how many of each identity were looked for and not found."""
    more: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """How many findings of a file are not among `findings`, for each that has more than are told."""
    notes: tuple[str, ...] = ()
    """One line for each thing about the run that is worth to be known and fails nothing."""
    rules: tuple[Rule, ...] = field(default=(), compare=False, repr=False)
    """The rules of the run, for a format that tells about those that found something."""
    fails: Callable[[Finding], bool] = field(default=is_warning, compare=False, repr=False)
    """Tells whether a finding is as severe as what its file fails on."""
    read: Callable[[str], Source] = field(default=unread, compare=False, repr=False)
    """Reads a draft of the run again by its path, for a format that shows it; raises Trouble where it cannot."""

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)


def in_order(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Return findings sorted by path, place and rule."""
    return sorted(findings, key=place_order)


def place_order(finding: Finding) -> tuple[str, int, int, str]:
    """Return what findings are sorted by."""
    return finding.place.path, finding.place.start, finding.place.end, finding.rule
