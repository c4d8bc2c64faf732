"""A Word document as a whole: its body, what stands beside it, its notes, comments and properties."""

from __future__ import annotations

from presscheck.read.office.docx.blocks import Blocks
from presscheck.read.office.docx.comments import Comments
from presscheck.read.office.docx.elements import add_text
from presscheck.read.office.docx.formats import read_styles
from presscheck.read.office.docx.part import Part, Target, targets_of
from presscheck.read.office.package import Package
from presscheck.read.office.page import Line, Page
from presscheck.read.office.xml import Element

_PROPERTIES = {
    "dc:title": ("title", "title"),
    "dc:subject": ("subject", "subject"),
    "dc:creator": ("author", "author"),
    "cp:keywords": ("keywords", "keywords"),
    "dc:description": ("description", "comments"),
    "cp:category": ("category", "category"),
}
_BESIDE = (("header", "header"), ("footer", "footer"), ("footnotes", ""), ("endnotes", ""))


def read_docx(package: Package) -> Page:
    """Return the page of a Word document. Raises Trouble where a part of it is missing or broken."""
    page = Page()
    top = targets_of(package, "")
    main = next((target.name for target in top.values() if target.kind == "officeDocument"), "word/document.xml")
    targets = targets_of(package, main)
    inside = [target for target in targets.values() if not target.outside]
    comments = Comments(package, inside)
    blocks = Blocks(page, read_styles(package, _named(inside, "styles")), comments)
    root = package.tree(main)
    blocks.read(root.first("w:body") or root, Part(main, targets))
    for kind, where in _BESIDE:
        for name in sorted({name for name in _named(inside, kind) if name in package}):
            part = Part(name, targets_of(package, name), where, (where,), once=True)
            if where:
                blocks.read(package.tree(name), part)
            else:
                _notes(package.tree(name), part, kind[:-1], blocks)
    for name in sorted({name for name in _named(inside, "diagramData", "chart") if name in package}):
        _diagram(package.tree(name), name, page)
    for name in _named([*top.values()], "core-properties"):
        if name in package:
            _properties(package.tree(name), name, page)
    comments.add_rest(page)
    return page


def _named(targets: list[Target], *kinds: str) -> list[str]:
    return [target.name for target in targets if target.kind in kinds]


def _notes(root: Element, part: Part, noun: str, blocks: Blocks) -> None:
    notes = [note for note in root.elements("w:footnote", "w:endnote") if not note.get("w:type")]
    for number, note in enumerate(notes, 1):
        part.where, part.within, part.once = f"{noun} {number}", ("footnote",), False
        blocks.read(note, part)


def _diagram(root: Element, part: str, page: Page) -> None:
    for paragraph in root.all("a:p"):
        line = Line(where="diagram")
        for run in paragraph.all("a:t"):
            add_text(run, line, (), part)
        page.aside(line, once=True)


def _properties(root: Element, part: str, page: Page) -> None:
    for one in root.elements(*_PROPERTIES):
        name, shown = _PROPERTIES[one.name]
        line = Line("field", name=f"document.{name}", where=f"document property: {shown}")
        add_text(one, line, (), part)
        page.aside(line)
