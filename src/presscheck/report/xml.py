"""XML that always parses: elements written from data, and text with nothing in it that XML refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from presscheck.report.inert import without_marks
from presscheck.report.line import show

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'

_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
"""What the log of a CI service obeys at the start of a line."""


def element(name: str, attributes: Mapping[str, object], content: Iterable[str] = ()) -> str:
    """Return an element with these attributes; `content` is XML already."""
    told = "".join(f" {key}={_quiet(quoteattr(show(str(value))))}" for key, value in attributes.items())
    inside = "".join(content)
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def text(value: str) -> str:
    """Return text as the content of an element, line feeds kept."""
    return _COMMAND.sub(r"\1&#58;", _quiet(escape("\n".join(map(show, value.split("\n"))))))


def _quiet(xml: str) -> str:
    return without_marks(xml, "&#35;")
