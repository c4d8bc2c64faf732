"""A rule file to be filled in: where it goes, and that nothing takes it for a rule before it is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from presscheck.rules import load_only
from presscheck.rules.new import GAPS, new_rule
from presscheck.rules.selftest import check_rule
from presscheck.trouble import Trouble

ROOT = Path(__file__).parents[2]


def failures(path: Path) -> list[str]:
    return [failure for rule in load_only([str(path)]) for failure in check_rule(rule)]


def test_its_own_test_refuses_it_until_the_last_gap_is_filled(tmp_path: Path) -> None:
    path = new_rule("desk-note", "note", str(tmp_path))
    answers = {
        "summary": "a line to the picture desk",
        "message": "a line to the picture desk",
        "why": "Readers have no picture desk.",
        "fix": "Delete the line.",
        "flagged": "At noon «pic desk please» left.",
        "clean": "The picture desk.",
        "phrase": "pic desk please",
    }
    for name, answer in answers.items():
        (failure,) = failures(path)
        assert f"{path}:1: still to be written in HR101: " in failure
        path.write_text(path.read_text(encoding="utf-8").replace(GAPS[name], answer), encoding="utf-8")
    assert failures(path) == []


def test_each_house_rule_gets_the_next_id(tmp_path: Path) -> None:
    paths = [new_rule(name, None, str(tmp_path / "rules")) for name in ("one-note", "two-notes")]
    assert [rule.id for path in paths for rule in load_only([str(path)])] == ["HR101", "HR102"]


def test_a_rule_of_ours_goes_to_its_family(tmp_path: Path) -> None:
    for folder in ("src", "rules"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.bundle"))
    subprocess.run(
        [sys.executable, "-m", "presscheck", "rules", "new", "desk-note", "--family", "note"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        check=True,
        capture_output=True,
    )
    (rule,) = load_only([str(tmp_path / "rules" / "note" / "desk-note.yaml")])
    last = max(rule.id for rule in load_only([str(ROOT / "rules" / "note")]))
    assert (rule.id, rule.family) == (f"NT{int(last[2:]) + 1}", "note")


@pytest.mark.parametrize("name", ["Desk", "desk note", "../desk", "", "desk-"])
def test_what_is_no_name_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(Trouble, match="a name is lower-case words with hyphens"):
        new_rule(name, None, str(tmp_path))


def test_a_name_that_is_taken_is_said(tmp_path: Path) -> None:
    new_rule("desk-note", None, str(tmp_path))
    for name, holder in (("desk-note", "HR101"), ("tk", "PH201")):
        with pytest.raises(Trouble, match=f"'{name}' is the name of {holder} already"):
            new_rule(name, None, str(tmp_path))
