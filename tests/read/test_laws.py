"""What holds for every document in every form."""

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscheck.model import OPAQUE, Block, Document, Format, Source
from presscheck.read import open_document, read_source

FORMATS: tuple[Format, ...] = ("text", "markdown", "html")
PATHS = {"text": "draft.txt", "markdown": "draft.md", "html": "draft.html"}

some = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = """
    The mayor said [Name] on Größe naïve “quoted” Привет 東京 it's 5% a_b TK 🗞 e\u0301 x\u00a0y ${total} {{ x
"""
words = st.sampled_from(re.split("[ \n]+", WORDS.strip()))
inlines = st.one_of(
    words,
    words.map(lambda word: f"*{word}*"),
    words.map(lambda word: f"**{word}** \\[x\\]"),
    st.sampled_from(
        [
            "&amp;",
            "&#91;Your&nbsp;Name&#93;",
            "&notareference;",
            "`code`",
            "``a ` b``",
            "[text](http://a.example/ü 'Tïtle')",
            "[]()",
            "![alt ü](i.png)",
            "[ref][r]",
            "[^1]",
            "<b>bold</b>",
            "<code>x</code>",
            "<Your Name>",
            "<!-- note ü -->",
            "<https://a.example>",
            "$x^2$",
            "a < b",
            "<br>",
            "<img src='ü.png' alt='A\n b'>",
            "\\",
            "line  \nbreak",
            "\\\n",
            "<a href=''>",
            "\u2028",
        ]
    ),
)
prose = st.lists(inlines, min_size=1, max_size=8).flatmap(
    lambda items: st.lists(
        st.sampled_from([" ", " ", " ", "\n", "\n  ", "  ", ""]), min_size=len(items), max_size=len(items)
    ).map(lambda gaps: "".join(item + gap for item, gap in zip(items, gaps, strict=True)))
)
blocks = st.one_of(
    prose,
    prose.map(lambda text: "## " + text.replace("\n", " ")),
    prose.map(lambda text: "- " + text.replace("\n", "\n  ") + "\n  - [ ] nested " + text.replace("\n", " ")),
    prose.map(lambda text: "> " + text.replace("\n", "\n> ")),
    prose.map(lambda text: "| a | b |\n|---|---|\n| " + text.replace("\n", " ") + " | c \\| d |"),
    prose.map(lambda text: f"<p>{text}</p>\n<ul><li>{text}<li>x</ul>"),
    prose.map(lambda text: f"<blockquote><p>{text}</blockquote>"),
    prose.map(lambda text: f"[^1]: {text}"),
    prose.map(lambda text: f"<!-- {text} -->"),
    st.sampled_from(
        [
            "```\ncode [Name]\n```",
            "    indented",
            "Title\n=====",
            "***",
            "###",
            "[r]: <http://r.example> 'T'",
            "<div>",
            "</div>",
            "<script>\nif (a<b) x\n</script>",
            "<table><tr><td>ü<td>b</table>",
            "<nav><a href='/ü'>x</a></nav>",
            "~~~",
        ]
    ),
)
fronts = st.sampled_from(
    [
        "",
        "---\ntitle: \"Ünfilled \\\"x\\\" \\u2019\"\nauthor: Your Name # ü\ntags: [a, 'b''c']\n---\n",
        "---\ntext: >-\n  folded ü\n  on\n\n  two\nlit: |\n  a\n   b\n---\n\n",
        "---\ntitle: [broken\nauthor: 'Ü'\n---\n",
        '+++\ntitle = "T\\u2019s ü"\ntags = ["a", \'b\']\n[x]\ny = """\none\ntwo"""\n+++\n',
    ]
)
drafts = st.builds(
    lambda front, parts: front + "\n\n".join(parts), fronts, st.lists(blocks, min_size=1, max_size=6)
)
junk = st.text(
    st.one_of(
        st.sampled_from("<>[](){}&;#*_`~|\\\"'=!-/:+$ \t\n\r\f\x0b\u00a0\u2028abZü東😀\x00"), st.characters()
    ),
    max_size=80,
)
texts = st.one_of(drafts, junk, st.builds(str.__add__, drafts, junk))
formats = st.sampled_from(FORMATS)


def read(text: str, form: Format, path: str = "") -> Document:
    return open_document(Source(path or PATHS[form], text, form))


def seen(document: Document) -> list[tuple[str, int, str, tuple[str, ...], str]]:
    return [(block.kind, block.level, block.name, block.within, block.text) for block in document.blocks]


def runs(block: Block) -> list[tuple[str, int, int, bool]]:
    ends = [run.at for run in block.runs[1:]] + [len(block.text)]
    return [
        (block.text[run.at : end], run.start, run.end, run.verbatim)
        for run, end in zip(block.runs, ends, strict=True)
    ]


@some
@given(texts, formats)
def test_every_character_leads_to_where_it_stands(text: str, form: Format) -> None:
    for block in read(text, form).blocks:
        before = 0
        for offset, char in enumerate(block.text):
            start, end = block.locate(offset)
            assert before <= start < end <= len(text)
            before = start
            run = max((run for run in block.runs if run.at <= offset), key=lambda run: run.at)
            if run.verbatim:
                assert text[start:end] == char


@some
@given(texts, formats)
def test_what_stands_for_a_stretch_of_the_source_is_made_of_it(text: str, form: Format) -> None:
    for block in read(text, form).blocks:
        for shown, start, end, verbatim in runs(block):
            written = text[start:end]
            if verbatim or shown in (OPAQUE, "\N{REPLACEMENT CHARACTER}") or block.kind == "field":
                continue
            if shown in (" ", "\n") and not written.startswith("&"):
                assert re.fullmatch(r"[\s>\\]+|<br\b[^>]*>", written), (shown, written)
            else:
                assert shown in (unescape(written), written.removeprefix("\\"))


@some
@given(texts, formats)
def test_runs_stand_in_order_and_share_nothing(text: str, form: Format) -> None:
    for block in read(text, form).blocks:
        assert block.runs[0].at == 0
        for run, after in zip(block.runs, block.runs[1:], strict=False):
            assert run.at < after.at
            assert run.end <= after.start


@some
@given(texts, formats)
def test_blocks_stand_in_the_order_in_which_they_start(text: str, form: Format) -> None:
    starts = [block.runs[0].start for block in read(text, form).blocks]
    assert starts == sorted(starts)


@some
@given(texts, formats)
def test_no_block_has_white_space_around_it(text: str, form: Format) -> None:
    for block in read(text, form).blocks:
        assert block.text == block.text.strip()
        assert block.text or block.kind in ("link", "field", "alt")


@some
@given(texts)
def test_lines_and_columns_agree_with_a_count(text: str) -> None:
    source = Source("draft.txt", text, "text")
    line = column = 1
    for offset, char in enumerate(text):
        assert source.line_column(offset) == (line, column)
        column += 1
        if char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n"):
            line, column = line + 1, 1
    assert source.line_column(len(text)) == (line, column)


@some
@given(texts, formats, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_of_any_kind_give_the_same_blocks(text: str, form: Format, end: str) -> None:
    text = text.replace("\r", "")
    other = text.replace("\n", end)
    document, changed = read(text, form), read(other, form)
    assert seen(changed) == seen(document)
    for block, its in zip(document.blocks, changed.blocks, strict=True):
        for offset in range(len(block.text)):
            start, stop = block.locate(offset)
            there, until = its.locate(offset)
            assert other[there:until] == text[start:stop].replace("\n", end)


@some
@given(st.text(max_size=200), formats, st.sampled_from(["", "draft.mdx"]))
def test_any_text_is_read(text: str, form: Format, path: str) -> None:
    read(text, form, path)


@some
@given(st.text(st.characters(categories=["Cs", "Cc", "Lu", "Po"]), max_size=50), formats)
def test_lone_surrogates_and_controls_are_read(text: str, form: Format) -> None:
    read("a\ud83d " + text, form)


@some
@given(texts, formats)
def test_an_encoding_changes_no_block(text: str, form: Format) -> None:
    text = re.sub("[\0\ufeff\ud800-\udfff]", "", text) or "a"
    document = read(text, form)
    for mark, encoding in (
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if text.startswith(("%PDF-", "{\\rtf", "GIF8", "PK")):
            continue
        source = read_source(mark + text.encode(encoding), PATHS[form])
        assert source.text == text
        assert [(block.text, block.runs) for block in open_document(source).blocks] == [
            (block.text, block.runs) for block in document.blocks
        ]


@some
@given(st.lists(st.sampled_from(["A", "Größe", "said", "5%", "東京", "“x”", "Привет", "it's"])).map(" ".join))
def test_prose_without_markup_is_the_same_in_every_format(text: str) -> None:
    text = f"A {text}".strip()
    for form in FORMATS:
        [block] = read(text, form).blocks
        assert block.text == text
        assert block.span(0, len(text)) == (0, len(text))


PIECES = """
    <div> <blockquote>x <code> <a~ <a~x=" </a <!-- <! <?php <script> &amp &# ~| <b~c> >~ [ [a]( ![ `a~ |```x
    *a~ (a| [a| ---| $a <a< {/* \\ a:~ -~-~
"""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("piece", PIECES.split())
def test_much_of_anything_is_read_in_time(piece: str, form: Format) -> None:
    piece = piece.replace("~", " ").replace("|", "\n")
    for front in ("", "---\n", "+++\na = "):
        read(front + piece * 3000, form, "draft.mdx" if form == "markdown" else "")
