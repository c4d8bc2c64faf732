import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from presscheck import check_text
from presscheck.model import Fix, Report, Suppressed
from presscheck.report import Look, write

# The schema of OASIS as the JSON Schema Store and @microsoft/jest-sarif publish it.
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)

TEXT = "Rents\n\nBy [Your Name]\n\nBy [Your Name]\n\nGröße 😀 [City] is near.\n"
REPORT = check_text(TEXT, filename="drafts/a b#1.txt", select="PH101")


def run(report: Report) -> Any:
    out = io.BytesIO()
    write(report, "sarif", out, Look())
    log = json.loads(out.getvalue())
    VALIDATOR.validate(log)
    return log["runs"][0]


def rich() -> Report:
    first, *others = REPORT.findings
    first = first._replace(fix=Fix(10, 21, "Ann Lee", safe=True), related=others[0].place, places=(first.place,))
    stood = Suppressed(others[0], "stet", "house style"), Suppressed(others[1], "baseline")
    return replace(REPORT, findings=(first,), suppressed=stood, troubles=("gone.md: no such file or folder",))


@pytest.mark.parametrize("report", [REPORT, rich(), Report((), (), 0, 0.0)], ids=["plain", "rich", "empty"])
def test_a_log_holds_to_the_published_schema(report: Report) -> None:
    run(report)


def test_the_schema_would_tell_a_wrong_log() -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_region_is_the_exact_span() -> None:
    for result in run(REPORT)["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert TEXT[start : start + region["charLength"]] == region["snippet"]["text"]
        line = TEXT.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    assert run(REPORT)["columnKind"] == "unicodeCodePoints"


def test_a_path_is_percent_encoded() -> None:
    location = run(REPORT)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "drafts/a%20b%231.txt"}


def test_fingerprints_differ_though_the_text_repeats() -> None:
    marks = [result["partialFingerprints"]["presscheck/v1"] for result in run(REPORT)["results"]]
    assert len(set(marks)) == len(marks) == 3
    assert marks[1] == f"{marks[0]}-2"


def test_fingerprints_stay_when_the_text_moves() -> None:
    moved = check_text("A line more.\n\n" + TEXT, filename="b.txt", select="PH101")
    assert [r["partialFingerprints"] for r in run(moved)["results"]] == [
        r["partialFingerprints"] for r in run(REPORT)["results"]
    ]


def test_rules_that_found_something_are_described() -> None:
    rules = run(REPORT)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["PH101"]
    assert "presscheck explain PH101" in rules[0]["help"]["markdown"]
    assert rules[0]["shortDescription"]["text"]
    assert run(REPORT)["results"][0]["ruleIndex"] == 0


def test_what_was_told_to_stand_is_suppressed_with_its_reason() -> None:
    assert [result["suppressions"] for result in run(rich())["results"]] == [
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "house style"}],
        [{"kind": "external", "status": "accepted"}],
    ]


def test_a_fix_replaces_its_span() -> None:
    (replacement,) = run(rich())["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement == {
        "deletedRegion": {"charOffset": 10, "charLength": 11},
        "insertedContent": {"text": "Ann Lee"},
    }


def test_related_places_are_located() -> None:
    related = run(rich())["results"][0]["relatedLocations"]
    assert [place["physicalLocation"]["region"]["startLine"] for place in related] == [5, 3]


def test_trouble_is_a_notification_of_a_run_that_failed() -> None:
    (invocation,) = run(rich())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == [
        "gone.md: no such file or folder"
    ]


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("unfilled slot [Your Name]", "unfilled slot [Your Name]"),
        ("unmerged {{name}}", "unmerged {{name}}"),
        ("a [link](https://x.org)", r"a \[link\](https://x.org)"),
        ("an {0}", "an {{0}}"),
    ],
)
def test_no_text_of_a_draft_is_a_link_or_an_argument_in_a_message(message: str, written: str) -> None:
    finding = REPORT.findings[0]._replace(message=message)
    assert run(replace(REPORT, findings=(finding,)))["results"][0]["message"]["text"] == written
