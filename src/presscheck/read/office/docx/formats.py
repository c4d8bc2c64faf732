"""Formats: the styles of a document, and how a run is marked by them and by itself."""

from __future__ import annotations

from collections.abc import Iterable

from presscheck.read.office.docx.elements import OFF, is_on, value
from presscheck.read.office.package import Package
from presscheck.read.office.page import Mark
from presscheck.read.office.styles import Style, Styles, is_marker
from presscheck.read.office.xml import Element


def read_styles(package: Package, parts: Iterable[str]) -> Styles:
    """Return the styles that these parts define; the empty one is that of a paragraph which names none."""
    found: dict[str, Style] = {}
    for part in parts:
        for one in package.tree(part).elements("w:style") if part in package else ():
            paragraph, run = one.first("w:pPr"), one.first("w:rPr")
            outline = value(paragraph, "w:outlineLvl")
            numbers = paragraph.first("w:numPr") if paragraph else None
            vanish = run.first("w:vanish") if run else None
            key = one.get("w:styleId")
            found[key] = Style(
                name=value(one, "w:name").lower(),
                based_on=value(one, "w:basedOn"),
                outline=int(outline) if outline.isdigit() else None,
                listed=None if numbers is None else value(numbers, "w:numId") != "0",
                hidden=None if vanish is None else is_on(vanish),
                highlighted=_is_marked(run),
            )
            if one.get("w:default") in ("1", "true") and one.get("w:type") == "paragraph":
                found[""] = found[key]
    return Styles(found)


def marks_of(properties: Element | None, paragraph_style: str, styles: Styles) -> list[Mark]:
    """Return how a run is marked by its own format, its style, and that of its paragraph, the nearest first."""
    style = value(properties, "w:rStyle")
    vanish = properties.first("w:vanish") if properties else None
    hidden = is_on(vanish) if vanish is not None else any(map(styles.hides, (style, paragraph_style)))
    marked = _is_marked(properties)
    if marked is None:
        marked = any(map(styles.highlights, (style, paragraph_style)))
    found: list[Mark] = [("hidden", ())] if hidden else []
    found += [("highlight", ())] if marked else []
    return [*found, ("instruction", ())] if styles.is_instruction(style) else found


def _is_marked(properties: Element | None) -> bool | None:
    """Tell whether a run has a marker's background; None where its format does not say."""
    if properties is None:
        return None
    highlight = properties.first("w:highlight")
    if highlight is not None:
        return highlight.get("w:val") not in OFF
    shade = properties.first("w:shd")
    return None if shade is None else is_marker(shade.get("w:fill"))
