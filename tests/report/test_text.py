import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.model import CONTEXT, Finding, Place, Report, Severity, Source
from presscheck.report import Look, write
from presscheck.report.line import cell_len


def finding(
    text: str,
    start: int,
    end: int,
    *,
    rule: str = "ZZ101",
    severity: Severity = Severity.ERROR,
    message: str = "a leftover",
    advice: str = "",
    evidence: tuple[str, ...] = (),
    related: tuple[int, int] | None = None,
    path: str = "a.txt",
) -> Finding:
    source = Source(path, text, "text")
    before, after = source.around(start, end)
    return Finding(
        rule=rule,
        name="needle",
        family="custom",
        severity=severity,
        place=Place.of(source, start, end),
        text=text[start:end],
        message=message,
        advice=advice,
        before=before,
        after=after,
        evidence=evidence,
        related=Place.of(source, *related) if related else None,
    )


def shown(*findings: Finding, files: int = 1, **look: object) -> list[str]:
    out = io.BytesIO()
    write(Report(findings, (), files, 0.3), "text", out, Look(**{"width": 60, **look}))  # type: ignore[arg-type]
    return out.getvalue().decode().split("\n")[:-1]


def test_a_finding_shows_place_severity_message_line_mark_advice_and_rule() -> None:
    assert shown(finding("By [Your Name], London", 3, 14, advice="Sign it.")) == [
        "a.txt",
        "",
        "  1:4  error    a leftover",
        "       By [Your Name], London",
        "          ~~~~~~~~~~~",
        "       → Sign it.",
        "       ZZ101 needle",
        "",
        "1 finding in 1 file: 1 error · 0.3 s",
    ]


def test_places_stand_in_a_column_and_lines_under_the_severity() -> None:
    lines = shown(finding("a", 0, 1), finding("\n" * 9 + "b" * 99, 9, 10))
    assert [line for line in lines if "error  " in line or line.endswith(" a")] == [
        "   1:1  error    a leftover",
        "        a",
        "  10:1  error    a leftover",
    ]


def test_a_long_message_is_wrapped_under_itself() -> None:
    lines = shown(finding("x", 0, 1, message="many words " * 8))
    assert lines[2:5] == [
        "  1:1  error    many words many words many words many words",
        "                many words many words many words many words",
        "       x",
    ]


def test_an_empty_span_is_marked_with_a_caret() -> None:
    assert shown(finding("## Background", 13, 13))[3:5] == [
        "        ## Background",
        "                     ^",
    ]


def test_a_span_of_several_lines_shows_its_first() -> None:
    assert shown(finding("One two\nthree four\nfive", 4, 15))[3:5] == [
        "       One two…",
        "           ~~~",
    ]


def test_a_span_that_starts_with_a_line_end_shows_the_first_line_with_text() -> None:
    assert shown(finding("One\n\n two three", 3, 9))[3:5] == ["       two three", "       ~~~"]


def test_the_mark_stands_under_wide_characters() -> None:
    assert shown(finding("東京の[会社]は", 3, 7))[3:5] == [
        "       東京の[会社]は",
        "             ~~~~~~",
    ]


def test_combining_characters_take_no_cell() -> None:
    assert shown(finding("e\u0301e\u0301 [Name]", 5, 11))[4] == "          ~~~~~~"


def test_control_characters_are_shown_not_sent() -> None:
    assert shown(finding("\x1b[31m \u202e[Name]", 7, 13))[3:5] == [
        "       ␛[31m <U+202E>[Name]",
        "                     ~~~~~~",
    ]


def test_a_line_longer_than_what_is_known_of_it_is_cut_on_both_sides() -> None:
    text = "x" * (CONTEXT + 50) + "[Name]" + "y" * (CONTEXT + 50)
    line = shown(finding(text, CONTEXT + 50, CONTEXT + 56))[3].strip()
    assert line.startswith("…x")
    assert line.endswith("y…")


def test_advice_is_given_once_a_rule_and_file() -> None:
    text = "[A] [B]"
    every = [finding(text, at, at + 3, advice="Fill it in.", path=path) for path in "ab" for at in (0, 4)]
    assert sum("→ Fill it in." in line for line in shown(*every)) == 2


def test_a_related_place_is_named() -> None:
    assert "       ZZ101 needle · first stands at line 1" in shown(finding("A\n\nA", 3, 4, related=(0, 1)))
    assert "       ZZ101 needle · also stands at line 3" in shown(finding("A\n\nA", 0, 1, related=(3, 4)))


def test_evidence_is_shown_when_asked_for() -> None:
    one = finding("x", 0, 1, evidence=("imperative: mention", "a noun is missing"))
    reason = "       evidence: imperative: mention; a noun is missing"
    assert reason not in shown(one)
    assert reason in shown(one, explain=True)


def test_quiet_gives_one_line_a_finding() -> None:
    one = finding("x [bold]", 2, 8, message="a leftover [bold]", advice="Go.")
    assert shown(one, quiet=True) == ["a.txt:1:3: error: a leftover [bold] [ZZ101 needle]"]


def test_the_summary_counts_files_and_severities() -> None:
    findings = [
        finding("x", 0, 1, path="a.txt"),
        finding("x", 0, 1, severity=Severity.WARNING, path="b.txt"),
        finding("x", 0, 1, severity=Severity.WARNING, path="b.txt"),
        finding("x", 0, 1, severity=Severity.ADVICE, path="b.txt"),
    ]
    closing = "4 findings in 2 of 1,200 files: 1 error, 2 warnings, 1 advice · 0.3 s"
    assert shown(*findings, files=1200)[-1] == closing


def test_a_clean_run_is_one_line() -> None:
    assert shown(files=8) == ["8 files checked, nothing found · 0.3 s"]


def test_a_run_that_checked_nothing_says_nothing() -> None:
    assert shown(files=0) == []


def test_an_encoding_without_dashes_and_dots_gets_plain_ones() -> None:
    lines = shown(finding("Größe " * 20, 60, 66, advice="Go."), encoding="ascii")
    assert "\n".join(lines).isascii()
    assert lines[-1].endswith("1 error - 0.3 s")


@given(st.text(min_size=1), st.data(), st.integers(20, 200))
def test_no_line_is_wider_than_the_terminal(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = shown(finding(text, start, end, message=text), width=width)
    assert all(cell_len(line) <= max(40, min(width, 120)) for line in lines)


@pytest.mark.parametrize("width", [60, 80, 120])
@given(span=st.integers(0, 300), before=st.integers(0, 300), after=st.integers(0, 300))
def test_the_mark_stands_under_the_span(width: int, span: int, before: int, after: int) -> None:
    text = "b" * before + "S" * span + "a" * after
    line, mark = shown(finding(text, before, before + span), width=width)[3:5]
    column = len(mark) - len(mark.lstrip())
    if span:
        assert set(line[column : len(mark)]) <= {"S", "…"}
        assert "S" not in line[:column] + line[len(mark) :]
    else:
        assert mark[column:] == "^"
        assert (line.rfind("b") if before else column - 1) == column - 1
