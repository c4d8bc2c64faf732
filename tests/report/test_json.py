import io
import json
from pathlib import Path
from typing import Any

from presscheck.model import Finding, Fix, Place, Report, Severity, Suppressed
from presscheck.report import Look, write

PLACE = Place("ü/a.md", 5, 16, 2, 4, 2, 15)
FINDING = Finding(
    rule="PH101",
    name="bracketed-slot",
    family="placeholder",
    severity=Severity.ERROR,
    place=PLACE,
    text="[Your Name]",
    message="unfilled placeholder",
    advice="Fill it in.",
    before="By ",
    after="",
    evidence=("Your", "Name"),
)


def written(*findings: Finding, troubles: tuple[str, ...] = (), seconds: float = 0.1) -> bytes:
    out = io.BytesIO()
    write(Report(findings, troubles, 3, seconds), "json", out, Look())
    return out.getvalue()


def parsed(*findings: Finding, **rest: Any) -> Any:
    return json.loads(written(*findings, **rest))


def changed(**values: Any) -> Finding:

    return FINDING._replace(**values)


def test_a_finding_has_the_keys_of_the_contract_in_their_order() -> None:
    assert list(parsed(FINDING)["findings"][0].items()) == [
        ("path", "ü/a.md"),
        ("line", 2),
        ("column", 4),
        ("end_line", 2),
        ("end_column", 15),
        ("start", 5),
        ("end", 16),
        ("rule", "PH101"),
        ("name", "bracketed-slot"),
        ("family", "placeholder"),
        ("severity", "error"),
        ("message", "unfilled placeholder"),
        ("text", "[Your Name]"),
        ("evidence", ["Your", "Name"]),
    ]


def test_a_related_place_is_there_when_the_finding_has_one() -> None:
    assert parsed(changed(related=Place("b.md", 0, 1, 1, 1, 1, 2)))["findings"][0]["related"] == {
        "path": "b.md",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 2,
        "start": 0,
        "end": 1,
    }


def test_the_report_has_version_findings_troubles_and_summary() -> None:
    assert parsed(troubles=("x: gone",)) == {
        "version": 1,
        "findings": [],
        "troubles": ["x: gone"],
        "summary": {"files": 3, "findings": 0, "errors": 0, "warnings": 0, "advice": 0},
    }


def test_the_summary_counts_by_severity() -> None:
    summary = parsed(FINDING, FINDING, changed(severity=Severity.ADVICE))["summary"]
    assert summary == {"files": 3, "findings": 3, "errors": 2, "warnings": 0, "advice": 1}


def test_time_changes_no_byte() -> None:
    assert written(FINDING, seconds=1) == written(FINDING, seconds=2)


def test_letters_stand_as_themselves_one_finding_a_line_and_a_newline_at_the_end() -> None:
    lines = written(FINDING, FINDING).decode().split("\n")
    assert [line[:18] for line in lines if "PH101" in line] == ['{"path": "ü/a.md",'] * 2
    assert lines[-2:] == ["}", ""]


def test_what_a_terminal_obeys_or_utf_8_cannot_hold_is_escaped_and_comes_back() -> None:
    text = "\x1b\x9b\u202e\u2028\ud800\x7f"
    raw = written(changed(text=text))
    assert b"\\u001b\\u009b\\u202e\\u2028\\ud800\\u007f" in raw
    assert json.loads(raw)["findings"][0]["text"] == text


def test_a_fix_is_there_when_the_finding_has_one() -> None:
    fix = parsed(changed(fix=Fix(2, 16, "By Ann", safe=True)))["findings"][0]["fix"]
    assert fix == {"start": 2, "end": 16, "text": "By Ann", "safe": True}


def test_what_was_told_to_stand_is_listed_with_its_reason() -> None:
    out = io.BytesIO()
    write(Report((), (), 1, 0.1, (Suppressed(FINDING, "stet", "ours"),)), "json", out, Look())
    (stood,) = json.loads(out.getvalue())["suppressed"]
    assert (stood["rule"], stood["by"], stood["reason"]) == ("PH101", "stet", "ours")


def test_the_documentation_names_every_key() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    out = io.BytesIO()
    every = changed(related=PLACE, places=(PLACE,), fix=Fix(0, 1, "", safe=False))
    write(Report((every,), (), 1, 0.1, (Suppressed(every, "baseline"),)), "json", out, Look())
    report = json.loads(out.getvalue())
    for key in {*report, *report["summary"], *report["suppressed"][0], *report["findings"][0]["fix"]}:
        assert f"`{key}`" in documented, key
