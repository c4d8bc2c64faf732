"""Documents of word processors: what stands in the file → a source with its blocks.

The kind of document is told from its bytes, so that one with the wrong suffix is read all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscheck.model import Source
from presscheck.read.office.package import OLE, Package, Parts
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.read.office.page import Page


def read_office(data: bytes, path: str) -> Source:
    """Return a .docx, .odt or .rtf, or a page that Google Docs wrote, as a source.

    Raises Trouble, one line that says what to do, for a file that is damaged, encrypted, in an old format, no
    document at all, or that unpacks to more than a document holds.
    """
    return open_page(data, path)[1].source(path)


def open_page(data: bytes, path: str) -> tuple[Parts, Page]:
    """Return a document's parts and its page. Raises Trouble as `read_office` does."""
    if not data:
        raise Trouble(f"{path}: the file is empty")
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Trouble(f"{path}: is encrypted; save it without a password")
        raise Trouble(f"{path}: is in the old .doc format; save it as .docx or .odt")
    if data.startswith(b"{\\rtf"):
        from presscheck.read.office.rtf import open_rtf

        return open_rtf(data, path)
    if data.startswith(b"<html"):
        from presscheck.read.office.gdocs import open_google_doc

        return open_google_doc(data, path)
    if not data.startswith(b"PK"):
        raise Trouble(f"{path}: is no document of Word or LibreOffice; save it as .docx or .odt")
    package = Package(data, path)
    try:
        if "[Content_Types].xml" in package:
            if not any(part in package for part in ("word/document.xml", "_rels/.rels")):
                raise Trouble(f"{path}: holds no Word document; save it as .docx")
            from presscheck.read.office.docx import read_docx

            return package, read_docx(package)
        if "content.xml" in package:
            from presscheck.read.office.odt import read_odt

            return package, read_odt(package)
        if pages := [part for part in package if part.endswith(".html") and "/" not in part]:
            from presscheck.read.office.gdocs import read_google_doc

            return package, read_google_doc(package.read(pages[0]), pages[0])
    except (RecursionError, MemoryError):
        raise Trouble(f"{path}: too large or too deeply nested to check") from None
    raise Trouble(f"{path}: is a zip file that holds no document; unpack it, or save the document as .docx or .odt")
