"""Findings mended in a word processor's document: its formats and all its other bytes stay."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document

from presscheck.fix import Revision, fixed
from presscheck.lint import lint
from presscheck.rules import load_rules

RULES = load_rules()
MAIN = "word/document.xml"


def in_word(write: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mend(data: bytes, path: str = "draft.docx", *, unsafe: bool = False) -> Revision:
    revision = fixed(data, path, lambda source: lint(source, RULES), unsafe=unsafe)
    assert fixed(revision.new, path, lambda source: lint(source, RULES), unsafe=unsafe).new == revision.new
    return revision


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_paragraph_that_goes_leaves_nothing_behind_and_all_else_as_it_was() -> None:
    def write(document: Document) -> None:
        document.add_heading("Ferry resumes", 1)
        document.add_paragraph("Share this article")
        document.add_paragraph("The ferry sails again, the port said.").runs[0].bold = True

    data = in_word(write)
    revision = mend(data)
    before, after = parts(data), parts(revision.new)
    old, new = before.pop(MAIN), after.pop(MAIN)
    assert new == old.replace(b"<w:p><w:r><w:t>Share this article</w:t></w:r></w:p>", b"")
    assert after == before
    assert len(revision.fixed) == 1


def test_words_within_a_paragraph_go_and_formats_stay() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph("The ferry ")
        paragraph.add_run("sails :content").bold = True
        paragraph.add_run("Reference[oaicite:0]{index=0} again").italic = True
        paragraph.add_run(", the port said.")

    after = mend(in_word(write)).new
    (paragraph,) = docx.Document(io.BytesIO(after)).paragraphs
    assert paragraph.text == "The ferry sails again, the port said."
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("The ferry ", None, None),
        ("sails ", True, None),
        ("again", None, True),
        (", the port said.", None, None),
    ]


def test_of_two_empty_paragraphs_that_would_meet_one_goes() -> None:
    def write(document: Document) -> None:
        for text in ("Ferry resumes", "", "Share this article", "", "The ferry sails again."):
            document.add_paragraph(text)

    assert paragraphs(mend(in_word(write)).new) == ["Ferry resumes", "", "The ferry sails again."]


def test_a_repeated_headline_goes() -> None:
    def write(document: Document) -> None:
        document.add_heading("Ferry resumes after ten years", 1)
        document.add_paragraph("Ferry resumes after ten years")
        document.add_paragraph("The ferry sails again, the port said.")

    assert paragraphs(mend(in_word(write)).new) == [
        "Ferry resumes after ten years",
        "The ferry sails again, the port said.",
    ]


def test_only_what_is_safe_is_mended_unless_told_otherwise() -> None:
    def write(document: Document) -> None:
        for text in ("Ferries sail.", "I hope this helps!", "Yes."):
            document.add_paragraph(text)

    data = in_word(write)
    assert mend(data).new == data
    assert paragraphs(mend(data, unsafe=True).new) == ["Ferries sail.", "Yes."]


def test_a_paragraph_that_ends_a_section_stays() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Ferries sail.")
        document.add_section()
        document.paragraphs[-1].add_run("Share this article")
        document.add_paragraph("The port said so.")

    data = in_word(write)
    revision = mend(data)
    assert revision.new == data
    assert [finding.text for finding in revision.left] == ["Share this article"]


@pytest.mark.parametrize("place", ["table", "header"])
def test_what_cannot_be_taken_out_cleanly_stays_and_is_reported(place: str) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Ferries sail.")
        if place == "table":
            document.add_table(1, 1).cell(0, 0).text = "Share this article"
        else:
            document.sections[0].header.paragraphs[0].text = "Share this article"

    data = in_word(write)
    assert mend(data, unsafe=True).new == data


def test_rich_text_is_mended_likewise() -> None:
    data = rb"{\rtf1\ansi\pard Ferry resumes today\par\pard\b Share this article\par\pard\b0 It sails.\par}"
    assert mend(data, "draft.rtf").new == data.replace(rb"Share this article\par", b"\n")


def in_writer(body: str) -> bytes:
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        package.writestr("content.xml", f"{content}</office:document-content>")
    return out.getvalue()


def test_an_opendocument_text_is_mended_likewise() -> None:
    data = in_writer(
        "<text:h>Ferry resumes</text:h><text:p>Share <text:span>this</text:span> article</text:p>"
        "<text:p>The ferry sails &amp; sails citeturn0search1.</text:p>"
    )
    assert (
        parts(mend(data, "draft.odt").new)["content.xml"]
        == parts(in_writer("<text:h>Ferry resumes</text:h><text:p>The ferry sails &amp; sails.</text:p>"))[
            "content.xml"
        ]
    )
