"""What a document is made of: the parts of a zip file, read within limits, or one file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Protocol
from xml.sax.saxutils import escape

from presscheck.read.office.xml import Element, parse
from presscheck.trouble import Trouble

PARTS = 10_000
"""Files that a document may hold."""

LARGEST = 64 << 20
"""Bytes that one part may unpack to; a novel of a thousand pages is a quarter of this."""

ALL = 512 << 20
"""Bytes that all parts together may unpack to, pictures too."""

RATIO = 200
"""How many times its size a part of more than `SMALL` bytes may unpack to; XML packs 10 to 40 times."""

SMALL = 4 << 20

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Parts(Protocol):
    """What a document can be written to by: its parts, and how words are written in them."""

    def read(self, part: str) -> bytes:
        """Return a part's bytes."""

    def words(self, text: str, part: str, start: int, end: int) -> bytes:
        """Return how a text is written in a part, in place of these bytes."""

    def with_parts(self, parts: dict[str, bytes]) -> bytes:
        """Return the bytes of the same document with other content in some of its parts."""


class Package:
    """A document's parts by name. Nothing is unpacked before it is asked for."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open the zip. Raises Trouble where it is none, is cut off, or unpacks to more than a document holds."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
            raise Trouble(f"{path}: damaged or cut off: not a whole document; fetch or save it again") from None
        entries = self._zip.infolist()
        if len(entries) > PARTS or sum(entry.file_size for entry in entries) > ALL:
            raise Trouble(f"{path}: unpacks to more than a document holds; not read")
        self._entries = {entry.filename: entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def read(self, part: str) -> bytes:
        """Return a part's bytes, UTF-16 as UTF-8.

        Raises Trouble where it is missing, broken, encrypted or too large.
        """
        entry = self._entries.get(part)
        if entry is None:
            raise Trouble(f"{self.path}: damaged: {part} is missing; save it again")
        if entry.flag_bits & 1:
            raise Trouble(f"{self.path}: is encrypted; save it without a password")
        most = max(SMALL, min(LARGEST, RATIO * entry.compress_size))
        try:
            with self._zip.open(entry) as file:
                # What the zip says of a part's size may be a lie.
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            raise Trouble(f"{self.path}: damaged: {part} cannot be unpacked; save it again") from None
        if len(data) > most:
            raise Trouble(f"{self.path}: {part} unpacks to more than a document holds; not read")
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16", "replace").encode()
        return data

    def tree(self, part: str) -> Element:
        """Return the root element of a part of XML. Raises Trouble as `read` and `parse` do."""
        return parse(self.read(part), self.path, part)

    def words(self, text: str, part: str, start: int, end: int) -> bytes:
        """Return how a text is written in a part, in place of these bytes."""
        return escape(text).encode()

    def with_parts(self, parts: dict[str, bytes]) -> bytes:
        """Return the bytes of the same document with other content in some of its parts."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for entry in self._zip.infolist():
                copy = zipfile.ZipInfo(entry.filename, entry.date_time)
                copy.compress_type, copy.external_attr = entry.compress_type, entry.external_attr
                copy.create_system, copy.comment = entry.create_system, entry.comment
                data = parts.get(entry.filename)
                target.writestr(copy, self._zip.read(entry) if data is None else data)
        return out.getvalue()


class OneFile:
    """A document that is one file, as its only part; `write` says how text is written in it.

    That takes the text, the bytes of the document, and the span of those in whose place it is to stand.
    """

    part = "document"

    def __init__(self, data: bytes, path: str, write: Callable[[str, bytes, int, int], bytes]) -> None:
        self.data, self.path, self._write = data, path, write

    def read(self, part: str) -> bytes:
        """Return the document's bytes."""
        return self.data

    def words(self, text: str, part: str, start: int, end: int) -> bytes:
        """Return how a text is written in place of these bytes."""
        return self._write(text, self.data, start, end)

    def with_parts(self, parts: dict[str, bytes]) -> bytes:
        """Return the bytes of the document with other content."""
        return parts.get(self.part, self.data)
