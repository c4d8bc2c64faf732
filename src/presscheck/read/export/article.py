"""An article of an export as a source of its own: a head that names it, and its text."""

from __future__ import annotations

import json
import re
from html import escape

from presscheck.model import Format, Source
from presscheck.read.frontmatter import has_front_matter

LARGEST = 16 << 20
"""Code points that one article may have."""

_BLANK = re.compile(r"^[ \t]*$", re.MULTILINE)
_BLOCK_EDITOR = "<!-- wp:"


def article(path: str, name: str, text: str, form: Format, *, title: str | None, deck: str = "") -> Source:
    """Return an article of the export at a path. `title` is None where items have none, `deck` a summary.

    In HTML title and deck are the first line; in Markdown and plain text they are front matter, unless the text has
    its own.
    """
    text = _sound(text.replace("\r\n", "\n").replace("\r", "\n"))
    title = title if title is None else _line(title)
    deck = _line(deck)
    if form == "html":
        text = _html_head(title, deck) + _with_paragraphs(text)
    elif not has_front_matter(text):
        text = _front_matter(title, deck) + text
    told = f"article “{title}”" if title else "article without a title" if title is not None else f"article {name}"
    return Source(f"{path}#{_line(name)}", text, form, article=told, title=title or "")


def _html_head(title: str | None, deck: str) -> str:
    parts = [] if title is None else [f"<title>{escape(title, quote=False)}</title>"]
    parts += [f'<meta name="description" content="{escape(deck)}">'] if deck else []
    return "".join(parts) + "\n" if parts else ""


def _front_matter(title: str | None, deck: str) -> str:
    # A string of JSON is one of YAML.
    parts = [] if title is None else [f"title: {json.dumps(title, ensure_ascii=False)}\n"]
    parts += [f"description: {json.dumps(deck, ensure_ascii=False)}\n"] if deck else []
    return f"---\n{''.join(parts)}---\n" if parts else ""


def _with_paragraphs(text: str) -> str:
    """Return HTML with a tag on each blank line, which WordPress makes a paragraph of where it has no blocks."""
    return text if _BLOCK_EDITOR in text else _BLANK.sub("<p>", text.rstrip())


def _line(text: str) -> str:
    """Return a text in one line, with nothing in it that is not to be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in _sound(text)).split())


def _sound(text: str) -> str:
    """Return a text without halves of characters, which JSON may hold and no encoding has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text
