import pytest

from presscheck.model import OPAQUE, Block, Source
from presscheck.read import open_document
from presscheck.trouble import Trouble


def read(text: str, path: str = "a.md") -> tuple[Block, ...]:
    return open_document(Source(path, text, "markdown")).blocks


def shown(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    return [(f"{block.kind}{block.level or ''}", block.text) for block in read(text, path)]


def spans(text: str, kind: str) -> list[tuple[int, int]]:
    return [block.span(0, len(block.text)) for block in read(text) if block.kind == kind]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("**News Outlet** *Name*", "News Outlet Name"),
        (r"\[Your Name\]", "[Your Name]"),
        ("&#91;Your&nbsp;Name&#93;", "[Your\u00a0Name]"),
        ("a [TBD] b [x][y]", "a [TBD] b [x][y]"),
        ("[text](a.html) and <https://a.example>", "text and https://a.example"),
        ("use `[Name]` and ![x](y) and $x^2$ here[^1]", f"use {OPAQUE} and {OPAQUE} and {OPAQUE} here[^1]"),
        ("here[^1]\n\n[^1]: Note.", f"here{OPAQUE}"),
        ("$5 to A$10 for ${total} or ${a}${b}", "$5 to A$10 for ${total} or ${a}${b}"),
        (r"\\[a] \\\[b] \\\\[c]", r"\[a] \[b] \\[c]"),
        ("one  \ntwo\\\nthree<br>four", "one\ntwo\nthree\nfour"),
        ("a <b>bold</b> <!-- x -->word <Your Name> <em class=x>y</em>", "a bold word <Your Name> y"),
        ("a <code>[Name]</code> b", f"a {OPAQUE} b"),
        ("{{ a }} {% b %} {{< c >}} ~~gone~~", "{{ a }} {% b %} {{< c >}} gone"),
        ("Text that *goes\non* here", "Text that goes on here"),
        ("Contact:\n[Name]\n[Paper]", "Contact:\n[Name]\n[Paper]"),
        ("a\ud83db", "a\N{REPLACEMENT CHARACTER}b"),
        ("Lead text {: .lead}", "Lead text"),
    ],
)
def test_prose_is_what_a_reader_sees(text: str, prose: str) -> None:
    [block] = [block for block in read(text) if block.kind == "paragraph"][:1]
    assert block.text == prose


def test_a_soft_break_maps_to_the_line_end_and_the_mark_after_it() -> None:
    text = "- > one goes\n  >   on"
    [block] = read(text)
    assert block.text == "one goes on"
    assert block.span(8, 9) == (12, 19)
    assert block.span(0, 11) == (4, 21)


def test_places_count_code_points_not_bytes() -> None:
    text = "é東😀 *ü* [é](ü) x"
    [prose, link] = read(text)
    assert [text[slice(*prose.locate(at))] for at in range(len(prose.text))] == list("é東😀 ü é x")
    assert link.span(0, 1) == (12, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nTwo\n===\n\n### Three {#id}", ["heading1 One", "heading1 Two", "heading3 Three"]),
        ("###", ["paragraph ###"]),
        ("- one\n  - two\n- [ ] three", ["list-item1 one", "list-item2 two", "list-item1 three"]),
        ("- one\n\n  more", ["list-item1 one", "list-item1 more"]),
        ("> one\n>\n> - two", ["quotation one", "list-item1 two"]),
        ("> [!NOTE]\n> one", ["quotation one"]),
        ("| a | b |\n|---|---|\n| c \\| d | |", ["table-cell a", "table-cell b", "table-cell c | d"]),
        ("```\nx\n```\n\n    y", [f"opaque {OPAQUE}", f"opaque {OPAQUE}"]),
        ("<script>\nx\n</script>", [f"opaque {OPAQUE}"]),
        ("![](x.png)", [f"paragraph {OPAQUE}", "link x.png"]),
        ("<!-- a\n\nb -->\n\ntext", ["comment a\n\nb", "paragraph text"]),
        ("<p>*a* &amp; b\n  c</p>", ["paragraph *a* & b c"]),
        ("<figure>\n\n*a*\n\n<figcaption>b</figcaption></figure>", ["paragraph a", "caption b"]),
        ("a <code>b\n\nc <code>d</code>", [f"paragraph a {OPAQUE}", f"paragraph c {OPAQUE}"]),
    ],
)
def test_blocks_have_their_kind_and_level(text: str, expected: list[str]) -> None:
    assert [" ".join(block) for block in shown(text)] == expected


def test_a_block_says_what_it_is_within() -> None:
    text = "> - a\n\nb[^1]\n\n[^1]: c\n\n<aside>\n\nd\n\n</aside>\n\ne\n"
    assert {block.text: block.within for block in read(text)} == {
        "a": ("quotation", "list-item"),
        f"b{OPAQUE}": (),
        "c": ("footnote",),
        "d": ("aside",),
        "e": (),
    }


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[a](#)", (4, 5)),
        ("[]()", (3, 3)),
        ("[a](<b c> 'd')", (5, 8)),
        ("[a\\]]( b\n'd')", (7, 8)),
        ("[a [b] `](`](c(d))", (13, 17)),
        ("![a](b)", (5, 6)),
        ("<https://a.example>", (1, 18)),
        ("[a]: <b c> (d)", (6, 9)),
        ("[a]:\n  b", (7, 8)),
        ("é [a]: b [c](ü)", (13, 14)),
    ],
)
def test_a_link_stands_where_its_destination_is_written(text: str, link: tuple[int, int]) -> None:
    assert spans(text, "link") == [link]


def test_an_image_in_a_link_gives_both_destinations_and_what_is_said_of_it() -> None:
    assert shown('[![a *b*](c "d")](e)') == [
        ("paragraph", OPAQUE),
        ("alt", "a b"),
        ("link", "c"),
        ("alt", "d"),
        ("link", "e"),
    ]


def test_a_reference_link_leads_nowhere_of_its_own() -> None:
    assert shown("[a][b] [b]\n\n[b]: c") == [("paragraph", "a b"), ("link", "c")]


def test_mdx_hides_its_imports_and_comments() -> None:
    text = "import A from 'a'\nexport const b = {\n  c: 1\n}\n"
    text += "\n# Hi {/* one */}\n\n{/* two\n\nthree */}\n\n<A>d</A>\n"
    assert shown(text, "a.mdx") == [
        ("opaque", OPAQUE),
        ("heading1", "Hi"),
        ("comment", "one"),
        ("comment", "two\n\nthree"),
        ("paragraph", "d"),
    ]
    assert shown(text)[0][0] == "paragraph"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<script>{/* a */}", ("paragraph", "{/* */}")),
        ('<img alt="a {/* b */} c">', ("alt", "a {/* */} c")),
        ("<!-- {/* b */}", ("comment", "{/*")),
    ],
)
def test_where_mdx_can_have_no_comment_its_signs_are_those_of_the_file(text: str, written: tuple[str, str]) -> None:
    assert written in [(kind, " ".join(prose.split())) for kind, prose in shown(text, "a.mdx")]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% highlight ruby %}", "{% endhighlight %}"),
        ("{%- codeblock lang:js -%}", "{%- endcodeblock -%}"),
        ("{{< highlight go >}}", "{{< /highlight >}}"),
        ("{{% highlight go %}}", "{{% /highlight %}}"),
    ],
)
def test_code_that_a_site_generator_marks_is_code(opening: str, closing: str) -> None:
    text = f"It rains.\n\n{opening}\n# A comment\nputs say\n\n# Another\n{closing}\n\nIt snows.\n"
    blocks = read(text)
    assert [(block.kind, block.text) for block in blocks if block.kind != "opaque"] == [
        ("paragraph", "It rains."),
        ("paragraph", "It snows."),
    ]
    (code,) = (block for block in blocks if block.kind == "opaque")
    assert text[slice(*code.span(0, 1))].startswith(opening)


def test_a_tag_for_code_that_is_never_closed_marks_none() -> None:
    assert shown("{% highlight ruby %}\n\nIt rains.\n")[-1] == ("paragraph", "It rains.")


def test_a_file_that_is_nothing_but_marks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presscheck.read.markdown.MOST", 100)
    monkeypatch.setattr("presscheck.read.markdown._SURELY_FEW", 50)
    assert read("- - a\n" * 10)
    with pytest.raises(Trouble, match=r"^a\.md: more than 100 marks of Markdown; it is no draft: exclude it$"):
        read("- - a\n" * 20)
