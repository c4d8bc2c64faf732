"""A paragraph's line, of the kind that its style and its own format say."""

from __future__ import annotations

from presscheck.read.office.page import Line
from presscheck.read.office.styles import Styles


def new_line(
    styles: Styles,
    style: str,
    within: tuple[str, ...],
    *,
    outline: int | None = None,
    listed: bool | None = None,
    depth: int = 0,
) -> Line:
    """Return the line of a paragraph that is within other blocks.

    `outline` (0 for the topmost, 9 for none) and `listed` are what the paragraph says itself, None where its style
    says; `depth` is that of a list item, from 0.
    """
    level = styles.heading(style)
    if outline is not None:
        level = max(1, min(6, outline + 1)) if outline < 9 else 0
    if level:
        return Line("heading", level, within=within)
    kind = styles.kind(style)
    if listed is not None and kind in ("paragraph", "list-item"):
        kind = "list-item" if listed else "paragraph"
    if kind == "list-item":
        return Line(kind, depth + 1, within=(*within, "list-item"))
    if kind == "quotation":
        return Line(kind, within=(*within, "quotation"))
    return Line("table-cell" if "table" in within and kind == "paragraph" else kind, within=within)
