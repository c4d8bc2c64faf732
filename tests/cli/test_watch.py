"""`--watch` in a process of its own: a draft is saved, and what is left in it is said."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("signals of a POSIX system", allow_module_level=True)

PATIENCE = 60


class Watch:
    """A run of `presscheck --watch`, and what it has written so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.said = ""
        self._read = 0
        self._run = subprocess.Popen(
            [sys.executable, "-m", "presscheck", *arguments, "--watch", "--quiet"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # A shell lets what it starts in the background ignore Ctrl-C, and the tests may be that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def wait_for(self, words: str) -> None:
        assert self._run.stdout
        while (found := self.said.find(words, self._read)) < 0:
            assert select.select([self._run.stdout], [], [], PATIENCE)[0], f"not said: {words!r}, but {self.said!r}"
            data = os.read(self._run.stdout.fileno(), 65536)
            assert data, f"not said: {words!r}, but {self.said!r}"
            self.said += data.decode()
        self._read = found + len(words)

    def stop(self) -> int:
        os.killpg(self._run.pid, signal.SIGINT)
        rest, _ = self._run.communicate(timeout=PATIENCE)
        self.said += rest.decode()
        return self._run.returncode

    def kill(self) -> None:
        self._run.kill()
        self._run.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text("By [Your Name]\n")
    return tmp_path


@pytest.fixture(params=[["drafts"], ["drafts/a.md"], ["drafts/*.md"]], ids=["folder", "file", "pattern"])
def watch(folder: Path, request: pytest.FixtureRequest) -> Iterator[Watch]:
    started = Watch(folder, *request.param)
    yield started
    started.kill()


def test_a_draft_is_checked_again_when_it_is_saved(folder: Path, watch: Watch) -> None:
    watch.wait_for("drafts/a.md:1:4: error: unfilled slot [Your Name]")
    watch.wait_for("watching; Ctrl-C ends")
    # As editors save: another file takes the name.
    (folder / "drafts" / ".a.md.new").write_text("By Ana Lee\n\nRents in [City] fall.\n")
    os.replace(folder / "drafts" / ".a.md.new", folder / "drafts" / "a.md")
    watch.wait_for("drafts/a.md:3:10: error: unfilled slot [City]")
    watch.wait_for("watching; Ctrl-C ends")
    assert watch.stop() == 130
    assert "Traceback" not in watch.said


def test_rules_are_read_anew(folder: Path) -> None:
    rules = folder / "rules"
    rules.mkdir()
    text = (Path(__file__).parent / "common" / "rules" / "needle.yaml").read_text(encoding="utf-8")
    (rules / "needle.yaml").write_text(text)
    watch = Watch(folder, "drafts", "--rules", "rules", "--select", "ZZ")
    try:
        watch.wait_for("watching; Ctrl-C ends")
        (rules / "needle.yaml").write_text(text.replace("needle, needle in", "your name, needle in"))
        watch.wait_for("drafts/a.md:1:5: error: ")
    finally:
        watch.kill()
