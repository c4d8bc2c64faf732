"""Rich text (RTF): from its groups and control words to a page."""

from __future__ import annotations

from presscheck.read.office.package import OneFile
from presscheck.read.office.page import Page
from presscheck.read.office.rtf.document import read_rtf
from presscheck.read.office.rtf.write import rich_text


def open_rtf(data: bytes, path: str) -> tuple[OneFile, Page]:
    """Return a document in rich text and its page. Raises Trouble where it is cut off or nested too deep."""
    file = OneFile(data, path, rich_text)
    return file, read_rtf(file)
