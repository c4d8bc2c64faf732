"""What README and CONTRIBUTING show is what presscheck does."""

import html
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from presscheck import check_paths, check_text
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


def shell_lines() -> list[str]:
    return [line for block in fenced("sh") for line in block.splitlines()]


@posix
@pytest.mark.parametrize(("command", "output"), sessions(), ids=[command for command, _ in sessions()])
def test_a_command_prints_what_the_readme_shows(command: str, output: str) -> None:
    run = subprocess.run(["sh", "-c", command], cwd=ROOT, env=ENV, capture_output=True, timeout=60, check=False)
    assert SECONDS.sub("TIME", run.stdout.decode()) == SECONDS.sub("TIME", output)
    assert run.stderr == b""


@posix
@pytest.mark.parametrize("line", shell_lines())
def test_a_command_line_runs(line: str, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    for name in ("brief.txt", "web-page.html", "feature-clean.md"):
        shutil.copy(ROOT / "examples" / name, tmp_path / "drafts")
    run = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=ENV, capture_output=True, timeout=60, check=False)
    assert run.stderr == b""
    assert run.returncode in (0, 1)


def test_workflow_and_hook_are_yaml_that_runs_presscheck() -> None:
    workflow, hook = map(yaml.safe_load, fenced("yaml"))
    assert workflow["jobs"]["presscheck"]["steps"][-1]["run"] == "presscheck check drafts"
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


def test_the_example_rule_passes_its_own_examples(tmp_path: Path) -> None:
    (rule,) = fenced("yaml", CONTRIBUTING)
    (tmp_path / "desk-note.yaml").write_text(rule, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "presscheck", "rules", "test", "desk-note.yaml"],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")


def test_the_example_rule_works_beside_the_built_in_ones(tmp_path: Path) -> None:
    (rule,) = fenced("yaml", CONTRIBUTING)
    (tmp_path / "desk-note.yaml").write_text(rule, encoding="utf-8")
    report = check_text("The ferry left at noon. Pic desk please find one.", rules=[tmp_path])
    assert [finding.rule for finding in report.findings] == ["NT901"]


def test_our_own_pages_hold_no_leftovers() -> None:
    guides = [ROOT / "docs" / f"{name}.md" for name in ("json", "changed", "baseline", "stet")]
    pages = [*ROOT.glob("*.md"), *guides]
    assert [finding.message for finding in check_paths(pages).findings] == []


def test_every_dependency_is_explained() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("\ndependencies = [", 1)[1].split("]", 1)[0]
    names = re.findall(r'"([A-Za-z_-]+)', block)
    assert [name for name in names if f"| `{name}`" not in CONTRIBUTING] == []
