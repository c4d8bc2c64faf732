"""Lexical, in which Ghost keeps its posts: a tree of nodes → HTML."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

_CODE = 16
_SPOKEN = {
    "bookmark": ("caption",),
    "button": ("buttonText",),
    "callout": ("calloutText",),
    "call-to-action": ("textValue", "buttonText"),
    "email": ("html",),
    "email-cta": ("html", "buttonText"),
    "embed": ("caption",),
    "file": ("fileTitle", "fileCaption"),
    "header": ("header", "subheader", "buttonText"),
    "html": ("html",),
    "product": ("productTitle", "productDescription", "productButton"),
    "signup": ("header", "subheader", "disclaimer", "buttonText"),
    "toggle": ("heading", "content"),
    "video": ("caption",),
}
"""What a reader reads of a card: values that are HTML already."""

_LINKS = {"bookmark": "url", "button": "buttonUrl", "header": "buttonUrl", "product": "productUrl"}


def lexical_html(tree: Mapping[str, Any]) -> str:
    """Return the article that a tree of Lexical holds. Raises KeyError or TypeError where it is broken."""
    return "\n".join(filter(None, map(_block, tree["root"]["children"])))


def _block(node: Mapping[str, Any]) -> str:
    match str(node.get("type", "")):
        case "paragraph":
            return f"<p>{_inside(node)}</p>"
        case "heading" | "extended-heading":
            return f"<{_heading(node)}>{_inside(node)}</{_heading(node)}>"
        case "quote" | "extended-quote" | "aside":
            return f"<blockquote>{_inside(node)}</blockquote>"
        case "list":
            name = "ol" if node.get("listType") == "number" else "ul"
            return f"<{name}>{_inside(node)}</{name}>"
        case "codeblock":
            return f"<pre>{escape(str(node.get('code', '')))}</pre>{_caption(node)}"
        case "markdown":
            return markdown_html(str(node.get("markdown", "")))
        case "image":
            return f"<figure>{_image(node)}{_caption(node)}</figure>"
        case "gallery":
            return f"<figure>{''.join(map(_image, node.get('images', [])))}{_caption(node)}</figure>"
        case kind if kind in _SPOKEN:
            return _card(kind, node)
        case _:
            return _inside(node)


def _heading(node: Mapping[str, Any]) -> str:
    tag = str(node.get("tag", "h2"))
    return tag if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2"


def _inside(node: Mapping[str, Any]) -> str:
    return "".join(map(_inline, node.get("children", [])))


def _inline(node: Mapping[str, Any]) -> str:
    match str(node.get("type", "")):
        case "text" | "extended-text" | "tab":
            text = escape(str(node.get("text", "")), quote=False)
            return f"<code>{text}</code>" if int(node.get("format") or 0) & _CODE else text
        case "linebreak":
            return "<br>"
        case "link" | "autolink":
            return f'<a href="{escape(str(node.get("url", "")))}">{_inside(node)}</a>'
        case "listitem":
            return f"<li>{_inside(node)}</li>"
        case _:
            return _block(node)


def _card(kind: str, node: Mapping[str, Any]) -> str:
    said = [f"<div>{node[name]}</div>" for name in _SPOKEN[kind] if node.get(name)]
    link = node.get(_LINKS.get(kind, ""))
    return "\n".join([*said, f'<a href="{escape(str(link))}"></a>'] if link else said)


def _image(node: Mapping[str, Any]) -> str:
    alt = f' alt="{escape(str(node["alt"]))}"' if node.get("alt") else ""
    return f'<img src="{escape(str(node.get("src", "")))}"{alt}>'


def _caption(node: Mapping[str, Any]) -> str:
    caption = node.get("caption")
    return f"<figcaption>{caption}</figcaption>" if caption else ""


def markdown_html(text: str) -> str:
    """Return Markdown as HTML, as a card of it is shown."""
    import pyromark

    return pyromark.html(text).strip()
