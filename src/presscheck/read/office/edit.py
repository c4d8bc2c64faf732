"""A document with some of its words replaced: formats stay, and so does every byte that is not in the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from presscheck.read.office import open_page
from presscheck.read.office.package import Package, Parts
from presscheck.read.office.page import Page, Piece
from presscheck.read.office.unwrap import unwrapped
from presscheck.trouble import Trouble

Edit = tuple[int, int, str]
"""A span of a source's text, and what shall stand there."""

_PLAIN, _KEPT = b"<w:t>", b'<w:t xml:space="preserve">'


def edited(data: bytes, edits: Sequence[Edit], path: str) -> bytes:
    """Return a document in which each span of its source's text is replaced.

    What is new has the format of the first character that it replaces, and is no prompt of a control or merge field
    any more; where whole lines go with their line ends, their paragraphs do. Spans do not overlap. Raises Trouble
    where a span cannot be replaced: it reaches over the end of a paragraph, or the file has no words there, such as
    a picture or a link's target.
    """
    package, page = open_page(data, path)
    text = page.source(path).text
    pieces = [(at, piece) for at, piece in page.pieces() if piece.part]
    cuts: dict[str, list[tuple[int, int, bytes]]] = defaultdict(list)
    whole = _paragraphs(package, page)
    # Several edits may stand in one piece, so what becomes of a piece is told when all are known.
    changes: dict[int, list[Edit]] = defaultdict(list)
    written: dict[str, list[int]] = defaultdict(list)
    for start, end, new in sorted(edits):
        if not new and (gone := _gone(whole, start, end)):
            for part, first, last in gone:
                cuts[part].append((first, last, b"" if _is_tag(package, part, first) else b"\n"))
            if not _is_tag(package, *gone[0][:2]):
                for _, piece in (each for each in pieces if start <= each[0] < end):
                    cuts[piece.part].append((piece.start, piece.end, b""))
            continue
        touched = [
            number
            for number, (at, piece) in enumerate(pieces)
            if (at < end and start < at + len(piece.text)) or (start == end and at <= start <= at + len(piece.text))
        ]
        if not touched:
            raise _cannot(path, start, text)
        if new:
            first_piece = pieces[touched[0]][1]
            written[first_piece.part].append(first_piece.start)
        for number in touched[:1] if start == end else touched:
            at, piece = pieces[number]
            first, last = max(start, at) - at, min(end, at + len(piece.text)) - at
            changes[number].append((first, last, new if number == touched[0] else ""))
    for number, inside in changes.items():
        piece = pieces[number][1]
        cuts[piece.part].append(_cut(package, piece, inside))
    if isinstance(package, Package):  # RTF has no controls, and its fields stay
        for part, offsets in written.items():
            spans = unwrapped(package.tree(part), package.read(part), offsets)
            cuts[part] += [(first, last, b"") for first, last in sorted(spans)]
    result = package.with_parts({part: _replaced(package.read(part), found) for part, found in cuts.items()})
    text_after = open_page(result, path)[1].source(path).text
    if text_after != _expected(text, edits):
        raise _cannot(path, edits[0][0], text)
    return result


def _paragraphs(package: Parts, page: Page) -> dict[int, tuple[int, tuple[str, int, int]]]:
    """Return, by where their line starts, where the next one does, and the bytes of paragraphs that can be cut."""
    found: dict[int, tuple[int, tuple[str, int, int]]] = {}
    at = 0
    for line in page.lines:
        after = at + line.length + 1
        if line.whole:
            part, start, end = line.whole
            found[at] = after, (part, start, _after_tag(package, part, start, end))
        at = after
    return found


def _after_tag(package: Parts, part: str, start: int, end: int) -> int:
    """Return where an element ends whose first tag starts at `start` and whose last, if it is another, at `end`.

    What ends a paragraph of rich text is no tag, and ends at `end`.
    """
    data = package.read(part)
    if not _is_tag(package, part, start):
        return end
    alone = data.find(b">", start) + 1 == end and data.endswith(b"/>", start, end)
    return end if alone else data.find(b">", end) + 1


def _is_tag(package: Parts, part: str, at: int) -> bool:
    """Tell whether a tag starts there, as it does in all that is not rich text.

    There what was read as the end of a paragraph goes and its words do; a line end, which says nothing, stays in
    place of the former, so that a format does not run into what follows.
    """
    return package.read(part).startswith(b"<", at)


def _gone(
    whole: dict[int, tuple[int, tuple[str, int, int]]], start: int, end: int
) -> list[tuple[str, int, int]] | None:
    """Return the bytes of the paragraphs that a span is, None where it is something else than whole paragraphs."""
    gone = []
    while start < end and start in whole:
        start, paragraph = whole[start]
        gone.append(paragraph)
    return gone if start == end else None


def _cannot(path: str, at: int, text: str) -> Trouble:
    line = text.count("\n", 0, at) + 1
    return Trouble(f"{path}:{line}: the words here cannot be replaced in the document; edit them by hand")


def _expected(text: str, edits: Sequence[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _cut(package: Parts, piece: Piece, inside: Sequence[Edit]) -> tuple[int, int, bytes]:
    """Return the bytes of a piece's part to be replaced, and by which."""
    data = package.read(piece.part)
    shown = _expected(piece.text, inside)
    start = piece.start
    if piece.end <= start:  # an element such as a tab: it goes as a whole
        return start, data.find(b">", start) + 1, b""
    if data.endswith(_PLAIN, 0, start) and shown != shown.strip():
        # Without this mark Word drops the spaces at either end.
        return start - len(_PLAIN), piece.end, _KEPT + package.words(shown, piece.part, start, piece.end)
    return start, piece.end, package.words(shown, piece.part, start, piece.end)


def _replaced(data: bytes, cuts: Sequence[tuple[int, int, bytes]]) -> bytes:
    for start, end, new in sorted(cuts, reverse=True):
        data = data[:start] + new + data[end:]
    return data
