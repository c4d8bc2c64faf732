"""Word documents: from the parts of the package to a page."""

from presscheck.read.office.docx.document import read_docx

__all__ = ["read_docx"]
