import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from presscheck.check import Checker
from presscheck.config.configuration import Configuration
from presscheck.config.layer import Given, Layer
from presscheck.keep import Keeping
from presscheck.lint import lint
from presscheck.model import Finding, House, Report, Source
from presscheck.outcome import Outcome
from presscheck.pool import AHEAD, Batch, batches, outcomes
from presscheck.rule import Rule
from presscheck.run import check_paths
from presscheck.trouble import Trouble

EXAMPLES = Path(__file__).parents[1] / "examples"
SLOT = "By [Your Name], who was there.\n"
ACROSS = Layer({"across": (Given(True, "--across"),)})

posix = pytest.mark.skipif(os.name == "nt", reason="signals of a POSIX system")


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration of its own, drafts of all kinds, and files that cannot be checked."""
    monkeypatch.chdir(tmp_path)
    for draft in EXAMPLES.glob("*.[mth][dxt]*"):
        for copy in range(3):
            shutil.copy(draft, f"{copy}-{draft.name}")
    Path("binary.txt").write_bytes(b"\0\1\2")
    Path("broken.md").write_text("---\ntitle: [\n---\n\nAll is well.\n")
    Path("stands.md").write_text(f"<!-- stet: PH101 her own brackets -->\n\n{SLOT}")
    Path("excluded.txt").write_text(SLOT)
    Path("presscheck.toml").write_text(
        'exclude = ["excluded.txt"]\n[[overrides]]\npaths = ["*.html"]\nignore = ["chat"]\n'
    )
    return tmp_path


def told(report: Report) -> Report:
    return replace(report, seconds=0)


def checked(files: Iterable[Path], linter: object = lint, *, method: str | None = None) -> Outcome:
    """What comes of checking files in two processes, one at a time."""
    checker = Checker(Configuration(search=False), Keeping(), linter=linter)  # type: ignore[arg-type]
    outcome = Outcome()
    for _, found in outcomes(batches(map(str, files), 2), checker, 2, method=method):
        outcome.absorb(found)
    return outcome


def test_several_processes_report_what_one_does(drafts: Path) -> None:
    one = check_paths(["."], Configuration(ACROSS))
    assert one.findings
    assert one.troubles
    assert one.suppressed
    assert one.excluded
    assert any(finding.places for finding in one.findings)
    for jobs in (2, 3):
        assert told(check_paths(["."], Configuration(ACROSS), jobs=jobs)) == told(one)


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_it_makes_no_difference_how_processes_are_started(drafts: Path, method: str) -> None:
    if method == "forkserver" and os.name == "nt":
        pytest.skip("there is none on Windows")
    files = sorted(map(str, drafts.glob("*.*")))[-5:]
    checker = Checker(Configuration(ACROSS), Keeping())
    here = Outcome()
    for file in files:  # what this leaves in the checker is handed over with it
        checker.check(file, here)
    there = Outcome()
    for _, found in outcomes(batches(files, 2), checker, 2, method=method):
        there.absorb(found)
    assert (there.findings, there.troubles, there.files) == (here.findings, here.troubles, here.files)
    assert there.in_force == here.in_force


def deadly(source: Source, rules: Iterable[Rule], house: House) -> list[Finding]:
    """Check a draft, and be killed over one that holds poison."""
    if "poison" in source.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return lint(source, rules, house)


def deadly_once(source: Source, rules: Iterable[Rule], house: House) -> list[Finding]:
    """Check a draft, and be killed over the first one that holds poison."""
    if "poison" in source.text and not Path("killed").exists():
        Path("killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return lint(source, rules, house)


def greedy(source: Source, rules: Iterable[Rule], house: House) -> list[Finding]:
    """Check a draft, which one that holds greed makes impossible."""
    if "greed" in source.text:
        bytearray(1 << 60)
    return lint(source, rules, house)


def five(tmp_path: Path, word: str) -> list[Path]:
    files = [tmp_path / f"{number}.txt" for number in range(5)]
    for number, file in enumerate(files):
        file.write_text(f"The {word} of it.\n" if number == 2 else SLOT)
    return files


@posix
def test_a_file_that_ends_its_process_is_named_and_the_others_are_checked(tmp_path: Path) -> None:
    files = five(tmp_path, "poison")
    found = checked(files, deadly)
    assert found.troubles == [
        f"{files[2]}: not checked, for the process that did was killed (SIGKILL, perhaps for want of memory)"
    ]
    assert [finding.place.path for finding in found.findings] == [str(f) for f in files if f != files[2]]


@posix
def test_what_a_killed_process_had_is_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = checked(five(tmp_path, "poison"), deadly_once)
    assert found.troubles == [
        "a process was killed (SIGKILL, perhaps for want of memory); the files that it had were checked again"
    ]
    assert found.files == 5
    assert len(found.findings) == 4


def test_a_draft_for_which_there_is_no_memory_is_named(tmp_path: Path) -> None:
    files = five(tmp_path, "greed")
    found = checked(files, greedy)
    assert found.troubles == [f"{files[2]}: too large or too deeply nested to check"]
    assert len(found.findings) == 4


@posix
def test_where_every_process_ends_at_once_the_run_gives_up(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(20)]
    for file in files:
        file.write_text("poison")
    with pytest.raises(Trouble, match="processes in a row ended and checked nothing"):
        checked(files, deadly)


def test_what_is_done_early_waits_only_up_to_a_point(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SLOT)
    handed_out = 0

    def endless() -> Iterator[Batch]:
        nonlocal handed_out
        for handed_out in range(1, 201):  # noqa: B007
            yield (str(tmp_path / "a.txt"),)

    most = 0
    checker = Checker(Configuration(search=False), Keeping())
    for number, _ in enumerate(outcomes(endless(), checker, 2)):
        most = max(most, handed_out - number)
    assert handed_out == 200
    assert most <= 2 * AHEAD


@posix
@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_no_process_outlives_the_run(tmp_path: Path, how: signal.Signals, code: int) -> None:
    (tmp_path / "a.txt").write_text("All is well.\n")
    for name in ("b.txt", "c.txt", "d.txt"):  # each takes minutes
        (tmp_path / name).write_text("A letter from [Your Name] to [City].\n\n" * 100_000)
    run = subprocess.Popen(
        [sys.executable, "-m", "presscheck", "--no-prefilter", "--no-config", "--jobs", "2", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while run.poll() is None and members(run.pid) < 3:
        time.sleep(0.02)
    if how is signal.SIGINT:
        os.killpg(run.pid, how)  # as a terminal does
    else:
        run.send_signal(how)
    out, err = run.communicate(timeout=60)
    assert (out, err.strip()) == (b"", b"")
    assert run.returncode == code
    while members(run.pid):
        time.sleep(0.02)


def members(group: int) -> int:
    """How many processes a group has."""
    listed = subprocess.run(["ps", "-e", "-o", "pgid="], capture_output=True, text=True, check=True).stdout
    return listed.split().count(str(group))
