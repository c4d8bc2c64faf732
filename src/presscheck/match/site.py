"""Whether a source is rendered by a site generator, so that its template tags are legitimate."""

from __future__ import annotations

import regex

from presscheck.model import Document

_CONTROL_TAG = regex.compile(r"\{%-?\s*\w+|\{\{[<%]\s*\w")


def renders_templates(document: Document) -> bool:
    """Tell whether a generator renders the source: it has front matter, or control tags such as `{% if %}`."""
    fields = any(block.kind == "field" for block in document.blocks) and document.source.format != "html"
    return fields or bool(_CONTROL_TAG.search(document.source.text))
