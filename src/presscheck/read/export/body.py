"""The text of an article as its field holds it → text, and the format that it is in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from presscheck.model import Format
from presscheck.read.export.fields import FieldFormat
from presscheck.trouble import Trouble

_TAG = re.compile(
    r"</(?:a|b|blockquote|div|em|figure|h[1-6]|i|li|ol|p|section|span|strong|table|ul)>|<br ?/?>", re.I
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^```|^> |\]\((?:https?:|/|#|\.|mailto:)|!\[|\*\*\S|^[-*] .*\n[-*] ", re.MULTILINE
)
_FRONT = re.compile(r"(?:---|\+\+\+)[ \t]*\n")
_GHOST_URL = re.compile("__GHOST_URL__/?")
"""What stands for the site's own address in Ghost's exports."""

_LEXICAL = re.compile(r'\s*\{\s*"root"\s*:')
_MOBILEDOC = re.compile(r'\s*\{\s*"(?:version|ghostVersion|atoms|cards|markups|sections)"\s*:')
_NAMED: dict[str, FieldFormat] = {"html": "html", "markdown": "markdown", "md": "markdown", "plaintext": "text"}


def read_body(text: str, name: str, form: FieldFormat | None, place: str) -> tuple[str, Format]:
    """Return the text of an article and its format: `form`, or what the field's name or else the text itself says.

    Of Ghost's own formats, Lexical and Mobiledoc, it is HTML. Raises Trouble naming `place` where one of these is
    broken.
    """
    text = _GHOST_URL.sub("/", text)
    if form is None and text[:200].lstrip().startswith("{"):
        if _LEXICAL.match(text):
            from presscheck.read.export.lexical import lexical_html

            return _rendered(lexical_html, text, place), "html"
        if _MOBILEDOC.match(text) and '"sections"' in text:
            from presscheck.read.export.mobiledoc import mobiledoc_html

            return _rendered(mobiledoc_html, text, place), "html"
    return text, form or _named(name) or _looks_like(text)


def _rendered(render: Callable[[Any], str], text: str, place: str) -> str:
    try:
        return render(json.loads(text))
    except (ValueError, RecursionError, TypeError, KeyError, IndexError, AttributeError):
        raise Trouble(f"{place}: the article is in a form of Ghost's that is broken; export it again") from None


def _named(name: str) -> FieldFormat | None:
    """Return the format that a field's name tells: `content_html`, `body_markdown`."""
    return next((_NAMED[word] for word in re.split(r"[^a-z]+", name.lower()) if word in _NAMED), None)


def _looks_like(text: str) -> FieldFormat:
    if _FRONT.match(text):
        return "markdown"
    if _TAG.search(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"
