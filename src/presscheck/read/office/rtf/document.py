"""A document in rich text as a whole: groups open and close, words say what holds, text goes where it belongs."""

from __future__ import annotations

from dataclasses import replace

from presscheck.model import OPAQUE
from presscheck.read.office.fields import Field, end_field
from presscheck.read.office.package import OneFile
from presscheck.read.office.page import BREAK, Line, Page
from presscheck.read.office.rtf import tables
from presscheck.read.office.rtf.characters import Decoder
from presscheck.read.office.rtf.comments import Comments
from presscheck.read.office.rtf.state import State
from presscheck.read.office.rtf.story import Story
from presscheck.read.office.rtf.tokens import Token, tokens
from presscheck.trouble import Trouble

DEEPEST = 1000
"""Groups within groups that a document may have."""

_PROPERTIES = {
    "title": ("title", "title"),
    "subject": ("subject", "subject"),
    "author": ("author", "author"),
    "keywords": ("keywords", "keywords"),
    "doccomm": ("description", "comments"),
    "category": ("category", "category"),
}
_COLLECTED = frozenset({"fldinst", "atnauthor", "atnref", "atndate", "atrfstart", "atrfend", *_PROPERTIES})
"""Destinations whose text is told in one piece once they end."""

_SKIPPED = frozenset(
    {"buptim", "company", "creatim", "datafield", "fldtype", "formfield", "ftnsep", "hlinkbase", "listtext"}
    | {"manager", "nonshppict", "operator", "objdata", "pict", "pntext", "pntxta", "pntxtb", "printim", "private"}
    | {"revtim", "rxe", "sp", "tc", "template", "xe"}
)
_STARRED = _COLLECTED | tables.NAMES | {"annotation", "cs", "ds", "shpinst", "shppict", "ts", "ud"}
"""Destinations that older programs pass over, and we do not."""

_TEXTS = {
    "tab": "\t",
    "line": BREAK,
    "page": BREAK,
    "column": BREAK,
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
_SIGNS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_ENDS = frozenset({"par", "sect", "cell", "nestcell"})
_LINE_ENDS = frozenset("\r\n")
"""Behind a backslash they end a paragraph, as macOS writes it."""


def read_rtf(file: OneFile) -> Page:
    """Return the page of a document in rich text. Raises Trouble where it is cut off or nested too deep."""
    return _Reader(file).read()


class _Reader:
    def __init__(self, file: OneFile) -> None:
        self._file = file
        self._page = Page()
        self._tables = tables.Tables()
        self._comments = Comments()
        self._decoder = Decoder(file.data)
        self._notes = 0
        self._text = ""
        self._fresh = self._starred = False
        self._body = Story(self._page.body.append, file.part)
        self._hung = False
        self._state = State("story", self._body)
        self._around: list[State] = []

    def read(self) -> Page:
        for token in tokens(self._file.data):
            if token.kind == "open":
                self._open()
            elif token.kind == "close":
                self._close()
                if not self._around:
                    break
            elif self._state.dest == "skip":
                continue
            elif token.kind == "word":
                self._word(token)
            else:
                self._characters(token)
        if self._around:
            raise Trouble(f"{self._file.path}: damaged or cut off: not a whole document; fetch or save it again")
        return self._page

    def _open(self) -> None:
        if len(self._around) > DEEPEST:
            raise Trouble(f"{self._file.path}: nested too deep to read; save it as .txt or .html")
        self._decoder.end()
        self._around.append(self._state)
        self._state = replace(self._state)
        self._fresh, self._starred = True, False

    def _close(self) -> None:
        self._decoder.end()
        ended, self._state = self._state, self._around.pop()
        state = self._state
        if ended.dest in _COLLECTED and ended.dest != state.dest:
            self._told(ended.dest, state)
        if ended.story is not state.story or not self._around:
            ended.story.end(ended, self._tables.styles, always=False)
        if ended.story is not state.story and ended.dest == "comment":
            self._comments.end(state.story.line())
        if ended.story is state.story and len(ended.fields) > len(state.fields):
            field, line = ended.fields[-1], state.story.line()
            end_field(self._page, line, field.start if field.line is line else 0, field.instruction)

    def _told(self, dest: str, state: State) -> None:
        """Do with the text of a destination what it is there for."""
        text, self._text = self._text, ""
        if dest in _PROPERTIES:
            name, shown = _PROPERTIES[dest]
            line = Line("field", name=f"document.{name}", where=f"document property: {shown}")
            line.add(" ".join(text.split()))
            self._page.aside(line)
        elif dest != "fldinst":
            self._comments.tell(dest, text.strip(), state.story.line())
        elif state.fields:
            state.fields[-1].instruction = text

    def _word(self, token: Token) -> None:
        first, self._fresh = self._fresh or self._starred, False
        word, state = token.word, self._state
        if first and self._begins(word):
            return
        if word == "u":
            self._put(*self._decoder.unicode(token, state.fallback))
            return
        self._decoder.end()
        if state.dest in tables.NAMES:
            self._tables.word(state.dest, token)
        elif word in _ENDS:
            self._end_paragraph(token)
        elif word in _TEXTS:
            self._put(_TEXTS[word], token.start, token.end)
        elif word == "fcharset" or not self._decoder.tell(word, token.number):
            state.tell(word, token.number)
            # What stands above the first paragraph hangs on none.
            self._hung = self._hung and not (word == "pard" and state.story is self._body and not self._body.begun)

    def _begins(self, word: str) -> bool:
        """Begin what a word at the start of a group is there for; tell whether it is a destination."""
        state, starred, self._starred = self._state, self._starred, False
        began = self._destination(word, state, starred=starred)
        self._hung = self._hung or (began and self._around[-1].story is self._body)
        return began

    def _destination(self, word: str, state: State, *, starred: bool) -> bool:
        if word in _SKIPPED or (starred and word not in _STARRED):
            if word == "pict" and state.dest == "story":
                self._put(OPAQUE, 0, 0)
            if word in ("listtext", "pntext"):
                self._around[-1].listed = True
            state.dest = "skip"
        elif word in tables.NAMES or word == "info" or (word in _COLLECTED and self._is_told(word)):
            state.dest, self._text = word, ""
        elif word == "upr":
            state.dest = "for-older-programs"
        elif word == "ud":
            state.dest = self._around[-2].dest if len(self._around) > 1 else "skip"
        elif word == "field" and state.dest in ("story", "comment"):
            line = state.story.line()
            state.fields = (*state.fields, Field(line, line.length))
        elif word == "fldrslt" and state.fields:
            state.fields[-1].show(state.story.line())
        elif story := self._story(word):
            state.tell("plain", None)
            state.tell("pard", None)
            state.story, state.fields = story, ()
            state.dest = "comment" if word == "annotation" else "story"
        else:
            return False
        return True

    def _is_told(self, word: str) -> bool:
        return word not in _PROPERTIES or self._state.dest == "info"

    def _story(self, word: str) -> Story | None:
        """Return the story that a word begins, beside the one around it."""
        part = self._file.part
        if word[:6] in ("header", "footer") and word[6:] in ("", "l", "r", "f"):
            return Story(lambda line: self._page.aside(line, once=True), part, word[:6], (word[:6],))
        if word == "footnote":
            self._notes += 1
            return Story(self._page.aside, part, f"footnote {self._notes}", ("footnote",))
        if word == "shptxt":
            return Story(self._page.aside, part, "text box")
        return Story(self._comments.add, "") if word == "annotation" else None

    def _characters(self, token: Token) -> None:
        if self._decoder.is_taken(token):
            return
        if token.kind != "sign":
            self._fresh = False
            charset = self._tables.charsets.get(self._state.font, 1)
            self._put(*self._decoder.bytes(token, charset))
        elif token.word == "*" and self._fresh:
            self._fresh, self._starred = False, True
        elif token.word in _LINE_ENDS:
            self._end_paragraph(token)
        elif token.word in _SIGNS:
            self._put(_SIGNS[token.word], token.start, token.end)

    def _put(self, text: str, start: int, end: int) -> None:
        state = self._state
        if not text:
            return
        if state.dest in ("story", "comment"):
            state.story.put(text, start, end, state, self._tables)
        elif state.dest in tables.NAMES:
            self._tables.text(state.dest, text)
        elif state.dest in _COLLECTED:
            self._text += text

    def _end_paragraph(self, token: Token) -> None:
        state = self._state
        if state.dest in ("story", "comment"):
            line = state.story.end(state, self._tables.styles, always=True)
            if line and state.story is self._body:
                if token.word in ("par", *_LINE_ENDS) and not self._hung and _is_loose(line, state):
                    line.whole = self._file.part, token.start, token.end
                self._hung = False
        else:
            self._put(" ", 0, 0)


def _is_loose(line: Line, state: State) -> bool:
    """Tell whether a paragraph is words and nothing else, so that it can go with what ends it."""
    words = all(piece.part and OPAQUE not in piece.text for piece in line.pieces)
    return words and line.kind in ("paragraph", "heading") and not (state.fields or line.marks or line.notes)
