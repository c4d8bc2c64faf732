"""A story of rich text: paragraphs that follow one another, in the body, a header, a note, a comment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from presscheck.read.office.fields import merging
from presscheck.read.office.kinds import new_line
from presscheck.read.office.page import About, Line, Mark, shortened
from presscheck.read.office.styles import Styles

if TYPE_CHECKING:
    from presscheck.read.office.rtf.state import State
    from presscheck.read.office.rtf.tables import Tables


class Story:
    """The paragraphs of one place; `add` takes each into the page as soon as it has begun."""

    def __init__(
        self, add: Callable[[Line], None], part: str, where: str = "", within: tuple[str, ...] = ()
    ) -> None:
        self._add, self._part, self._where, self._within = add, part, where, within
        self._line: Line | None = None
        self._deleted: tuple[About, str] = ((), "")

    @property
    def begun(self) -> bool:
        """Whether there is a paragraph in the making."""
        return self._line is not None

    def line(self) -> Line:
        """Return the paragraph in the making."""
        if self._line is None:
            self._line = Line(where=self._where, within=self._within)
        return self._line

    def put(self, text: str, start: int, end: int, state: State, tables: Tables) -> None:
        """Add text that stands in these bytes to the paragraph."""
        if state.deleted:
            about = tables.change(state.deleted_by, state.deleted_on)
            before = self._deleted[1] if self._deleted[0] == about else ""
            self._deleted = about, before + text
            return
        self._end_deleted()
        self.line().add(text, _marks(state, tables), self._part, start, end)

    def end(self, state: State, styles: Styles, *, always: bool) -> Line | None:
        """End the paragraph, of the kind that holds now, and return it; one not begun counts only with `always`."""
        self._end_deleted()
        if self._line is None and not always:
            return None
        line, self._line = self.line(), None
        within = (*self._within, "table") if state.in_table and "table" not in self._within else self._within
        told = new_line(
            styles, f"s{state.style}", within, outline=state.outline, listed=state.listed, depth=state.depth
        )
        line.kind, line.level, line.within = told.kind, told.level, told.within
        if styles.is_instruction(f"s{state.style}"):
            line.marks.append((0, line.length, ("instruction", ())))
        self._add(line)
        return line

    def _end_deleted(self) -> None:
        (about, text), self._deleted = self._deleted, ((), "")
        if words := " ".join(text.split()):
            self.line().point(("deletion", (*about, ("deleted", shortened(words)))))


def _marks(state: State, tables: Tables) -> list[Mark]:
    """Return how text is marked by its own format, its style, and that of its paragraph."""
    styles, named = tables.styles, (f"cs{state.char_style}", f"s{state.style}")
    found: list[Mark] = []
    if state.hidden or any(map(styles.hides, named)):
        found.append(("hidden", ()))
    if state.highlight or tables.is_marker(state.background) or any(map(styles.highlights, named)):
        found.append(("highlight", ()))
    if styles.is_instruction(named[0]):
        found.append(("instruction", ()))
    if state.inserted:
        found.append(("insertion", tables.change(state.inserted_by, state.inserted_on)))
    marks = tuple(found)
    for field in state.fields:
        marks = merging(field.instruction, marks)
    return list(marks)
