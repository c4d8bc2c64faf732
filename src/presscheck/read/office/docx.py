"""Word documents: from the parts of the package to a page."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from presscheck.model import OPAQUE
from presscheck.read.office.package import Package
from presscheck.read.office.page import BREAK, About, Line, Mark, Page
from presscheck.read.office.styles import Style, Styles, is_marker
from presscheck.read.office.xml import Element, Text

_OFF = frozenset({"0", "false", "off", "none"})
_FIELD = re.compile(r'\s*(\w+)\s*(?:"([^"]*)"|(\S+))?\s*(.*)', re.DOTALL)
_PROPERTIES = {
    "dc:title": ("title", "title"),
    "dc:subject": ("subject", "subject"),
    "dc:creator": ("author", "author"),
    "cp:keywords": ("keywords", "keywords"),
    "dc:description": ("description", "comments"),
    "cp:category": ("category", "category"),
}
_TRANSPARENT = frozenset(
    {"w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo", "mc:Choice", "w:ruby", "w:rubyBase"}
)
_WORDS = frozenset({"w:r", "w:t", "w:tab", "w:br", "w:hyperlink", "w:proofErr", "w:lastRenderedPageBreak"})
"""What a paragraph may hold, beside formats, that means nothing to the rest of the document."""
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": BREAK, "w:noBreakHyphen": "\u2011", "w:sym": OPAQUE}


@dataclass
class _Field:
    """A field: its instruction so far, and whether its result is being read."""

    instruction: str = ""
    shown: bool = False


@dataclass
class _Part:
    """The part that is being read: its name, its relationships, and where its paragraphs go."""

    name: str
    targets: dict[str, tuple[str, str, bool]]
    where: str = ""
    within: tuple[str, ...] = ()
    once: bool = False
    fields: list[_Field] = field(default_factory=list)


def read_docx(package: Package) -> Page:
    """Return the page of a Word document. Raises Trouble where a part of it is missing or broken."""
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self.page = Page()
        self._styles = Styles({})
        self._comments: dict[str, tuple[str, About]] = {}
        self._ranges: dict[str, tuple[Line, int]] = {}

    def read(self) -> Page:
        top = self._related("")
        main = next((target for kind, target, _ in top.values() if kind == "officeDocument"), "word/document.xml")
        targets = self._related(main)
        kinds = [(kind, target) for kind, target, outside in targets.values() if not outside]
        self._styles = _styles(self._package, [target for kind, target in kinds if kind == "styles"])
        self._comments = _comments(self._package, kinds)
        root = self._package.tree(main)
        self._blocks(root.first("w:body") or root, _Part(main, targets), ())
        for wanted, where in (("header", "header"), ("footer", "footer"), ("footnotes", ""), ("endnotes", "")):
            for target in sorted({target for kind, target in kinds if kind == wanted and target in self._package}):
                part = _Part(target, self._related(target), where, (where,), once=True)
                if where:
                    self._blocks(self._package.tree(target), part, ())
                else:
                    self._notes(self._package.tree(target), part, wanted[:-1])
        for target in sorted({t for kind, t in kinds if kind in ("diagramData", "chart") and t in self._package}):
            self._drawing_text(target)
        for kind, target, _ in top.values():
            if kind == "core-properties" and target in self._package:
                self._properties(target)
        self._rest_of_comments()
        return self.page

    def _related(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Return what a part refers to by id: the kind, the target, and whether it is outside of the document."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for one in self._package.tree(path).elements("rel:Relationship") if path in self._package else ():
            outside = one.get("TargetMode") == "External"
            target = one.get("Target")
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, unquote(target))).lstrip("/")
            found[one.get("Id")] = (one.get("Type").rpartition("/")[2], target, outside)
        return found

    def _notes(self, root: Element, part: _Part, noun: str) -> None:
        notes = [note for note in root.elements("w:footnote", "w:endnote") if not note.get("w:type")]
        for number, note in enumerate(notes, 1):
            part.where, part.within, part.once = f"{noun} {number}", ("footnote",), False
            self._blocks(note, part, ())

    def _drawing_text(self, target: str) -> None:
        for paragraph in self._package.tree(target).all("a:p"):
            line = Line(where="diagram")
            for run in paragraph.all("a:t"):
                _chunks(run, line, (), target)
            self.page.aside(line, once=True)

    def _properties(self, target: str) -> None:
        for one in self._package.tree(target).elements(*_PROPERTIES):
            name, shown = _PROPERTIES[one.name]
            line = Line("field", name=f"document.{name}", where=f"document property: {shown}")
            _chunks(one, line, (), target)
            self.page.aside(line)

    def _blocks(self, parent: Element, part: _Part, marks: tuple[Mark, ...], within: tuple[str, ...] = ()) -> None:
        for node in parent.elements():
            match node.name:
                case "w:p":
                    self._paragraph(node, part, marks, within, parent.name)
                case "w:tbl":
                    self._blocks(node, part, marks, (*within, "table") if "table" not in within else within)
                case "w:sdt":
                    self._sdt(node, lambda inner, more: self._blocks(inner, part, more, within), marks)
                case "mc:AlternateContent":
                    self._blocks(_chosen(node), part, marks, within)
                case "w:ins" | "w:moveTo":
                    self._blocks(node, part, (*marks, _change("insertion", node)), within)
                case "w:tr" | "w:tc" | "w:customXml" | "w:sdtContent" | "w:txbxContent":
                    self._blocks(node, part, marks, within)
                case _:
                    pass

    def _sdt(self, node: Element, read: object, marks: tuple[Mark, ...]) -> None:
        properties = node.first("w:sdtPr")
        content = node.first("w:sdtContent")
        if content is None:
            return
        prompting = properties is not None and _on(properties.first("w:showingPlcHdr"))
        assert callable(read)
        read(content, (*marks, ("prompt", ())) if prompting else marks)

    def _paragraph(
        self, node: Element, part: _Part, marks: tuple[Mark, ...], within: tuple[str, ...], parent: str
    ) -> None:
        properties = node.first("w:pPr")
        style = _value(properties, "w:pStyle") or self._default
        line = self._line(properties, style, part, within)
        if part.where:
            line.where = part.where
        else:
            self.page.body.append(line)
            if parent == "w:body" and _is_loose(node):
                line.whole = part.name, node.start, node.end
        if self._styles.is_instruction(style):
            marks = (*marks, ("instruction", ()))
        self._inlines(node, line, part, marks, style)
        if part.where:
            self.page.aside(line, part.once)

    @property
    def _default(self) -> str:
        return ""

    def _line(self, properties: Element | None, style: str, part: _Part, within: tuple[str, ...]) -> Line:
        outline = _value(properties, "w:outlineLvl")
        level = self._styles.heading(style)
        if outline.isdigit():
            level = min(6, int(outline) + 1) if int(outline) < 9 else 0
        within = (*part.within, *within)
        if level:
            return Line("heading", level, within=within)
        numbers = properties.first("w:numPr") if properties else None
        kind = self._styles.kind(style)
        depth = _value(numbers, "w:ilvl")
        if numbers is not None and kind in ("paragraph", "list-item"):
            kind = "paragraph" if _value(numbers, "w:numId") == "0" else "list-item"
        if kind == "list-item":
            return Line(kind, int(depth) + 1 if depth.isdigit() else 1, within=(*within, "list-item"))
        if kind == "quotation":
            return Line(kind, within=(*within, "quotation"))
        return Line("table-cell" if "table" in within and kind == "paragraph" else kind, within=within)

    def _inlines(self, parent: Element, line: Line, part: _Part, marks: tuple[Mark, ...], style: str) -> None:
        for node in parent.elements():
            match node.name:
                case "w:r":
                    self._run(node, line, part, marks, style)
                case "w:hyperlink":
                    kind, target, _ = part.targets.get(node.get("r:id"), ("", "", False))
                    before = line.length
                    self._inlines(node, line, part, marks, style)
                    if kind or not node.get("w:anchor"):
                        self._link(line, before, target)
                case "w:ins" | "w:moveTo":
                    self._inlines(node, line, part, (*marks, _change("insertion", node)), style)
                case "w:del" | "w:moveFrom":
                    self._deleted(node, line, marks)
                case "w:sdt":
                    self._sdt(node, lambda inner, more: self._inlines(inner, line, part, more, style), marks)
                case "w:fldSimple":
                    before = line.length
                    instruction = node.get("w:instr")
                    self._inlines(node, line, part, _merging(instruction, marks), style)
                    self._end_field(line, before, instruction)
                case "mc:AlternateContent":
                    self._inlines(_chosen(node), line, part, marks, style)
                case "m:oMath" | "m:oMathPara":
                    line.add(OPAQUE, marks)
                case "w:commentRangeStart":
                    self._ranges[node.get("w:id")] = (line, line.length)
                case "w:commentRangeEnd":
                    self._comment(node.get("w:id"), line)
                case name if name in _TRANSPARENT:
                    self._inlines(node, line, part, marks, style)
                case _:
                    pass

    def _run(self, node: Element, line: Line, part: _Part, marks: tuple[Mark, ...], style: str) -> None:
        properties = node.first("w:rPr")
        marks = (*marks, *self._marks_of(properties, style))
        code = line.kind != "opaque" and self._styles.is_code(_value(properties, "w:rStyle"))
        before = line.length
        for child in node.elements():
            self._in_run(child, line, part, marks)
        if code and line.length > before:
            line.code.append((before, line.length))

    def _in_run(self, node: Element, line: Line, part: _Part, marks: tuple[Mark, ...]) -> None:
        if node.name == "w:fldChar":
            self._field_char(node, line, part)
            return
        if part.fields and not all(one.shown for one in part.fields):
            if node.name == "w:instrText":
                part.fields[-1].instruction += node.text()
            return
        for one in part.fields:
            marks = _merging(one.instruction, marks)
        match node.name:
            case "w:t":
                _chunks(node, line, marks, part.name)
            case "w:br":
                # A page or column break ends the paragraph for the eye; it stands at its end most often.
                line.add(BREAK, marks, part.name, node.start, _after(node))
            case name if name in _SIGNS:
                line.add(_SIGNS[name], marks, part.name, node.start, _after(node))
            case "w:drawing" | "w:pict" | "w:object":
                self._picture(node, line, part, marks)
            case "mc:AlternateContent":
                for child in _chosen(node).elements():
                    self._in_run(child, line, part, marks)
            case "w:commentReference":
                self._comment(node.get("w:id"), line)
            case "w:ruby":
                self._inlines(node, line, part, marks, "")
            case _:
                pass

    def _marks_of(self, properties: Element | None, paragraph_style: str) -> list[Mark]:
        """Return how a run is marked by its own format, its style, and that of its paragraph, the nearest first."""
        style = _value(properties, "w:rStyle")
        vanish = properties.first("w:vanish") if properties else None
        hidden = _on(vanish) if vanish is not None else any(map(self._styles.hides, (style, paragraph_style)))
        colour = _marker(properties)
        marked = colour if colour is not None else any(map(self._styles.highlights, (style, paragraph_style)))
        instruction = self._styles.is_instruction(style)
        found = ((hidden, "hidden"), (marked, "highlight"), (instruction, "instruction"))
        return [(kind, ()) for told, kind in found if told]  # type: ignore[misc]

    def _deleted(self, node: Element, line: Line, marks: tuple[Mark, ...]) -> None:
        text = " ".join("".join(one.text() for one in node.all("w:delText", "w:t")).split())
        if text:
            kind, about = _change("deletion", node)
            line.point((kind, (*about, ("deleted", text if len(text) <= 60 else text[:59] + "…"))))

    def _field_char(self, node: Element, line: Line, part: _Part) -> None:
        match node.get("w:fldCharType"):
            case "begin":
                part.fields.append(_Field())
                self._ranges[f"field {len(part.fields)}"] = (line, line.length)
            case "separate" if part.fields:
                part.fields[-1].shown = True
                self._ranges[f"field {len(part.fields)}"] = (line, line.length)
            case "end" if part.fields:
                first, before = self._ranges[f"field {len(part.fields)}"]
                self._end_field(line, before if first is line else 0, part.fields.pop().instruction)
            case _:
                pass

    def _end_field(self, line: Line, before: int, instruction: str) -> None:
        told = _FIELD.match(instruction)
        if not told:
            return
        first = told[2] or told[3] or ""
        match told[1].upper():
            case "HYPERLINK" if not first.startswith("\\"):
                self._link(line, before, first)
            case "MERGEFIELD" if line.length == before:
                line.add(f"«{first}»", [("merge-field", ())])
            case "MACROBUTTON":
                line.add(told[4].strip(), [("prompt", ())])
            case _:
                pass

    def _link(self, line: Line, before: int, target: str) -> None:
        words = " ".join(line.text[before:].split())
        self.page.beside(line, "link", f"link “{words[:30]}”" if words else "link", target)

    def _picture(self, node: Element, line: Line, part: _Part, marks: tuple[Mark, ...]) -> None:
        boxes = list(node.all("w:txbxContent"))
        for one in node.all("wp:docPr", "v:shape", "v:rect"):
            for key, what in (
                ("descr", "alternative text"),
                ("title", "picture's title"),
                ("alt", "alternative text"),
            ):
                if one.get(key):
                    self.page.beside(line, "alt", what, one.get(key))
        for box in boxes:
            inner = _Part(part.name, part.targets, part.where or "text box", part.within, part.once)
            self._blocks(box, inner, marks)
        if not boxes:
            line.add(OPAQUE, marks)

    def _comment(self, key: str, line: Line) -> None:
        if key not in self._comments:
            return
        text, about = self._comments.pop(key)
        first, start = self._ranges.pop(key, (line, line.length))
        first.notes.append((start, line.length if first is line else first.length, text, about))

    def _rest_of_comments(self) -> None:
        for text, about in self._comments.values():
            line = Line(None, where="comment")
            line.add(" ".join(text.split()))
            line.notes.append((0, line.length, text, about))
            self.page.aside(line)


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


def _styles(package: Package, targets: list[str]) -> Styles:
    found: dict[str, Style] = {}
    for target in targets:
        for one in package.tree(target).elements("w:style") if target in package else ():
            paragraph, run = one.first("w:pPr"), one.first("w:rPr")
            outline = _value(paragraph, "w:outlineLvl")
            numbers = paragraph.first("w:numPr") if paragraph else None
            vanish = run.first("w:vanish") if run else None
            key = one.get("w:styleId")
            found[key] = Style(
                name=_value(one, "w:name").lower(),
                based_on=_value(one, "w:basedOn"),
                outline=int(outline) if outline.isdigit() else None,
                listed=None if numbers is None else _value(numbers, "w:numId") != "0",
                hidden=None if vanish is None else _on(vanish),
                highlighted=_marker(run),
            )
            if one.get("w:default") in ("1", "true") and one.get("w:type") == "paragraph":
                found[""] = found[key]
    return Styles(found)


def _comments(package: Package, kinds: list[tuple[str, str]]) -> dict[str, tuple[str, About]]:
    """Return the text of every open comment by its id, and who wrote it when."""
    resolved = {
        one.get("w15:paraId")
        for kind, target in kinds
        if kind == "commentsExtended" and target in package
        for one in package.tree(target).elements("w15:commentEx")
        if one.get("w15:done") in ("1", "true")
    }
    found = {}
    for kind, target in kinds:
        if kind != "comments" or target not in package:
            continue
        for one in package.tree(target).elements("w:comment"):
            paragraphs = list(one.all("w:p"))
            if paragraphs and paragraphs[-1].get("w14:paraId") in resolved and resolved:
                continue
            text = "\n".join("".join(run.text() for run in paragraph.all("w:t")) for paragraph in paragraphs)
            found[one.get("w:id")] = (
                text.strip() or "(no words)",
                who_and_when(one.get("w:author"), one.get("w:date")),
            )
    return found


def who_and_when(author: str, date: str) -> About:
    """Return who changed or said something and on which day, as a rule's message names them."""
    return (("author", author.strip() or "somebody"), ("date", date[:10] or "no date"))


def _change(kind: str, node: Element) -> Mark:
    about = who_and_when(node.get("w:author"), node.get("w:date"))
    return ("insertion" if kind == "insertion" else "deletion", about)


def _merging(instruction: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    merging = instruction.split()[:1] == ["MERGEFIELD"]
    return (*marks, ("merge-field", ())) if merging and ("merge-field", ()) not in marks else marks


def _marker(properties: Element | None) -> bool | None:
    """Tell whether a run has a marker's background; None where its format does not say."""
    if properties is None:
        return None
    highlight = properties.first("w:highlight")
    if highlight is not None:
        return highlight.get("w:val") not in _OFF
    shade = properties.first("w:shd")
    return None if shade is None else is_marker(shade.get("w:fill"))


def _chosen(node: Element) -> Element:
    return node.first("mc:Choice") or node.first("mc:Fallback") or node


def _value(parent: Element | None, name: str) -> str:
    found = parent.first(name) if parent else None
    return found.get("w:val") if found is not None else ""


def _on(node: Element | None) -> bool:
    return node is not None and node.get("w:val", "1") not in _OFF


def _after(node: Element) -> int:
    """Return the offset behind an element that holds nothing; 0 where that cannot be told."""
    return node.end if node.end > node.start else 0


def _chunks(node: Element, line: Line, marks: tuple[Mark, ...], part: str) -> None:
    for child in node.children:
        if isinstance(child, Text):
            # A line end in the XML is a space for the reader.
            line.add(child.text.replace("\n", " ").replace("\r", " "), marks, part, child.start, child.end)
