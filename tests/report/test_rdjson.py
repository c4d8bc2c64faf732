import io
import json
from dataclasses import replace
from typing import Any

import jsonschema

from presscheck import check_text
from presscheck.model import Fix, Report, unread
from presscheck.report import Look, write

TEXT = "Rents\n\nGröße 😀 [Your Name] is near.\n"
REPORT = check_text(TEXT, filename="./a.txt", select="PH101")

_POSITION = {
    "type": "object",
    "required": ["line"],
    "additionalProperties": False,
    "properties": {name: {"type": "integer", "minimum": 1} for name in ("line", "column")},
}
_RANGE = {
    "type": "object",
    "required": ["start"],
    "additionalProperties": False,
    "properties": {"start": _POSITION, "end": _POSITION},
}
_LOCATION = {
    "type": "object",
    "required": ["path"],
    "additionalProperties": False,
    "properties": {"path": {"type": "string"}, "range": _RANGE},
}


def _items(**properties: Any) -> dict[str, Any]:
    item = {"type": "object", "required": [*properties], "additionalProperties": False, "properties": properties}
    return {"type": "array", "items": item}


# The messages of reviewdog's proto/rdf/reviewdog.proto that we write, more strictly than it reads them.
SCHEMA = {
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": _LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"]},
                    "suggestions": _items(range=_RANGE, text={"type": "string"}),
                    "related_locations": _items(message={"type": "string"}, location=_LOCATION),
                },
            },
        },
    },
}


def diagnostic(report: Report) -> Any:
    out = io.BytesIO()
    write(report, "rdjson", out, Look())
    read = json.loads(out.getvalue())
    jsonschema.validate(read, SCHEMA)
    (found,) = read["diagnostics"]
    return found


def test_columns_count_bytes_of_utf_8() -> None:
    found = diagnostic(REPORT)["location"]
    assert found["path"] == "a.txt"
    line = TEXT.split("\n")[found["range"]["start"]["line"] - 1].encode()
    start, end = (found["range"][edge]["column"] - 1 for edge in ("start", "end"))
    assert line[start:end] == b"[Your Name]"


def test_a_fix_is_a_suggestion_for_its_span() -> None:
    (finding,) = REPORT.findings
    fixed = finding._replace(fix=Fix(7, 13, "Size ", safe=True), related=finding.place)
    (suggestion,) = diagnostic(replace(REPORT, findings=(fixed,)))["suggestions"]
    assert suggestion == {
        "range": {"start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 9}},
        "text": "Size ",
    }


def test_without_the_draft_a_place_has_lines_alone() -> None:
    found = diagnostic(replace(REPORT, read=unread))["location"]
    assert found["range"] == {"start": {"line": 3}, "end": {"line": 3}}
