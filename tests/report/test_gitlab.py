import io
import json
from typing import Any

import jsonschema

from presscheck import check_text
from presscheck.model import Report
from presscheck.report import Look, write

# What GitLab documents of a Code Quality report.
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer"}},
                    },
                },
            },
        },
    },
}


def issues(report: Report) -> Any:
    out = io.BytesIO()
    write(report, "gitlab", out, Look())
    read = json.loads(out.getvalue())
    jsonschema.validate(read, SCHEMA)
    return read


def test_a_finding_is_an_issue_at_its_line_in_a_path_without_a_dot() -> None:
    (issue,) = issues(check_text("Rents\n\nBy [Your Name]\n", filename="./drafts/a.txt"))
    assert issue["location"] == {"path": "drafts/a.txt", "lines": {"begin": 3, "end": 3}}
    assert issue["severity"] == "major"
    assert issue["description"].startswith("unfilled slot [Your Name]")


def test_fingerprints_are_unique() -> None:
    text = "By [Your Name]\n\n" * 5
    found = issues(check_text(text, filename="a.txt", select="PH101"))
    assert len({issue["fingerprint"] for issue in found}) == len(found) == 5


def test_a_clean_run_is_an_empty_list() -> None:
    assert issues(Report((), (), 3, 0.1)) == []
