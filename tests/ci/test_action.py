"""The action: its file is one, its inputs become options, and its shell runs as GitHub would run it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(CHECK,) = [step for step in ACTION["runs"]["steps"] if step.get("name") == "Check the drafts"]
BAD = "By [Your Name]\n"

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not (shutil.which("git") and shutil.which("bash")), reason="needs bash and git"
)


def environment(folder: Path, inputs: dict[str, str], **more: str) -> dict[str, str]:
    """What GitHub sets for the step, its expressions filled with inputs and their defaults."""
    values = {name: str(told.get("default", "")) for name, told in ACTION["inputs"].items()} | inputs
    filled = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda at: values[at[1]], text)
        for name, text in CHECK["env"].items()
    }
    (folder / "temp").mkdir(exist_ok=True)
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(folder / "site"),
        "RUNNER_TEMP": str(folder / "temp"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONUTF8": "1",
        **filled,
        **more,
    }


def check(folder: Path, inputs: dict[str, str] | None = None, **more: str) -> tuple[int, str]:
    """Run the step as GitHub does and return its exit code and what it says."""
    run = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", CHECK["run"]],
        cwd=folder / "site",
        env=environment(folder, inputs or {}, **more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A folder with a site as GitHub checks out a pull request: one commit, of a branch that adds a draft."""

    def git(*command: str) -> None:
        settings = ["-c", "user.name=Ann Lee", "-c", "user.email=ann@quay.example", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *settings, *command], check=True, capture_output=True, cwd=tmp_path)

    git("init", "origin")
    drafts = tmp_path / "origin" / "drafts"
    drafts.mkdir()
    (drafts / "old.md").write_text(BAD)
    git("-C", "origin", "add", "--all")
    git("-C", "origin", "commit", "--message", "Old")
    git("-C", "origin", "checkout", "-b", "ferry")
    (drafts / "new.md").write_text(f"The ferry left.\n\n{BAD}")
    git("-C", "origin", "add", "--all")
    git("-C", "origin", "commit", "--message", "New")
    git("clone", "--depth=1", "--branch=ferry", (tmp_path / "origin").as_uri(), "site")
    return tmp_path


@pytest.fixture
def push(tmp_path: Path) -> Path:
    """A folder with a site in no pull request, its drafts in two folders."""
    for name in ("drafts", "my letters"):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "a.md").write_text(BAD)
    return tmp_path


def test_the_file_is_an_action() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_no_input_stands_in_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == ACTION["inputs"].keys()


def test_a_pull_request_is_checked_for_what_it_adds(pull_request: Path) -> None:
    code, said = check(pull_request, GITHUB_BASE_REF="main")
    assert code == 1
    assert re.findall(r"file=([^,]+),line=(\d+)", said) == [("drafts/new.md", "3")]


def test_a_pull_request_can_be_checked_whole(pull_request: Path) -> None:
    _, said = check(pull_request, {"changed": "false"}, GITHUB_BASE_REF="main")
    assert re.findall(r"file=([^,]+),", said) == ["drafts/new.md", "drafts/old.md"]


def test_a_push_is_checked_whole(push: Path) -> None:
    code, said = check(push)
    assert code == 1
    assert re.findall(r"file=([^,]+),", said) == ["drafts/a.md", "my letters/a.md"]


def test_paths_stand_one_a_line_and_may_hold_spaces(push: Path) -> None:
    _, said = check(push, {"paths": "my letters\n*.md\n"})
    assert re.findall(r"file=([^,]+),", said) == ["my letters/a.md"]


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"fail-on": "never"}, 0),
        ({"level": "error"}, 1),
        ({"options": "--select chat --quiet"}, 0),
        ({"config": "desk.toml"}, 0),
        ({"preset": ""}, 1),
        ({"preset": "ic"}, 2),
        ({"level": "eror"}, 2),
        ({"changed": "maybe"}, 2),
        ({"paths": "nowhere"}, 2),
    ],
)
def test_inputs_become_options(push: Path, inputs: dict[str, str], code: int) -> None:
    (push / "site" / "desk.toml").write_text('select = ["chat"]\n')
    assert check(push, inputs)[0] == code


def test_an_input_is_never_run(push: Path) -> None:
    for name in ("paths", "level", "options", "config", "preset"):
        check(push, {name: "$(touch gone) `touch gone`; touch gone"})
    assert not (push / "site" / "gone").exists()


def test_the_preset_compares_the_drafts(push: Path) -> None:
    for name in ("drafts", "my letters"):
        (push / "site" / name / "a.md").write_text(f"# The bridge is closed for a year\n\nIn {name}.\n")
    assert "DU401" in check(push)[1]
    assert check(push, {"preset": ""})[0] == 0


def test_a_report_for_code_scanning_is_written_when_it_is_asked_for(push: Path) -> None:
    check(push)
    assert not (push / "temp" / "presscheck.sarif").exists()
    assert check(push, {"sarif": "true"})[0] == 1
    assert '"2.1.0"' in (push / "temp" / "presscheck.sarif").read_text(encoding="utf-8")
