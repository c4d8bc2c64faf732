"""A document with some of its words replaced: formats stay, and so does every byte that is not in the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from xml.sax.saxutils import escape

from presscheck.model import Trouble
from presscheck.read.office import open_page
from presscheck.read.office.package import Package
from presscheck.read.office.page import Piece

Edit = tuple[int, int, str]
"""A span of a source's text, and what shall stand there."""

_PLAIN, _KEPT = b"<w:t>", b'<w:t xml:space="preserve">'


def edited(data: bytes, edits: Sequence[Edit], path: str) -> bytes:
    """Return a .docx or .odt in which each span of its source's text is replaced.

    What is new has the format of the first character that it replaces. Spans do not overlap. Raises Trouble where
    a span cannot be replaced, for it reaches over the end of a paragraph or the file has no words there, such as
    a picture or a link's target.
    """
    package, page = open_page(data, path)
    text = page.source(path).text
    pieces = [(at, piece) for at, piece in page.pieces() if piece.part]
    cuts: dict[str, list[tuple[int, int, bytes]]] = defaultdict(list)
    # Several edits may stand in one piece, so what becomes of a piece is told when all are known.
    changes: dict[int, list[Edit]] = defaultdict(list)
    for start, end, new in sorted(edits):
        touched = [
            number
            for number, (at, piece) in enumerate(pieces)
            if (at < end and start < at + len(piece.text)) or (start == end and at <= start <= at + len(piece.text))
        ]
        if not touched:
            raise _cannot(path, start, text)
        for number in touched[:1] if start == end else touched:
            at, piece = pieces[number]
            first, last = max(start, at) - at, min(end, at + len(piece.text)) - at
            changes[number].append((first, last, new if number == touched[0] else ""))
    for number, inside in changes.items():
        piece = pieces[number][1]
        cuts[piece.part].append(_cut(package, piece, inside))
    result = package.with_parts({part: _replaced(package.read(part), found) for part, found in cuts.items()})
    text_after = open_page(result, path)[1].source(path).text
    if text_after != _expected(text, edits):
        raise _cannot(path, edits[0][0], text)
    return result


def _cannot(path: str, at: int, text: str) -> Trouble:
    line = text.count("\n", 0, at) + 1
    return Trouble(f"{path}:{line}: the words here cannot be replaced in the document; edit them by hand")


def _expected(text: str, edits: Sequence[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _cut(package: Package, piece: Piece, inside: Sequence[Edit]) -> tuple[int, int, bytes]:
    """Return the bytes of a piece's part to be replaced, and by which."""
    data = package.read(piece.part)
    shown = _expected(piece.text, inside)
    start = piece.start
    if piece.end <= start:  # an element such as a tab: it goes as a whole
        return start, data.find(b">", start) + 1, b""
    if data.endswith(_PLAIN, 0, start) and shown != shown.strip():
        # Without this mark Word drops the spaces at either end.
        return start - len(_PLAIN), piece.end, _KEPT + escape(shown).encode()
    return start, piece.end, escape(shown).encode()


def _replaced(data: bytes, cuts: Sequence[tuple[int, int, bytes]]) -> bytes:
    for start, end, new in sorted(cuts, reverse=True):
        data = data[:start] + new + data[end:]
    return data
