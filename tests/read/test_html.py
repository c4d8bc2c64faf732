import pytest

from presscheck.model import OPAQUE, Block, Source
from presscheck.read import open_document
from presscheck.read.tags import tokens


def read(text: str) -> tuple[Block, ...]:
    return open_document(Source("a.html", text, "html")).blocks


def shown(text: str) -> list[str]:
    return [f"{block.kind}{block.level or ''} {block.text}".strip() for block in read(text)]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a < b & c <3 </3", "a < b & c <3 </3"),
        ("&#91;Your&nbsp;Name&#93; &copy &bogus;", "[Your\u00a0Name] © &bogus;"),
        ("  a \n  <b> b</b>\tc  ", "a b c"),
        ("a <br/> b", "a\nb"),
        ("<Your Name> of <city/town>", "<Your Name> of <city/town>"),
        ("<my-box>a</my-box> <x y=z>b <z/>", "a b"),
        ("a <code>[x]</code> <svg><p>b</svg> <img src> c", f"a {OPAQUE} {OPAQUE} {OPAQUE} c"),
        ("a <code>b", "a b"),
        ("a <code><code>b</code></code> c", f"a {OPAQUE} c"),
        ("a <b title='x>y' class=c>b</b>", "a b"),
        ("<%= a %> {{ b }}", "<%= a %> {{ b }}"),
        ("a<?php echo 'x->y'; ?>b<!doctype html>c<![CDATA[d]]>e", "abce"),
        ("a <b c", "a <b c"),
        ('a <b c="d>e', "a e"),
        ("a<wbr>b<q>c</q>", "abc"),
    ],
)
def test_prose_is_what_a_reader_sees(text: str, prose: str) -> None:
    assert [block.text for block in read(text) if block.kind == "paragraph"] == [prose]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<h1>a</h1><h6>b</h6>c", ["heading1 a", "heading6 b", "paragraph c"]),
        ("<h2>a<p>b", ["heading2 a", "paragraph b"]),
        (
            "<ul><li>a<ul><li>b</ul>c<li>d</ul>",
            ["list-item1 a", "list-item2 b", "list-item1 c", "list-item1 d"],
        ),
        ("<p>a<p>b</p>c<div>d", ["paragraph a", "paragraph b", "paragraph c", "paragraph d"]),
        ("<blockquote>a<p>b</blockquote>c", ["quotation a", "quotation b", "paragraph c"]),
        (
            "<table><caption>a</caption><tr><th>b<td><p>c</table>d",
            ["caption a", "table-cell b", "table-cell c", "paragraph d"],
        ),
        ("<figure><figcaption>a</figcaption></figure>b", ["caption a", "paragraph b"]),
        ("<pre>a</pre>b<script>'<p>c'</script>", [f"opaque {OPAQUE}", f"paragraph b{OPAQUE}"]),
        (
            "<p>a</p><SCRIPT>x</Script ><style>y</style>",
            ["paragraph a", f"opaque {OPAQUE}", f"opaque {OPAQUE}"],
        ),
        ("<script>never closed", ["paragraph never closed"]),
        ("a<!-- b -->c<!-->d<!---->e<!-- f", ["paragraph acde", "comment b", "comment f"]),
        ("<noscript>a</noscript>", ["paragraph a"]),
        ("a</p></div></li>b", ["paragraph a", "paragraph b"]),
    ],
)
def test_blocks_have_their_kind_and_level(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("<title>a &amp; <b></title>", "title", "a & <b>"),
        ("<meta name=description content='a &quot;b&quot;'>", "description", 'a "b"'),
        ('<META CONTENT="a" PROPERTY="og:Title">', "og:title", "a"),
        ("<meta name=author content=''>", "author", ""),
    ],
)
def test_the_head_gives_fields(text: str, name: str, value: str) -> None:
    assert [(block.kind, block.name, block.text) for block in read(text)] == [("field", name, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a href='#'>a</a>", ["link #", "paragraph a"]),
        ("<a href=>a</a>", ["link", "paragraph a"]),
        ("<a href = a&amp;b title='c\nd'>e</a>", ["link a&amp;b", "alt c d", "paragraph e"]),
        ("<p>a <img alt=' b ' src=c>", [f"paragraph a {OPAQUE}", "alt b", "link c"]),
        ("<button aria-label=a>b</button>", ["alt a", "paragraph b"]),
        ("<a data-href=a>b</a>", ["paragraph b"]),
        ("""<a href="{{ "/b" | url }}">c</a>""", ["""link {{ "/b" | url }}""", "paragraph c"]),
        ("<a href={{ b }} title='{% c '>d</a>", ["link {{ b }}", "alt {% c", "paragraph d"]),
    ],
)
def test_attributes_that_are_read_or_followed_are_blocks(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_an_attribute_stands_where_its_value_is_written() -> None:
    text = "é <img alt='a &#91;ü' src=\"\">"
    alt, link = (block for block in read(text) if block.kind in ("alt", "link"))
    assert (alt.text, alt.span(0, 4), alt.span(2, 3)) == ("a [ü", (12, 20), (14, 19))
    assert link.span(0, 0) == (27, 27)


def test_a_block_says_what_it_is_within() -> None:
    text = "<nav><ul><li>a</ul></nav><aside><blockquote><blockquote>b</aside>c<footer>d</footer>"
    assert {block.text: block.within for block in read(text)} == {
        "a": ("nav", "list-item"),
        "b": ("aside", "quotation"),
        "c": (),
        "d": ("footer",),
    }


@pytest.mark.parametrize("piece", ["<div>", "<blockquote>", "<ul><li>", "<code>", "<svg>", "<b>"])
def test_any_depth_is_read(piece: str) -> None:
    assert shown(piece * 10_000 + "a")[-1].endswith("a")


def test_tokens_tell_a_tag_from_what_looks_like_one() -> None:
    text = "a<b<B C=d/>x</B >"
    assert [(token.kind, token.name, text[token.start : token.end]) for token in tokens(text)] == [
        ("text", "", "a"),
        ("start", "b<b", "<b<B C=d/>"),
        ("text", "", "x"),
        ("end", "b", "</B >"),
    ]
