"""Open comments: what was said, by whom, when, and about which words."""

from __future__ import annotations

from collections.abc import Iterable

from presscheck.read.office.docx.part import Target
from presscheck.read.office.package import Package
from presscheck.read.office.page import About, Line, Page, who_and_when


class Comments:
    """The open comments of a document that no place in its text was found for yet."""

    def __init__(self, package: Package, targets: Iterable[Target]) -> None:
        self._left = _read(package, list(targets))
        self._starts: dict[str, tuple[Line, int]] = {}

    def start(self, key: str, line: Line) -> None:
        """Take down that what a comment is about starts here."""
        self._starts[key] = (line, line.length)

    def end(self, key: str, line: Line) -> None:
        """Add a comment to the words it is about, which end here."""
        if key not in self._left:
            return
        text, about = self._left.pop(key)
        first, start = self._starts.pop(key, (line, line.length))
        first.notes.append((start, line.length if first is line else first.length, text, about))

    def add_rest(self, page: Page) -> None:
        """Add the comments that are about nothing in the text, a line each."""
        for text, about in self._left.values():
            line = Line(None, where="comment")
            line.add(" ".join(text.split()))
            line.notes.append((0, line.length, text, about))
            page.aside(line)


def _read(package: Package, targets: list[Target]) -> dict[str, tuple[str, About]]:
    """Return the text of every open comment by its id, and who wrote it when."""
    resolved = {
        one.get("w15:paraId")
        for kind, target, _ in targets
        if kind == "commentsExtended" and target in package
        for one in package.tree(target).elements("w15:commentEx")
        if one.get("w15:done") in ("1", "true")
    }
    found = {}
    for kind, target, _ in targets:
        if kind != "comments" or target not in package:
            continue
        for one in package.tree(target).elements("w:comment"):
            paragraphs = list(one.all("w:p"))
            if paragraphs and paragraphs[-1].get("w14:paraId") in resolved and resolved:
                continue
            text = "\n".join("".join(run.text() for run in paragraph.all("w:t")) for paragraph in paragraphs)
            about = who_and_when(one.get("w:author"), one.get("w:date"))
            found[one.get("w:id")] = text.strip() or "(no words)", about
    return found
