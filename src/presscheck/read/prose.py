"""The builder that every reader fills: prose, and where in the source each character of it stands."""

from __future__ import annotations

from presscheck.late import late
from presscheck.model import OPAQUE, Block, Kind, Run

_GAP = late(r" [ \t\n\r\f]+|[\t\n\r\f][ \t\n\r\f]*")
_SPACES = " \t\n\r\f"
# Bounded, because nothing longer is a reference and `unescape` refuses to read a number of 5,000 digits.
_REFERENCE = late(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


class Prose:
    """A block's text in the making; all spans are code points of `source`."""

    __slots__ = ("_at", "_gap", "_pieces", "_runs", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, int, bool]] = []
        self._at = 0
        self._gap: tuple[int, int] | None = None

    def __len__(self) -> int:
        return self._at

    def verbatim(self, start: int, end: int) -> None:
        """Add a stretch of the source as it stands."""
        if start >= end:
            return
        if self._gap:
            self._fill()
        runs = self._runs
        if runs and runs[-1][3] and runs[-1][2] == start:
            at, first, _, _ = runs[-1]
            runs[-1] = (at, first, end, True)
        else:
            runs.append((self._at, start, end, True))
        self._pieces.append(self.source[start:end])
        self._at += end - start

    def replaced(self, shown: str, start: int, end: int) -> None:
        """Add what a reader sees in place of a stretch of the source."""
        if not shown:
            return
        if self._gap:
            self._fill()
        self._runs.append((self._at, start, end, False))
        self._pieces.append(shown)
        self._at += len(shown)

    def opaque(self, start: int, end: int) -> None:
        """Add one character for a stretch that is not prose."""
        self.replaced(OPAQUE, start, end)

    def space(self, start: int, end: int) -> None:
        """Add a space that vanishes beside another one, beside a line end and at either end of the block."""
        if self._at and not self._gap and self._pieces[-1] != "\n":
            self._gap = start, end

    def line_end(self, start: int, end: int) -> None:
        """Add a line end that the writer meant as one."""
        self._gap = None
        if self._at:
            self.replaced("\n", start, end)

    def collapsed(self, start: int, end: int) -> None:
        """Add a stretch of the source with its white space collapsed, all but no-break spaces."""
        text = self.source[start:end]
        first = start + len(text) - len(text.lstrip(_SPACES))
        if first == end:
            if end > start:
                self.space(start, end)
            return
        last = start + len(text.rstrip(_SPACES))
        if first > start:
            self.space(start, first)
        for gap in _GAP.finditer(self.source, first, last):
            self.verbatim(first, gap.start())
            first = gap.end()
            self.space(gap.start(), first)
        self.verbatim(first, last)
        if end > last:
            self.space(last, end)

    def html(self, start: int, end: int) -> None:
        """Add a stretch of HTML text: white space collapsed, character references resolved."""
        if self.source.find("&", start, end) >= 0:
            for reference in _REFERENCE.finditer(self.source, start, end):
                from html import unescape

                shown = unescape(reference[0])
                if shown != reference[0]:
                    self.collapsed(start, reference.start())
                    self.replaced(shown, *reference.span())
                    start = reference.end()
        self.collapsed(start, end)

    def build(self, kind: Kind, level: int = 0, name: str = "", within: tuple[str, ...] = ()) -> Block | None:
        """Return the block without the white space around it; None where nothing is left."""
        text = "".join(self._pieces)
        kept = text.strip()
        if not kept:
            return None
        if len(kept) == len(text):
            return Block(kind, text, tuple([Run(*run) for run in self._runs]), level, name, within)
        first = len(text) - len(text.lstrip())
        return Block(kind, kept, self._cut(first, first + len(kept)), level, name, within)

    def _fill(self) -> None:
        gap, self._gap = self._gap, None
        if gap:
            start, end = gap
            if self.source[start:end] == " ":
                self.verbatim(start, end)
            else:
                self.replaced(" ", start, end)

    def _cut(self, first: int, last: int) -> tuple[Run, ...]:
        """Return the runs of `text[first:last]`, counted from `first`."""
        runs: list[Run] = []
        for number, (at, start, end, verbatim) in enumerate(self._runs):
            after = self._runs[number + 1][0] if number + 1 < len(self._runs) else self._at
            if after <= first or at >= last:
                continue
            if verbatim:
                end -= max(0, after - last)
                start += max(0, first - at)
            runs.append(Run(max(0, at - first), start, end, verbatim))
        return tuple(runs)


def empty(kind: Kind, at: int, name: str = "", within: tuple[str, ...] = ()) -> Block:
    """Return a block of no text at a place of the source, such as the destination of `[here]()`."""
    return Block(kind, "", (Run(0, at, at, True),), name=name, within=within)


def piece(source: str, kind: Kind, start: int, end: int, name: str = "", within: tuple[str, ...] = ()) -> Block:
    """Return a block of one stretch of the source, white space around it cut; it may be empty."""
    prose = Prose(source)
    prose.verbatim(start, end)
    return prose.build(kind, name=name, within=within) or empty(kind, start, name, within)
