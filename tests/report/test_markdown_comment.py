import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from presscheck import check_text
from presscheck.model import Finding, Report
from presscheck.report import Look, write
from presscheck.report.markdown import LIMIT, code, plain

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
REPORT = check_text("Rents\n\nBy [Your Name]\n", filename="drafts/a.txt", select="PH101")


def comment(*findings: Finding, report: Report = REPORT) -> str:
    out = io.BytesIO()
    write(replace(report, findings=findings), "markdown", out, Look())
    return out.getvalue().decode()


def inline(markdown: str) -> list[Token]:
    return [child for token in READER.parse(markdown) for child in token.children or ()]


def test_a_comment_lists_findings_by_file() -> None:
    assert comment(*REPORT.findings) == (
        "### presscheck: 1 finding\n\n**`drafts/a.txt`**\n\n"
        "- line 3, *error:* unfilled slot \\[Your Name\\] (PH101 bracketed-slot)"
        "<br>Fill in what belongs here, or rewrite the sentence without it.\n"
    )


def test_advice_is_given_once_a_rule_and_file() -> None:
    (finding,) = REPORT.findings
    assert comment(finding, finding).count("<br>Fill in") == 1


def test_a_clean_run_is_one_line() -> None:
    assert comment() == "### presscheck: nothing found\n"


@given(st.text(st.sampled_from("*_[]()<>!`~|\\@#&;:/.-+=1a\n \t$") | st.characters()))
def test_text_is_nothing_but_text(text: str) -> None:
    tokens = inline(f"- line 1 {plain(text)}.")
    assert {token.type for token in tokens} <= {"text", "text_special", "softbreak"}


@given(st.text(st.sampled_from("`` a|<") | st.characters()))
def test_code_is_nothing_but_code(text: str) -> None:
    if text.strip():
        assert [token.type for token in inline(f"x {code(text)} y")] == ["text", "code_inline", "text"]


@pytest.mark.parametrize("text", ["@editor", "#12", "desk/site#3", "GH-12", "deadbeef", ":tada:", "a@b.org"])
def test_nobody_is_mentioned_and_nothing_referred_to(text: str) -> None:
    shown = "".join(token.content for token in inline(f"- line 1 {plain(text)}"))
    assert text not in shown
    assert text in shown.replace("\N{ZERO WIDTH SPACE}", "")


def test_a_comment_fits_and_says_what_it_leaves_out() -> None:
    (finding,) = REPORT.findings
    text = comment(*(finding._replace(message=f"unfilled slot {number}") for number in range(5000)))
    assert len(text) <= LIMIT
    told = text.count("\n- line ")
    assert text.endswith(f"\n…and {5000 - told:,} more findings.\n")
