"""Fuzz targets for what reads: bytes to text, text to blocks, documents of word processors, exports."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

from drafts import SUFFIXES, Feed
from laws import hold_blocks, hold_said

from presscheck.model import Source
from presscheck.read import format_of, front_matter_problem, may_hold_stets, open_document, read_source
from presscheck.read.decode import is_plain_utf8
from presscheck.read.export.wxr import is_wxr, read_wxr
from presscheck.revise import revised
from presscheck.trouble import Trouble

_MARKS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b'<meta charset="', b"<?xml encoding='")


def decoding(data: bytes) -> None:
    """Bytes of any kind are text in some encoding, which gives the same bytes again, or refused in one line."""
    feed = Feed(data)
    path = f"draft.{feed.pick(SUFFIXES)}"
    content = feed.pick(_MARKS) + feed.rest()
    try:
        source = read_source(content, path)
    except Trouble as trouble:
        hold_said(trouble)
        return
    if is_plain_utf8(content):
        assert source.encoding == "utf-8"
        assert source.text.encode() == content
    with suppress(Trouble):  # where the codec reads two forms of one character
        assert revised(content, source, [])[0] == content


def reading(data: bytes) -> None:
    """Any text is read, and every character of a block leads back to where it stands."""
    feed = Feed(data)
    path = f"draft.{feed.pick(SUFFIXES)}"
    hold_read(Source(path, feed.draft(), format_of(path)))


def reading_signs(data: bytes) -> None:
    """The same for text that is not made of pieces: a byte is a character."""
    feed = Feed(data)
    path = f"draft.{feed.pick(SUFFIXES)}"
    hold_read(Source(path, feed.rest().decode("latin-1"), format_of(path)))


def hold_read(source: Source) -> None:
    """Read a source and hold its blocks to the laws; read again it gives the same."""
    document = open_document(source)
    hold_blocks(document.blocks, source.text)
    hold_blocks(document.stets, source.text)
    assert not document.stets or may_hold_stets(source.text), "a stet that is not looked for"
    problem = front_matter_problem(source)
    assert problem is None or "\n" not in problem


_DOCX = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = (
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "<w:t xml:space='preserve'>", "</w:t>", "<w:p><w:r><w:t>"),
    *("</w:t></w:r></w:p>", "<w:tab/>", "<w:br/>", "<w:del w:author='a'>", "</w:del>", "<w:ins>", "</w:ins>"),
    *("<w:delText>", "</w:delText>", "<w:rPr><w:vanish/></w:rPr>"),
    *("<w:rPr><w:highlight w:val='yellow'/></w:rPr>", "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>"),
    *("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "<w:sdt>", "</w:sdt>"),
    *("<w:sdtPr><w:showingPlcHdr/></w:sdtPr>", "<w:sdtContent>", "</w:sdtContent>", "<w:hyperlink r:id='r1'>"),
    *("</w:hyperlink>", "<w:fldSimple w:instr=' MERGEFIELD a '>", "</w:fldSimple>"),
    *("<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>"),
    *("<w:fldChar w:fldCharType='end'/>", "<w:instrText>MERGEFIELD a</w:instrText>"),
    *("<w:commentRangeStart w:id='0'/>", "<w:commentRangeEnd w:id='0'/>", "<w:commentReference w:id='0'/>"),
    *("<w:drawing/>", "<w:footnoteReference w:id='1'/>", "<!-- x -->", "<![CDATA[", "]]>", "&amp;", "&#10;"),
    *("<?a b?>", "<w:sym w:char='F0E0'/>"),
)  # fmt: skip
_OPEN = (
    *("<text:p>", "</text:p>", "<text:h text:outline-level='1'>", "</text:h>", "<text:span text:style-name='a'>"),
    *("</text:span>", "<text:s text:c='3'/>", "<text:tab/>", "<text:line-break/>", "<text:list><text:list-item>"),
    *("</text:list-item></text:list>", "<text:placeholder>", "</text:placeholder>", "<office:annotation>"),
    *("</office:annotation>", "<text:note><text:note-body>", "</text:note-body></text:note>"),
    *("<text:s text:c='-1'/>", "<table:table><table:table-row><table:table-cell>"),
    *("</table:table-cell></table:table-row></table:table>", "<text:tracked-changes>", "</text:tracked-changes>"),
    *("<text:change-start text:change-id='a'/>", "<draw:frame/>", "<text:hidden-text>", "</text:hidden-text>"),
    *("<text:h text:outline-level='x'>", "&amp;", "<!-- x -->", "<![CDATA[", "]]>"),
)  # fmt: skip
_SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "w": _DOCX,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for name in ("office", "text", "table", "style")
        },
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    }.items()
)


def office(data: bytes) -> None:
    """A document of a word processor, whole or damaged, is read or refused in one line."""
    feed = Feed(data)
    kind = feed.byte() % 4
    content = document(feed, open_document_text=kind % 2 == 1)
    if kind > 1 and content:  # cut off, or with one byte that is another
        at = (feed.byte() * 256 + feed.byte()) % len(content)
        content = content[:at] + (bytes([feed.byte()]) + content[at + 1 :] if kind == 3 else b"")
    try:
        source = read_source(content, "draft.docx")
    except Trouble as trouble:
        hold_said(trouble)
        return
    hold_blocks((block for block in open_document(source).blocks if block.kind not in _ABOVE), source.text)
    assert source.layout
    lines = source.layout.lines  # one empty paragraph is no text either
    assert len(lines) == source.text.count("\n") + 1 or not (lines or source.text)


_ABOVE = frozenset(
    {"annotation", "insertion", "deletion", "highlight", "hidden", "prompt", "merge-field", "instruction"}
)


def document(feed: Feed, *, open_document_text: bool) -> bytes:
    """Return a document whose body is made of the elements and words that a feed tells."""
    body: list[str] = []
    while feed and len(body) < 60:
        byte = feed.byte()
        names = _OPEN if open_document_text else _WORD
        if byte < 0x80:
            body.append(names[byte % len(names)])
        else:
            words = feed.plain_draft(1)
            body.append(words if byte < 0x88 else words.replace("&", "&amp;").replace("<", "&lt;"))
    inside = "".join(body)
    if open_document_text:
        content = f"<office:document-content {_SPACES}><office:body><office:text>{inside}"
        parts = {"content.xml": f"{content}</office:text></office:body></office:document-content>"}
    else:
        parts = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f"<w:document {_SPACES}><w:body>{inside}</w:body></w:document>",
        }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, text in parts.items():
            target.writestr(zipfile.ZipInfo(name), text.encode("utf-8", "replace"))
    return out.getvalue()


_EXPORT = (
    *("<item>", "</item>", "<title>", "</title>", "<wp:post_name>", "</wp:post_name>"),
    *("<wp:post_type>post</wp:post_type>", "<content:encoded><![CDATA[", "]]></content:encoded>"),
    *("<content:encoded>", "</content:encoded>", "<![CDATA[", "]]>", "<wp:post_id>1</wp:post_id>"),
    *("<!DOCTYPE a>", "&amp;", "<!--", "-->", "</channel>"),
)  # fmt: skip


def export(data: bytes) -> None:
    """A site's export gives its articles, and says where it is cut off or broken."""
    feed = Feed(data)
    pieces: list[str] = []
    while feed:
        byte = feed.byte()
        pieces.append(_EXPORT[byte % len(_EXPORT)] if byte < 0xA0 else feed.draft(1))
    content = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>' + "".join(pieces)
    ).encode("utf-8", "replace")
    assert is_wxr(content)
    try:
        for source in read_wxr(BytesIO(content), "export.xml"):
            hold_blocks(open_document(source).blocks, source.text)
    except Trouble as trouble:
        hold_said(trouble)
