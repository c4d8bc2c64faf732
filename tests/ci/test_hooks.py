"""The hooks work in the real pre-commit, in a real repository."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from presscheck.config.start import start
from presscheck.read import FORMATS

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BAD = "The ferry left.\n\nBy [Your Name]\n"
CLEAN = "The ferry left at noon.\n"

_OF_OTHERS = ("GIT_", "PRE_COMMIT", "PYTHONPATH", "VIRTUAL_ENV")

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


class Desk:
    """A repository with pre-commit set up in it, as somebody at a desk has it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self._env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(_OF_OTHERS)},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(home),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
        }
        folder.mkdir(exist_ok=True)
        self.run("git", "init", "--quiet", "--initial-branch=main")
        self.run("git", "config", "user.name", "Ann Lee")
        self.run("git", "config", "user.email", "ann@quay.example")

    def run(self, *command: str, code: int = 0) -> str:
        """Run a command in the repository, expect its exit code, and return what it says."""
        run = subprocess.run(
            command, cwd=self.folder, env=self._env, capture_output=True, text=True, timeout=600, check=False
        )
        assert run.returncode == code, run.stdout + run.stderr
        return run.stdout + run.stderr

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, **drafts: str) -> None:
        """Write drafts, named without their .md, and stage all there is."""
        for name, text in drafts.items():
            self.write(f"drafts/{name}.md", text)
        self.run("git", "add", "--all")

    def check(self, *, code: int = 0) -> str:
        """Check what is staged as a commit would."""
        return self.run("pre-commit", "run", code=code)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which pre-commit keeps what it has."""
    return tmp_path_factory.mktemp("home")


def with_hook(hook: Mapping[str, Any], folder: Path, home: Path) -> Desk:
    """A desk with a hook of ours that runs the presscheck under test."""
    desk = Desk(folder / "desk", home)
    local = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
    desk.write(".pre-commit-config.yaml", yaml.safe_dump(local))
    return desk


@pytest.fixture
def desk(tmp_path: Path, home: Path) -> Desk:
    return with_hook(HOOKS[0], tmp_path, home)


@pytest.fixture
def careful(tmp_path: Path, home: Path) -> Desk:
    """A desk with the hook that looks at what a commit adds."""
    return with_hook(HOOKS[1], tmp_path, home)


def test_the_manifest_is_one(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(run, check=False).returncode == 0
    assert [hook["id"] for hook in HOOKS] == ["presscheck", "presscheck-changed"]


def test_every_format_that_is_read_is_taken_and_no_other() -> None:
    for hook in HOOKS:
        assert all(re.search(hook["files"], f"drafts/A{suffix.upper()}") for suffix in FORMATS)
        assert not re.search(hook["files"], "drafts/a.png")


def test_a_bad_draft_stops_the_commit_with_a_report(desk: Desk) -> None:
    desk.run("pre-commit", "install")
    desk.add(ferry=BAD)
    said = desk.run("git", "commit", "--quiet", "--message", "A draft", code=1)
    assert "drafts/ferry.md\n\n  3:4  error    unfilled slot [Your Name]\n       By [Your Name]\n" in said
    assert "Traceback" not in said


def test_a_clean_draft_passes(desk: Desk) -> None:
    desk.add(ferry=CLEAN)
    assert re.search(r"presscheck\.+Passed", desk.check())


def test_excludes_hold_though_files_are_named(desk: Desk) -> None:
    desk.write("presscheck.toml", 'exclude = ["template-*.md"]\n')
    desk.write("drafts/template-city.md", BAD)
    desk.add(ferry=CLEAN)
    assert "Passed" in desk.check()


def test_a_broken_configuration_stops_the_commit_with_one_line(desk: Desk) -> None:
    desk.write("presscheck.toml", "exlude = []\n")
    desk.add(ferry=CLEAN)
    said = desk.check(code=1)
    assert "presscheck: presscheck.toml:1: unknown key 'exlude'; did you mean 'exclude'?" in said


def test_what_the_commit_does_not_add_passes(careful: Desk) -> None:
    careful.add(ferry=BAD)
    careful.run("git", "commit", "--quiet", "--no-verify", "--message", "Old drafts")
    careful.add(ferry=f"# The ferry\n\n{BAD}It was late.\n")
    assert "Passed" in careful.check()


def test_what_the_commit_adds_is_judged_as_it_is_staged(careful: Desk) -> None:
    careful.add(ferry=BAD)
    careful.write("drafts/ferry.md", CLEAN)
    assert "unfilled slot [Your Name]" in careful.check(code=1)


def test_the_hook_that_init_writes_works(tmp_path: Path, home: Path) -> None:
    desk = Desk(tmp_path / "desk", home)
    desk.write("drafts/old.md", CLEAN)
    start(str(desk.folder))
    desk.add(ferry=BAD)
    assert "unfilled slot [Your Name]" in desk.check(code=1)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the repository")
def test_pre_commit_installs_presscheck_from_its_repository(tmp_path: Path, home: Path) -> None:
    desk = Desk(tmp_path / "desk", home)
    desk.write("presscheck.toml", 'exclude = ["old/"]\n')
    desk.write("old/ferry.md", BAD)
    desk.add(ferry=BAD)
    said = desk.run("pre-commit", "try-repo", str(ROOT), "presscheck", code=1)
    assert re.findall(r"^\S+\.md$", said, re.MULTILINE) == ["drafts/ferry.md"]
