"""A document that Google Docs wrote as a web page, alone or zipped with its pictures.

All of a page is one line; what a style means stands in classes, comments are notes at the end, and links lead to
Google, which sends the reader on.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from presscheck.model import OPAQUE
from presscheck.read.office.fields import add_link
from presscheck.read.office.package import OneFile
from presscheck.read.office.page import BREAK, Line, Mark, Page, who_and_when
from presscheck.read.office.styles import is_marker
from presscheck.read.tags import Token, attributes, tokens
from presscheck.trouble import Trouble

_CLASS = re.compile(r"\.(c\d+)\{([^{}]*)\}")
_BACKGROUND = re.compile(r"background-color:\s*(#[0-9a-fA-F]{6})")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NOTE = re.compile(r"(cmnt|ftnt)(_ref)?(\d+)")
_LIST = re.compile(r"\blst-kix_[\w-]*-(\d)")
_REDIRECT = re.compile(r"https?://www\.google\.com/url\?")
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li"})
_WORDS = frozenset({"a", "b", "br", "i", "span"})
"""What a paragraph may hold that means nothing to the rest of the document."""


class _Open(NamedTuple):
    """An element that is open: its name, how its text is marked, and where it leads, from where in its line."""

    name: str
    marks: tuple[Mark, ...] = ()
    link: str | None = None
    start: int = 0
    silent: bool = False


def open_google_doc(data: bytes, path: str) -> tuple[OneFile, Page]:
    """Return a page that Google Docs wrote and what it says. Raises Trouble where it is cut off."""
    if not data.rstrip().endswith(b"</html>"):
        raise Trouble(f"{path}: damaged or cut off: not a whole document; fetch or save it again")
    file = OneFile(data, path, lambda text, *_: escape(text).encode())
    return file, read_google_doc(data, file.part)


def read_google_doc(data: bytes, part: str) -> Page:
    """Return what a page says that Google Docs wrote; `part` is what it is in its package."""
    return _Reader(data.decode("utf-8", "replace"), part).read()


class _Reader:
    def __init__(self, text: str, part: str) -> None:
        self._source, self._part = text, part
        self._page = Page()
        self._line: Line | None = None
        self._open: list[_Open] = [_Open("")]
        self._marked = {name for name, style in _CLASS.findall(text) if _is_marked(style)}
        self._depth = 0
        self._tables = 0
        self._aside = ""  # `footnote 2` while that is read, `comment 1` likewise
        self._refs: dict[str, tuple[Line, int]] = {}
        self._comments: dict[str, list[str]] = {}
        self._at = self._byte = 0

    def read(self) -> Page:
        for token in tokens(self._source):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token)
        self._end_paragraph()
        for number, words in self._comments.items():
            said = "\n".join(filter(None, words)) or "(no words)"
            line, at = self._refs.get(number, (None, 0))
            if line is None:
                line = Line(None, where="comment")
                line.add(" ".join(said.split()))
                self._page.aside(line)
            line.notes.append((at, at, said, who_and_when("", "")))
        return self._page

    def _start(self, token: Token) -> None:
        name, values = token.name, self._values(token)
        if name in _PARAGRAPHS:
            self._end_paragraph()
            self._line = self._new_line(name, values, token)
        elif name in ("ul", "ol"):
            found = _LIST.search(values.get("class", ""))
            self._depth = int(found[1]) if found else 0
        elif name == "table":
            self._tables += 1
        elif self._line and name not in _WORDS:
            self._line.whole = None
        if name == "br" and self._line:
            self._line.add(BREAK)
        elif name == "img" and self._line:
            for key, what in (("alt", "alternative text"), ("title", "picture's title")):
                if values.get(key):
                    self._page.beside(self._line, "alt", what, values[key])
            self._line.add(OPAQUE)
        elif name in ("a", "span", "style", "title", *_PARAGRAPHS):
            self._open.append(self._opened(name, values))

    def _opened(self, name: str, values: dict[str, str]) -> _Open:
        around = self._open[-1]
        length = self._line.length if self._line else 0
        note = _NOTE.fullmatch(values.get("id", "")) if name == "a" else None
        if note and self._line:
            self._line.whole = None
            self._note(*note.groups())
        marked = _is_marked(values.get("style", "")) or not self._marked.isdisjoint(values.get("class", "").split())
        marks: tuple[Mark, ...] = (("highlight", ()),) if marked and name == "span" else ()
        silent = around.silent or bool(note) or name == "style"
        link = None if note or name != "a" else values.get("href")
        return _Open(name, marks or around.marks, link, length, silent)

    def _note(self, kind: str, ref: str | None, number: str) -> None:
        """Take down where a note is referred to, or begin it."""
        assert self._line
        if ref:
            self._refs[f"{kind}{number}"] = self._line, self._line.length
        elif kind == "cmnt":
            self._aside = f"comment {number}"
            self._comments[f"cmnt{number}"] = []
        else:
            self._aside = f"footnote {number}"
        if not ref and self._line in self._page.body:
            self._page.body.remove(self._line)
            self._line.where, self._line.within = self._aside, ("footnote",)

    def _end(self, token: Token) -> None:
        name = token.name
        if name in ("a", "span", "style", "title", *_PARAGRAPHS) and any(one.name == name for one in self._open):
            while True:
                ended = self._open.pop()
                if ended.link and self._line and not self._aside.startswith("comment"):
                    add_link(self._page, self._line, ended.start, _destination(ended.link))
                if ended.name == name:
                    break
        if name in _PARAGRAPHS:
            self._end_paragraph(token.start)
        elif name == "table":
            self._tables = max(0, self._tables - 1)
        elif name == "div":
            self._end_paragraph()
            self._aside = ""

    def _new_line(self, name: str, values: dict[str, str], token: Token) -> Line:
        within = ("table",) if self._tables else ()
        if name == "li":
            line = Line("list-item", self._depth + 1, within=(*within, "list-item"))
        elif name != "p":
            line = Line("heading", int(name[1]), within=within)
        elif "title" in values.get("class", "").split():
            line = Line("heading", 1)
        else:
            line = Line("table-cell" if self._tables else "paragraph", within=within)
        if self._aside:
            line.where, line.within = self._aside, ("footnote",)
        else:
            self._page.body.append(line)
            if name == "p" and not self._tables:
                line.whole = self._part, self._bytes_to(token.start), 0
        return line

    def _end_paragraph(self, tag: int | None = None) -> None:
        """End the paragraph, at its own tag; where that is missing nothing says where its bytes end."""
        line, self._line = self._line, None
        if line is None:
            return
        if line.whole:
            line.whole = None if tag is None else (*line.whole[:2], self._bytes_to(tag))
        if self._aside.startswith("comment"):
            self._comments[f"cmnt{self._aside.partition(' ')[2]}"].append(line.text.strip())
        elif line.where:
            self._page.aside(line)

    def _text(self, token: Token) -> None:
        opened = self._open[-1]
        if opened.name == "title":
            line = Line("field", name="document.title", where="document property: title")
            line.add(" ".join(unescape(self._source[token.start : token.end]).split()))
            self._page.aside(line)
        if self._line is None or opened.silent:
            return
        at = token.start
        for reference in _REFERENCE.finditer(self._source, token.start, token.end):
            self._add(self._line, at, reference.start(), opened.marks)
            self._add(self._line, *reference.span(), opened.marks)
            at = reference.end()
        self._add(self._line, at, token.end, opened.marks)

    def _add(self, line: Line, start: int, end: int, marks: tuple[Mark, ...]) -> None:
        if start < end:
            # A space at the end of a word with a format is written as one that does not break.
            shown = unescape(self._source[start:end]).replace("\u00a0", " ").replace("\n", " ")
            line.add(shown, marks, self._part, self._bytes_to(start), self._bytes_to(end))

    def _bytes_to(self, at: int) -> int:
        """Return the place in the bytes of one in the text; places are asked for in order."""
        if at < self._at:
            self._at = self._byte = 0
        self._byte += len(self._source[self._at : at].encode())
        self._at = at
        return self._byte

    def _values(self, token: Token) -> dict[str, str]:
        spans = attributes(self._source, token)
        return {name: unescape(self._source[start:end]) for name, (start, end) in spans.items()}


def _is_marked(style: str) -> bool:
    found = _BACKGROUND.search(style)
    return bool(found and is_marker(found[1]))


def _destination(link: str) -> str:
    """Return where a link leads in the end: Google Docs writes one to Google, which sends the reader on."""
    if not _REDIRECT.match(link):
        return link
    return next(iter(parse_qs(urlsplit(link).query).get("q", [])), link)
