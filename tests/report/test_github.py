import io
import re
from dataclasses import replace

import pytest

from presscheck import check_text
from presscheck.model import Report
from presscheck.report import Look, write

REPORT = check_text("Rents\n\nBy [Your Name]\n", filename="drafts/a.txt", select="PH101")
COMMAND = re.compile(r"::(?P<name>\w+) (?P<properties>.*?)::(?P<data>.*)")


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """Commands as GitHub's runner reads them: a property ends at a comma, then what is escaped comes back."""
    out = io.BytesIO()
    write(report, "github", out, Look())
    read = []
    for line in out.getvalue().decode().split("\n")[:-1]:
        command = COMMAND.fullmatch(line)
        assert command, line
        pairs = (pair.split("=", 1) for pair in command["properties"].split(","))
        properties = {key: unescaped(value, {"%3A": ":", "%2C": ","}) for key, value in pairs}
        read.append((command["name"], properties, unescaped(command["data"], {})))
    return read


def unescaped(text: str, more: dict[str, str]) -> str:
    for escape, char in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(escape, char)
    return text


def test_a_finding_is_an_annotation_at_its_place() -> None:
    assert commands(REPORT) == [
        (
            "error",
            {
                "file": "drafts/a.txt",
                "line": "3",
                "endLine": "3",
                "col": "4",
                "endColumn": "15",
                "title": "PH101 bracketed-slot",
            },
            "drafts/a.txt:3:4: unfilled slot [Your Name]\n"
            "Fill in what belongs here, or rewrite the sentence without it.",
        )
    ]


@pytest.mark.parametrize("text", ["%0A::set-output name=a::b", "\n::add-mask::e", "\r::stop-commands::x", "%25,:="])
def test_no_text_acts_as_a_command(text: str) -> None:
    (finding,) = REPORT.findings
    hostile = finding._replace(message=text, place=finding.place._replace(path=f"a{text}.md"))
    ((name, properties, message),) = commands(replace(REPORT, findings=(hostile,), troubles=()))
    assert name == "error"
    assert set(properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert message.count("\n") == 1


def test_trouble_is_an_error_without_a_place() -> None:
    assert commands(Report((), ("gone.md: no such file",), 0, 0.0)) == [
        ("error", {"title": "presscheck"}, "gone.md: no such file")
    ]
