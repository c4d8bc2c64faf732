"""The bytes of a draft with some spans of its text replaced: every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from presscheck.model import Source
from presscheck.trouble import Trouble

Edit = tuple[int, int, str]
"""A span of a source's text, and what shall stand there."""


def revised(data: bytes, source: Source, edits: Sequence[Edit]) -> tuple[bytes, Source]:
    """Return a draft's bytes with spans of its source's text replaced, and the source that they are then.

    `data` is what the source was read from. Spans do not overlap. Encoding and byte order mark stay; in HTML a
    character that the encoding lacks becomes a reference. Raises Trouble where a span of a document cannot be
    replaced, where the encoding lacks a character of what is new, or where the draft cannot be written as it was
    read, or not be read again.
    """
    if source.layout:
        from presscheck.read import read_source
        from presscheck.read.office.edit import edited

        new = edited(data, edits, source.path)
        return new, read_source(new, source.path, source.format)
    encoding = "utf-8" if source.encoding == "utf-8-sig" else source.encoding
    body = _encoded(source.text, encoding, source)
    mark = data[: len(data) - len(body)]
    if mark + body != data:
        raise Trouble(f"{source.path}: cannot be written in {encoding} as it was read; save it as UTF-8")
    text = replaced(source.text, [(start, end, _held(new, encoding, source)) for start, end, new in edits])
    after = Source(source.path, text, source.format, source.encoding)
    new = mark + _encoded(text, encoding, source)
    if not encoding.startswith("utf-"):
        _hold_readable(new, after)
    return new, after


def revised_where_possible(
    data: bytes, source: Source, edits: Sequence[Edit]
) -> tuple[bytes, Source, Sequence[Edit]]:
    """Return what `revised` does, and the spans that were replaced.

    In a word processor's document not every span can be: a picture, a link's target. Then the others are.
    """
    try:
        return *revised(data, source, edits), edits
    except Trouble:
        if not source.layout:
            raise
    done: list[Edit] = []
    # The last one first, so that the places of the others hold.
    for edit in sorted(edits, reverse=True):
        try:
            data, source = revised(data, source, [edit])
        except Trouble:
            continue
        done.append(edit)
    return data, source, done


def replaced(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with spans of it replaced; they do not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _held(new: str, encoding: str, source: Source) -> str:
    """Return a new text in characters that the encoding has."""
    return new.encode(encoding, "xmlcharrefreplace").decode(encoding) if source.format == "html" else new


def _hold_readable(data: bytes, source: Source) -> None:
    """Raise Trouble where what is written in an encoding that was guessed would be held for something else."""
    from presscheck.read import read_source

    try:
        if read_source(data, source.path, source.format).text == source.text:
            return
    except Trouble:
        pass
    raise Trouble(f"{source.path}: mended, it could no longer be read as {source.encoding}; save it as UTF-8 first")


def _encoded(text: str, encoding: str, source: Source) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        lacking = text[error.start]
        raise Trouble(
            f"{source.path}: its encoding, {encoding}, has no '{lacking}'; save the draft as UTF-8 first"
        ) from None
