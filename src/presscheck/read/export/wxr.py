"""A WordPress export (WXR): one file, many articles, read one at a time in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from presscheck.model import Source
from presscheck.read.export.article import LARGEST, article
from presscheck.trouble import Trouble

_SIGN = b"wordpress.org/export/"
_CHUNK = 1 << 16
_CONTENT = "http://purl.org/rss/1.0/modules/content/ encoded"
_KEPT = {"title": "title", _CONTENT: "content"}
_WORDPRESS = {"post_name": "slug", "post_id": "id", "post_type": "type", "encoded": "excerpt"}
_ARTICLES = frozenset({"post", "page", ""})


def is_wxr(head: bytes) -> bool:
    """Tell whether a file that starts with these bytes is a WordPress export."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _SIGN in head


def read_wxr(file: BinaryIO, path: str) -> Iterator[Source]:
    """Yield each post and page of an export as a source of HTML, its path with the article's slug or number.

    Raises Trouble where the export is cut off or broken, after the articles before that place.
    """
    items = _Items(path)
    try:
        while chunk := file.read(_CHUNK):
            items.parser.Parse(chunk)
            yield from items.taken()
        items.parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from items.taken()
        reason = expat.ErrorString(error.code)
        raise Trouble(
            f"{path}:{error.lineno}: the export is cut off or broken ({reason}); export it again"
        ) from None
    yield from items.taken()


class _Items:
    """The items that expat has told of and nobody has taken yet."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._item: dict[str, list[str]] | None = None
        self._key = ""
        self._size = 0
        self._done: list[dict[str, str]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def taken(self) -> Iterator[Source]:
        """Yield the articles that are complete, and forget them."""
        done, self._done = self._done, []
        for item in done:
            if item.get("type", "") in _ARTICLES:
                yield _source(item, self._path)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "item":
            self._item, self._size = {}, 0
        space, _, local = name.rpartition(" ")
        self._key = _KEPT.get(name, "") or (_WORDPRESS.get(local, "") if "wordpress.org/export" in space else "")

    def _end(self, name: str) -> None:
        self._key = ""
        if name == "item" and self._item is not None:
            self._done.append({key: "".join(parts) for key, parts in self._item.items()})
            self._item = None

    def _text(self, text: str) -> None:
        if self._item is None or not self._key:
            return
        self._size += len(text)
        if self._size > LARGEST:
            raise Trouble(f"{self._path}:{self.parser.CurrentLineNumber}: an article of more than 16 MB; not read")
        self._item.setdefault(self._key, []).append(text)

    def _refuse(self, *_: object) -> None:
        raise Trouble(f"{self._path}: declares a document type, which may hide more; not read")


def _source(item: dict[str, str], path: str) -> Source:
    title = item.get("title", "")
    name = item.get("slug") or item.get("id") or title or "article"
    return article(path, name, item.get("content", ""), "html", title=title, deck=item.get("excerpt", ""))
