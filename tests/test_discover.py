import os
import sys
from pathlib import Path

import pytest

from presscheck.discover import Passed, discover
from presscheck.trouble import Trouble


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("text")


def found(*paths: str) -> list[str]:
    return [f"! {item}" if isinstance(item, Trouble) else item for item in discover(paths)]


def test_a_folder_gives_its_drafts_in_order_files_before_folders() -> None:
    files("d/b.md", "d/a.txt", "d/a/z.html", "d/c/y.MD", "d/picture.png", "d/Makefile")
    assert found("d") == ["d/a.txt", "d/b.md", "d/a/z.html", "d/c/y.MD"]


def test_the_working_folder_gives_paths_without_a_dot() -> None:
    files("a.txt", "d/b.md")
    assert found(".") == ["a.txt", "d/b.md"]


def test_a_trailing_slash_changes_nothing() -> None:
    files("d/a.txt")
    assert found("d/") == ["d/a.txt"]


def test_hidden_and_dependency_folders_are_skipped() -> None:
    files("d/.git/a.md", "d/.venv/a.md", "d/node_modules/a.md", "d/__pycache__/a.md", "d/._a.md", "d/a.md")
    assert found("d") == ["d/a.md"]


def test_a_hidden_folder_that_is_named_is_walked() -> None:
    files(".drafts/a.md")
    assert found(".drafts") == [".drafts/a.md"]


def test_a_named_file_is_checked_whatever_its_suffix() -> None:
    files("d/notes.draft", "LICENSE")
    assert found("d/notes.draft", "LICENSE") == ["d/notes.draft", "LICENSE"]


def test_no_file_comes_twice_when_paths_overlap() -> None:
    files("d/a.md", "d/b.md")
    assert found("d/b.md", "d", "./d/a.md", os.path.abspath("d/a.md")) == ["d/b.md", "d/a.md"]


def test_standard_input_comes_once() -> None:
    assert found("-", "-") == ["-"]


def test_a_missing_path_is_one_trouble_and_the_others_are_found() -> None:
    files("a.md")
    assert found("x.md", "a.md/y.md", "a.md") == [
        "! x.md: no such file or folder",
        "! a.md/y.md: no such file or folder",
        "a.md",
    ]


def test_an_impossible_path_is_a_trouble() -> None:
    assert found("a\0b") == ["! a\0b: no such file or folder"]


def test_a_folder_without_drafts_is_a_trouble() -> None:
    files("d/picture.png")
    [line] = found("d")
    assert line.startswith("! d: nothing to check here (looked for .txt, ")


def linked() -> None:
    """A folder with links to a file and a folder of its own, out of it, to itself and to nowhere."""
    files("elsewhere/a.md", "d/b.md", "d/e/c.md")
    os.symlink(os.path.abspath("elsewhere"), "d/linked")
    os.symlink(os.path.abspath("elsewhere/a.md"), "d/a.md")
    os.symlink(os.path.abspath("d"), "d/loop")
    os.symlink("e/c.md", "d/within.md")
    os.symlink("e", "d/f")
    os.symlink("..", "d/up")
    os.symlink("nowhere", "d/broken.md")


def test_links_are_not_followed_out_of_a_folder() -> None:
    linked()
    passed = Passed()
    assert list(discover(["d"], passed)) == ["d/b.md", "d/within.md", "d/e/c.md"]
    assert passed.links == ["d/a.md", "d/linked", "d/up"]
    assert passed.ends == ["d/broken.md"]
    assert list(passed.notes()) == [
        "d/a.md and 2 more lead out of their folder; not followed (--follow-links does)",
        "d/broken.md is a link that leads nowhere",
    ]


def test_links_out_of_a_folder_are_followed_on_demand_and_no_folder_is_searched_twice() -> None:
    linked()
    passed = Passed()
    followed = list(discover(["d"], passed, follow=True))
    assert followed == ["d/a.md", "d/b.md", "d/within.md", "d/e/c.md", "d/linked/a.md"]
    assert passed.links == []


def test_a_link_that_is_named_is_followed() -> None:
    linked()
    assert found("d/a.md", "d/linked") == ["d/a.md", "d/linked/a.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_a_folder_is_passed_over_and_a_trouble_where_it_is_named() -> None:
    files("d/a.md")
    os.mkfifo("d/pipe.md")
    assert found("d") == ["d/a.md"]
    [line] = found("d/pipe.md")
    assert line.startswith("! d/pipe.md: not a file")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_locked_folder_is_a_trouble_and_its_neighbours_are_found() -> None:
    files("d/locked/a.md", "d/b.md")
    os.chmod("d/locked", 0)
    try:
        assert found("d") == ["d/b.md", "! d/locked: cannot be read: permission denied"]
    finally:
        os.chmod("d/locked", 0o700)


def test_a_pattern_finds_drafts_at_its_depth() -> None:
    files("a.md", "d/b.md", "d/e/c.md", "d/picture.png")
    assert found("*.md") == ["a.md"]
    assert found("d/*") == ["d/b.md"]
    assert found("d/**/*.md") == ["d/b.md", "d/e/c.md"]
    assert found("**/[bc].md") == ["d/b.md", "d/e/c.md"]
    assert found("?/*/c.*") == ["d/e/c.md"]


def test_a_pattern_with_a_suffix_of_its_own_finds_files_that_have_it() -> None:
    files("d/a.draft", "d/b.md")
    assert found("d/*.draft") == ["d/a.draft"]


def test_a_pattern_leaves_out_what_a_walk_leaves_out() -> None:
    files("node_modules/a.md", "old/b.md", "c.md")
    Path(".gitignore").write_text("old/\n")
    assert found("**/*.md") == ["c.md"]


def test_a_pattern_that_nothing_fits_is_a_trouble() -> None:
    assert found("d/*.md") == ["! d/*.md: no file fits this pattern"]


def test_a_file_with_a_star_in_its_name_is_that_file() -> None:
    files("a*.md", "ab.md")
    assert found("a*.md") == ["a*.md"]


def test_an_absolute_pattern_works(here: Path) -> None:
    files("d/a.md")
    assert found(f"{here.as_posix()}/d/*.md") == [f"{here.as_posix()}/d/a.md"]


def test_gitignore_files_hold_at_every_level_and_the_nearest_decides() -> None:
    files("d/a.md", "d/b.md", "d/e/a.md", "d/e/b.md", "d/e/f/c.md")
    Path("d/.gitignore").write_text("# drafts\n\na.md\nf/\n")
    Path("d/e/.gitignore").write_text("!a.md\nb.md\n")
    assert found("d") == ["d/b.md", "d/e/a.md"]


def test_gitignore_files_above_hold_up_to_the_root_of_the_repository() -> None:
    files("repo/d/a.md", "repo/d/b.md", "repo/d/c.md", "repo/d/x.md")
    Path("repo/.git/info").mkdir(parents=True)
    Path("repo/.git/info/exclude").write_text("a.md\n")
    Path("repo/.gitignore").write_text("/d/b.md\n")
    Path(".gitignore").write_text("x.md\n")
    assert found("repo/d") == ["repo/d/c.md", "repo/d/x.md"]


def test_a_pattern_that_starts_with_a_slash_holds_in_its_own_folder_only() -> None:
    files("d/a.md", "d/e/a.md")
    Path("d/.gitignore").write_text("/a.md\n")
    assert found("d") == ["d/e/a.md"]


def test_a_folder_that_is_named_is_walked_though_git_ignores_it() -> None:
    files("repo/build/a.md", "repo/build/b.md")
    Path("repo/.git").mkdir()
    Path("repo/.gitignore").write_text("build/\n")
    assert found("repo/build") == ["repo/build/a.md", "repo/build/b.md"]
    assert found("repo/build/a.md") == ["repo/build/a.md"]


def test_a_senseless_gitignore_line_spoils_no_other() -> None:
    files("d/a.md", "d/b.md")
    Path("d/.gitignore").write_bytes(b"!\n\xff\xfe\n///\na.md\n")
    assert found("d") == ["d/b.md"]


def test_a_very_deep_folder_is_walked() -> None:
    deep = "/".join(["d"] * 120)
    files(f"{deep}/a.md")
    assert found("d") == [f"{deep}/a.md"]
