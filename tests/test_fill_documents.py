"""Controls and merge fields of documents filled in: what stands there afterwards is words like all others."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from presscheck.check import check_source
from presscheck.fill import Draft, fill, named, open_draft
from presscheck.fix import Again
from presscheck.keep import Kept
from presscheck.model import Source
from presscheck.rules import load_rules

RULES = load_rules()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROMPT = "Click or tap here to enter text."


def check(source: Source) -> Kept:
    return check_source(source, RULES)


def in_word(*paragraphs: str) -> bytes:
    """A document of these paragraphs, given as what stands within `w:p`."""
    document = docx.Document()
    body = document.element.body
    for paragraph in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{paragraph}</w:p>"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(title: str = "", more: str = "", prompt: str = PROMPT) -> str:
    alias = f'<w:alias w:val="{title}"/>' if title else ""
    return (
        f"<w:sdt><w:sdtPr>{alias}{more}<w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
        f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> MERGEFIELD {name} \\* MERGEFORMAT </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:rPr><w:b/></w:rPr><w:t>«{name}»</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def opened(data: bytes, path: str = "draft.docx") -> Draft:
    return open_draft(path, Again(lambda _: data, lambda _: lambda s: check(s).findings, lambda _: check))


def filled(data: bytes, path: str = "draft.docx", **answers: str) -> bytes:
    draft = opened(data, path)
    texts = {slot: text for name, text in answers.items() for slot in named(draft.slots, name)}
    result = fill(draft, texts)
    assert result.left == ()
    assert check(result.source).findings == []
    return result.data


def main(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def paragraphs(data: bytes) -> list[str]:
    """What stands in each paragraph, controls and fields with it."""
    body = docx.Document(io.BytesIO(data)).element.body
    return ["".join(node.text or "" for node in p.iter(f"{{{W[9:-1]}}}t")) for p in body.iter(f"{{{W[9:-1]}}}p")]


def test_a_control_is_filled_in_and_no_prompt_any_more() -> None:
    after = filled(in_word(words("By ") + control("Author") + words(", Ely")), Author="Ana Lee")
    assert paragraphs(after) == ["By Ana Lee, Ely"]
    assert "<w:sdt>" in main(after)
    assert "showingPlcHdr" not in main(after)
    assert "PlaceholderText" not in main(after)


def test_a_control_is_not_tied_to_a_property_that_would_replace_the_words() -> None:
    binding = '<w:dataBinding w:xpath="/title" w:storeItemID="{1}"/>'
    after = filled(in_word(words("By ") + control("Author", binding)), Author="Ana Lee")
    assert "dataBinding" not in main(after)


def test_a_control_around_whole_paragraphs_is_filled_in() -> None:
    inner = f"<w:p {W}><w:r><w:t>{PROMPT}</w:t></w:r></w:p>"
    block = f'<w:sdt {W}><w:sdtPr><w:alias w:val="Deck"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inner}'
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"{block}</w:sdtContent></w:sdt>"))
    out = io.BytesIO()
    document.save(out)
    after = filled(out.getvalue(), Deck="The port said so.")
    assert paragraphs(after) == ["The port said so."]
    assert "showingPlcHdr" not in main(after)


@pytest.mark.parametrize(
    "wrapped",
    [field("City"), f'<w:fldSimple w:instr=" MERGEFIELD City ">{words("«City»")}</w:fldSimple>'],
    ids=["field", "simple field"],
)
def test_a_merge_field_becomes_words(wrapped: str) -> None:
    after = filled(in_word(words("News from ") + wrapped + words(" today")), City="Ely & Co")
    assert paragraphs(after) == ["News from Ely & Co today"]
    assert "MERGEFIELD" not in main(after)
    assert "fldChar" not in main(after)


def test_a_merge_field_keeps_its_format() -> None:
    after = docx.Document(io.BytesIO(filled(in_word(words("News from ") + field("City")), City="Ely")))
    assert [run.text for run in after.paragraphs[0].runs if run.bold] == ["Ely"]


def test_another_field_is_left_alone() -> None:
    date = field("City").replace("MERGEFIELD City", "DATE").replace("«City»", "1 May")
    after = filled(in_word(words("In ") + field("City") + words(" on ") + date), City="Ely")
    assert paragraphs(after) == ["In Ely on 1 May"]
    assert main(after).count("<w:fldChar ") == 3


def test_controls_with_one_prompt_are_told_by_their_titles() -> None:
    data = in_word(control("Author"), control("City"), control("Author"), control(), control())
    assert [(slot.text, len(slot.gaps)) for slot in opened(data).slots] == [
        ("Author", 2),
        ("City", 1),
        (PROMPT, 1),
        (f"{PROMPT} (2)", 1),
    ]


def test_one_of_several_controls_is_filled_in_and_the_others_still_show_their_prompts() -> None:
    data = in_word(words("By ") + control("Author") + words(" in ") + control("City"))
    draft = opened(data)
    result = fill(draft, {draft.slots[1]: "Ely"})
    assert paragraphs(result.data) == [f"By {PROMPT} in Ely"]
    assert [slot.text for slot in opened(result.data).slots] == ["Author"]


def in_writer(body: str) -> bytes:
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        package.writestr("content.xml", f"{content}</office:document-content>")
    return out.getvalue()


def test_a_placeholder_of_writer_becomes_words() -> None:
    body = (
        '<text:p>News from <text:placeholder text:placeholder-type="text">&lt;Town&gt;</text:placeholder>.</text:p>'
    )
    after = main(filled(in_writer(body), "draft.odt", Town="Ely"), "content.xml")
    assert "<text:p>News from Ely.</text:p>" in after
