"""HTML, whole pages and fragments."""

from __future__ import annotations

from presscheck.model import Block, Source
from presscheck.read.flow import Flow
from presscheck.read.frontmatter import front_matter


def read_html(source: Source) -> tuple[Block, ...]:
    """Return the blocks of an HTML text whose line ends are line feeds; it may have front matter."""
    fields, start = front_matter(source.text)
    flow = Flow(source.text)
    flow.add(*fields)
    flow.html(start, len(source.text))
    return flow.blocks()
