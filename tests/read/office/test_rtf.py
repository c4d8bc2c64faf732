import pytest

from presscheck.model import Block, Source
from presscheck.read import open_document, read_source
from presscheck.read.office.edit import edited
from presscheck.read.office.ignored import ignored
from presscheck.trouble import Trouble

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}"
    rb"{\f2\fcharset128 Mincho;}}"
    rb"{\colortbl;\red255\green255\blue0;\red192\green192\blue192;}"
    rb"{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon1\outlinelevel1 House head;}"
    rb"{\*\cs9\additive Placeholder Text;}{\s8 Quote;}}"
    rb"{\*\revtbl{Unknown;}{Ana;}}{\info{\title Untitled}{\author Ben}{\creatim\yr2026}}"
)


def read(body: bytes) -> Source:
    return read_source(HEAD + body + b"}", "draft.rtf")


def text(body: bytes) -> str:
    source = read(body)
    return "\n".join(line for line in source.text.split("\n") if line not in ("Untitled", "Ben"))


def blocks(body: bytes) -> list[Block]:
    return [block for block in open_document(read(body)).blocks if block.kind != "field"]


def kinds(body: bytes) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(body)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (rb"Caf\'e9 \'93so\'94", "Café “so”"),
        (rb"\u8220?so\u8221? \u-10179?\u-8704?", "“so” \N{GRINNING FACE}"),
        (rb"\uc2\u246\'94\'66x", "öx"),
        (rb"\uc0\u246 x", "öx"),
        (rb"{\f1\'cc\'ee\'f1\'ea\'e2\'e0}", "Москва"),
        (rb"{\f2\'93\'fa\'96{}\'7b}", "日{"),
        (rb"{\f2\'93\'fa\'96\'7b}", "日本"),
        (rb"\lquote a\rquote\~b\_c\emdash\{d\}\\", "‘a’\N{NO-BREAK SPACE}b\N{NON-BREAKING HYPHEN}c—{d}\\"),
        (rb"a\-b\tab c", "ab\tc"),
        (b"one\r\n two", "one two"),
        (rb"a{\*\bkmkstart x}b{\*\unheard {c}d}e{\pict\pngblip 89504e47}f", "abe\N{OBJECT REPLACEMENT CHARACTER}f"),
        (b"a{\\*\\blipuid x}{\\pict\\bin6 }}}}}}b}c", "a\N{OBJECT REPLACEMENT CHARACTER}c"),
        (rb"{\upr{old}{\*\ud{new}}}", "new"),
        (rb"one\par two\line three\par\par four", "one\ntwo\vthree\n\nfour"),
        (b"one\\\ntwo", "one\ntwo"),
    ],
)
def test_words_are_read_as_they_are_shown(written: bytes, shown: str) -> None:
    assert text(rb"\pard " + written) == shown


def test_styles_and_lists_tell_what_a_paragraph_is() -> None:
    body = (
        rb"\pard\s1 Ferry\par\pard\s2 Crew\par\pard\s0 Text\par\pard\outlinelevel2 Third\par"
        rb"\pard{\listtext\'b7\tab}\ls1\ilvl1 Item\par\pard\s8 Said\par"
        rb"\pard\intbl Cell\cell Two\cell\row\pard End\par"
    )
    assert [(block.kind, block.level, block.text) for block in blocks(body)] == [
        ("heading", 1, "Ferry"),
        ("heading", 2, "Crew"),
        ("paragraph", 0, "Text"),
        ("heading", 3, "Third"),
        ("list-item", 2, "Item"),
        ("quotation", 0, "Said"),
        ("table-cell", 0, "Cell"),
        ("table-cell", 0, "Two"),
        ("paragraph", 0, "End"),
    ]


@pytest.mark.parametrize(
    ("written", "kind", "words"),
    [
        (rb"{\highlight7 check}", "highlight", "check"),
        (rb"{\chcbpat1 check}", "highlight", "check"),
        (rb"{\v ask Ben}", "hidden", "ask Ben"),
        (rb"\v ask Ben\v0 .", "hidden", "ask Ben"),
        (rb"{\cs9 Write here}", "instruction", "Write here"),
        (rb"{\field{\*\fldinst MERGEFIELD Name}{\fldrslt \'abName\'bb}}", "merge-field", "«Name»"),
        (rb"{\field{\*\fldinst {MERGEFIELD Name}}{\fldrslt }}", "merge-field", "«Name»"),
        (rb"{\field{\*\fldinst MACROBUTTON NoMacro [Click here]}{\fldrslt}}", "prompt", "[Click here]"),
        (rb'{\field{\*\fldinst{HYPERLINK "http://a.b/c"}}{\fldrslt{\ul words}}}', "link", "http://a.b/c"),
    ],
)
def test_what_an_editor_sees_beside_the_prose(written: bytes, kind: str, words: str) -> None:
    assert (kind, words) in kinds(rb"\pard The ferry. " + written)


def test_no_marker_is_grey() -> None:
    assert kinds(rb"\pard {\chcbpat2 code}") == [("paragraph", "code")]


def test_changes_tell_who_and_when() -> None:
    new = rb"{\revised\revauth1\revdttm-1478422332 new}"
    body = rb"\pard It " + new + rb"{\deleted\revauthdel1\revdttmdel-1478422332 o{\b l}d}."
    found = {block.kind: (block.text, dict(block.about)) for block in blocks(body)}
    assert text(body) == "It new."
    assert found["insertion"] == ("new", {"author": "Ana", "date": "2026-01-02"})
    assert found["deletion"] == ("", {"author": "Ana", "date": "2026-01-02", "deleted": "old"})


def test_a_comment_tells_who_what_and_of_which_words() -> None:
    body = (
        rb"\pard The {\*\atrfstart 3}boat{\*\atrfend 3}{\*\atnid A}{\*\atnauthor Ana}\chatn"
        rb"{\*\annotation{\*\atnref 3}"
        rb"{\*\atndate -1478422332}\pard\plain Is that\par so?} left."
    )
    (comment,) = [block for block in blocks(body) if block.kind == "annotation"]
    assert (comment.text, dict(comment.about)) == ("Is that\nso?", {"author": "Ana", "date": "2026-01-02"})
    assert read(body).text[slice(*comment.span(0, 1))] == "boat"
    assert text(body) == "The boat left."


def test_what_stands_beside_the_body_is_named() -> None:
    body = rb"{\header\pard Page one\par}\pard Text{\footnote\pard A note}. "
    body += rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard Box\par}}}"
    source = read(body)
    assert source.layout
    told = dict(zip(source.text.split("\n"), source.layout.lines, strict=True))
    assert told == {
        "Text. ": "paragraph 1",
        "Untitled": "document property: title",
        "Ben": "document property: author",
        "Page one": "header",
        "A note": "footnote 1",
        "Box": "text box",
    }


def test_words_are_replaced_in_the_format_of_the_first() -> None:
    data = HEAD + rb"\pard By {\b [Your}{\i  Name]}, re\'e9porter\par}"
    source = read_source(data, "draft.rtf")
    start = source.text.index("[")
    new = edited(data, [(start, start + len("[Your Name]"), "Åsa {X}\\ — 日")], "draft.rtf")
    assert new == data.replace(rb"{\b [Your}{\i  Name]}", rb"{\b \u197?sa \{X\}\\ \u8212? \u26085?}{\i }")
    assert "By Åsa {X}\\ — 日, reéporter" in read_source(new, "draft.rtf").text


def test_a_paragraph_goes_with_what_ends_it_and_formats_stay() -> None:
    data = HEAD + rb"\pard\b One\par \pard {\i Tw}o\u8217?s\par\pard\b0 Three\par}"
    source = read_source(data, "draft.rtf")
    at = source.text.index("Two")
    new = edited(data, [(at, at + len("Two’s\n"), "")], "draft.rtf")
    assert new == data.replace(rb"{\i Tw}o\u8217?s\par", b"{\\i }\n")
    assert read_source(new, "draft.rtf").text == source.text.replace("Two’s\n", "")


def test_a_format_stays_apart_from_the_paragraph_after_one_that_goes() -> None:
    data = HEAD + rb"\pard One\par Two\f1\par 5 boats\par}"
    at = read_source(data, "draft.rtf").text.index("Two")
    new = edited(data, [(at, at + len("Two\n"), "")], "draft.rtf")
    assert "One\n5 boats" in read_source(new, "draft.rtf").text


@pytest.mark.parametrize(
    "paragraph",
    [
        rb"\pard Two{\footnote A note}\par",
        rb"\pard Two{\pict\pngblip 00}\par",
        rb"\pard {\field{\*\fldinst PAGE}{\fldrslt Two}}\par",
        rb"{\listtext\tab}\pard\ls1 Two\par",
        rb"\pard\revised\revauth1 Two\par",
        rb"\pard\intbl Two\cell\row",
        rb"\pard Two\sect",
    ],
    ids=["note", "picture", "field", "list", "change", "table", "section"],
)
def test_a_paragraph_stays_on_which_more_hangs_than_words(paragraph: bytes) -> None:
    source = read(rb"\pard One\par" + paragraph + rb"\pard\plain Three\par")
    assert source.layout
    lines = source.text.split("\n")
    two = next(number for number, line in enumerate(lines) if line.startswith("Two"))
    assert two not in source.layout.loose
    assert {lines.index("One"), lines.index("Three")} <= source.layout.loose


def test_a_control_word_stays_apart_from_what_comes_instead() -> None:
    data = HEAD + rb"\pard a\b\'e9\'e8\b0 z}"
    at = read_source(data, "draft.rtf").text.index("é")
    assert rb"\b x\'e8\b0" in edited(data, [(at, at + 1, "x")], "draft.rtf")
    assert rb"\b x\b0" in edited(data, [(at, at + 2, "x")], "draft.rtf")


@pytest.mark.parametrize("data", [HEAD + rb"\pard The boat left", HEAD[:-20], b"{\\rtf1"])
def test_what_is_cut_off_is_one_line(data: bytes) -> None:
    with pytest.raises(Trouble, match=r"^draft\.rtf: damaged or cut off: not a whole document"):
        read_source(data, "draft.rtf")


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(Trouble, match="nested too deep"):
        read_source(b"{\\rtf1" + b"{" * 100_000 + b"}" * 100_001, "draft.rtf")


@pytest.mark.parametrize(
    "body",
    [
        rb"\u99999999? \'zz \bin-1 ",
        rb"\f-3\s99999\cs-4\uc-1\u-1?\outlinelevel-3{\*\atndate --5}",
        rb"}}}",
        rb"{\*}{\*\*\x}\ ",
        rb"\fldrslt",
    ],
)
def test_what_makes_no_sense_is_read_all_the_same(body: bytes) -> None:
    read_source(HEAD + rb"\pard The boat. " + body + b"}" * 3, "draft.rtf")


def test_objects_are_said_and_not_opened() -> None:
    data = HEAD + rb"{\object\objemb{\*\objdata 0105}{\result\pard Shown}}}"
    assert "Shown" in read_source(data, "draft.rtf").text
    assert list(ignored(data, "draft.rtf")) == [
        "draft.rtf: holds embedded objects; they were not opened, so their text was not checked"
    ]
