"""What holds for every format, whatever a draft and its path are made of."""

import io
import json
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck import check_text
from presscheck.model import Finding, Fix, Place, Report, Severity, Source, Suppressed
from presscheck.report import NAMES, Look, Name, write
from presscheck.report.line import show
from presscheck.trouble import Trouble

HOSTILE = (
    st.text(st.characters(codec=None), max_size=40)
    | st.sampled_from(["%0A::set-output name=a::b", "</mark><script>alert(1)</script>", "]]>&amp;\x00\ufffe\udcff"])
    | st.text(st.sampled_from("\x00\x1b\r\n\t\u202e\u2066\udcff\ufffe<>&\"'`|*@#:,%{}[]\\"), max_size=20)
)
PATHS = HOSTILE.map(lambda text: text.replace("\0", "") + "a.txt")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports whose findings are exact spans of one hostile text."""
    path, text = draw(PATHS), draw(HOSTILE)
    source = Source(path, text, draw(st.sampled_from(["text", "markdown", "html"])))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    exact = sorted({(min(span), max(span)) for span in spans})
    findings = [_finding(draw, source, start, end) for start, end in exact]
    kept, stood = findings[::2], findings[1::2]
    return Report(
        tuple(kept),
        tuple(draw(st.lists(HOSTILE, max_size=2))),
        1,
        0.1,
        tuple(Suppressed(finding, "stet", draw(HOSTILE)) for finding in stood),
        read=lambda _: source,
    )


def _finding(draw: st.DrawFn, source: Source, start: int, end: int) -> Finding:
    return Finding(
        rule="ZZ101",
        name="needle",
        family="custom",
        severity=draw(st.sampled_from(Severity)),
        place=Place.of(source, start, end),
        text=source.text[start:end],
        message=draw(HOSTILE),
        advice=draw(HOSTILE),
        before=source.around(start, end)[0],
        after=source.around(start, end)[1],
        related=Place.of(source, 0, start),
        fix=Fix(start, end, draw(HOSTILE), safe=True),
    )


def written(report: Report, name: Name) -> bytes:
    out = io.BytesIO()
    write(report, name, out, Look())
    return out.getvalue()


def whole(text: str) -> str:
    """What readers get that refuse half a character."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@given(reports())
def test_json_and_jsonl_read_back_equal(report: Report) -> None:
    read = json.loads(written(report, "json"))
    lines = [json.loads(line) for line in written(report, "jsonl").splitlines()]
    assert read["findings"] == lines
    assert [(f["path"], f["text"], f["message"], f["fix"]["text"]) for f in lines] == [
        (f.place.path, f.text, f.message, f.fix and f.fix.text) for f in report.findings
    ]
    assert read["troubles"] == list(report.troubles)


@given(reports())
def test_sarif_reads_back_equal(report: Report) -> None:
    run = json.loads(written(report, "sarif"))["runs"][0]
    active = [result for result in run["results"] if not result.get("suppressions")]
    assert [r["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] for r in active] == [
        whole(f.text) for f in report.findings
    ]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == [whole(trouble) for trouble in report.troubles]


@given(PATHS)
def test_a_uri_leads_back_to_the_bytes_of_the_path(path: str) -> None:
    from presscheck.report.relative import uri, within

    found = uri(path)
    assert re.fullmatch(r"(file://)?[A-Za-z0-9._~/%-]*", found)
    try:
        expected = within(path).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return  # no file has such a name
    assert unquote_to_bytes(found.removeprefix("file://")) == expected


@given(reports())
def test_gitlab_and_rdjson_read_back_equal(report: Report) -> None:
    issues = json.loads(written(report, "gitlab"))
    assert [(issue["location"]["lines"]["begin"]) for issue in issues] == [f.place.line for f in report.findings]
    diagnostics = json.loads(written(report, "rdjson"))["diagnostics"]
    assert [d["suggestions"][0]["text"] for d in diagnostics] == [
        whole(f.fix.text) for f in report.findings if f.fix
    ]


@given(reports())
def test_xml_parses_and_shows_every_message(report: Report) -> None:
    for name, path in (("junit", ".//failure"), ("checkstyle", ".//error")):
        root = ElementTree.fromstring(written(report, name))  # type: ignore[arg-type]
        told = [found.get("message") for found in root.iterfind(path)]
        shown = [
            show(f.message).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>") for f in report.findings
        ]
        assert told == shown


@given(reports())
def test_a_format_a_terminal_may_show_holds_nothing_that_it_obeys(report: Report) -> None:
    for name in NAMES:
        text = written(report, name).decode("utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), name


@given(reports())
def test_concise_and_github_give_a_line_a_finding(report: Report) -> None:
    assert written(report, "concise").count(b"\n") == len(report.findings)
    assert written(report, "github").count(b"\n") == len(report.findings) + len(report.troubles)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_report_gives_the_same_bytes(name: Name) -> None:
    report = check_text("By [Your Name]")
    assert written(report, name) == written(report, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_format_tells_a_clean_run(name: Name) -> None:
    written(Report((), (), 1, 0.1), name)


@pytest.mark.parametrize("name", NAMES)
def test_every_format_does_without_the_draft(name: Name) -> None:
    def gone(path: str) -> Source:
        raise Trouble(f"{path}: gone")

    found = check_text("By [Your Name]").findings
    assert written(Report(found, (), 1, 0.1, read=gone), name)


def test_the_documentation_tells_of_every_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"\n## {name}\n" not in page] == []
