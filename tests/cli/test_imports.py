"""What a start imports: what creeps in here is paid for by every commit.

A module that is wanted on the way of a clean file is added to a list below, with its time in mind
(`python -X importtime -m presscheck clean.md`). All others are imported where they are used.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

CLEAN = """\
The ferry to the island left at noon on Monday, an hour late, with two hundred people on board. The harbour master
said that the wind had been too strong in the morning. Anna Berg, who has run the kiosk at the pier for thirty
years, closed early and went home to feed her cats.

The council will meet on Thursday to talk about the new pier. It is to be built of oak and steel, and it will cost
more than the old one did. Nobody in the room spoke against it when the plan was shown in March, though the owner
of the boatyard asked what would become of his slipway.

On Sunday the school choir sang at the lighthouse. The rain held off until the last song, and then everybody ran
for the bus, which was late as well.
"""

ALWAYS = {"gc", "locale"}
"""Of the standard library, beside what `click` imports, for the command line itself."""

CHECKING = {"bisect", "copy", "dataclasses", "unicodedata"}
"""And to check drafts in which there is nothing."""

JSON = {"json"}


def imported(tmp_path: Path, code: str) -> set[str]:
    """The packages and modules that a new interpreter has imported after some code, but for those in C."""
    script = f"{code}\nimport sys; print(*sys.modules)"
    # -S: what the interpreter loads for a start-up hook of some other package is not ours.
    run = subprocess.run(
        [sys.executable, "-S", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    names = {name.partition(".")[0] for name in run.stdout.splitlines()[-1].split()}
    return {name for name in names if not name.startswith("_")}


def beside_click(tmp_path: Path, *args: str) -> set[str]:
    """What a command line imports beside `click` and ourselves."""
    run = f"from presscheck.cli import app\napp.main({list(args)!r}, standalone_mode=False)"
    return imported(tmp_path, run) - imported(tmp_path, "import click") - {"presscheck"}


def test_the_version_needs_nothing_but_click(tmp_path: Path) -> None:
    assert beside_click(tmp_path, "--version") <= ALWAYS


@pytest.mark.parametrize(
    ("args", "more"),
    [(["a.txt"], set()), (["a.md"], set()), (["."], set()), (["a.md", "--format", "json"], JSON)],
    ids=["text", "markdown", "folder", "as-json"],
)
def test_a_clean_file_needs_little(tmp_path: Path, args: Sequence[str], more: set[str]) -> None:
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text(CLEAN)
    assert beside_click(tmp_path, *args) <= ALWAYS | CHECKING | more


def test_one_process_needs_nothing_of_what_several_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("By [Your Name]\n")
    assert not beside_click(tmp_path, "a.txt") & {"multiprocessing", "threading", "pickle"}
