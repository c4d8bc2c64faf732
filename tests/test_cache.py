"""A cache saves a second look and nothing else: with it, every run reports what it would without."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presscheck.cache import FOLDER, MOST, SIZE, Cache, checked_with, digest_of
from presscheck.config.choose import choose
from presscheck.config.settings import Settings

ROOT = Path(__file__).parents[1]
CLEAN = "The ferry leaves the old pier at nine and comes back at noon.\n"
SLOT = "The ferry leaves [City Name] at nine.\n"

OWN = """\
id: XX901
name: house-word
severity: error
summary: a word that the house does not use
message: 'not our word: {{match}}'
why: |
  The style book has another one.
fix: |
  Take the other one.
match:
  phrase:
    phrases: ['{0}']
examples:
  flagged:
    - 'The «{0}» is late.'
  clean:
    - 'The boat is late.'
"""

Check = Callable[..., list[tuple[str, str, int]]]


def run(folder: Path, *options: str, cache: Path | str) -> dict[str, Any]:
    """The JSON report of a run in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "presscheck", "check", ".", "--format", "json", "--fail-on", "never", *options],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, FOLDER: str(cache)},
    )
    assert done.stderr == b""
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check the folder `drafts` with a cache, and see that the report is the one of a run without; its findings."""
    (tmp_path / "drafts").mkdir()

    def checked(*options: str) -> list[tuple[str, str, int]]:
        report = run(tmp_path / "drafts", *options, cache=tmp_path / "cache")
        assert report == run(tmp_path / "drafts", *options, "--no-cache", cache=tmp_path / "cache")
        return [(each["rule"], each["path"], each["line"]) for each in report["findings"]]

    return checked


def test_every_run_over_the_examples_reports_the_same(tmp_path: Path, check: Check) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "drafts", dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs", tmp_path / "drafts" / "docs")
    first = check()
    assert first
    assert check() == first
    assert check("--jobs", "2") == first


def test_what_the_cache_holds_is_not_looked_through(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(SLOT)
    checked = checked_with(Settings(), choose(Settings()).rules, stets=True)
    assert checked
    cache = Cache(str(tmp_path / "cache" / "clean"))
    cache.add([digest_of(SLOT.encode(), str(path), checked)])
    assert run(tmp_path, cache=tmp_path / "cache")["findings"] == []
    assert len(run(tmp_path, "--no-cache", cache=tmp_path / "cache")["findings"]) == 1
    assert len(run(tmp_path, "--no-prefilter", cache=tmp_path / "cache")["findings"]) == 1


def test_a_text_that_changes_is_looked_at_again(tmp_path: Path, check: Check) -> None:
    draft = tmp_path / "drafts" / "a.md"
    draft.write_text(CLEAN)
    assert check() == []
    draft.write_text(CLEAN + "\n" + SLOT)
    assert check() == [("PH101", "a.md", 3)]
    draft.write_text(CLEAN)
    assert check() == []


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (["--ignore", "PH101"], []),
        (["--select", "chat"], []),
        (["--level", "error", "--ignore", "PH101"], ["--level", "error"]),
        (["--ignore", "PH101"], ["--ignore", "chat"]),
        (["--ignore", "PH101", "--no-stet"], ["--no-stet"]),
    ],
)
def test_other_options_are_another_check(tmp_path: Path, check: Check, first: list[str], then: list[str]) -> None:
    (tmp_path / "drafts" / "a.md").write_text(SLOT)
    assert check(*first) == []
    assert check(*then) == [("PH101", "a.md", 1)]


def test_a_changed_configuration_is_another_check(tmp_path: Path, check: Check) -> None:
    (tmp_path / "drafts" / "a.md").write_text(SLOT)
    configuration = tmp_path / "drafts" / "presscheck.toml"
    configuration.write_text('allowed-slots = ["[City Name]"]\n')
    assert check() == []
    configuration.write_text('allowed-slots = ["[Other Name]"]\n')
    assert check() == [("PH101", "a.md", 1)]


def test_a_changed_rule_of_ones_own_is_another_check(tmp_path: Path, check: Check) -> None:
    (tmp_path / "drafts" / "a.md").write_text(CLEAN)
    rule = tmp_path / "own.yaml"
    rule.write_text(OWN.format("harbour"))
    assert check("--rules", str(rule)) == []
    rule.write_text(OWN.format("ferry"))
    assert check("--rules", str(rule)) == [("XX901", "a.md", 1)]


def test_what_the_site_renders_counts_at_each_run(tmp_path: Path, check: Check) -> None:
    (tmp_path / "drafts" / ".git").mkdir()
    (tmp_path / "drafts" / "a.md").write_text("Tickets are sold here. {% include tickets.html %}\n")
    marker = tmp_path / "drafts" / "_config.yml"
    marker.write_text("")
    assert check() == []
    marker.unlink()
    assert check() == [("PH122", "a.md", 1)]


def test_a_name_that_changes_what_a_text_is_counts(tmp_path: Path, check: Check) -> None:
    draft = tmp_path / "drafts" / "README.md"
    draft.write_text(CLEAN + "\nWelcome :tada:\n")
    assert check() == []
    draft.rename(tmp_path / "drafts" / "ferry.md")
    assert check() == [("MU125", "ferry.md", 3)]


def test_a_word_that_lets_nothing_stand_is_told_after_a_run_that_heeds_none(tmp_path: Path, check: Check) -> None:
    (tmp_path / "drafts" / "a.md").write_text(CLEAN + "\n<!-- stet: PH101 as agreed -->\n")
    assert check("--no-stet") == []
    assert [rule for rule, *_ in check()] == ["ST101"]


def test_a_title_in_the_text_stands_or_falls_with_the_other_posts(tmp_path: Path, check: Check) -> None:
    for number in range(6):
        title = f"The bridge closes, part {number}"
        post = f"---\ntitle: {title}\n---\n\n# {title}\n\nText.\n"
        (tmp_path / "drafts" / f"{number}.md").write_text(post)
    assert check() == []
    for number in range(1, 6):
        post = f"---\ntitle: The bridge closes, part {number}\n---\n\nText.\n"
        (tmp_path / "drafts" / f"{number}.md").write_text(post)
    assert check() == [("DU105", "0.md", 5)]


def test_what_stands_in_several_drafts_is_compared_at_each_run(tmp_path: Path, check: Check) -> None:
    (tmp_path / "drafts" / "a.md").write_text(f"# The ferry runs again\n\n{CLEAN}")
    check("--across")
    (tmp_path / "drafts" / "b.md").write_text(f"# The ferry runs again\n\n{CLEAN}Twice a day.\n")
    assert "DU401" in [rule for rule, *_ in check("--across")]


def test_a_file_that_cannot_be_checked_is_told_at_each_run(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [a\n---\n\nText.\n")
    args = [sys.executable, "-m", "presscheck", "check", "a.md"]
    env = {**os.environ, FOLDER: str(tmp_path / "cache")}
    first, second = (
        subprocess.run(args, cwd=tmp_path, capture_output=True, text=True, check=False, env=env) for _ in "12"
    )
    assert first.returncode == second.returncode == 2
    assert first.stderr == second.stderr != ""


def test_nothing_of_a_draft_is_kept_but_a_digest(tmp_path: Path, check: Check) -> None:
    (tmp_path / "drafts" / "ferry.md").write_text(CLEAN)
    (tmp_path / "drafts" / "slot.md").write_text(SLOT)
    check()
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["clean"]
    stored = (tmp_path / "cache" / "clean").read_bytes()
    assert len(stored) == SIZE
    assert b"ferry" not in stored


def broken_cache(folder: Path, kind: str) -> None:
    path = folder / "clean"
    match kind:
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "other bytes":
            path.write_bytes(bytes(range(256)) * 7 + b"abc")
        case "too large":
            path.write_bytes(bytes(2 * MOST + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
@pytest.mark.parametrize("kind", ["a folder", "a pipe", "other bytes", "too large"])
def test_a_broken_cache_is_done_without(tmp_path: Path, kind: str, check: Check) -> None:
    (tmp_path / "drafts" / "a.md").write_text(CLEAN)
    (tmp_path / "drafts" / "b.md").write_text(SLOT)
    (tmp_path / "cache").mkdir()
    broken_cache(tmp_path / "cache", kind)
    assert check() == check() == [("PH101", "b.md", 1)]


@pytest.mark.parametrize("place", [os.devnull, "relative", "~", ""])
def test_a_cache_that_cannot_be_is_done_without(tmp_path: Path, place: str) -> None:
    (tmp_path / "a.md").write_text(CLEAN)
    assert run(tmp_path, cache=place)["summary"]["files"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_digest_that_was_cut_short_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "clean"
    path.write_bytes(b"1" * SIZE + b"2" * 5)
    Cache(str(path)).add([b"3" * SIZE])
    cache = Cache(str(path))
    assert cache.holds(b"1" * SIZE)
    assert cache.holds(b"3" * SIZE)


def test_a_cache_stays_small_and_forgets_the_oldest(tmp_path: Path) -> None:
    path = tmp_path / "clean"
    digests = [number.to_bytes(SIZE, "big") for number in range(1, MOST // SIZE + 2)]
    Cache(str(path)).add(digests[:-1])
    assert path.stat().st_size == MOST
    Cache(str(path)).add(digests[-1:])
    assert path.stat().st_size == MOST // 2
    cache = Cache(str(path))
    assert cache.holds(digests[-1])
    assert not cache.holds(digests[0])
