"""Paragraphs and what stands around them: tables, content controls, text boxes."""

from __future__ import annotations

from presscheck.read.office.docx.comments import Comments
from presscheck.read.office.docx.elements import chosen, value
from presscheck.read.office.docx.inlines import Inlines, control_of, inserted
from presscheck.read.office.docx.part import Part
from presscheck.read.office.kinds import new_line
from presscheck.read.office.page import Line, Mark, Page
from presscheck.read.office.styles import Styles
from presscheck.read.office.xml import Element

_WORDS = frozenset({"w:r", "w:t", "w:tab", "w:br", "w:hyperlink", "w:proofErr", "w:lastRenderedPageBreak"})
"""What a paragraph may hold, beside formats, that means nothing to the rest of the document."""


class Blocks:
    """Reads paragraphs into the lines of a page."""

    def __init__(self, page: Page, styles: Styles, comments: Comments) -> None:
        self._page, self._styles = page, styles
        self._inlines = Inlines(page, styles, comments, self.read)

    def read(self, parent: Element, part: Part, marks: tuple[Mark, ...] = (), within: tuple[str, ...] = ()) -> None:
        """Read every paragraph in an element."""
        for node in parent.elements():
            match node.name:
                case "w:p":
                    self._paragraph(node, part, marks, within, parent.name)
                case "w:tbl":
                    self.read(node, part, marks, (*within, "table") if "table" not in within else within)
                case "w:sdt":
                    if (control := control_of(node, marks)) is not None:
                        content, inner = control
                        self.read(content, part, inner, within)
                case "mc:AlternateContent":
                    self.read(chosen(node), part, marks, within)
                case "w:ins" | "w:moveTo":
                    self.read(node, part, (*marks, inserted(node)), within)
                case "w:tr" | "w:tc" | "w:customXml" | "w:sdtContent" | "w:txbxContent":
                    self.read(node, part, marks, within)
                case _:
                    pass

    def _paragraph(
        self, node: Element, part: Part, marks: tuple[Mark, ...], within: tuple[str, ...], parent: str
    ) -> None:
        properties = node.first("w:pPr")
        style = value(properties, "w:pStyle")
        line = self._line(properties, style, part, within)
        if part.where:
            line.where = part.where
        else:
            self._page.body.append(line)
            if parent == "w:body" and _is_loose(node):
                line.whole = part.name, node.start, node.end
        if self._styles.is_instruction(style):
            marks = (*marks, ("instruction", ()))
        self._inlines.read(node, line, part, marks, style)
        if part.where:
            self._page.aside(line, part.once)

    def _line(self, properties: Element | None, style: str, part: Part, within: tuple[str, ...]) -> Line:
        outline = value(properties, "w:outlineLvl")
        numbers = properties.first("w:numPr") if properties else None
        depth = value(numbers, "w:ilvl")
        return new_line(
            self._styles,
            style,
            (*part.within, *within),
            outline=int(outline) if outline.isdigit() else None,
            listed=None if numbers is None else value(numbers, "w:numId") != "0",
            depth=int(depth) if depth.isdigit() else 0,
        )


def _is_loose(node: Element) -> bool:
    """Tell whether a paragraph holds words and their formats only: no mark, field, picture, note or page break."""
    for child in node.elements():
        if child.name == "w:pPr":
            mark = child.first("w:rPr")
            if child.first("w:sectPr") or (mark and any(mark.elements("w:ins", "w:del", "w:moveFrom", "w:moveTo"))):
                return False
        elif child.name == "w:br":
            if child.get("w:type"):
                return False
        elif child.name != "w:rPr" and (child.name not in _WORDS or not _is_loose(child)):
            return False
    return True
