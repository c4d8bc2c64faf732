"""Line ends: readers see line feeds only, and their blocks are mapped back to what the file holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from presscheck.model import Block, Run, Source


def unified(source: Source) -> Source:
    """Return the source with every CR LF and CR turned into one LF."""
    return replace(source, text=source.text.replace("\r\n", "\n").replace("\r", "\n"))


def restored(blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
    """Return blocks that were read from the unified text, mapped to `text` as it is in the file."""
    folded = _folded(text)
    return tuple(replace(block, runs=tuple(_restored(block, folded))) for block in blocks)


def _folded(text: str) -> list[int]:
    """Return the offsets, in the unified text, of the line feeds that were CR LF."""
    pairs: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        pairs.append(at - len(pairs))
        at = text.find("\r\n", at + 2)
    return pairs


def _restored(block: Block, folded: list[int]) -> Iterator[Run]:
    def there(offset: int) -> int:
        return offset + bisect_left(folded, offset)

    for run in block.runs:
        if not run.verbatim:
            yield Run(run.at, there(run.start), there(run.end), False)
            continue
        # A line end within a verbatim stretch may be another one, or two characters, in the file.
        at, start = run.at, run.start
        while start < run.end:
            feed = block.text.find("\n", at, run.at + run.end - run.start)
            length = (feed - at) if feed >= 0 else run.end - start
            if length:
                yield Run(at, there(start), there(start) + length, True)
            if feed >= 0:
                yield Run(feed, there(start + length), there(start + length + 1), False)
                length += 1
            at, start = at + length, start + length
        if run.start == run.end:
            yield Run(run.at, there(run.start), there(run.start), True)
