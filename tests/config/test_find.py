"""The nearest configuration holds, and none outside of the repository."""

from pathlib import Path

import pytest

from presscheck.config.find import find
from presscheck.trouble import Trouble


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder three levels down in a repository."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "news" / "city" / "drafts"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("name", ["presscheck.toml", ".presscheck.toml"])
def test_a_file_in_the_folder_or_above_it_is_found(deep: Path, name: str) -> None:
    (deep / "../.." / name).write_text("")
    assert find(str(deep), {}) == str(deep.parent.parent / name)


def test_the_nearest_wins(deep: Path) -> None:
    (deep.parents[2] / "presscheck.toml").write_text("")
    (deep.parent / ".presscheck.toml").write_text("")
    assert find(str(deep), {}) == str(deep.parent / ".presscheck.toml")


def test_a_projects_file_counts_only_with_a_table_of_ours(deep: Path) -> None:
    project = deep / "pyproject.toml"
    project.write_text('[project]\nname = "presscheck-fan"\n')
    assert find(str(deep), {}) is None
    project.write_text('[tool.presscheck]\nlevel = "error"\n')
    assert find(str(deep), {}) == str(project)


def test_the_search_ends_at_the_root_of_the_repository(deep: Path) -> None:
    (deep.parent / ".git").write_text("gitdir: elsewhere\n")  # as in a worktree
    (deep.parents[1] / "presscheck.toml").write_text("")
    assert find(str(deep), {}) is None
    (deep.parent / "presscheck.toml").write_text("")
    assert find(str(deep), {}) == str(deep.parent / "presscheck.toml")


def test_two_in_one_folder_contradict(deep: Path) -> None:
    (deep / "presscheck.toml").write_text("")
    (deep / "pyproject.toml").write_text("[tool.presscheck]\n")
    with pytest.raises(Trouble, match=r"presscheck.toml and pyproject.toml both configure presscheck"):
        find(str(deep), {})


def test_what_was_found_is_known_for_every_folder_on_the_way(deep: Path) -> None:
    (deep.parents[1] / "presscheck.toml").write_text("")
    known: dict[str, str | None] = {}
    find(str(deep), known)
    (deep.parents[1] / "presscheck.toml").unlink()
    sibling = deep.parent / "letters"
    assert find(str(sibling), known) == str(deep.parents[1] / "presscheck.toml")


def test_a_broken_projects_file_of_somebody_else_is_none_of_our_business(deep: Path) -> None:
    (deep / "pyproject.toml").write_text('name = "presscheck\n')
    assert find(str(deep), {}) is None
