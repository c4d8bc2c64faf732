import subprocess
import sys
from pathlib import Path

import pytest

from presscheck.config.configuration import Configuration
from presscheck.model import Report
from presscheck.profile import Profile
from presscheck.report.profile import RULES, lines
from presscheck.rules import load_rules
from presscheck.run import check_paths

ROOT = Path(__file__).parents[1]


def watched(path: Path) -> tuple[Profile, Report]:
    profile = Profile()
    return profile, check_paths([str(path)], Configuration(search=False), watch=profile.watch)


def test_stages_and_rules_are_told_and_fit_into_the_whole() -> None:
    profile, report = watched(ROOT / "examples")
    assert {"find files", "read", "look for candidates", "decode", "parse", "put together"} <= profile.stages.keys()
    assert profile.stages["read"].times == report.files
    assert {finding.rule for finding in report.findings} <= profile.rules.keys()
    assert profile.rules["PH101"].found >= sum(finding.rule == "PH101" for finding in report.findings)
    parts = [*profile.stages.values(), *profile.rules.values()]
    assert sum(spent.seconds for spent in parts) <= profile.seconds


def test_to_be_watched_changes_nothing_of_what_is_found() -> None:
    unwatched = check_paths([str(ROOT / "examples")], Configuration(search=False))
    assert watched(ROOT / "examples")[1].findings == unwatched.findings


def test_what_fails_is_put_down_too() -> None:
    profile = Profile()
    with pytest.raises(ZeroDivisionError):
        profile.watch("read", lambda: 1 // 0)
    assert profile.stages["read"].times == 1


def test_the_table_fits_into_80_columns_and_tells_of_all_rules() -> None:
    profile = Profile()
    for rule in list(load_rules())[: RULES + 2]:
        profile.watch(rule, lambda: ["hit"])
    told = list(lines(profile))
    assert max(map(len, told)) <= 80
    assert told[-1].startswith("2 more ")
    assert told[-1].split()[-2:] == ["2", "2"]


def test_the_command_line_tells_it_beside_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("By [Your Name]\n")
    run = subprocess.run(
        [sys.executable, "-m", "presscheck", "a.txt", "--quiet", "--profile"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout.startswith("a.txt:1:4: error: unfilled slot [Your Name]")
    assert "\nPH101 bracketed-slot " in run.stderr
