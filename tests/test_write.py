"""Writing a file: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from presscheck.trouble import Trouble
from presscheck.write import replace_file

KILLS = 200

KILLER = """
import os, random, signal, sys, time
from presscheck.write import replace_file
path, kills, old, new = sys.argv[1], int(sys.argv[2]), b"old" * 30_000, b"new" * 40_000
draw = random.Random(7)
with open(path, "wb") as file:
    file.write(old)
for _ in range(kills):
    child = os.fork()
    while not child:
        replace_file(path, old, new)
        replace_file(path, new, old)
    time.sleep(draw.random() * 0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(path, "rb") as file:
        found = file.read()
    print({old: "old", new: "new"}.get(found, "broken"))
    with open(path, "wb") as file:
        file.write(old)
"""
"""Without a start of Python for each kill, which would take longer than all the rest."""


def test_bytes_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"old\r\n")
    replace_file(str(draft), b"old\r\n", b"\xff\x00new")
    assert draft.read_bytes() == b"\xff\x00new"
    assert os.listdir(tmp_path) == ["draft.md"]


def test_a_file_is_made_where_there_was_none(tmp_path: Path) -> None:
    replace_file(str(tmp_path / "made.json"), None, b"{}")
    assert (tmp_path / "made.json").read_bytes() == b"{}"
    (tmp_path / "plain").touch()
    assert (tmp_path / "made.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"old")
    draft.chmod(mode)
    replace_file(str(draft), b"old", b"new")
    assert stat.S_IMODE(draft.stat().st_mode) == mode


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "draft.md", tmp_path / "link.md"
    real.write_bytes(b"old")
    link.symlink_to(real)
    replace_file(str(link), b"old", b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize("now", [b"somebody else's", None])
def test_a_file_that_changed_is_left_alone(tmp_path: Path, now: bytes | None) -> None:
    draft = tmp_path / "draft.md"
    if now is not None:
        draft.write_bytes(now)
    with pytest.raises(Trouble, match="nothing was written"):
        replace_file(str(draft), b"old", b"new")
    assert (draft.read_bytes() if draft.exists() else None) == now
    assert os.listdir(tmp_path) == (["draft.md"] if now else [])


def test_a_file_that_appeared_is_left_alone(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"somebody's")
    with pytest.raises(Trouble, match="has changed"):
        replace_file(str(draft), None, b"new")
    assert draft.read_bytes() == b"somebody's"


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"old")
    draft.chmod(0o444)
    with pytest.raises(Trouble, match="the file is read-only"):
        replace_file(str(draft), b"old", b"new")
    assert draft.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes to any folder")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"old")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(Trouble, match="cannot be written: permission denied"):
            replace_file(str(draft), b"old", b"new")
    finally:
        tmp_path.chmod(0o755)
    assert draft.read_bytes() == b"old"


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="not a regular file"):
        replace_file(str(tmp_path), b"", b"new")
    with pytest.raises(Trouble, match=r"no-such.*cannot be written"):
        replace_file(str(tmp_path / "no-such" / "draft.md"), None, b"new")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on Windows")
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLER, str(tmp_path / "draft.md"), str(KILLS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(ran.stdout.split()) == KILLS
    assert set(ran.stdout.split()) == {"old", "new"}
