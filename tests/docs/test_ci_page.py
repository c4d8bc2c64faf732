"""What the page about CI shows is what its services take and what presscheck runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from presscheck import check_paths

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "ci.md"
TEXT = PAGE.read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SCHEMAS = {
    ".github/workflows/presscheck.yml": "github-workflows",
    ".gitlab-ci.yml": "gitlab-ci",
    ".circleci/config.yml": "circle-ci",
    "azure-pipelines.yml": "azure-pipelines",
    "bitbucket-pipelines.yml": "bitbucket-pipelines",
}
COMMANDS = sorted(set(re.findall(r"(?:presscheck )(check .*?)(?='?$)", TEXT, re.MULTILINE)))


@pytest.mark.parametrize(("name", "snippet"), [pair for pair in SNIPPETS if pair[0] in SCHEMAS])
def test_a_snippet_is_what_its_service_takes(name: str, snippet: str, tmp_path: Path) -> None:
    file = tmp_path / "snippet.yml"
    file.write_text(snippet, encoding="utf-8")
    schema = f"vendor.{SCHEMAS[name]}"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    command += ["--regex-variant", "python"]  # as the schema of Azure is written
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_a_snippet_for_pre_commit_is_what_it_takes(tmp_path: Path) -> None:
    for name, snippet in SNIPPETS:
        if name == ".pre-commit-config.yaml":
            (tmp_path / name).write_text(snippet, encoding="utf-8")
            command = [sys.executable, "-m", "pre_commit", "validate-config", str(tmp_path / name)]
            assert subprocess.run(command, check=False).returncode == 0


def test_the_hook_that_is_named_is_there() -> None:
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert hooks == set(re.findall(r"`(presscheck(?:-changed)?)` (?:checks|only)", TEXT))


def test_the_inputs_of_the_action_are_those_that_it_has() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    rows = re.findall(r"^\| `([a-z-]+)` \| .* \|(?: `(.*)`)? \|$", TEXT, re.MULTILINE)
    assert dict(rows) == {name: told["default"] for name, told in inputs.items()}


@pytest.mark.skipif(os.name == "nt" or not shutil.which("git"), reason="needs git and a POSIX shell")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text("By [Your Name]\n")
    for folder in ("reports", "test-results"):
        (tmp_path / folder).mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    run = subprocess.run(
        ["sh", "-c", f"presscheck {command}"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    nothing_staged = (0, "presscheck: no draft gained lines since the last commit\n")
    assert (run.returncode, run.stderr) in ((1, ""), nothing_staged)


def test_the_page_holds_no_leftovers() -> None:
    assert [finding.message for finding in check_paths(PAGE).findings] == []
