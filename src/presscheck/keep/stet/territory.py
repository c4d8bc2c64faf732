"""Which block of a document a place belongs to: the one it stands in or right after, else the next one."""

from __future__ import annotations

import re
from bisect import bisect_right

from presscheck.model import Document
from presscheck.read.elements import BLOCKS

_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS, key=len, reverse=True))})\b[^<>]*+>", re.IGNORECASE)
_REMARKS = re.compile(r"(?:[ \t]*</?[a-zA-Z][^<>\n]*+>)*[ \t]*(?:<!--(?:(?!-->)[^\n])*+-->[ \t]*)+(?=\r|\n|\Z)")
_EDGE = {"html": _TAG, "markdown": re.compile(rf"[\r\n|]|{_TAG.pattern}", re.IGNORECASE)}
_LINE_END = re.compile(r"[\r\n]")


class Territories:
    """A document cut into stretches, each with one block and what goes with it: its links, its alternative texts.

    What stands between two blocks belongs to the one before it as far as the end of its line, cell or element, and
    to the next one after that. What comes after the last block is a stretch of its own.
    """

    def __init__(self, document: Document) -> None:
        self._length = len(document.source.text)
        self._cuts: list[int] = []
        end: int | None = None
        for block in document.blocks:
            if block.kind == "comment" or not block.runs:
                continue
            start = block.runs[0].start
            if end is not None and start > end and (cut := _cut(document, end, start)) is not None:
                self._cuts.append(cut)
            end = max(end or 0, block.runs[-1].end)
        if end is not None:
            last = _cut(document, end, self._length)
            self._cuts.append(self._length if last is None else last)

    def around(self, offset: int) -> tuple[int, int]:
        """Return the span of the stretch that an offset of the source stands in."""
        at = bisect_right(self._cuts, offset)
        return self._cuts[at - 1] if at else 0, self._cuts[at] if at < len(self._cuts) else self._length


def _cut(document: Document, start: int, end: int) -> int | None:
    """Return where the block before a gap ends; None where what is after the gap goes with it."""
    source = document.source
    edge = _EDGE.get(source.format, _LINE_END).search(source.text, start, end)
    if not edge:
        return None
    # Remarks at the end of a line are about what the line ends with: `<p>…</p> <!-- … -->`.
    remarks = _REMARKS.match(source.text, edge.end(), end) if edge[0].startswith("<") else None
    return remarks.end() if remarks else edge.start()
