"""Slots filled in: one text for each that differs, written so that a reader reads it as it was given."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presscheck.check import check_source
from presscheck.escape import one_line
from presscheck.fill import Draft, Filled, Slot, fill, named, open_draft, stand
from presscheck.fix import Again
from presscheck.keep import Kept
from presscheck.model import Source
from presscheck.read import open_document
from presscheck.rules import load_rules
from presscheck.trouble import Trouble

RULES = load_rules()


def check(source: Source) -> Kept:
    return check_source(source, RULES)


def opened(data: bytes, path: str) -> Draft:
    return open_draft(path, Again(lambda _: data, lambda _: lambda s: check(s).findings, lambda _: check))


def texts_for(draft: Draft, given: dict[str, str]) -> dict[Slot, str]:
    return {slot: words for name, words in given.items() for slot in named(draft.slots, name)}


def filled(text: str, path: str, **answers: str) -> str:
    """Return a draft with its slots filled, each named without brackets and with _ for a space."""
    data = text.encode()
    draft = opened(data, path)
    named = {name.replace("_", " "): answer for name, answer in answers.items()}
    return fill(draft, texts_for(draft, named)).data.decode()


def test_a_slot_is_asked_for_once_wherever_and_however_it_is_written() -> None:
    text = "# News from [City]\n\nBy \\[Your Name\\] in [City] and **[City]**, [Your&nbsp;Name], [Your\nName].\n"
    draft = opened(text.encode(), "draft.md")
    assert [(slot.text, len(slot.gaps)) for slot in draft.slots] == [("[City]", 3), ("[Your Name]", 3)]


def test_every_place_gets_its_text() -> None:
    text = "# News from [City]\n\nBy \\[Your Name\\] in [City], **[Your** Name\\] said in [Your&nbsp;Name].\n"
    assert filled(text, "draft.md", city="Ely", your_name="Ana Lee") == (
        "# News from Ely\n\nBy Ana Lee in Ely, Ana Lee said in Ana Lee.\n"
    )


def test_what_has_no_answer_stays() -> None:
    assert filled("By [Your Name], [City], May\r\n", "draft.txt", city="Ely") == "By [Your Name], Ely, May\r\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("By [Your Name] of Ely.", "By A\\*B\\* &lt;i> \\_c\\_ 1 of Ely."),
        ("- [Your Name] of Ely.", "- A\\*B\\* &lt;i> \\_c\\_ 1 of Ely."),
        ("|By|\n|---|\n|[Your Name]|", "|By|\n|---|\n|A\\*B\\* &lt;i> \\_c\\_ 1|"),
        ("<p>By [Your Name]</p>", "<p>By A*B* &lt;i&gt; _c_ 1</p>"),
    ],
    ids=["paragraph", "list item", "table", "HTML in Markdown"],
)
def test_signs_are_signs_in_markdown(before: str, after: str) -> None:
    assert filled(f"{before}\n", "draft.md", your_name="A*B* <i> _c_ 1") == f"{after}\n"


def test_plain_words_stay_plain_in_markdown() -> None:
    words = "Müller & Co., snake_case, 5 - 3 = 2 (50%): “yes!” #1"
    assert filled("By [Your Name] of Ely.\n", "draft.md", your_name=words) == f"By {words} of Ely.\n"


@pytest.mark.parametrize("words", ["# one", "- one", "1. one", "> one", "=== one", "+ one", "12) one"])
def test_words_at_the_start_of_a_paragraph_make_no_other_block_of_it(words: str) -> None:
    data = b"Ely is near.\n\n[Your Name] of Ely said so.\n"
    draft = opened(data, "draft.md")
    after = fill(draft, {draft.slots[0]: words}).source
    assert [(block.kind, block.text) for block in open_document(after).blocks] == [
        ("paragraph", "Ely is near."),
        ("paragraph", f"{words} of Ely said so."),
    ]


def test_in_html_signs_become_entities() -> None:
    text = '<title>[City]</title><meta name="author" content="[Your Name]"><p>By [<b>Your</b> Name]</p>'
    assert filled(text, "draft.html", city="A & <B>", your_name='"Ana"') == (
        '<title>A &amp; &lt;B&gt;</title><meta name="author" content="&quot;Ana&quot;"><p>By "Ana"</p>'
    )


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("author: [Your Name]", "Ana Lee", "author: [Ana Lee]"),
        ("author: [Your Name]", '"Ana"', 'author: ["\\"Ana\\""]'),
        ("author: Your Name", "12", 'author: "12"'),
        ('author: "[Your Name]"', 'Ana "A" Lee', 'author: "Ana \\"A\\" Lee"'),
        ("author: '[Your Name]'", "Ana O'Lee", "author: 'Ana O''Lee'"),
        ("title: Rents in [City]", "Ely", "title: Rents in Ely"),
        ("author: Your Name", "Lee: Ana", 'author: "Lee: Ana"'),
        ("author: [Your Name]", "Lee, Ana", 'author: ["Lee, Ana"]'),
        ("date: YYYY-MM-DD", "2026-05-03", "date: 2026-05-03"),
    ],
)
def test_front_matter_stays_front_matter(before: str, words: str, after: str) -> None:
    data = f"---\n{before}\n---\n\nText of the day.\n".encode()
    draft = opened(data, "draft.md")
    assert fill(draft, {draft.slots[0]: words}).data.decode() == f"---\n{after}\n---\n\nText of the day.\n"


def test_words_that_a_value_has_no_room_for_are_said() -> None:
    data = b"---\ntitle: Rents in [City]\n---\n\nText of the day.\n"
    draft = opened(data, "draft.md")
    with pytest.raises(Trouble, match=r"^draft\.md:2: these words need quotes here"):
        fill(draft, {draft.slots[0]: "Ely: the port"})


def test_in_toml_quotes_are_escaped() -> None:
    text = '+++\ntitle = "Rents in [City]"\n+++\n\nText of the day.\n'
    assert filled(text, "draft.md", city='"Ely"') == text.replace("[City]", '\\"Ely\\"')


def test_a_link_gets_an_address() -> None:
    text = "See [the notice](INSERT_LINK_HERE) of May.\n"
    assert filled(text, "draft.md", insert_link_here="https://ely.org/a b(1)") == (
        "See [the notice](https://ely.org/a%20b%281%29) of May.\n"
    )


FRAMES = [
    "By {}, reporter.",
    "{} said so.",
    "# News from {} today",
    "- {} is here",
    "> {} is here",
    "1. {}",
    "He saw **{}** there",
    "|a|b|\n|---|---|\n|x {}|y|",
    "one word and\n{} again",
]


@given(
    words=st.text(
        alphabet=st.one_of(st.sampled_from(r"\`*_[]<>&#;!|~-+=:.'\"(){}$^ 1aB/"), st.characters(codec="utf-8")),
        min_size=1,
        max_size=20,
    ),
    frame=st.sampled_from(FRAMES),
)
@example(words="&amp;", frame=FRAMES[0])
@example(words="*", frame=FRAMES[6])
@example(words="<b>", frame=FRAMES[1])
@example(words="---", frame=FRAMES[8])
def test_whatever_the_words_a_reader_reads_them(words: str, frame: str) -> None:
    try:
        shown = one_line(words, "[Your Name]")
    except Trouble:
        return
    for path in ("draft.md", "draft.html"):
        text = frame if path == "draft.md" else f"<p>{frame}</p>"
        data = text.replace("{}", "[Your Name]").encode()
        draft = opened(data, path)
        gap = draft.slots[0].gaps[0]
        before = [block.text for block in open_document(draft.source).blocks]
        expected = [
            text[: gap.start] + shown + text[gap.end :] if block.runs == gap.block.runs else text
            for block, text in ((block, block.text) for block in open_document(draft.source).blocks)
        ]
        after = [block.text for block in open_document(fill(draft, {draft.slots[0]: words}).source).blocks]
        assert before != after or shown == "[Your Name]"
        assert ["".join(text.split()) for text in after] == ["".join(text.split()) for text in expected]


def draft_in_word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Rents in [City]"
    paragraph = document.add_paragraph("By ")
    for words, bold in (("[Your", True), (" ", False), ("Na", True), ("me]", False), (" of [City]", False)):
        paragraph.add_run(words).bold = bold
    document.add_paragraph("The ferry to [City] left at noon, the port said.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_is_filled_in_the_format_of_the_slot() -> None:
    data = draft_in_word()
    draft = opened(data, "draft.docx")
    result = fill(draft, texts_for(draft, {"City": "Ely & Co <1>", "Your Name": "Ana"}))
    assert result.left == ()
    after = docx.Document(io.BytesIO(result.data))
    assert [paragraph.text for paragraph in after.paragraphs] == [
        "By Ana of Ely & Co <1>",
        "The ferry to Ely & Co <1> left at noon, the port said.",
    ]
    assert [run.text for run in after.paragraphs[0].runs if run.bold] == ["Ana", ""]
    assert after.core_properties.title == "Rents in Ely & Co <1>"


def draft_in_writer() -> bytes:
    names = "office", "text"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f"<office:document-content {spaces}><office:body><office:text>"
        '<text:p>By <text:span text:style-name="B">[Your</text:span> Na<text:span>me]</text:span>'
        " of [City]</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return out.getvalue()


def test_an_opendocument_text_is_filled_in_the_format_of_the_slot() -> None:
    data = draft_in_writer()
    draft = opened(data, "draft.odt")
    result = fill(draft, texts_for(draft, {"City": "A & <B>", "Your Name": "Ana"}))
    with zipfile.ZipFile(io.BytesIO(result.data)) as package:
        content = package.read("content.xml").decode()
    assert '<text:p>By <text:span text:style-name="B">Ana</text:span><text:span></text:span> of A &amp;' in content
    assert " of A &amp; &lt;B&gt;</text:p>" in content


def a_filled(words: str) -> Filled:
    data = b"By [Your Name] of Ely.\n"
    draft = opened(data, "draft.txt")
    return fill(draft, {draft.slots[0]: words})


def test_a_text_of_several_lines_becomes_one_line() -> None:
    assert a_filled(" Ana\r\n  Lee\n").data == b"By Ana Lee of Ely.\n"


@pytest.mark.parametrize("words", ["", "  \n", "a\x1b[2J", "\ud800"])
def test_what_is_no_text_is_refused(words: str) -> None:
    with pytest.raises(Trouble, match=r"the text for \[Your Name\]"):
        a_filled(words)


def test_an_answer_to_no_slot_is_said_with_the_nearest() -> None:
    draft = opened(b"By [Your Name], [City]\n", "draft.txt")
    with pytest.raises(Trouble, match=r"^no slot 'Your Nmae'; did you mean '\[Your Name\]'\?$"):
        texts_for(draft, {"Your Nmae": "Ana"})


def standing(text: str, path: str) -> str:
    draft = opened(text.encode(), path)
    return stand(fill(draft, {}), {draft.slots[0]: "the mayor's own words"}, check).data.decode()


def test_a_slot_may_be_told_to_stand_at_every_place() -> None:
    stet = "<!-- stet: PH101 the mayor's own words -->"
    assert standing("# Rents\n\nNews of [City].\n\nIn May.\n\nOf [City].\n", "draft.md") == (
        f"# Rents\n\n{stet}\nNews of [City].\n\nIn May.\n\n{stet}\nOf [City].\n"
    )


def test_one_slot_is_filled_while_another_stands() -> None:
    draft = opened(b"By [Your Name] in [City].\n", "draft.txt")
    name, city = draft.slots
    filled = stand(fill(draft, {name: "Ana"}), {city: "a quote"}, check)
    assert filled.data == b"[stet: PH101 a quote]\nBy Ana in [City].\n"


def test_a_document_that_takes_no_stet_is_said() -> None:
    draft = opened(draft_in_word(), "draft.docx")
    with pytest.raises(Trouble, match="a document takes no stet"):
        stand(fill(draft, {}), {draft.slots[0]: "a quote"}, check)
