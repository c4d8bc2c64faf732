import io
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck import check_paths, check_text
from presscheck.model import Finding, Format, Place, Report, Severity, Source
from presscheck.report import Look, write

TEXT = "# Rents\n\nBy [Your Name]\n\nRents rose in **[City]** & [Town](#).\n"
REPORT = check_text(TEXT, filename="a.md", level="advice")

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "article", "section", "div"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "a", "mark", "span", "strong", "br", "blockquote"),
}


def page(report: Report) -> Element:
    out = io.BytesIO()
    write(report, "html", out, Look())
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(out.getvalue(), transport_encoding="utf-8")
    return root


def words(element: Element) -> str:
    return "".join(element.itertext())


def ids(root: Element) -> set[str]:
    found = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(found) == len(set(found))
    return {name for name in found if name}


def test_an_article_is_shown_as_prose_with_its_leftovers_marked() -> None:
    prose = page(REPORT).find(".//div[@class='prose']")
    assert prose is not None
    assert [words(heading) for heading in prose.iterfind("h3")] == ["Rents"]
    marks = [re.sub(r"^\d+", "", words(mark)) for mark in prose.iter("mark")]
    assert marks == ["[Your Name]", "[City]", "#"]


def test_every_mark_leads_to_its_entry_and_back() -> None:
    root = page(REPORT)
    anchors = [link.get("href", "") for link in root.iter("a")]
    assert len(anchors) == 2 * len(REPORT.findings)
    assert {anchor.removeprefix("#") for anchor in anchors} <= ids(root)


def test_a_page_of_several_articles_has_their_contents(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("By [Your Name]\n")
    root = page(check_paths(str(tmp_path)))
    links = [link.get("href", "")[1:] for link in root.findall(".//nav//a")]
    assert len(links) == 2
    assert set(links) <= ids(root)


def test_the_page_loads_and_runs_nothing() -> None:
    root = page(REPORT)
    assert {each.tag for each in root.iter() if isinstance(each.tag, str)} <= ALLOWED
    assert all(
        not key.startswith("on") and key not in ("src", "style") for each in root.iter() for key in each.attrib
    )
    style = root.find(".//style")
    assert style is not None
    assert "url(" not in words(style)
    assert "@import" not in words(style)
    digest = b64encode(sha256(words(style).encode()).digest()).decode()
    policy = root.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_headings_and_landmarks_are_there() -> None:
    root = page(REPORT)
    assert len(list(root.iter("h1"))) == 1
    assert len(list(root.iter("main"))) == 1
    article = root.find(".//article")
    assert article is not None
    assert article.get("aria-labelledby") in ids(root)


def test_a_draft_that_changed_since_is_shown_as_its_findings_alone() -> None:
    root = page(replace(REPORT, read=lambda path: Source(path, "other", "markdown")))
    assert root.find(".//div[@class='prose']") is None
    assert [words(mark) for mark in root.iter("mark")] == [finding.text for finding in REPORT.findings]


HOSTILE = st.text(
    st.sampled_from("<>&\"'/ -!\n\x00\x1b\u202eab") | st.characters(codec=None), max_size=60
) | st.just("<script>alert(1)</script><img src=x onerror=y></mark>--></style>")


@pytest.mark.parametrize("char", ["\ufdd0", "\ufffe", "\U0001fffe", "\U0010ffff"])
def test_what_is_no_character_is_named(char: str) -> None:
    text = f"a {char} street"
    source = Source("a.txt", text, "text")
    finding = REPORT.findings[0]._replace(place=Place.of(source, 0, len(text)), text=text)
    root = page(Report((finding,), ("a.txt",), 1, 0.1, read=lambda _: source))
    assert f"a <U+{ord(char):04X}> street" in words(root)


@given(HOSTILE, HOSTILE, st.sampled_from(["text", "markdown", "html"]), st.data())
def test_nothing_in_a_draft_becomes_an_element(text: str, path: str, form: Format, data: Any) -> None:
    source = Source(path, text, form)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    finding = Finding(
        "ZZ1", text, path, Severity.ADVICE, Place.of(source, start, end), text[start:end], text, path, text, text
    )
    root = page(Report((finding,), (text, path), 1, 0.1, read=lambda _: source))
    tags = {each.tag for each in root.iter() if isinstance(each.tag, str)}
    assert tags <= ALLOWED
    assert len(list(root.iter("main"))) == 1
    assert not [each for each in root.iter() if not isinstance(each.tag, str)]


@pytest.mark.parametrize(
    ("form", "text", "start", "end", "marked"),
    [
        ("text", "One two three", 4, 7, ["two"]),
        ("text", "One two\nthree four", 4, 13, ["two three"]),
        ("text", "One\n\ntwo\n\nthree", 0, 8, ["One", "two"]),
        ("html", "<p>a &amp; b</p>", 5, 10, ["&"]),
        ("html", "<p>a <b>bold</b> c</p>", 3, 18, ["a bold c"]),
        ("markdown", "![a street](x.jpg) text", 2, 10, ["a street"]),
        ("text", "One", 3, 3, [""]),
    ],
)
def test_a_span_is_marked_where_its_text_is_read(
    form: Format, text: str, start: int, end: int, marked: list[str]
) -> None:
    source = Source("a", text, form)
    finding = Finding(
        "ZZ1", "n", "f", Severity.ERROR, Place.of(source, start, end), text[start:end], "m", "", "", ""
    )
    root = page(Report((finding,), (), 1, 0.1, read=lambda _: source))
    assert [re.sub(r"^1", "", words(mark)) for mark in root.iter("mark")] == marked
