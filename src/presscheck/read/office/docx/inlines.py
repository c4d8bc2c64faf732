"""What stands within a paragraph: runs of text, links, changes, pictures."""

from __future__ import annotations

from collections.abc import Callable

from presscheck.model import OPAQUE
from presscheck.read.office.docx.comments import Comments
from presscheck.read.office.docx.elements import add_text, after, chosen, is_on, value
from presscheck.read.office.docx.formats import marks_of
from presscheck.read.office.docx.part import Part, Target
from presscheck.read.office.fields import Field, add_link, end_field, merging
from presscheck.read.office.page import BREAK, Line, Mark, Page, shortened, who_and_when
from presscheck.read.office.styles import Styles
from presscheck.read.office.xml import Element

_TRANSPARENT = frozenset(
    {"w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo", "mc:Choice", "w:ruby", "w:rubyBase"}
)
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": BREAK, "w:noBreakHyphen": "\u2011", "w:sym": OPAQUE}
_SPOKEN = (("descr", "alternative text"), ("title", "picture's title"), ("alt", "alternative text"))

Boxes = Callable[[Element, Part, tuple[Mark, ...]], None]
"""Reads the paragraphs of a text box."""


class Inlines:
    """Reads what stands within paragraphs into their lines."""

    def __init__(self, page: Page, styles: Styles, comments: Comments, boxes: Boxes) -> None:
        self._page, self._styles, self._comments, self._boxes = page, styles, comments, boxes

    def read(self, parent: Element, line: Line, part: Part, marks: tuple[Mark, ...], style: str) -> None:
        """Add to a line what stands in an element, in a paragraph of this style."""
        for node in parent.elements():
            match node.name:
                case "w:r":
                    self._run(node, line, part, marks, style)
                case "w:hyperlink":
                    kind, target, _ = part.targets.get(node.get("r:id"), Target("", "", False))
                    before = line.length
                    self.read(node, line, part, marks, style)
                    if kind or not node.get("w:anchor"):
                        add_link(self._page, line, before, target)
                case "w:ins" | "w:moveTo":
                    self.read(node, line, part, (*marks, inserted(node)), style)
                case "w:del" | "w:moveFrom":
                    _deleted(node, line)
                case "w:sdt":
                    if (control := control_of(node, marks)) is not None:
                        content, inner = control
                        self.read(content, line, part, inner, style)
                case "w:fldSimple":
                    before = line.length
                    instruction = node.get("w:instr")
                    self.read(node, line, part, merging(instruction, marks), style)
                    end_field(self._page, line, before, instruction)
                case "mc:AlternateContent":
                    self.read(chosen(node), line, part, marks, style)
                case "m:oMath" | "m:oMathPara":
                    line.add(OPAQUE, marks)
                case "w:commentRangeStart":
                    self._comments.start(node.get("w:id"), line)
                case "w:commentRangeEnd":
                    self._comments.end(node.get("w:id"), line)
                case name if name in _TRANSPARENT:
                    self.read(node, line, part, marks, style)
                case _:
                    pass

    def _run(self, node: Element, line: Line, part: Part, marks: tuple[Mark, ...], style: str) -> None:
        properties = node.first("w:rPr")
        marks = (*marks, *marks_of(properties, style, self._styles))
        code = line.kind != "opaque" and self._styles.is_code(value(properties, "w:rStyle"))
        before = line.length
        for child in node.elements():
            self._in_run(child, line, part, marks)
        if code and line.length > before:
            line.code.append((before, line.length))

    def _in_run(self, node: Element, line: Line, part: Part, marks: tuple[Mark, ...]) -> None:
        if node.name == "w:fldChar":
            self._field_char(node, line, part)
            return
        if part.fields and not all(one.shown for one in part.fields):
            if node.name == "w:instrText":
                part.fields[-1].instruction += node.text()
            return
        for one in part.fields:
            marks = merging(one.instruction, marks)
        match node.name:
            case "w:t":
                add_text(node, line, marks, part.name)
            case "w:br":
                # A page or column break ends the paragraph for the eye; it stands at its end most often.
                line.add(BREAK, marks, part.name, node.start, after(node))
            case name if name in _SIGNS:
                line.add(_SIGNS[name], marks, part.name, node.start, after(node))
            case "w:drawing" | "w:pict" | "w:object":
                self._picture(node, line, part, marks)
            case "mc:AlternateContent":
                for child in chosen(node).elements():
                    self._in_run(child, line, part, marks)
            case "w:commentReference":
                self._comments.end(node.get("w:id"), line)
            case "w:ruby":
                self.read(node, line, part, marks, "")
            case _:
                pass

    def _field_char(self, node: Element, line: Line, part: Part) -> None:
        match node.get("w:fldCharType"):
            case "begin":
                part.fields.append(Field(line, line.length))
            case "separate" if part.fields:
                part.fields[-1].show(line)
            case "end" if part.fields:
                field = part.fields.pop()
                end_field(self._page, line, field.start if field.line is line else 0, field.instruction)
            case _:
                pass

    def _picture(self, node: Element, line: Line, part: Part, marks: tuple[Mark, ...]) -> None:
        boxes = list(node.all("w:txbxContent"))
        for one in node.all("wp:docPr", "v:shape", "v:rect"):
            for key, what in _SPOKEN:
                if one.get(key):
                    self._page.beside(line, "alt", what, one.get(key))
        for box in boxes:
            self._boxes(box, Part(part.name, part.targets, part.where or "text box", part.within, part.once), marks)
        if not boxes:
            line.add(OPAQUE, marks)


def control_of(node: Element, marks: tuple[Mark, ...]) -> tuple[Element, tuple[Mark, ...]] | None:
    """Return what a content control holds and its marks, one more where it still shows its prompt."""
    properties, content = node.first("w:sdtPr"), node.first("w:sdtContent")
    if content is None:
        return None
    prompting = properties is not None and is_on(properties.first("w:showingPlcHdr"))
    title = value(properties, "w:alias") or value(properties, "w:tag")
    prompt: Mark = ("prompt", (("title", title),) if title else ())
    return content, (*marks, prompt) if prompting else marks


def inserted(node: Element) -> Mark:
    """Return the mark of words that a tracked change inserts."""
    return "insertion", who_and_when(node.get("w:author"), node.get("w:date"))


def _deleted(node: Element, line: Line) -> None:
    text = " ".join("".join(one.text() for one in node.all("w:delText", "w:t")).split())
    if text:
        about = who_and_when(node.get("w:author"), node.get("w:date"))
        line.point(("deletion", (*about, ("deleted", shortened(text)))))
