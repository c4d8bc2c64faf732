"""What the guides to stets, baselines and changed lines show is what presscheck does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from git_repository import Repository

from presscheck import check_text

DOCS = Path(__file__).parents[2] / "docs"
SECONDS = re.compile(r"(?:under )?\d+\.\d s$", re.MULTILINE)
MAYOR = "# The bridge\n" + "\nProse.\n" * 4 + "\n\nThe [Name of Mayor] spoke in [City].\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are written for a POSIX shell")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path, monkeypatch)
    made.write("drafts/mayor.md", MAYOR)
    made.write("drafts/brief.txt", "By [Author Name]\n")
    made.git("add", "--all")
    return made


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("page", ["changed", "stet"])
def test_a_command_line_runs(page: str, repository: Repository) -> None:
    for line in "".join(blocks(page, "sh")).splitlines():
        ran = run(line, repository.folder)
        assert (line, ran.stderr) == (line, "")
        assert ran.returncode in (0, 1)


def test_a_baseline_is_recorded_and_heeded_as_shown(repository: Repository) -> None:
    (session,) = blocks("baseline", "console")
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE):
        ran = run(command, repository.folder)
        assert SECONDS.sub("TIME", ran.stdout) == SECONDS.sub("TIME", output)
        assert (ran.returncode, ran.stderr) == (0, "")


def test_the_stets_shown_hold() -> None:
    (paragraph,) = blocks("stet", "markdown")
    report = check_text(paragraph, filename="a.md")
    assert report.findings == ()
    assert [each.reason for each in report.suppressed] == ["the mayor's own brackets"]
    (front_matter,) = blocks("stet", "yaml")
    report = check_text(f"{front_matter}\nThe [Name of Mayor] spoke. I hope this helps!\n", filename="a.md")
    assert report.findings == ()
    assert [each.reason for each in report.suppressed] == ["the form's own fields", "quotes from a chatbot"]


def test_every_way_to_write_one_that_is_listed_is_one() -> None:
    text = (DOCS / "stet.md").read_text(encoding="utf-8")
    ways = re.findall(r"^\| ([\w, ]+) \| `([^`]*PH101[^`]*)`", text, re.MULTILINE)
    names = {"Markdown, HTML": "a.md", "MDX": "a.mdx", "plain text": "a.txt"}
    assert [way for way, _ in ways] == list(names)
    for way, written in ways:
        assert check_text(f"{written}\nBy [Author Name]\n", filename=names[way]).findings == ()


def test_the_line_for_git_is_the_one_that_merges() -> None:
    text = (DOCS / "baseline.md").read_text(encoding="utf-8")
    assert "\n.presscheck-baseline.json merge=union\n" in text
