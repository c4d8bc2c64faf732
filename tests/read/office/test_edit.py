import io
import zipfile

import docx
import pytest

from presscheck.read import read_source
from presscheck.read.office.edit import edited
from presscheck.trouble import Trouble


def draft() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("By ")
    paragraph.add_run("[Your").bold = True
    paragraph.add_run(" ")
    paragraph.add_run("Na").italic = True
    paragraph.add_run("me] & son, reporter")
    document.add_paragraph("The ferry left.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def span(data: bytes, words: str) -> tuple[int, int]:
    start = read_source(data, "a.docx").text.index(words)
    return start, start + len(words)


def test_a_slot_over_four_runs_is_replaced_in_the_format_of_the_first() -> None:
    data = draft()
    result = edited(data, [(*span(data, "[Your Name]"), "Ana <Silva>")], "a.docx")
    paragraph = docx.Document(io.BytesIO(result)).paragraphs[0]
    assert paragraph.text == "By Ana <Silva> & son, reporter"
    assert [run.text for run in paragraph.runs if run.bold] == ["Ana <Silva>"]


def test_every_other_part_and_byte_stays() -> None:
    data = draft()
    result = edited(data, [(*span(data, "ferry"), "boat")], "a.docx")
    before, after = parts(data), parts(result)
    main = "word/document.xml"
    assert after.pop(main) == before.pop(main).replace(b"The ferry left.", b"The boat left.")
    assert list(after.items()) == list(before.items())


def test_several_edits_in_one_run() -> None:
    data = draft()
    edits = [(*span(data, "The"), "A"), (*span(data, "left"), "sailed")]
    assert "A ferry sailed." in read_source(edited(data, edits, "a.docx"), "a.docx").text


def test_spaces_at_the_end_of_a_run_are_kept() -> None:
    data = draft()
    result = edited(data, [(*span(data, "left."), "")], "a.docx")
    assert b'<w:t xml:space="preserve">The ferry </w:t>' in parts(result)["word/document.xml"]


def test_what_reaches_over_two_paragraphs_is_refused() -> None:
    data = draft()
    with pytest.raises(Trouble, match=r"^a\.docx:1: the words here cannot be replaced"):
        edited(data, [(*span(data, "reporter\nThe"), "x")], "a.docx")
