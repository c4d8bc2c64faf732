"""OpenDocument texts: from the parts of the package to a page."""

from __future__ import annotations

import re

from presscheck.model import OPAQUE
from presscheck.read.office.package import Package
from presscheck.read.office.page import BREAK, About, Line, Mark, Page, shortened, who_and_when
from presscheck.read.office.styles import Style, Styles, is_marker
from presscheck.read.office.xml import Element, Text

_ENCODED = re.compile(r"_([0-9a-f]{2,4})_")
_SPACES = re.compile(r"[ \t\r\n]+")
_CONTENTS = frozenset(
    {"text:table-of-content", "text:alphabetical-index", "text:illustration-index", "text:table-index"}
)
_BLOCKS = frozenset(
    {"text:section", "table:table-row", "table:table-header-rows", "table:table-rows", "table:table-row-group",
     "table:table-cell", "text:list-header", "text:index-body", "text:index-title"}
)  # fmt: skip
_PROPERTIES = {
    "dc:title": ("title", "title"),
    "dc:subject": ("subject", "subject"),
    "meta:initial-creator": ("author", "author"),
    "meta:keyword": ("keywords", "keywords"),
    "dc:description": ("description", "comments"),
}
_WORDS = frozenset({"text:span", "text:a", "text:s", "text:tab", "text:line-break", "text:soft-page-break"})
"""What a paragraph may hold that means nothing to the rest of the document."""
_FIELDS = {"text:placeholder": "prompt", "text:database-display": "merge-field", "text:hidden-text": "hidden"}


def read_odt(package: Package) -> Page:
    """Return the page of an OpenDocument text. Raises Trouble where a part of it is missing or broken."""
    if "META-INF/manifest.xml" in package and list(
        package.tree("META-INF/manifest.xml").all("manifest:encryption-data")
    ):
        from presscheck.trouble import Trouble

        raise Trouble(f"{package.path}: is encrypted; save it without a password")
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self.page = Page()
        self._content = package.tree("content.xml")
        self._shared = package.tree("styles.xml") if "styles.xml" in package else None
        self._styles = _styles(self._content, self._shared)
        self._changes: dict[str, tuple[str, About, str]] = {}
        self._open: dict[str, Mark] = {}
        self._ranges: dict[str, tuple[Line, int, str, About]] = {}
        self._part, self._where = "content.xml", ""

    def read(self) -> Page:
        body = self._content.first("office:body", "office:text")
        if body is not None:
            self._tracked(body)
            self._blocks(body, ())
        self._part = "styles.xml"
        for master in self._shared.all("style:master-page") if self._shared else ():
            for one in master.elements():
                if one.name.startswith(("style:header", "style:footer")):
                    self._where = "header" if "header" in one.name else "footer"
                    self._blocks(one, (self._where,))
        if "meta.xml" in self._package:
            for one in self._package.tree("meta.xml").all(*_PROPERTIES):
                name, shown = _PROPERTIES[one.name]
                line = Line("field", name=f"document.{name}", where=f"document property: {shown}")
                line.add(" ".join(one.text().split()))
                self.page.aside(line)
        return self.page

    def _tracked(self, body: Element) -> None:
        for region in body.all("text:changed-region"):
            for change in region.elements("text:insertion", "text:deletion"):
                info = change.first("office:change-info")
                about = who_and_when(*_said_by(info))
                gone = " ".join("".join(p.text() + " " for p in change.elements("text:p", "text:h")).split())
                kind = change.name.partition(":")[2]
                for key in {region.get("text:id"), region.get("xml:id")} - {""}:
                    self._changes[key] = (kind, about, gone)

    def _blocks(self, parent: Element, within: tuple[str, ...], depth: int = 0) -> None:
        for node in parent.elements():
            match node.name:
                case "text:p" | "text:h":
                    self._paragraph(node, within, depth, parent.name)
                case "text:list":
                    self._blocks(node, within, depth + 1)
                case "text:list-item":
                    self._blocks(node, (*within, "list-item") if "list-item" not in within else within, depth)
                case "table:table":
                    self._blocks(node, (*within, "table") if "table" not in within else within)
                case "draw:frame":
                    self._frame(node, Line(where=self._where), ())
                case "text:change-start" | "text:change-end" | "text:change":
                    self._change(node, None)
                case name if name in _CONTENTS:
                    self._blocks(node, (*within, "toc"), depth)
                case name if name in _BLOCKS:
                    self._blocks(node, within, depth)
                case _:
                    pass

    def _paragraph(self, node: Element, within: tuple[str, ...], depth: int, parent: str) -> None:
        style = node.get("text:style-name")
        line = Line(within=within, where=self._where)
        outline = node.get("text:outline-level", "1")
        level = self._styles.heading(style) or (int(outline) if node.name == "text:h" and outline.isdigit() else 0)
        kind = self._styles.kind(style)
        if "toc" in within or kind is None:
            line.kind = None
        elif level:
            line.kind, line.level = "heading", max(1, min(6, level))
        elif depth and kind in ("paragraph", "list-item"):
            line.kind, line.level = "list-item", depth
        elif kind == "quotation":
            line.kind, line.within = kind, (*within, "quotation")
        elif kind in ("paragraph", "list-item"):
            line.kind = "table-cell" if "table" in within else "paragraph"
        else:
            line.kind = kind
        if not self._where:
            self.page.body.append(line)
            if parent == "office:text" and _is_loose(node):
                line.whole = self._part, node.start, node.end
        self._inlines(node, line, tuple(self._marks_of(style)))
        if self._where:
            self.page.aside(line, once=True)

    def _inlines(self, parent: Element, line: Line, marks: tuple[Mark, ...]) -> None:
        for node in parent.children:
            if isinstance(node, Text):
                self._text(node, line, marks)
                continue
            match node.name:
                case "text:span":
                    style = node.get("text:style-name")
                    before = line.length
                    self._inlines(node, line, (*marks, *self._marks_of(style)))
                    if self._styles.is_code(style) and line.length > before:
                        line.code.append((before, line.length))
                case "text:a":
                    before = line.length
                    self._inlines(node, line, marks)
                    words = " ".join(line.text[before:].split())
                    self.page.beside(line, "link", f"link “{words[:30]}”", node.get("xlink:href"))
                case "text:tab":
                    line.add("\t", self._with(marks))
                case "text:line-break":
                    line.add(BREAK, self._with(marks))
                case "text:s":
                    count = node.get("text:c", "1")
                    line.add(" " * min(1000, int(count) if count.isdigit() else 1), self._with(marks))
                case "draw:frame" | "draw:custom-shape" | "draw:rect":
                    self._frame(node, line, marks)
                case "text:note":
                    self._note(node)
                case "office:annotation" | "office:annotation-end":
                    self._comment(node, line)
                case "text:change-start" | "text:change-end" | "text:change":
                    self._change(node, line)
                case name if name in _FIELDS:
                    kind: Mark = (_FIELDS[name], ())  # type: ignore[assignment]
                    self._inlines(node, line, (*marks, kind))
                case "text:note-citation" | "text:ruby-text" | "office:event-listeners" | "text:tracked-changes":
                    pass
                case _:
                    self._inlines(node, line, marks)

    def _text(self, node: Text, line: Line, marks: tuple[Mark, ...]) -> None:
        shown = _SPACES.sub(" ", node.text)
        if not line.length or line.text.endswith((" ", BREAK)):
            shown = shown.lstrip(" ")
        line.add(shown, self._with(marks), self._part, node.start, node.end)

    def _with(self, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return (*marks, *self._open.values())

    def _marks_of(self, style: str) -> list[Mark]:
        told = (
            (self._styles.hides(style), "hidden"),
            (self._styles.highlights(style), "highlight"),
            (self._styles.is_instruction(style), "instruction"),
        )
        return [(kind, ()) for yes, kind in told if yes]  # type: ignore[misc]

    def _change(self, node: Element, line: Line | None) -> None:
        key = node.get("text:change-id")
        kind, about, gone = self._changes.get(key, ("", (), ""))
        if kind == "insertion" and node.name == "text:change-start":
            self._open[key] = ("insertion", about)
        elif node.name == "text:change-end":
            self._open.pop(key, None)
        elif kind == "deletion" and gone and line is not None:
            line.point(("deletion", (*about, ("deleted", shortened(gone)))))

    def _note(self, node: Element) -> None:
        where, self._where = self._where, node.get("text:note-class", "footnote")
        for body in node.elements("text:note-body"):
            self._blocks(body, ("footnote",))
        self._where = where

    def _frame(self, node: Element, line: Line, marks: tuple[Mark, ...]) -> None:
        for name, what in (("svg:desc", "alternative text"), ("svg:title", "picture's title")):
            for one in node.elements(name):
                self.page.beside(line, "alt", what, one.text())
        boxes = [*node.elements("draw:text-box"), *([] if node.name == "draw:frame" else [node])]
        where = self._where
        for box in boxes:
            self._where = where or "text box"
            self._blocks(box, line.within)
        self._where = where
        if not boxes:
            line.add(OPAQUE, marks)

    def _comment(self, node: Element, line: Line) -> None:
        key = node.get("office:name")
        if node.name == "office:annotation-end":
            if key in self._ranges:
                first, start, text, about = self._ranges.pop(key)
                note = next(n for n in first.notes if n[0] == start and n[2:] == (text, about))
                first.notes[first.notes.index(note)] = (start, first.length, text, about)
            return
        if node.get("loext:resolved") == "true":
            return
        text = "\n".join(one.text() for one in node.all("text:p")).strip() or "(no words)"
        about = who_and_when(*_said_by(node))
        line.notes.append((line.length, line.length, text, about))
        self._ranges[key] = (line, line.length, text, about)


def _is_loose(node: Element) -> bool:
    """Tell whether a paragraph holds words and their formats only: no mark, field, picture, note or change."""
    return all(child.name in _WORDS and _is_loose(child) for child in node.elements())


def _said_by(node: Element | None) -> tuple[str, str]:
    told = [node.first(name) if node else None for name in ("dc:creator", "dc:date")]
    return told[0].text() if told[0] else "", told[1].text() if told[1] else ""


def _styles(content: Element, shared: Element | None) -> Styles:
    found: dict[str, Style] = {}
    for root in filter(None, (shared, content)):
        for one in root.all("style:style"):
            properties = one.first("style:text-properties")
            colour = properties.get("fo:background-color") if properties else ""
            outline = one.get("style:default-outline-level")
            name = one.get("style:name")
            shown = one.get("style:display-name") or _ENCODED.sub(lambda code: chr(int(code[1], 16)), name)
            found[name] = Style(
                name=shown.lower(),
                based_on=one.get("style:parent-style-name"),
                outline=int(outline) - 1 if outline.isdigit() and int(outline) else None,
                hidden=properties.get("text:display") == "none"
                if properties and properties.get("text:display")
                else None,
                highlighted=is_marker(colour) if colour else None,
            )
    return Styles(found)
