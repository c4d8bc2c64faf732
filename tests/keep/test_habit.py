"""A title repeated in the text stands or falls with what the other posts of the folder do, or by a setting."""

from pathlib import Path
from typing import BinaryIO

import pytest

from presscheck import check_paths
from presscheck.keep.habit import POSTS, TitleInBody
from presscheck.whole import open_file

REPEATS = "---\ntitle: The bridge closes, part {0}\n---\n\n# The bridge closes, part {0}\n\nText.\n"
PLAIN = "---\ntitle: The bridge closes, part {0}\n---\n\nText.\n"


def posts(folder: Path, repeating: int, plain: int, name: str = "{:03}.md") -> None:
    for number in range(repeating + plain):
        path = folder / name.format(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((REPEATS if number < repeating else PLAIN).format(number), encoding="utf-8")


def found(path: Path, setting: TitleInBody = "auto") -> int:
    return len(check_paths(path, select="title-in-body", title_in_body=setting).findings)


def test_where_most_posts_repeat_the_title_one_that_does_is_fine(tmp_path: Path) -> None:
    posts(tmp_path, 6, 4)
    assert found(tmp_path / "000.md") == 0


@pytest.mark.parametrize(("repeating", "plain"), [(5, 5), (1, 9), (55, 152)])
def test_where_few_posts_do_each_of_them_is_found(tmp_path: Path, repeating: int, plain: int) -> None:
    posts(tmp_path, repeating, plain)
    assert found(tmp_path) == repeating


def test_a_lone_post_or_two_make_no_habit(tmp_path: Path) -> None:
    posts(tmp_path / "drafts", 2, 0)
    assert found(tmp_path / "drafts") == 2


def test_a_setting_overrides_the_habit(tmp_path: Path) -> None:
    posts(tmp_path, 6, 0)
    assert found(tmp_path, "forbid") == 6
    posts(tmp_path / "other", 1, 6)
    assert found(tmp_path / "other", "allow") == 0


def test_posts_in_folders_of_their_own_are_siblings(tmp_path: Path) -> None:
    posts(tmp_path, 6, 2, "post-{:03}/index.md")
    assert found(tmp_path / "post-000" / "index.md") == 0
    posts(tmp_path / "rare", 1, 6, "post-{:03}/index.md")
    assert found(tmp_path / "rare" / "post-000" / "index.md") == 1


def test_files_without_a_title_say_nothing_of_the_habit(tmp_path: Path) -> None:
    posts(tmp_path, 4, 0)
    for number in range(20):
        (tmp_path / f"note-{number}.md").write_text("Just a note.\n", encoding="utf-8")
        (tmp_path / f"page-{number}.md").write_bytes(b"\xff\xfe\x00bad")
    assert found(tmp_path / "000.md") == 0


@pytest.mark.parametrize(("repeating", "plain", "standing"), [(300, 0, 0), (3, 297, 3)])
def test_a_large_folder_is_sampled_until_most_of_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repeating: int, plain: int, standing: int
) -> None:
    posts(tmp_path, repeating, plain)
    read: list[str] = []

    def counting_open(path: str) -> BinaryIO:
        read.append(path)
        return open_file(path)

    monkeypatch.setattr("presscheck.keep.habit.open_file", counting_open)
    assert found(tmp_path) == standing
    assert POSTS // 2 <= len(read) <= POSTS // 2 + 2


def test_a_text_that_is_no_file_has_no_siblings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from presscheck import check_text

    posts(tmp_path, 6, 0)
    monkeypatch.chdir(tmp_path)
    report = check_text(REPEATS.format(0), filename="000.md", select="title-in-body")
    assert len(report.findings) == 1
