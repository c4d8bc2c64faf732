"""Pages that Google Docs wrote: what stands for them here has the form of its own."""

import zipfile
from pathlib import Path

import pytest

from presscheck import check_paths
from presscheck.config.configuration import Configuration
from presscheck.model import Block, Source
from presscheck.read import open_document, read_source
from presscheck.read.office.edit import edited
from presscheck.run import check_paths as run
from presscheck.trouble import Trouble

HEAD = (
    '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">'
    "ol{margin:0;padding:0}table td,table th{padding:0}.c0{background-color:#ffff00}.c1{color:#000000}"
    ".c5{background-color:#ffffff}.title{padding-top:0pt}</style></head>"
)
REFERENCE = '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>'
COMMENT = (
    '<div class="c9"><p class="c8"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span class="c2">Is that so?</span></p>'
    "<p><span>Ask Ben.</span></p></div>"
)


def page(body: str) -> bytes:
    return f'{HEAD}<body class="c5 doc-content">{body}</body></html>'.encode()


def read(body: str) -> Source:
    return read_source(page(body), "draft.html")


def blocks(body: str) -> list[Block]:
    return list(open_document(read(body)).blocks)


def test_a_line_is_a_paragraph_and_styles_tell_what_it_is() -> None:
    body = (
        '<p class="c1 title" id="h.x"><span>Ferry resumes</span></p><p class="c1 subtitle"><span>A deck</span></p>'
        '<h2 id="h.y"><span>Crew</span></h2><p><span>The&nbsp;</span>'
        '<span class="c1">boat &mdash; left.<br>So.</span></p>'
        '<p class="c1 c2"><span></span></p><ul class="c7 lst-kix_a-1 start">'
        '<li class="li-bullet-0"><span>Item</span></li></ul>'
        "<table><tr><td><p><span>Cell</span></p></td></tr></table>"
    )
    assert [(block.kind, block.level, block.text) for block in blocks(body)] == [
        ("heading", 1, "Ferry resumes"),
        ("paragraph", 0, "A deck"),
        ("heading", 2, "Crew"),
        ("paragraph", 0, "The boat — left.\nSo."),
        ("list-item", 2, "Item"),
        ("table-cell", 0, "Cell"),
    ]
    source = read(body)
    assert source.line_column(source.text.index("Item")) == (6, 1)
    assert source.where(source.text.index("Item")) == "paragraph 6, under “Crew”"


def test_a_comment_is_one_and_no_prose() -> None:
    body = f"<p><span>The boat{REFERENCE} left.</span></p>{COMMENT}"
    (prose, comment) = blocks(body)
    assert (prose.kind, prose.text) == ("paragraph", "The boat left.")
    assert (comment.kind, comment.text) == ("annotation", "Is that so?\nAsk Ben.")
    assert comment.span(0, 1)[0] == len("The boat")


def test_a_comment_without_its_place_is_told_too() -> None:
    found = blocks(f"<p><span>The boat left.</span></p>{COMMENT}")
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", "The boat left."),
        ("annotation", "Is that so?\nAsk Ben."),
    ]


def test_a_footnote_stands_beside_the_body() -> None:
    source = read(
        '<p><span>The boat</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr class="c3">'
        '<div><p class="c1"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;A note.</span></p></div>'
    )
    assert source.text.split("\n") == ["The boat", " A note."]
    assert source.where(10) == "footnote 1"


def test_marked_words_are_told_from_the_classes() -> None:
    found = blocks('<p><span>The boat left at </span><span class="c0 c1">noon</span><span class="c5">.</span></p>')
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", "The boat left at noon."),
        ("highlight", "noon"),
    ]


def test_a_link_leads_where_the_reader_is_sent() -> None:
    link = "https://www.google.com/url?q=https://ferry.org/a?b%3D1%26c%3D2&amp;sa=D&amp;source=editors&amp;usg=x"
    found = blocks(f'<p><span>See </span><span><a class="c8" href="{link}">the list</a></span></p>')
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", "See the list"),
        ("link", "https://ferry.org/a?b=1&c=2"),
    ]
    assert read(f'<p><a href="{link}">the list</a></p>').where(9) == "link “the list”, paragraph 1"


def test_a_picture_has_its_alternative_text() -> None:
    found = blocks('<p><span><img alt="Image description here" src="images/image1.png" title=""></span></p>')
    assert [block.text for block in found if block.kind == "alt"] == ["Image description here"]


def test_the_zip_of_a_page_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "Ferry.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("images/image1.png", "x")
        package.writestr("Ferry.html", page("<p><span>By [Your Name]</span></p>"))
    (finding,) = check_paths(path).findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("PH101", 1, 4)


def test_what_only_an_editor_sees_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_bytes(page(f"<p><span>The boat left.{REFERENCE}</span></p>{COMMENT}"))
    found = run([str(path)], Configuration(search=False)).findings
    assert [finding.message for finding in found] == ["comment by somebody, no date: Is that so? Ask Ben."]


def test_another_page_is_a_page() -> None:
    source = read_source(b"<html><head></head><body><p>By [Your Name]</p></body></html>", "draft.html")
    assert source.format == "html"


def test_words_are_replaced_and_every_other_byte_stays() -> None:
    data = page("<p><span>Caf\u00e9 by [Your</span><span class='c1'>&nbsp;Name]</span><span>, reporter</span></p>")
    source = read_source(data, "draft.html")
    start = source.text.index("[")
    new = edited(data, [(start, start + len("[Your Name]"), "Åsa & <Co>")], "draft.html")
    assert new == data.replace(
        b"[Your</span><span class='c1'>&nbsp;Name]</span>",
        "Åsa &amp; &lt;Co&gt;</span><span class='c1'></span>".encode(),
    )


def test_a_paragraph_goes_with_its_tags() -> None:
    data = page("<p><span>The boat left.</span></p><p class='c1'><span>Gone.</span></p><p><span>End.</span></p>")
    text = read_source(data, "draft.html").text
    at = text.index("Gone.")
    assert edited(data, [(at, at + len("Gone.\n"), "")], "draft.html") == data.replace(
        b"<p class='c1'><span>Gone.</span></p>", b""
    )


def test_a_page_that_is_cut_off_is_one_line() -> None:
    with pytest.raises(Trouble, match=r"^draft\.html: damaged or cut off: not a whole document"):
        read_source(page("<p><span>The boat left.</span></p>")[:-30], "draft.html")


def test_a_page_that_makes_no_sense_is_read_all_the_same() -> None:
    body = (
        f"</p></div>{REFERENCE}<p>{REFERENCE}<table></a></span><p>x<li>{COMMENT}</table></table><span><a href='#'>"
    )
    assert "x" in read(body).text
