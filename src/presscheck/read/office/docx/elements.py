"""What Word's elements have in common: values, switches, alternatives, text."""

from __future__ import annotations

from presscheck.read.office.page import Line, Mark
from presscheck.read.office.xml import Element, Text

OFF = frozenset({"0", "false", "off", "none"})


def value(parent: Element | None, name: str) -> str:
    """Return the value that a child element holds; empty where there is no such child."""
    found = parent.first(name) if parent else None
    return found.get("w:val") if found is not None else ""


def is_on(node: Element | None) -> bool:
    """Tell whether a switch is there and not turned off."""
    return node is not None and node.get("w:val", "1") not in OFF


def chosen(node: Element) -> Element:
    """Return the alternative that a program of today shows."""
    return node.first("mc:Choice") or node.first("mc:Fallback") or node


def after(node: Element) -> int:
    """Return the offset behind an element that holds nothing; 0 where that cannot be told."""
    return node.end if node.end > node.start else 0


def add_text(node: Element, line: Line, marks: tuple[Mark, ...], part: str) -> None:
    """Add the character data of an element to a line."""
    for child in node.children:
        if isinstance(child, Text):
            # A line end in the XML is a space for the reader.
            line.add(child.text.replace("\n", " ").replace("\r", " "), marks, part, child.start, child.end)
