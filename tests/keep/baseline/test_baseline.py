"""What is on record is not reported, wherever it stands by now; what is new is."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path

import pytest

from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.keep import Keeping
from presscheck.keep.baseline.find import NAME
from presscheck.keep.baseline.known import Baseline, gone_note, open_baseline, renewal_note
from presscheck.model import Report
from presscheck.run import check_paths
from presscheck.trouble import Trouble

SLOTS = Configuration(layer_of({"select": ["bracketed-slot"]}, "--{}"), search=False)
LONG = (
    "The council met on Monday evening in the old hall by the river, and [Name of Mayor] said that the bridge "
    "would stay open to buses for the whole of the coming winter, whatever the weather."
)
OTHER = "A witness, [Name of Witness], saw it all."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(*paths: str, configuration: Configuration = SLOTS) -> Report:
    baseline = open_baseline(NAME, must_exist=False)
    return check_paths(paths or ["."], configuration, keeping=Keeping(baseline=baseline))


def record(*paths: str) -> Baseline:
    report = run(*paths)
    known = open_baseline(NAME, must_exist=False)
    return known.renewed(report.findings, report.suppressed, report.gone).saved()


def new(*paths: str) -> list[str]:
    return [f"{f.place.path}:{f.place.line} {f.text}" for f in run(*paths).findings]


def counts() -> dict[str, int]:
    return {entry.text: entry.count for entry in open_baseline(NAME).entries.values()}


def test_what_is_on_record_is_told_to_stand() -> None:
    write("a.md", LONG)
    record()
    report = run()
    assert report.findings == ()
    assert [(each.by, each.finding.text) for each in report.suppressed] == [("baseline", "[Name of Mayor]")]


def test_what_is_new_is_reported() -> None:
    write("a.md", LONG)
    record()
    write("a.md", f"{OTHER}\n\n{LONG}")
    assert new() == ["a.md:1 [Name of Witness]"]


@pytest.mark.parametrize("width", [40, 72, 110])
def test_moved_renamed_and_wrapped_anew_it_is_still_known(width: int) -> None:
    write("a.md", f"# A headline\n\nMore prose.\n\n{LONG}\n\n> {LONG.replace('Mayor', 'Bishop')}\n")
    record()
    Path("a.md").unlink()
    quoted = textwrap.fill(LONG.replace("Mayor", "Bishop"), width, initial_indent="> ", subsequent_indent="> ")
    write("later/b.md", f"{quoted}\n\n# Another\n\n{textwrap.fill(LONG, width)}\n\nOther prose.\n")
    report = run()
    assert (report.findings, report.gone) == ((), {})


def test_of_more_than_are_on_record_the_rest_is_new() -> None:
    write("a.md", f"{LONG}\n\n{LONG}\n")
    record()
    write("a.md", f"{LONG}\n\n{LONG}\n\n{LONG}\n")
    assert new() == ["a.md:5 [Name of Mayor]"]


def test_the_new_one_of_two_equal_ones_is_that_in_the_other_file() -> None:
    write("b.md", LONG)
    record()
    write("a.md", LONG)
    assert new() == ["a.md:1 [Name of Mayor]"]


def test_what_is_there_no_more_is_said_and_taken_out() -> None:
    write("a.md", f"{LONG}\n\n{OTHER}\n\n{OTHER}\n")
    before = record()
    write("a.md", f"{OTHER}\n")
    report = run()
    assert gone_note(report.gone, before, pruned=False) == (
        f"{NAME}: 2 findings in it are there no more; --prune takes them out"
    )
    before.without(report.gone).saved()
    assert counts() == {"[Name of Witness]": 1}
    assert run().gone == {}


def test_only_files_that_were_looked_at_can_say_what_is_gone() -> None:
    write("drafts/a.md", LONG)
    write("drafts/b.md", OTHER)
    record()
    write("drafts/a.md", "Clean.")
    write("drafts/b.md", "Clean.")
    assert len(run("drafts/a.md").gone) == 1
    assert len(run("drafts").gone) == 2


def test_a_file_that_is_gone_says_so_only_to_a_run_through_its_folder() -> None:
    write("drafts/a.md", LONG)
    write("drafts/b.md", "Clean.")
    record()
    Path("drafts/a.md").unlink()
    assert run("drafts/b.md").gone == {}
    assert len(run("drafts").gone) == 1


def test_an_entry_of_two_files_is_not_gone_before_both_were_looked_at() -> None:
    write("a.md", LONG)
    write("b.md", LONG)
    record()
    write("a.md", "Clean.")
    assert run("a.md").gone == {}
    assert list(run().gone.values()) == [1]


@pytest.mark.parametrize("options", [{"select": ["chat"]}, {"ignore": ["PH101"]}, {"select": ["PH102"]}])
def test_a_run_with_other_rules_does_not_say_what_is_gone(options: dict[str, list[str]]) -> None:
    write("a.md", LONG)
    record()
    write("a.md", "Clean.")
    other = Configuration(layer_of(options, "--{}"), search=False)
    assert run(configuration=other).gone == {}


def test_a_file_that_cannot_be_read_loses_nothing() -> None:
    write("a.md", LONG)
    record()
    Path("a.md").write_bytes(b"\x89PNG\0\0")
    assert (run().gone, len(run().troubles)) == ({}, 1)


def test_recorded_again_it_holds_what_is_there_now_and_what_was_not_looked_at() -> None:
    write("a.md", LONG)
    write("b.md", OTHER)
    before = record()
    Path("a.md").rename("c.md")
    write("c.md", f"{LONG}\n\nBy [Author Name]\n")
    write("b.md", "Clean.")
    after = record("c.md")
    assert counts() == {"[Name of Mayor]": 1, "[Name of Witness]": 1, "[Author Name]": 1}
    assert renewal_note(before, after) == f"3 findings on record in {NAME} (1 new)"
    last = record()
    assert renewal_note(after, last) == f"2 findings on record in {NAME} (1 gone)"
    assert {entry.paths for entry in last.entries.values()} == {("c.md",)}


def test_the_same_state_gives_the_same_bytes_and_touches_no_file() -> None:
    write("a.md", f"{LONG}\n\n{OTHER}\n")
    record()
    stamp = os.stat(NAME).st_mtime_ns, Path(NAME).read_bytes()
    record()
    assert stamp == (os.stat(NAME).st_mtime_ns, Path(NAME).read_bytes())


def test_paths_start_from_the_baseline_wherever_the_run_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    write("drafts/a.md", LONG)
    record()
    monkeypatch.chdir("drafts")
    report = check_paths(["a.md"], SLOTS, keeping=Keeping(baseline=open_baseline(f"../{NAME}")))
    assert (report.findings, report.gone) == ((), {})
    assert [entry.paths for entry in open_baseline(f"../{NAME}").entries.values()] == [("drafts/a.md",)]


def test_an_archive_with_five_thousand_findings_has_none_once_they_are_on_record() -> None:
    for number in range(50):
        slots = "\n\n".join(f"Person {number}-{slot}, [Name of Person {slot}], spoke." for slot in range(100))
        write(f"archive/{number:02}.md", slots)
    assert len(record().entries) == 5_000
    report = run()
    assert (report.findings, len(report.suppressed), report.gone) == ((), 5_000, {})


def test_a_missing_one_that_is_named_is_said() -> None:
    with pytest.raises(Trouble, match=r"^old\.json: no such baseline; `presscheck baseline` writes one$"):
        open_baseline("old.json")


def test_a_read_only_one_is_left_as_it_is() -> None:
    write("a.md", LONG)
    record()
    Path(NAME).chmod(0o444)
    write("a.md", OTHER)
    with pytest.raises(Trouble, match="the file is read-only; nothing was written"):
        record()
