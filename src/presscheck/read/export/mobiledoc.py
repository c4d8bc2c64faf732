"""Mobiledoc, in which Ghost kept its posts before Lexical: sections of markers → HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from presscheck.read.export.lexical import lexical_html, markdown_html

_TEXT, _IMAGE, _LIST, _CARD = 1, 2, 3, 10
_ATOM = 1
_NAMES = {"code": "codeblock", "card-markdown": "markdown"}
"""Cards that Lexical has under another name."""


def mobiledoc_html(document: Mapping[str, Any]) -> str:
    """Return the article that a Mobiledoc holds. Raises IndexError, TypeError and the like where it is broken."""
    return "\n".join(filter(None, (_section(section, document) for section in document["sections"])))


def _section(section: Sequence[Any], document: Mapping[str, Any]) -> str:
    match section[0]:
        case kind if kind == _TEXT:
            return f"<{section[1]}>{_markers(section[2], document)}</{section[1]}>"
        case kind if kind == _IMAGE:
            return f'<img src="{escape(str(section[1]))}">'
        case kind if kind == _LIST:
            items = "".join(f"<li>{_markers(item, document)}</li>" for item in section[2])
            return f"<{section[1]}>{items}</{section[1]}>"
        case kind if kind == _CARD:
            return _card(*document["cards"][section[1]][:2])
        case _:
            return ""


def _card(name: str, payload: Mapping[str, Any]) -> str:
    if name in ("markdown", "card-markdown"):
        return markdown_html(str(payload.get("markdown", "")))
    return lexical_html({"root": {"children": [{**payload, "type": _NAMES.get(name, name)}]}})


def _markers(markers: Sequence[Any], document: Mapping[str, Any]) -> str:
    pieces: list[str] = []
    opened: list[str] = []
    for kind, opens, closes, value in markers:
        for number in opens:
            name, *rest = document["markups"][number]
            values = list(rest[0]) if rest else []
            pairs = zip(values[::2], values[1::2], strict=True)
            attributes = "".join(f' {key}="{escape(str(said))}"' for key, said in pairs)
            pieces.append(f"<{name}{attributes}>")
            opened.append(name)
        if kind == _ATOM:
            name, text = document["atoms"][value][:2]
            pieces.append("<br>" if name == "soft-return" else escape(str(text), quote=False))
        else:
            pieces.append(escape(str(value), quote=False))
        pieces += [f"</{opened.pop()}>" for _ in range(closes)]
    return "".join(pieces)
