import os
import stat
from pathlib import Path

import pytest

from presscheck import check_text
from presscheck.report import Look
from presscheck.report.file import destination, write_file
from presscheck.trouble import Trouble

REPORT = check_text("By [Your Name]", filename="a.txt")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("sarif:out.json", ("sarif", "out.json")),
        ("junit:reports/a:b.xml", ("junit", "reports/a:b.xml")),
        ("report.sarif", ("sarif", "report.sarif")),
        ("report.sarif.json", ("sarif", "report.sarif.json")),
        ("Report.HTML", ("html", "Report.HTML")),
        ("out/report.md", ("markdown", "out/report.md")),
        (r"C:\reports\a.jsonl", ("jsonl", r"C:\reports\a.jsonl")),
    ],
)
def test_a_destination_names_a_format_and_a_file(value: str, expected: tuple[str, str]) -> None:
    assert destination(value) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("report.xml", "tells no format; write FORMAT:FILE"),
        ("sarfi:out.json", "did you mean 'sarif:out.json'"),
        ("json:", "names no file; `--format json` writes to standard output"),
        ("json:-", "names no file"),
        ("", "tells no format"),
    ],
)
def test_a_destination_that_names_none_is_told(value: str, said: str) -> None:
    with pytest.raises(Trouble, match=said.replace("?", r"\?")):
        destination(value)


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")
    path.chmod(0o640)
    write_file(REPORT, "json", str(path), Look(color=True))
    assert path.read_text().startswith('{\n"version": 1')
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="a symbolic link needs rights there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_file(REPORT, "json", str(tmp_path / "link.json"), Look())
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").exists()


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path, reason in (("folder", "it is a folder"), ("none/x.json", "there is no such folder"), ("a\0", "null")):
        with pytest.raises(Trouble, match=f"cannot be written: .*{reason}"):
            write_file(REPORT, "json", str(tmp_path / path), Look())
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]
