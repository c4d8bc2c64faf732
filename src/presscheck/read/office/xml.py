"""XML → a tree with the place of every character in the bytes, and nothing in it that could do harm.

A document type is refused: no word processor writes one, and entities and files from elsewhere come by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from presscheck.trouble import Trouble

DEEPEST = 240
"""Elements within elements that a document may have; a table in a table adds about ten."""

_OOXML = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{f"{base}wordprocessingml{year}/main": "w" for base, year in ((_OOXML, "/2006"), (_STRICT, ""))},
    **{f"{base}officeDocument{year}/relationships": "r" for base, year in ((_OOXML, "/2006"), (_STRICT, ""))},
    **{f"{base}drawingml{year}/main": "a" for base, year in ((_OOXML, "/2006"), (_STRICT, ""))},
    **{f"{base}drawingml{year}/wordprocessingDrawing": "wp" for base, year in ((_OOXML, "/2006"), (_STRICT, ""))},
    **{f"{base}officeDocument{year}/math": "m" for base, year in ((_OOXML, "/2006"), (_STRICT, ""))},
    _OOXML + "markup-compatibility/2006": "mc",
    _OOXML + "package/2006/relationships": "rel",
    _OOXML + "package/2006/content-types": "ct",
    _OOXML + "package/2006/metadata/core-properties": "cp",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "urn:schemas-microsoft-com:vml": "v",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    **{
        _ODF + name + ":1.0": prefix
        for name, prefix in {
            "office": "office",
            "text": "text",
            "table": "table",
            "drawing": "draw",
            "style": "style",
            "meta": "meta",
            "xsl-fo-compatible": "fo",
            "svg-compatible": "svg",
            "manifest": "manifest",
        }.items()
    },
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}
"""The prefix that each namespace has in this package, whatever the file calls it."""


class Text(NamedTuple):
    """A stretch of character data, and the bytes of the part that it was read from."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Element:
    """An element: its name with our prefix (`w:p`), its attributes likewise, and the bytes from tag to tag."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    children: list[Element | Text] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[Element]:
        """Yield the child elements, those with one of `names` where any is given."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def first(self, *path: str) -> Element | None:
        """Return the element at the end of a path of child names, the first at each step."""
        found: Element | None = self
        for name in path:
            found = next(found.elements(name), None) if found else None
        return found

    def all(self, *names: str) -> Iterator[Element]:
        """Yield every element within this one that has one of `names`, in order."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.all(*names)

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute's value."""
        return self.attributes.get(name, default)

    def text(self) -> str:
        """Return all character data within."""
        return "".join(child.text if isinstance(child, Text) else child.text() for child in self.children)


def parse(data: bytes, path: str, part: str) -> Element:
    """Return the root element of a part; offsets count bytes of `data`, which is UTF-8.

    Raises Trouble naming file and part where it is not well-formed, nested too deep, or has a document type.
    """
    builder = _Builder(path, part)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    builder.attach(parser)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise Trouble(
            f"{path}: {part} in it is not sound XML ({reason}, line {error.lineno}); save it again"
        ) from None
    builder.root.end = len(data)
    return builder.root


class _Builder:
    """What expat tells, made into a tree."""

    def __init__(self, path: str, part: str) -> None:
        self._path, self._part = path, part
        self._names: dict[str, str] = {}
        self._open: list[Element] = []
        self._chunk = ("", -1)

    def attach(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.CommentHandler = parser.StartCdataSectionHandler = self._other
        parser.EndCdataSectionHandler = self._other
        parser.ProcessingInstructionHandler = self._other

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        self._close_text(at)
        element = Element(
            self._name(name),
            {self._name(key): value for key, value in attributes.items()} if attributes else {},
            at,
        )
        if self._open:
            self._open[-1].children.append(element)
            if len(self._open) > DEEPEST:
                raise Trouble(
                    f"{self._path}: {self._part} in it is nested too deep to read; save it as .txt or .html"
                )
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex
        self._close_text(at)
        self._open.pop().end = at

    def _text(self, text: str) -> None:
        at = self._parser.CurrentByteIndex
        self._close_text(at)
        self._chunk = text, at

    def _other(self, *_: str) -> None:
        self._close_text(self._parser.CurrentByteIndex)

    def _close_text(self, at: int) -> None:
        text, start = self._chunk
        if text:
            self._open[-1].children.append(Text(text, start, at))
            self._chunk = "", -1

    def _refuse(self, *_: object) -> None:
        raise Trouble(f"{self._path}: {self._part} in it declares a document type, which may hide more; not read")

    def _name(self, full: str) -> str:
        known = self._names.get(full)
        if known is None:
            space, _, local = full.rpartition(" ")
            prefix = _SPACES.get(space, "other") if space else ""
            known = self._names[full] = f"{prefix}:{local}" if prefix else local
        return known
