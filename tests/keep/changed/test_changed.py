"""Only what a working tree or the next commit adds is reported, told by a real git."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from git_repository import Repository
from hypothesis import given
from hypothesis import strategies as st

from presscheck.check import again
from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.fix import fix_files, moved
from presscheck.keep import Keeping
from presscheck.keep.changed import Changes, since, staged
from presscheck.model import Report
from presscheck.revise import replaced
from presscheck.run import check_paths
from presscheck.trouble import Trouble

RULES = Configuration(layer_of({"select": ["bracketed-slot", "headline-repeated"]}, "--{}"))
OLD = "The council met. [Name of Mayor] spoke.\n"
NEW = "It rained on [Date], said [Name of Witness].\n"


def on(changes: Changes) -> Keeping:
    return Keeping(changes=changes)


def found(report: Report) -> list[str]:
    assert report.troubles == ()
    return [f"{finding.place.path}:{finding.place.line} {finding.text}" for finding in report.findings]


def changed(*paths: str, base: str | None = None) -> list[str]:
    return found(check_paths(paths or ["."], RULES, keeping=on(since(base, paths))))


def next_commit(*paths: str) -> list[str]:
    return found(check_paths(paths or ["."], RULES, keeping=on(staged(paths))))


def test_what_stood_before_is_not_reported(repository: Repository) -> None:
    repository.write("a.md", OLD)
    repository.commit()
    repository.write("a.md", f"{OLD}\n{NEW}")
    assert changed() == ["a.md:3 [Date]", "a.md:3 [Name of Witness]"]


def test_a_line_that_only_moved_up_or_down_is_not_new(repository: Repository) -> None:
    repository.write("a.md", OLD)
    repository.commit()
    repository.write("a.md", f"# A headline\n\nA first paragraph.\n\n{OLD}")
    assert changed() == []


def test_all_commits_since_the_branch_left_main_count(repository: Repository) -> None:
    repository.write("a.md", OLD)
    repository.commit()
    repository.git("switch", "--quiet", "--create", "story")
    repository.write("b.md", "By [Author Name]\n")
    repository.commit()
    repository.write("a.md", f"{OLD}\nBy [Photographer Name]\n")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write("c.md", "By [Editor Name]\n")
    repository.commit()
    repository.git("switch", "--quiet", "story")
    assert changed() == ["a.md:3 [Photographer Name]", "b.md:1 [Author Name]"]
    assert changed(base="HEAD^") == ["a.md:3 [Photographer Name]"]


def test_a_renamed_file_has_only_the_lines_it_gained(repository: Repository) -> None:
    repository.write("a.md", "\n\n".join(f"Paragraph {number}. [Name {number}]" for number in range(20)))
    repository.commit()
    repository.git("mv", "a.md", "b.md")
    text = (repository.folder / "b.md").read_text()
    repository.write("b.md", text.replace("Paragraph 7. [Name 7]", "Paragraph 7. [Date]"))
    assert changed() == ["b.md:15 [Date]"]
    repository.git("add", "--all")
    assert next_commit() == ["b.md:15 [Date]"]


def test_untracked_files_are_new_but_not_ignored_ones(repository: Repository) -> None:
    repository.commit()
    repository.write(".gitignore", "build/\n")
    repository.write("new/a.md", OLD)
    repository.write("build/b.md", OLD)
    assert changed() == ["new/a.md:1 [Name of Mayor]"]
    assert next_commit() == []


def test_the_index_is_read_not_the_working_tree(repository: Repository) -> None:
    repository.write("a.md", "All is well.\n")
    repository.write("gone.md", "All is well.\n")
    repository.commit()
    repository.write("a.md", f"All is well.\n\n{OLD}")
    repository.write("gone.md", f"{NEW}")
    repository.git("add", "--all")
    repository.write("a.md", "By [Author Name]\n")
    (repository.folder / "gone.md").unlink()
    assert next_commit() == ["a.md:3 [Name of Mayor]", "gone.md:1 [Date]", "gone.md:1 [Name of Witness]"]
    assert next_commit("gone.md") == ["gone.md:1 [Date]", "gone.md:1 [Name of Witness]"]
    assert changed() == ["a.md:1 [Author Name]"]


@pytest.mark.skipif(os.name == "nt", reason="the hook is written for a POSIX shell")
def test_in_a_hook_of_gits_the_commit_in_the_making_counts(repository: Repository) -> None:
    hook = repository.write(".git/hooks/pre-commit", f"exec '{sys.executable}' -m presscheck --staged --quiet\n")
    repository.write("a.md", "All is well.\n")
    repository.write("b.md", "All is well.\n")
    repository.commit()
    hook.write_text(f"#!/bin/sh\n{hook.read_text()}")
    hook.chmod(0o755)
    repository.write("a.md", OLD)
    repository.write("b.md", "All is still well.\n")
    with pytest.raises(AssertionError, match=r"a\.md:1:18: error: unfilled slot \[Name of Mayor\]"):
        repository.git("commit", "--all", "--message", "Both")
    repository.git("commit", "--message", "Only this one", "b.md")
    assert repository.git("show", "--name-only", "--format=") == "b.md"


def test_before_the_first_commit_all_is_new(repository: Repository) -> None:
    repository.write("a.md", OLD)
    assert changed() == ["a.md:1 [Name of Mayor]"]
    repository.git("add", "a.md")
    assert next_commit() == ["a.md:1 [Name of Mayor]"]


ODD = ["with space.md", "nä\u0308ïve – 記事.md", 'quote".md', "-dash.md", "a\tb.md", "b/../b.md", "[x]*.md"]
if os.name != "nt":
    ODD += ["line\nfeed.md", os.fsdecode(b"latin-\xe9.md"), "back\\slash.md"]


@pytest.mark.parametrize("name", ODD)
def test_a_file_may_have_any_name(repository: Repository, name: str) -> None:
    name = os.path.normpath(name)
    try:
        repository.write(name, "First.\n\nLast.\n")
    except OSError:
        pytest.skip("this file system does not take such a name")
    repository.commit()
    repository.write(name, f"First.\n\n{OLD}\nLast.\n")
    assert changed() == [f"{name}:3 [Name of Mayor]"]
    repository.git("add", "--all")
    assert next_commit() == [f"{name}:3 [Name of Mayor]"]


HOSTILE = {
    "color.ui": "always",
    "core.quotepath": "true",
    "diff.external": "false",
    "diff.noprefix": "true",
    "diff.mnemonicPrefix": "true",
    "diff.orderFile": "missing",
    "diff.relative": "true",
    "diff.renames": "false",
    "diff.context": "9",
    "diff.interHunkContext": "9",
    "diff.suppressBlankEmpty": "true",
    "diff.wsErrorHighlight": "all",
    "diff.colorMoved": "zebra",
    "diff.shout.textconv": "tr a-z A-Z <",
    "diff.shout.command": "false",
}


def test_no_setting_of_the_users_changes_what_is_found(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("drafts/ä.md", OLD * 3 + "\n" + "Prose.\n\n" * 9)
    repository.write(".gitattributes", "*.md diff=shout\n")
    repository.commit()
    repository.git("mv", "drafts/ä.md", "drafts/ö.md")
    repository.write("drafts/ö.md", OLD * 3 + f"\n{NEW}\n" + "Prose.\n\n" * 9)
    for name, value in HOSTILE.items():
        repository.git("config", name, value)
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=7")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.chdir(repository.folder / "drafts")
    repository.git("add", "--all")
    assert changed() == ["ö.md:5 [Date]", "ö.md:5 [Name of Witness]"]
    assert next_commit() == ["ö.md:5 [Date]", "ö.md:5 [Name of Witness]"]


def test_other_line_ends_alone_add_nothing(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "false")
    repository.write("a.md", f"{OLD}\n{OLD}")
    repository.commit()
    repository.write("a.md", f"{OLD}\n{OLD}\n{NEW}".replace("\n", "\r\n"))
    assert changed() == ["a.md:5 [Date]", "a.md:5 [Name of Witness]"]


def test_a_carriage_return_alone_does_not_shift_lines(repository: Repository) -> None:
    repository.write("a.md", b"One.\r\rTwo.\r\rThree.\n\n" + OLD.encode())
    repository.commit()
    repository.write("a.md", b"One.\r\rTwo.\r\rThree.\n\n" + OLD.encode() + b"\n" + NEW.encode())
    assert changed() == ["a.md:9 [Date]", "a.md:9 [Name of Witness]"]


def test_a_line_that_looks_like_a_diff_is_text(repository: Repository) -> None:
    repository.write("a.md", "-- x\n")
    repository.write("b.md", "Clean.\n")
    repository.commit()
    repository.write("a.md", f"++ b/b.md\n@@ -1 +1,9 @@\n\ndiff --git a/b.md b/b.md\n\n{OLD}".rstrip("\n"))
    repository.write("b.md", "Clean\n")
    assert changed() == ["a.md:6 [Name of Mayor]"]


def test_a_document_is_new_as_a_whole(repository: Repository) -> None:
    docx = pytest.importorskip("docx")
    draft = docx.Document()
    draft.add_paragraph(OLD)
    repository.commit()
    draft.save(str(repository.folder / "a.docx"))
    repository.git("add", "--all")
    assert next_commit() == ["a.docx:1 [Name of Mayor]"]
    repository.commit()
    draft.add_paragraph("By [Author Name]")
    draft.save(str(repository.folder / "a.docx"))
    assert changed() == ["a.docx:1 [Name of Mayor]", "a.docx:2 [Author Name]"]


def test_a_filter_of_git_is_undone_as_in_a_checkout(repository: Repository) -> None:
    repository.git("config", "filter.rot.clean", "tr a-z n-za-m")
    repository.git("config", "filter.rot.smudge", "tr a-z n-za-m")
    repository.write(".gitattributes", "secret.md filter=rot\n")
    repository.commit()
    repository.write("secret.md", OLD)
    repository.write("plain.md", OLD)
    repository.git("add", "--all")
    assert next_commit() == ["plain.md:1 [Name of Mayor]", "secret.md:1 [Name of Mayor]"]


def test_a_repeat_is_new_when_either_place_is(repository: Repository) -> None:
    repository.write("a.md", "Some of the council spoke.\n\n## Bridge closes for a year\n\nMore.\n")
    repository.commit()
    headline = "# Bridge closes for a year\n\nLead.\n\n"
    repository.write("a.md", headline + "Bridge closes for a year\n\nMore.\n")
    repository.commit()
    text = (repository.folder / "a.md").read_text()
    repository.write("a.md", text.replace("# Bridge", "#  Bridge"))
    (finding,) = check_paths(["."], RULES, keeping=on(since(None, ["."]))).findings
    assert (finding.rule, finding.place.line) == ("DU101", 5)


def test_submodules_and_repositories_within_are_skipped(repository: Repository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("init", "--quiet", "inner")
    repository.write("inner/a.md", OLD)
    repository.write("outer.md", OLD)
    assert changed() == ["outer.md:1 [Name of Mayor]"]


def test_files_are_found_from_any_folder(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit()
    repository.write("drafts/a.md", OLD)
    repository.write("notes/b.md", OLD)
    repository.git("add", "--all")
    monkeypatch.chdir(repository.folder / "drafts")
    assert changed() == ["a.md:1 [Name of Mayor]"]
    assert next_commit("../notes") == ["../notes/b.md:1 [Name of Mayor]"]
    monkeypatch.chdir(repository.folder.parent)
    assert changed("site/drafts") == ["site/drafts/a.md:1 [Name of Mayor]"]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_a_folder_may_be_reached_by_a_symbolic_link(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit()
    repository.write("drafts/a.md", OLD)
    repository.git("add", "--all")
    (tmp_path / "link").symlink_to(repository.folder)
    monkeypatch.chdir(tmp_path)
    assert next_commit("link/drafts") == ["link/drafts/a.md:1 [Name of Mayor]"]


def test_with_a_comparison_all_files_are_read_and_what_is_new_reported(repository: Repository) -> None:
    compared = Configuration(layer_of({"select": ["duplicate"], "across": True}, "--{}"))
    repository.write("a.md", "# Old bridge closes for a whole year\n\nOne.\n")
    repository.write("b.md", "# Old bridge closes for a whole year\n\nTwo.\n")
    repository.write("c.md", "# New bridge opens\n\nThree.\n")
    repository.commit()
    assert check_paths(["."], compared, keeping=on(since(None, []))).findings == ()
    repository.write("d.md", "# New bridge opens\n\nFour.\n")
    repository.git("add", "d.md")
    for changes in since(None, []), staged([]):
        (finding,) = check_paths(["."], compared, keeping=on(changes)).findings
        assert (finding.place.path, finding.places[0].path) == ("c.md", "d.md")


def test_excludes_hold(repository: Repository) -> None:
    repository.write("presscheck.toml", 'exclude = ["archive/"]\n')
    repository.commit()
    repository.write("archive/a.md", OLD)
    repository.write("b.md", OLD)
    repository.git("add", "--all")
    (repository.folder / "archive" / "a.md").unlink()
    assert next_commit() == ["b.md:1 [Name of Mayor]"]


def test_a_run_without_new_lines_says_so(repository: Repository) -> None:
    repository.write("a.md", OLD)
    repository.commit()
    assert check_paths(["."], RULES, keeping=on(since(None, []))).notes == ("no draft gained lines since main",)


def test_standard_input_has_no_history(repository: Repository) -> None:
    (trouble,) = check_paths(["-"], RULES, keeping=on(since(None, ["-"]))).troubles
    assert trouble == "standard input is in no git repository, so nothing tells what of it has changed"


def test_a_path_outside_is_said_and_the_rest_checked(repository: Repository, tmp_path: Path) -> None:
    repository.write("a.md", OLD)
    (tmp_path / "b.md").write_text(OLD)
    report = check_paths(["a.md", "../b.md"], RULES, keeping=on(since(None, ["a.md", "../b.md"])))
    assert len(report.findings) == 1
    assert report.troubles == (f"../b.md: outside of the git repository {os.path.realpath(repository.folder)}",)


def test_a_conflict_is_said(repository: Repository) -> None:
    repository.write("a.md", "One.\n")
    repository.commit()
    repository.git("switch", "--quiet", "--create", "story")
    repository.write("a.md", "Two.\n")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write("a.md", "Three.\n")
    repository.commit()
    with pytest.raises(AssertionError):
        repository.git("merge", "story")
    said = r"^a\.md: a merge left conflicts; resolve them and"
    with pytest.raises(Trouble, match=said):
        since(None, [])
    with pytest.raises(Trouble, match=said):
        staged([])


def test_outside_of_any_repository_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Trouble, match="not in a git repository, so nothing tells what has changed"):
        since(None, ["."])


def test_a_missing_git_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.folder))
    with pytest.raises(Trouble, match="git is not installed, so nothing tells what has changed"):
        since(None, ["."])


def mended(repository: Repository, name: str = "a.md") -> str:
    keeping = on(since(None, ["."]))
    every = Configuration(layer_of({}, "--{}"))

    def run() -> Report:
        return check_paths(["."], every, keeping=keeping)

    fix_files(run(), run, again(every, keeping, stdin=False), unsafe=False)
    return (repository.folder / name).read_text()


def test_only_what_stands_on_an_added_line_is_mended(repository: Repository) -> None:
    repository.write("a.md", "Gulls returned.\n\nShare this article\n")
    repository.commit()
    repository.write("a.md", "Ferries sail.\n\nShare this article\n\nGulls returned.\n\nShare this article\n")
    assert mended(repository) == "Ferries sail.\n\nGulls returned.\n\nShare this article\n"


def test_what_a_fix_uncovers_is_mended_only_on_added_lines(repository: Repository) -> None:
    repository.write("a.md", "Gulls citeturn0search1 came.\n\nHeadline: Gulls returned\n")
    repository.commit()
    text = (repository.folder / "a.md").read_text()
    repository.write("a.md", f"Share this article\n\nShare this article\n\n{text}\nShare this article\n")
    assert mended(repository) == text


def test_a_line_that_repeats_an_added_one_is_reported_and_stays(repository: Repository) -> None:
    repository.write("a.md", "The ferry sails.\n\nFerry resumes after ten years\n\nThe port said so.\n")
    repository.commit()
    text = f"# Ferry resumes after ten years\n\n{(repository.folder / 'a.md').read_text()}"
    repository.write("a.md", text)
    assert changed() == ["a.md:5 Ferry resumes after ten years"]
    assert mended(repository) == text


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6), st.text("ab", max_size=4)), max_size=4),
    st.integers(0, 20),
    st.integers(1, 10),
)
def test_a_stretch_keeps_the_characters_that_no_edit_takes(
    edits: list[tuple[int, int, str]], start: int, size: int
) -> None:
    text = "".join(chr(0x100 + at) for at in range(40))
    apart, end = [], -1
    for first, length, new in sorted(edits):
        if first > end:
            end = first + length
            apart.append((first, end, new))
    (span,) = moved([(start, start + size)], apart) or [(0, 0)]
    inside = replaced(text, apart)[slice(*span)]
    kept = {char for at, char in enumerate(text) if not any(first <= at < last for first, last, _ in apart)}
    assert [char for char in inside if char in text] == [
        char for char in text[start : start + size] if char in kept
    ]
