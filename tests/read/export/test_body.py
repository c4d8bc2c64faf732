import json
from typing import Any

import pytest

from presscheck.read.export.body import read_body
from presscheck.trouble import Trouble


def lexical(*nodes: dict[str, Any]) -> str:
    text = json.dumps({"root": {"type": "root", "children": nodes}})
    found, form = read_body(text, "lexical", None, "ghost.json:1")
    assert form == "html"
    return found


def text(shown: str, form: int = 0) -> dict[str, Any]:
    return {"type": "extended-text", "text": shown, "format": form}


@pytest.mark.parametrize(
    ("written", "name", "form"),
    [
        ("<p>The boat left.</p>", "body", "html"),
        ("The boat<br>left.", "body", "html"),
        ("# Ferry\n\nThe boat left.", "body", "markdown"),
        ("The [boat](https://ferry.org) left.", "body", "markdown"),
        ("---\ntitle: <b>Ferry</b>\n---\nThe boat left.", "body", "markdown"),
        ("The boat left. 3 < 4 and [sic].", "body", "text"),
        ("The boat left.", "content_html", "html"),
        ("The boat left.", "body_markdown", "markdown"),
        ("<p>The boat left.</p>", "plaintext", "text"),
        ('{"root": is how it began', "plaintext_", "text"),
    ],
)
def test_the_format_is_told_from_the_field_or_the_text(written: str, name: str, form: str) -> None:
    if written.startswith("{"):
        with pytest.raises(Trouble, match="broken"):
            read_body(written, name, None, "a.jsonl:1")
    else:
        assert read_body(written, name, None, "a.jsonl:1") == (written, form)


def test_what_is_said_wins_over_what_it_looks_like() -> None:
    assert read_body("<p>The boat left.</p>", "html", "markdown", "a.jsonl:1")[1] == "markdown"


def test_lexical_is_read_as_its_reader_sees_it() -> None:
    found = lexical(
        {"type": "extended-heading", "tag": "h3", "children": [text("Crew & boat")]},
        {
            "type": "paragraph",
            "children": [
                text("By "),
                text("[Your", 1),
                text(" Name]"),
                {"type": "linebreak"},
                text("a < b", 16),
                {"type": "link", "url": "__GHOST_URL__/about/", "children": [text("about")]},
            ],
        },
        {
            "type": "list",
            "listType": "number",
            "children": [{"type": "listitem", "children": [text("one")]}],
        },
        {"type": "extended-quote", "children": [text("said")]},
    )
    assert found.splitlines() == [
        "<h3>Crew &amp; boat</h3>",
        '<p>By [Your Name]<br><code>a &lt; b</code><a href="/about/">about</a></p>',
        "<ol><li>one</li></ol>",
        "<blockquote>said</blockquote>",
    ]


def test_cards_of_lexical_are_read() -> None:
    found = lexical(
        {"type": "image", "src": "a.png", "alt": 'A "boat"', "caption": "The <b>boat</b>"},
        {"type": "callout", "calloutText": "Sure!"},
        {"type": "button", "buttonText": "Go", "buttonUrl": "#"},
        {"type": "markdown", "markdown": "**x**"},
        {"type": "codeblock", "code": "[Your Name]"},
        {"type": "horizontalrule"},
        {"type": "of-tomorrow", "children": [text("kept")]},
    )
    assert found.splitlines() == [
        '<figure><img src="a.png" alt="A &quot;boat&quot;"><figcaption>The <b>boat</b></figcaption></figure>',
        "<div>Sure!</div>",
        "<div>Go</div>",
        '<a href="#"></a>',
        "<p><strong>x</strong></p>",
        "<pre>[Your Name]</pre>",
        "kept",
    ]


def test_mobiledoc_is_read_as_its_reader_sees_it() -> None:
    document = {
        "version": "0.3.1",
        "atoms": [["soft-return", "", {}]],
        "cards": [["markdown", {"markdown": "# Ferry"}], ["code", {"code": "x"}], ["html", {"html": "<i>y</i>"}]],
        "markups": [["strong"], ["a", ["href", "https://ferry.org"]]],
        "sections": [
            [10, 0],
            [1, "p", [[0, [0], 1, "By [Your"], [0, [1], 1, " Name]"], [1, [], 0, 0], [0, [], 0, "a < b"]]],
            [3, "ul", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
            [10, 1],
            [10, 2],
        ],
    }
    found, form = read_body(json.dumps(document), "mobiledoc", None, "ghost.json:1")
    assert form == "html"
    assert found.splitlines() == [
        "<h1>Ferry</h1>",
        '<p><strong>By [Your</strong><a href="https://ferry.org"> Name]</a><br>a &lt; b</p>',
        "<ul><li>one</li><li>two</li></ul>",
        "<pre>x</pre>",
        "<div><i>y</i></div>",
    ]


@pytest.mark.parametrize(
    "written",
    [
        '{"root": {"children": 7}}',
        '{"root": {"children": [7]}}',
        '{"root": []}',
        '{"version": "0.3.1", "sections": [[10, 4]], "cards": []}',
        '{"version": "0.3.1", "sections": [[1, "p", [[0, [0], 1, "x"]]]], "markups": []}',
        '{"root": ' * 2000,
    ],
)
def test_what_is_broken_is_said(written: str) -> None:
    with pytest.raises(Trouble, match=r"ghost\.json:4: the article is in a form of Ghost's that is broken"):
        read_body(written, "lexical", None, "ghost.json:4")
