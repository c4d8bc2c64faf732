"""The form of a baseline: what was written is read, and what was not is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from git_repository import Repository
from hypothesis import given
from hypothesis import strategies as some

from presscheck.keep.baseline.file import Entry, read_entries, written
from presscheck.keep.baseline.find import NAME, find_baseline, new_baseline
from presscheck.trouble import Trouble

ENTRIES = some.dictionaries(
    some.text("0123456789abcdef", min_size=16, max_size=16),
    some.builds(
        Entry, some.just("PH101"), some.integers(1, 9), some.text(), some.lists(some.text(), max_size=2).map(tuple)
    ),
    max_size=4,
)
ONE = {"00000000000000aa": Entry("PH101", 1, "[Your Name]", ("a.md",))}
MORE = {**ONE, "ffffffffffffffff": Entry("CH201", 2, "I hope", ("a.md", "b.md"))}


@given(ENTRIES)
def test_what_is_written_is_read(entries: dict[str, Entry]) -> None:
    assert read_entries(written(entries), "x") == entries


@given(ENTRIES, some.data())
def test_one_that_is_cut_off_is_refused(entries: dict[str, Entry], data: some.DataObject) -> None:
    whole = written(entries)
    cut = whole[: data.draw(some.integers(0, len(whole) - 3))]
    with pytest.raises(Trouble, match=r"^x(:\d+)?: "):
        read_entries(cut, "x")


def test_entries_stand_a_line_each_in_order() -> None:
    assert written(dict(reversed(MORE.items()))).decode() == (
        "{\n"
        '"00000000000000aa": {"rule": "PH101", "count": 1, "text": "[Your Name]", "paths": ["a.md"]},\n'
        '"ffffffffffffffff": {"rule": "CH201", "count": 2, "text": "I hope", "paths": ["a.md", "b.md"]},\n'
        '"version": 1\n'
        "}\n"
    )


def test_an_entry_more_changes_no_other_line() -> None:
    before, after = written(ONE).splitlines(), written(MORE).splitlines()
    assert [line for line in after if line not in before] == after[2:3]
    assert [line for line in before if line not in after] == []


def test_an_identity_that_stands_twice_counts_as_often_as_it_says_at_most() -> None:
    other = {"00000000000000aa": Entry("PH101", 3, "[Your Name]", ("b.md",))}
    merged = written(ONE).splitlines()[:2] + written(other).splitlines()[1:]
    assert read_entries(b"\n".join(merged), "x") == {
        "00000000000000aa": Entry("PH101", 3, "[Your Name]", ("a.md", "b.md"))
    }


BROKEN = {
    "a newer version": (
        '{\n"version": 2\n}',
        "x: written by a newer presscheck (form 2, this one reads 1); update presscheck",
    ),
    "no version": ("{}", "x: names no version, so it is cut off or not a baseline; "),
    "not JSON": ('{\n"00000000000000aa": {,\n', "x:2: not valid JSON, cut off or edited by hand; "),
    "nothing": ("", "x:1: not valid JSON, cut off or edited by hand; "),
    "a list": ("[]", "x: names no version, so it is cut off or not a baseline; "),
    "a list of things": ("[1]", "x:1: not a baseline; "),
    "deep": ("[" * 100_000, "x:1: not valid JSON, cut off or edited by hand; "),
    "a conflict": (
        '{\n<<<<<<< HEAD\n"a": 1,\n=======\n"b": 2,\n>>>>>>> story\n"version": 1\n}',
        "x:2: holds the marks of a merge conflict; keep the entries of both sides",
    ),
    "not an entry": ('{\n"00000000000000aa": 1,\n"version": 1\n}', "x:2: this entry is not as it was written; "),
    "another key": ('{\n\n"comment": {},\n"version": 1\n}', "x:3: this entry is not as it was written; "),
    "no identity": (
        written(ONE).decode().replace("00000000000000aa", "0000"),
        "x:2: this entry is not as it was written; ",
    ),
    "a count of none": (
        written(ONE).decode().replace('"count": 1', '"count": 0'),
        "x:2: this entry is not as it was written; ",
    ),
    "a count that is true": (
        written(ONE).decode().replace('"count": 1', '"count": true'),
        "x:2: this entry is not as it was written; ",
    ),
    "a key more": (
        written(ONE).decode().replace('"count": 1', '"count": 1, "note": ""'),
        "x:2: this entry is not as it was written; ",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_was_not_written_so_is_refused_in_one_line(name: str) -> None:
    text, said = BROKEN[name]
    with pytest.raises(Trouble) as trouble:
        read_entries(text.encode(), "x")
    assert str(trouble.value).startswith(said)
    assert "\n" not in str(trouble.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Trouble, match="x: not valid UTF-8 at byte 0; restore it"):
        read_entries(b"\xff\xfe", "x")


def test_the_nearest_one_up_to_the_root_of_the_repository_is_found(repository: Repository) -> None:
    above = repository.write(f"../{NAME}", "")
    folder = repository.folder / "drafts" / "may"
    folder.mkdir(parents=True)
    assert find_baseline(str(folder)) is None
    top = repository.write(NAME, "")
    assert find_baseline(str(folder)) == str(top)
    nearer = repository.write(f"drafts/{NAME}", "")
    assert find_baseline(str(folder)) == str(nearer)
    assert find_baseline(str(repository.folder.parent)) == str(above.resolve())


def test_a_new_one_goes_beside_the_configuration_or_to_the_root(repository: Repository, tmp_path: Path) -> None:
    folder = repository.folder / "drafts"
    folder.mkdir()
    assert new_baseline(str(folder), None) == str(repository.folder / NAME)
    assert new_baseline(str(folder), str(folder / "presscheck.toml")) == str(folder / NAME)


def test_branches_that_both_add_entries_merge(repository: Repository) -> None:
    repository.write(".gitattributes", f"{NAME} merge=union\n")
    repository.write(NAME, written({}))
    repository.commit()
    repository.git("switch", "--quiet", "--create", "story")
    repository.write(NAME, written(MORE))
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write(NAME, written({**ONE, "5555555555555555": Entry("TK101", 1, "TK", ("c.md",))}))
    repository.commit()
    repository.git("merge", "--quiet", "story")
    merged = read_entries((repository.folder / NAME).read_bytes(), NAME)
    assert sorted(merged) == ["00000000000000aa", "5555555555555555", "ffffffffffffffff"]
