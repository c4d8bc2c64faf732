"""Whether a source is rendered by a site generator, so that its template tags are legitimate."""

from __future__ import annotations

import regex

from presscheck.model import Document

_CONTROL_TAG = regex.compile(r"\{%-?\s*\w+|\{\{[<%]\s*\w")


def renders_templates(document: Document) -> bool:
    """Tell whether a generator renders the source: it has front matter, or control tags such as `{% if %}`."""
    text = document.source.text
    return text.startswith(("---\n", "---\r", "+++\n", "+++\r")) or bool(_CONTROL_TAG.search(text))
