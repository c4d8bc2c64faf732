"""What goes wrong in the midst of a run, each really caused: nothing is lost, and one line says what went wrong."""

from __future__ import annotations

import os
import pickle
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from in_process import Said, call

from presscheck.config.configuration import Configuration
from presscheck.run import check_paths

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions, signals and terminals of POSIX systems")

KILLS = 200
SLOT = "By [Your Name]\n"
STOCK = "Share this article\n\nThe ferry left at noon.\n"
NOBODY = 65534

KILLER = """
import os, random, signal, sys, time
from presscheck.check import again
from presscheck.config.configuration import Configuration
from presscheck.fix import fix_files
from presscheck.run import check_paths

path, kills = sys.argv[1], int(sys.argv[2])
old = b"Share this article\\n\\n" + b"".join(b"The ferry left at %d.\\n\\n" % n for n in range(20))
new = old.partition(b"\\n\\n")[2]
configuration = Configuration(search=False)

def fix():
    run = lambda: check_paths([path], configuration)
    fix_files(run(), run, again(configuration, stdin=False), unsafe=False)

def write(data):
    with open(path, "wb") as file:
        file.write(data)

def timed():
    write(old)
    started = time.perf_counter()
    fix()
    return time.perf_counter() - started

took = min(timed() for _ in range(5))  # the first one pays for imports
draw = random.Random(7)
for _ in range(kills):
    write(old)
    child = os.fork()
    if not child:
        fix()
        os._exit(0)
    # Most of the time goes by before anything is written, and the moments around that are those to hit.
    time.sleep(took * draw.triangular(0, 1.2, 0.8))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(path, "rb") as file:
        found = file.read()
    print({old: "old", new: "new"}.get(found, "broken"))
"""
"""Fixes a draft in one process after another, each killed at some moment, without a start of Python for each."""


def drafts(folder: Path, **contents: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name, text in contents.items():
        (folder / f"{name}.md").write_text(text)
    return [f"{folder}/{name}.md" for name in contents]


def in_the_midst(paths: list[str], act: Callable[[], object]) -> tuple[list[str], list[str]]:
    """Check files, and act after the first; return which have findings, and what is said."""

    def then(done: float, _: int | None) -> None:
        if done == 1:
            act()

    report = check_paths(paths, Configuration(search=False), progress=then)
    return [Path(finding.place.path).stem for finding in report.findings], list(report.troubles)


def test_a_file_that_vanishes_is_said_and_the_others_are_checked(tmp_path: Path) -> None:
    paths = drafts(tmp_path, a=SLOT, b=SLOT, c=SLOT)
    found, said = in_the_midst(paths, lambda: os.unlink(paths[1]))
    assert found == ["a", "c"]
    assert said == [f"{paths[1]}: no such file or folder"]


def test_a_folder_that_vanishes_is_said(tmp_path: Path) -> None:
    paths = [*drafts(tmp_path / "one", a=SLOT), *drafts(tmp_path / "two", b=SLOT)]
    found, said = in_the_midst(paths, lambda: (tmp_path / "two").rename(tmp_path / "three"))
    assert found == ["a"]
    assert said == [f"{paths[1]}: no such file or folder"]


def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    paths = drafts(tmp_path, a=SLOT, b=SLOT, c=SLOT)

    def swap() -> None:
        os.unlink(paths[1])
        os.mkfifo(paths[1])

    found, said = in_the_midst(paths, swap)
    assert found == ["a", "c"]
    assert said == [f"{paths[1]}: cannot be read: it is not a file"]


def test_a_file_that_becomes_a_folder_is_said(tmp_path: Path) -> None:
    paths = drafts(tmp_path, a=SLOT, b=SLOT)

    def swap() -> None:
        os.unlink(paths[1])
        os.mkdir(paths[1])

    assert in_the_midst(paths, swap) == (["a"], [f"{paths[1]}: cannot be read: is a directory"])


def test_a_file_that_is_rewritten_is_read_as_it_is_then(tmp_path: Path) -> None:
    paths = drafts(tmp_path, a=SLOT, b=SLOT)
    assert in_the_midst(paths, lambda: Path(paths[1]).write_text("Nothing.\n")) == (["a"], [])


@pytest.fixture
def theirs() -> Iterator[Path]:
    """A folder that anybody can reach, of a user whom permissions bind."""
    folder = Path(mkdtemp(prefix="presscheck-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    rmtree(folder)


def as_nobody(folder: Path, *args: str) -> Said:
    """Call the command line in a folder as somebody whom permissions bind, which root can become in a child."""
    if os.geteuid():
        return call(args, folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    with TemporaryDirectory() as warm:  # what is imported now need not be reached by the child
        drafts(Path(warm), a=STOCK)
        call(["-q", "--fix", "--output", "r.json", "a.md"], Path(warm))
    told, tell = os.pipe()
    if not os.fork():
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(tell, pickle.dumps(call(args, folder)))
        finally:
            os._exit(0)
    os.close(tell)
    with open(told, "rb") as answer:
        said = pickle.load(answer)
    os.wait()
    assert isinstance(said, Said)
    return said


def test_a_file_and_a_folder_closed_to_us_are_said(theirs: Path) -> None:
    drafts(theirs / "d", a=SLOT, b=SLOT)
    drafts(theirs / "d" / "e", c=SLOT)
    (theirs / "d" / "b.md").chmod(0)
    (theirs / "d" / "e").chmod(0)
    said = as_nobody(theirs, "-q", "d")
    assert said.code == 2
    assert said.out.decode().splitlines() == ["d/a.md:1:4: error: unfilled slot [Your Name] [PH101 bracketed-slot]"]
    assert said.err.decode().splitlines() == [
        "presscheck: d/b.md: cannot be read: permission denied",
        "presscheck: d/e: cannot be read: permission denied",
    ]


def test_a_draft_in_a_read_only_folder_is_left_as_it_is(theirs: Path) -> None:
    (draft,) = drafts(theirs / "d", a=STOCK)
    (theirs / "d").chmod(0o555)
    said = as_nobody(theirs, "-q", "--fix", "d")
    assert said.code == 2
    assert said.err == b"presscheck: d/a.md: cannot be written: permission denied\n"
    assert Path(draft).read_text() == STOCK


def test_a_report_into_a_read_only_folder_is_said(theirs: Path) -> None:
    drafts(theirs / "d", a="Nothing.\n")
    (theirs / "d").chmod(0o555)
    said = as_nobody(theirs, "--output", "d/r.json", "d")
    assert said.code == 2
    assert said.err == b"presscheck: d/r.json: cannot be written: permission denied\n"
    assert os.listdir(theirs / "d") == ["a.md"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB, which root can make of memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk of memory can be made here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_fix_that_finds_the_disk_full_leaves_the_draft_whole(tiny_disk: Path) -> None:
    text = "Share this article\n\n" + "".join(f"The ferry left at {n}.\n\n" for n in range(1800))
    (tiny_disk / "a.md").write_text(text)
    said = call(["-q", "--fix", "a.md"], tiny_disk)
    assert said.code == 2
    assert said.err == b"presscheck: a.md: cannot be written: no space left on device\n"
    assert (tiny_disk / "a.md").read_text() == text
    assert os.listdir(tiny_disk) == ["a.md"]


def test_a_report_that_finds_the_disk_full_leaves_the_old_one(tiny_disk: Path) -> None:
    (tiny_disk / "a.md").write_text(SLOT + "\n" + SLOT * 1000)
    (tiny_disk / "r.json").write_text("old")
    said = call(["-q", "--output", "r.json", "a.md"], tiny_disk)
    assert said.code == 2
    assert said.err == b"presscheck: r.json: cannot be written: no space left on device\n"
    assert (tiny_disk / "r.json").read_text() == "old"
    assert sorted(os.listdir(tiny_disk)) == ["a.md", "r.json"]


def test_a_kill_at_any_moment_of_a_fix_leaves_the_old_draft_or_the_new_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLER, str(tmp_path / "a.md"), str(KILLS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    outcomes = ran.stdout.split()
    assert len(outcomes) == KILLS
    assert set(outcomes) <= {"old", "new"}
    assert (tmp_path / "a.md").exists()
    # What a kill leaves behind no search takes for a draft.
    assert [name for name in os.listdir(tmp_path) if not name.startswith(".")] == ["a.md"]


def test_a_real_terminal_of_twenty_columns(tmp_path: Path) -> None:
    import fcntl
    import struct
    import termios

    (tmp_path / "a.md").write_text(SLOT)
    child, terminal = pty.fork()
    if not child:
        os.chdir(tmp_path)
        os.environ.pop("COLUMNS", None)
        os.execv(sys.executable, [sys.executable, "-m", "presscheck", "--no-color", "a.md"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 5, 20, 0, 0))
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:  # what a closed terminal gives on Linux
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert b"unfilled slot" in shown
    assert b"Traceback" not in shown


def test_a_stopped_run_says_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    drafts(tmp_path, **{f"d{n}": STOCK for n in range(50)})
    child = subprocess.Popen(
        [sys.executable, "-m", "presscheck", "--fix", "."],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    child.send_signal(signal.SIGTERM)
    out, err = child.communicate(timeout=60)
    assert b"Traceback" not in out + err
    texts = {path.read_text() for path in tmp_path.glob("*.md")}
    assert texts <= {STOCK, "The ferry left at noon.\n"}
