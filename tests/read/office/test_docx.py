import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from shutil import which

import docx
import pytest
from docx.document import Document as Draft
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from presscheck import Finding, check_paths, check_text
from presscheck.check import check_source
from presscheck.model import Source
from presscheck.read import open_document, read_source
from presscheck.rules import load_rules
from presscheck.trouble import Trouble


def saved(draft: Draft) -> bytes:
    out = io.BytesIO()
    draft.save(out)
    return out.getvalue()


def read(draft: Draft) -> Source:
    return read_source(saved(draft), "draft.docx")


def blocks(source: Source, kind: str) -> list[str]:
    return [block.text for block in open_document(source).blocks if block.kind == kind]


def article() -> Draft:
    draft = docx.Document()
    draft.add_heading("Ferry resumes", 1)
    byline = draft.add_paragraph("By ")
    byline.add_run("[Your ")
    byline.add_run("Name]").bold = True
    byline.add_run(", reporter")
    draft.add_heading("Transport", 2)
    text = draft.add_paragraph("The boat left at ")
    text.add_run("noon").font.highlight_color = WD_COLOR_INDEX.YELLOW
    text.add_run(" and ")
    text.add_run("Ask Ben").font.hidden = True
    draft.add_comment(text.add_run("."), text="Is that so?", author="Ana")
    draft.add_table(1, 2).cell(0, 0).text = "XX percent"
    draft.sections[0].header.paragraphs[0].text = "Lorem ipsum dolor sit amet"
    draft.core_properties.title = "Untitled"
    draft.core_properties.author = "Windows User"
    return draft


EXPECTED = [
    ("PH101", 2, 4, "paragraph 2, under “Ferry resumes”"),
    ("OF104", 4, 18, "paragraph 4, under “Transport”"),
    ("OF105", 4, 27, "paragraph 4, under “Transport”"),
    ("OF101", 4, 34, "paragraph 4, under “Transport”"),
    ("PH202", 5, 1, "paragraph 5, under “Transport”"),
    ("PH204", 7, 1, "header"),
    ("MD101", 8, 1, "document property: title"),
    ("OF109", 9, 1, "document property: author"),
]


def told(findings: tuple[Finding, ...]) -> list[tuple[str, int, int, str]]:
    return [(f.rule, f.place.line, f.place.column, f.where) for f in findings]


def test_every_place_of_a_document_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(saved(article()))
    assert told(check_paths(path).findings) == EXPECTED


@pytest.mark.parametrize("form", ["odt", "rtf"])
def test_the_document_of_another_program_gives_the_same(form: str, tmp_path: Path) -> None:
    if not which("soffice"):
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "draft.docx").write_bytes(saved(article()))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "draft.docx")], check=True, capture_output=True, timeout=120)
    found = told(check_paths(tmp_path / f"draft.{form}").findings)
    body = [each for each in EXPECTED if each[3].startswith("paragraph")]
    assert found[: len(body)] == body
    # What stands beside the body follows in an order of the format's own.
    assert {(rule, where) for rule, _, _, where in found} == {(rule, where) for rule, _, _, where in EXPECTED}


def test_a_comment_tells_who_and_what(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(saved(article()))
    (message,) = [f.message for f in check_paths(tmp_path, select="OF101").findings]
    assert message.startswith("comment by Ana, 20")
    assert message.endswith(": Is that so?")


def test_a_line_is_a_paragraph_whatever_breaks_it() -> None:
    draft = docx.Document()
    draft.add_paragraph("One\ntwo\tthree")
    draft.add_paragraph("four")
    source = read(draft)
    assert source.line_column(source.text.index("four")) == (2, 1)
    assert blocks(source, "paragraph") == ["One\ntwo\tthree", "four"]


@pytest.mark.parametrize(
    ("xml", "kind", "words"),
    [
        ('<w:ins {} w:id="1" w:author="Ana"><w:r><w:t>new</w:t></w:r></w:ins>', "insertion", "new"),
        ('<w:del {} w:id="1" w:author="Ana"><w:r><w:delText>old</w:delText></w:r></w:del>', "deletion", ""),
        (
            "<w:sdt {}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r>"
            "</w:sdtContent></w:sdt>",
            "prompt",
            "Click here",
        ),
        (
            '<w:fldSimple {} w:instr=" MERGEFIELD Name "><w:r><w:t>«Name»</w:t></w:r></w:fldSimple>',
            "merge-field",
            "«Name»",
        ),
        ('<w:r {}><w:rPr><w:shd w:fill="FFFF00"/></w:rPr><w:t>check</w:t></w:r>', "highlight", "check"),
    ],
)
def test_what_an_editor_sees_beside_the_prose(xml: str, kind: str, words: str) -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph("The ferry ")
    paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    source = read(draft)
    assert blocks(source, kind) == [words]
    assert source.text.splitlines()[0] == f"The ferry {words}"


def test_the_instruction_of_a_field_is_not_text() -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph("Dear ")
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText> MERGEFIELD Name </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>«Name»</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
    source = read(draft)
    assert source.text.splitlines()[0] == "Dear «Name»"
    assert blocks(source, "merge-field") == ["«Name»"]


def without(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def with_main(content: bytes) -> bytes:
    return without(saved(docx.Document()), lambda name, old: content if name == "word/document.xml" else old)


LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (saved(docx.Document())[:5000], "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old .doc format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"hello", "no document"),
        (
            without(saved(docx.Document()), lambda name, old: old if name == "docProps/app.xml" else None),
            "zip file",
        ),
        (with_main(LAUGHS), "document type"),
        (with_main(b"<w:document>"), "not sound XML"),
        (with_main(b"<a>" * 1000 + b"</a>" * 1000), "nested too deep"),
        (with_main(b"<a>" + b" " * (30 << 20) + b"</a>"), "unpacks to more"),
    ],
    ids=["empty", "cut", "doc", "encrypted", "text", "zip", "entities", "broken", "deep", "bomb"],
)
def test_what_cannot_be_read_is_one_line(data: bytes, says: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read_source(data, "draft.docx")
    assert str(trouble.value).startswith("draft.docx: ")
    assert says in str(trouble.value)
    assert "\n" not in str(trouble.value)


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.txt")), ids=lambda path: path.stem)
def test_a_draft_typed_into_word_gives_the_findings_of_its_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    draft = docx.Document()
    for line in text.rstrip("\n").split("\n"):
        draft.add_paragraph(line)
    draft.core_properties.comments = ""
    typed = check_source(read(draft), load_rules()).findings
    assert [(f.rule, f.text) for f in typed] == [(f.rule, f.text) for f in check_text(text).findings]
