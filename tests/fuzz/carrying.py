"""Fuzz targets for what carries articles beside text files: exports of rows, rich text, pages of Google Docs."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

from drafts import Feed
from laws import hold_blocks, hold_said

from presscheck.model import Source
from presscheck.read import open_document, read_source
from presscheck.read.export import read_export
from presscheck.read.export.fields import NO_FIELDS, Fields
from presscheck.trouble import Trouble

_NAMES = ("body", "content", "html", "slug", "title", "excerpt", "copy", "a\nb", "content.rendered")


def rows(data: bytes) -> None:
    """An export of rows gives an article for each, and says where it is cut off or broken."""
    feed = Feed(data)
    name = feed.pick(("a.csv", "a.jsonl", "a.json"))
    fields = Fields(feed.pick(_NAMES)) if feed.byte() % 4 == 0 else NO_FIELDS
    items = _items(feed)
    content = _written(name, items)
    cut = feed.byte()
    whole = cut % 4 > 0 or not content
    if not whole:
        content = content[: -(1 + cut % len(content))]
    found = 0
    try:
        for source in read_export(BytesIO(content), name, fields):
            found += 1
            hold_blocks(open_document(source).blocks, source.text)
            assert source.path.startswith(f"{name}#")
            assert "\n" not in source.path + source.article
    except Trouble as trouble:
        hold_said(trouble)
        whole = False
    assert found == len(items) if whole else found <= len(items)


def _items(feed: Feed) -> list[dict[str, str]]:
    names = list(dict.fromkeys(feed.pick(_NAMES) for _ in range(1 + feed.byte() % 4)))
    return [{name: feed.plain_draft(4) for name in names} for _ in range(1 + feed.byte() % 4)]


def _written(name: str, items: list[dict[str, str]]) -> bytes:
    if name.endswith(".csv"):
        out = StringIO()
        # A lone name without quotes may read as one that has a separator in it.
        table = csv.DictWriter(out, list(items[0]), quoting=csv.QUOTE_ALL)
        table.writeheader()
        table.writerows(items)
        return out.getvalue().encode("utf-8", "replace")
    if name.endswith(".json"):
        return json.dumps(items).encode()
    return "".join(json.dumps(item) + "\n" for item in items).encode()


_RICH = (
    *(r"\par ", r"\pard ", r"\plain ", "{", "}", r"\b ", r"\v ", r"\v0 ", r"\highlight7 ", r"\s1 ", r"\cs2 "),
    *(r"\'e9", r"\'93\'fa", r"\'8", r"\u8220?", r"\u-10179?", r"\u-8704?", r"\uc0 ", r"\uc2 ", r"\f1 "),
    *(r"\tab ", r"\~", r"{\header ", r"{\footnote ", r"{\*\annotation ", r"{\*\atnauthor A}"),
    *(r"{\*\atrfstart 1}", r"{\*\atrfend 1}", r"{\field", r'{\*\fldinst HYPERLINK "a"}'),
    *(r"{\*\fldinst MERGEFIELD a}", r"{\fldrslt ", r"{\pict ", r"\bin3 ", r"{\revised\revauth1 "),
    *(r"{\deleted ", r"\intbl ", r"\cell ", r"\row ", r"{\listtext ", r"\ls1 ", r"{\*\unknown "),
    *(r"{\info{\title ", r"{\upr{", r"{\*\ud ", "\\\n", r"\line ", r"\outlinelevel-3 ", r"{\shptxt ", r"\*"),
)  # fmt: skip
_GOOGLE = (
    *("<p>", "</p>", "<p class='title'>", "<h2>", "</h2>", "<span>", "<span class='c0'>", "</span>", "<br>"),
    *("<hr>", "<ul class='lst-kix_a-1'>", "</ul>", "<li>", "</li>", "<table><tr><td>", "</td></tr></table>"),
    *("<div>", "</div>", "<a href='#cmnt1' id='cmnt_ref1'>[a]</a>", "<a href='#cmnt_ref1' id='cmnt1'>[a]</a>"),
    *("<sup>", "</sup>", "<a href='#ftnt1' id='ftnt_ref1'>[1]</a>", "<a href='#ftnt_ref1' id='ftnt1'>[1]</a>"),
    *("&nbsp;", "&amp;", "&#x2014;", "<a href='https://www.google.com/url?q=http://a.b&amp;sa=D'>", "</a>"),
    *("<img alt='a' src='b'>", "<title>"),
)  # fmt: skip


def rich_text(data: bytes) -> None:
    """A document in rich text, whole or damaged, is read or refused in one line."""
    feed = Feed(data)
    body = _body(feed, _RICH).encode("cp1252", "replace")
    tables = rb"{\fonttbl{\f1\fcharset128 a;}}{\stylesheet{\s1 heading 1;}{\*\cs2 Placeholder Text;}}"
    _hold_page(rb"{\rtf1\ansi" + tables + rb"{\*\revtbl{a;}{b;}}" + body + b"}", "draft.rtf")


def google_doc(data: bytes) -> None:
    """A page that Google Docs wrote, whole or damaged, is read or refused in one line."""
    head = '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">'
    style = "<style>.c0{background-color:#ffff00}</style>"
    body = _body(Feed(data), _GOOGLE)
    _hold_page(f"{head}{style}</head><body>{body}</body></html>".encode("utf-8", "replace"), "draft.html")


def _body(feed: Feed, pieces: tuple[str, ...]) -> str:
    found: list[str] = []
    while feed:
        byte = feed.byte()
        found.append(pieces[byte % len(pieces)] if byte < 0xC0 else feed.plain_draft(1))
    return "".join(found)


def _hold_page(content: bytes, path: str) -> None:
    try:
        source: Source = read_source(content, path)
    except Trouble as trouble:
        hold_said(trouble)
        return
    prose = [block for block in open_document(source).blocks if block.kind in _PROSE]
    hold_blocks(prose, source.text)
    assert source.layout
    assert not source.text or len(source.layout.lines) == source.text.count("\n") + 1


_PROSE = frozenset({"heading", "paragraph", "list-item", "quotation", "table-cell", "alt", "link", "field"})
