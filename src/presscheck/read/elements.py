"""What HTML's elements mean to a reader: which end a block, which hold no prose, what each is."""

from __future__ import annotations

from presscheck.model import Kind

KINDS: dict[str, Kind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "blockquote": "quotation",
    "caption": "caption",
    "dd": "paragraph",
    "dt": "paragraph",
    "figcaption": "caption",
    "footnote": "paragraph",
    "legend": "caption",
    "li": "list-item",
    "summary": "paragraph",
    "td": "table-cell",
    "th": "table-cell",
    "title": "field",
}
"""The kind of block that an element's text is; others take the kind of what they stand in."""

WITHIN = {
    "aside": "aside",
    "blockquote": "quotation",
    "footer": "footer",
    "footnote": "footnote",
    "header": "header",
    "li": "list-item",
    "nav": "nav",
    "table": "table",
}
"""What a block inside an element says it is within; `footnote` is what the Markdown reader calls its own."""

LISTS = frozenset({"dir", "menu", "ol", "ul"})

_CONTAINERS = """
    address article base body center col colgroup details dialog div dl fieldset figure form frameset
    head hgroup hr html link main meta noframes optgroup option p search section select slot tbody tfoot
    thead tr
"""
_INLINE = """
    a abbr acronym applet area audio b basefont bdi bdo bgsound big blink br button canvas cite data
    datalist del dfn em embed font frame i image img input ins isindex kbd keygen label map mark marquee
    meter nobr noscript object output param picture plaintext progress q rb rp rt rtc ruby s samp small
    source span strike strong sub sup time track tt u var video wbr
"""

BLOCKS = frozenset({*KINDS, *WITHIN, *LISTS, *_CONTAINERS.split()})
"""Elements that end the block before them."""

RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
"""Elements that hold text and no tags."""

OPAQUE = (RAW - {"title"}) | {"code", "math", "pre", "svg", "template"}
"""Elements whose contents are not prose."""

APART = frozenset({"pre", "script", "style", "template"})
"""Opaque elements that are a block of their own."""

KNOWN = BLOCKS | OPAQUE | frozenset(_INLINE.split())
"""All elements of HTML, past ones too."""
