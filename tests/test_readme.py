"""What README and CONTRIBUTING show is what presscheck does."""

import html
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from presscheck.rules import load_rules

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECONDS = re.compile(r"(?:under )?\d+\.\d s$", re.MULTILINE)
ENV = {
    **{key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")},
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "COLUMNS": "80",
    "PYTHONUTF8": "1",
}

posix = pytest.mark.skipif(os.name == "nt", reason="the commands are written for a POSIX shell")


def fenced(language: str, text: str = README) -> list[str]:
    """The blocks of a language, their indent taken away."""
    blocks = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in blocks]


def sessions() -> list[tuple[str, str]]:
    """Commands after `$ ` with the output shown below each."""
    return [
        (command, output)
        for block in fenced("console")
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


@posix
@pytest.mark.parametrize(("command", "output"), sessions(), ids=[command for command, _ in sessions()])
def test_a_command_prints_what_the_readme_shows(command: str, output: str) -> None:
    run = subprocess.run(["sh", "-c", command], cwd=ROOT, env=ENV, capture_output=True, timeout=60, check=False)
    assert SECONDS.sub("TIME", run.stdout.decode()) == SECONDS.sub("TIME", output)
    assert run.stderr == b""


def test_the_hook_is_yaml_that_runs_presscheck() -> None:
    (hook,) = map(yaml.safe_load, fenced("yaml"))
    assert hook["repos"][0]["hooks"][0]["entry"] == "presscheck check"


def test_the_python_snippet_prints_what_the_readme_says(capsys: pytest.CaptureFixture[str]) -> None:
    (snippet,) = fenced("python")
    exec(snippet, {})
    assert f"It prints `{capsys.readouterr().out.strip()}`." in README


def test_the_picture_shows_the_report_of_today() -> None:
    screenshot = runpy.run_path(str(ROOT / "bench" / "screenshot.py"))

    def words(picture: str) -> list[str]:
        return [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", picture)]

    assert words(screenshot["PICTURE"].read_text(encoding="utf-8")) == words(
        screenshot["draw"](screenshot["output"]())
    )


def test_the_table_of_families_names_those_that_have_rules() -> None:
    named = re.findall(r"^\| `([a-z]+)` \|", README, re.MULTILINE)
    assert sorted(named) == sorted({rule.family for rule in load_rules()})


def test_files_that_readers_are_sent_to_exist() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README + CONTRIBUTING)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_our_own_pages_hold_no_leftovers() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "presscheck", "check", "docs", *sorted(path.name for path in ROOT.glob("*.md"))],
        cwd=ROOT,
        env=ENV,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b""), run.stdout.decode()
    assert b", nothing found" in run.stdout


def test_every_dependency_is_explained() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("\ndependencies = [", 1)[1].split("]", 1)[0]
    names = re.findall(r'"([A-Za-z_-]+)', block)
    assert [name for name in names if f"| `{name}`" not in CONTRIBUTING] == []
