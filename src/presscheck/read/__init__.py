"""From bytes to a document: what encoding, what format, and what prose stands where.

Nothing but this module and `decode` is imported before somebody asks for a document's blocks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from presscheck.late import late
from presscheck.model import NO_HOUSE, Block, Document, Format, House, Source
from presscheck.read.decode import decode

FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "office",
    ".docm": "office",
    ".dotx": "office",
    ".odt": "office",
    ".ott": "office",
    ".rtf": "office",
}
"""The format that each known file name suffix stands for."""


_GOOGLE_DOC = b'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">'
"""How each page starts that Google Docs writes; nobody else puts it so."""

_STET = late(r"""\bstet(?:-(?:start|end|file)\b|["']?\s*[]:=]|\s+[A-Z]{2}[0-9])""", re.IGNORECASE)


def format_of(path: str) -> Format:
    """Return the format a path's suffix stands for, in any case; plain text where it is unknown."""
    _, dot, suffix = path.rpartition(".")
    return FORMATS.get(dot + suffix.lower(), "text")


def format_in(data: bytes, path: str) -> Format:
    """Return the format of a file: its suffix tells it, but for a document that Google Docs wrote as a page."""
    form = format_of(path)
    if (form == "html" and data.startswith(_GOOGLE_DOC)) or path.lower().endswith(".zip"):
        return "office"
    return form


def read_source(data: bytes, path: str, format: Format | None = None) -> Source:  # noqa: A002
    """Decode a file's bytes; its format is told from path and bytes unless it is given.

    Raises `Trouble` for a binary file, for a document that is damaged or encrypted, and for one that is UTF-8 but
    for a few bytes.
    """
    format = format or format_in(data, path)  # noqa: A001
    if format == "office":
        from presscheck.read.office import read_office

        return read_office(data, path)
    text, encoding = decode(data, path, declared=format == "html")
    return Source(path, text, format, encoding)


def may_hold_stets(text: str) -> bool:
    """Tell whether it is worth to look for stets in a text."""
    # In German many a word ends so (`kostet`), hence the second look.
    return ("stet" in text or "Stet" in text or "STET" in text) and bool(_STET.search(text))


def may_let_stand(source: Source) -> bool:
    """Tell whether it is worth to look for stets in a source; those of a document are comments, beside its text."""
    if source.layout:
        return any(block.kind == "stet" for block in source.layout.blocks)
    return may_hold_stets(source.text)


def front_matter_problem(source: Source) -> str | None:
    """Return why a source's front matter cannot be read, in one line with its place; None if it can."""
    if not source.text.startswith(("---", "+++")):
        return None
    from presscheck.read import frontmatter

    return frontmatter.front_matter_problem(source)


def open_document(source: Source, house: House = NO_HOUSE) -> Document:
    """Return the document of a source, written for a house; nothing is parsed before its blocks are asked for."""
    return Document(source, _blocks, house)


@lru_cache(maxsize=1)
def _blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a source; those of the last one are kept, for a run may ask for them twice."""
    if source.layout:
        return source.layout.blocks
    if "\r" in source.text:
        from presscheck.read.newlines import restored, unified

        return restored(_parse(unified(source)), source.text)
    return _parse(source)


def _parse(source: Source) -> tuple[Block, ...]:
    match source.format:
        case "markdown":
            from presscheck.read.markdown import read_markdown

            return read_markdown(source)
        case "html":
            from presscheck.read.html import read_html

            return read_html(source)
        case "office":
            from presscheck.read.office.notation import read_notation

            return read_notation(source)
        case _:
            from presscheck.read.plain import read_plain

            return read_plain(source)
