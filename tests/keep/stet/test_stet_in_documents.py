"""Stets in documents of word processors: comments that start with the word."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document

from presscheck.check import check_source
from presscheck.keep import Kept
from presscheck.read import read_source
from presscheck.rules import load_rules

RULES = load_rules()


def checked(document: Document, *, stets: bool = True) -> Kept:
    out = io.BytesIO()
    document.save(out)
    return check_source(read_source(out.getvalue(), "draft.docx"), RULES, stets=stets)


def with_comment(said: str) -> Document:
    document = docx.Document()
    document.add_paragraph("The ferry to [City] left at noon.")
    run = document.add_paragraph("By ").add_run("[Author Name]")
    document.add_comment(run, text=said, author="Ana Ruiz", initials="AR")
    return document


def told(kept: Kept) -> tuple[list[str], list[str]]:
    return [finding.rule for finding in kept.findings], [each.finding.text for each in kept.suppressed]


def test_a_comment_lets_what_its_paragraph_holds_stand() -> None:
    kept = checked(with_comment("stet: PH101 the form's own field"))
    assert told(kept) == (["PH101"], ["[Author Name]"])
    assert kept.findings[0].text == "[City]"
    assert kept.suppressed[0].reason == "the form's own field"


@pytest.mark.parametrize(
    ("said", "found"), [("Stet: placeholder a form", ["ST101"]), ("Which stet? Ask Ben.", ["OF101"])]
)
def test_it_is_no_open_comment(said: str, found: list[str]) -> None:
    document = docx.Document()
    document.add_comment(
        document.add_paragraph("The ferry left.").runs[0], text=said, author="Ana Ruiz", initials=""
    )
    assert told(checked(document)) == (found, [])


def test_it_may_hold_for_the_whole_document() -> None:
    kept = checked(with_comment("stet-file: PH101 a form to fill in"))
    assert told(kept) == ([], ["[City]", "[Author Name]"])


@pytest.mark.parametrize(
    ("said", "rule"),
    [("stet: PH101", "ST102"), ("stet: PH999 a form", "ST103"), ("stet: PH101, CH a form", "ST101")],
)
def test_what_is_wrong_with_it_is_found_at_the_words_it_is_about(said: str, rule: str) -> None:
    (wrong,) = [finding for finding in checked(with_comment(said)).findings if finding.family == "stet"]
    assert (wrong.rule, wrong.text) == (rule, "[Author Name]")
    assert wrong.where == "paragraph 2"


def test_no_stet_means_that_it_is_not_heeded() -> None:
    assert told(checked(with_comment("stet: PH101 a form"), stets=False)) == (["PH101", "PH101"], [])


def test_a_comment_in_writer_is_one_too() -> None:
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text"))
    body = (
        '<text:p>By <office:annotation office:name="a"><text:p>stet: PH101 a form</text:p></office:annotation>'
        '[Author Name]<office:annotation-end office:name="a"/></text:p><text:p>In [City].</text:p>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        package.writestr("content.xml", f"{content}</office:document-content>")
    kept = check_source(read_source(out.getvalue(), "draft.odt"), RULES)
    assert told(kept) == (["PH101"], ["[Author Name]"])
