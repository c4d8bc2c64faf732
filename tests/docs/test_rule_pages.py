"""The pages of the rules say what the rules say today, whatever characters that takes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rule_pages
from presscheck.model import Severity, Source
from presscheck.read import open_document
from presscheck.report import Look
from presscheck.report.catalogue import page
from presscheck.report.chapters import chapters
from presscheck.report.pages import escape, file_name, index_page, prose, rule_page
from presscheck.rule import Example, Rule
from presscheck.rules import load_rules, read_builtin

RULES = load_rules()
SLOT = RULES.get("PH101")


def read(markdown: str) -> list[str]:
    """The texts of a Markdown page's blocks."""
    return [block.text for block in open_document(Source("page.md", markdown, "markdown")).blocks]


def test_the_pages_are_those_of_the_rules_of_today() -> None:
    wanted = rule_pages.pages(read_builtin())
    there = {path.name: path.read_text("utf-8") for path in rule_pages.PAGES.glob("*.md")}
    old = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
    assert old == [], f"{len(old)} pages in docs/rules are not what the rules say: run `make docs`"


def test_writing_removes_the_page_of_a_rule_that_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    rule_pages.write(folder, {"a.md": "a\n", "b.md": "b\n"})
    rule_pages.write(folder, {"a.md": "A\n"})
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {"a.md": "A\n"}


@pytest.mark.parametrize("rule", [SLOT, RULES.get("CH304"), RULES.get("DU101")], ids=lambda rule: rule.id)
def test_a_page_and_explain_tell_the_same(rule: Rule) -> None:
    def words(text: str) -> str:
        return " ".join(text.replace("`", "").split())

    told = words("\n".join(page(rule, Look(width=120))))
    written = words("\n".join(read(rule_page(rule).replace("`", ""))))
    for chapter in chapters(rule):
        assert chapter.title in told
        assert chapter.title in written
        for paragraph in chapter.paragraphs:
            assert words(paragraph) in told
    assert f"Switch it off with --ignore {rule.id}." in told


def test_every_example_stands_on_the_page_with_its_span() -> None:
    written = rule_page(SLOT)
    assert "<pre>By <mark>[Author Name]</mark></pre>" in written
    assert "In HTML:\n\n<pre>&lt;p&gt;By <mark>&amp;#91;Your&amp;nbsp;Name&amp;#93;</mark>, staff writer" in written
    assert written.count("<pre>") == len(SLOT.flagged) + len(SLOT.clean)
    assert written.count("<mark>") == sum(len(example.spans) for example in SLOT.flagged)


def test_the_index_leads_to_every_page() -> None:
    assert set(re.findall(r"\]\(([^)]+)\)", index_page(RULES))) == {file_name(rule) for rule in RULES}


def test_advice_formats_and_silence_are_told() -> None:
    rule = replace(
        SLOT,
        severity=Severity.ADVICE,
        formats=frozenset({"markdown", "html"}),
        matcher="pattern",
        spec={"silent_in": ("chatbots",), "unless_rendered": ("templates",)},
    )
    (where,) = (chapter for chapter in chapters(rule) if chapter.title == "Where")
    assert where.paragraphs[0].endswith("table-cell. Only in Markdown and HTML.")
    assert where.paragraphs[1:] == (
        "Silent in an article about chatbots, but for its first and last lines.",
        "Silent where the project's own files show that it renders templates.",
        "Shown only with `--level advice`.",
        "Switch it off with `--ignore PH101`.",
    )


@example("{.}")
@given(st.text(alphabet=st.sampled_from("`*_[]()<>|~&#+-=.!\\$@:/1 aZ\n\"'{}é")))
def test_prose_reads_as_it_was_written_whatever_is_in_it(text: str) -> None:
    shown = re.sub(r"`([^`\n]+)`", "", " ".join(text.split()))  # what is code is opaque
    blocks = [block.replace("\N{OBJECT REPLACEMENT CHARACTER}", "") for block in read(prose(text))]
    assert " ".join(" ".join(blocks).split()) == " ".join(shown.split())
    assert len(blocks) <= 1


@given(st.text(alphabet=st.sampled_from("`*_[]()<>|~&#\\ aZ")))
def test_a_summary_stays_in_its_cell_of_the_index(summary: str) -> None:
    rows = index_page([replace(SLOT, summary=f"x{summary}x")]).splitlines()
    blocks = open_document(Source("page.md", "\n".join(rows), "markdown")).blocks
    cells = [block.text for block in blocks if block.kind == "table-cell"]
    assert cells[-1] == " ".join(f"x{summary}x".split())
    assert escape(summary).count("|") == summary.count("|")


@given(st.text(min_size=1), st.integers(0, 20), st.integers(1, 20))
def test_any_example_is_shown_whole_and_nothing_in_it_is_markup(text: str, start: int, size: int) -> None:
    spans = ((start, start + size),) if start + size <= len(text) else ()
    written = rule_page(replace(SLOT, flagged=(Example(text, spans),), clean=()))
    shown = written.split("## Found\n\n", 1)[1].split("\n\n## Not found", 1)[0]
    assert shown.startswith("<pre>")
    assert shown.endswith("</pre>")
    inside = shown.removeprefix("<pre>").removesuffix("</pre>")
    assert set(re.findall(r"<[^>]*>?", inside)) <= {"<mark>", "</mark>"}
    assert inside.count("<mark>") == len(spans)
