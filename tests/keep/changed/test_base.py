"""Which commit lines are compared with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from git_repository import Repository

from presscheck.keep.changed.base import merge_base
from presscheck.keep.changed.git import Repository as Asked
from presscheck.trouble import Trouble


def base(asked: str | None = None) -> tuple[str, str]:
    return merge_base(Asked(os.getcwd()), asked)


@pytest.fixture
def clone(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clone of a repository with one commit, on a branch of its own with one more."""
    repository.commit("First")
    repository.git("clone", "--quiet", str(repository.folder), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    made = Repository(tmp_path / "clone", monkeypatch)
    made.git("switch", "--quiet", "--create", "story")
    made.commit("Story")
    return made


def test_the_default_branch_of_the_remote_comes_first(clone: Repository) -> None:
    assert base() == (clone.git("rev-parse", "HEAD^"), "origin/HEAD")


@pytest.mark.parametrize("name", ["main", "master"])
def test_without_a_remote_it_is_main_or_master(repository: Repository, name: str) -> None:
    first = repository.commit()
    repository.git("branch", "--move", name)
    repository.git("switch", "--quiet", "--create", "story")
    repository.commit()
    assert base() == (first, name)


def test_a_detached_head_has_the_same_base(clone: Repository) -> None:
    clone.git("switch", "--quiet", "--detach")
    assert base() == (clone.git("rev-parse", "HEAD^"), "origin/HEAD")


def test_a_ci_service_names_it(clone: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.git("push", "--quiet", "origin", "HEAD:refs/heads/stable")
    clone.commit("More")
    monkeypatch.setenv("GITHUB_BASE_REF", "stable")
    assert base() == (clone.git("rev-parse", "HEAD^"), "origin/stable")
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", clone.git("rev-parse", "HEAD^^"))
    assert base()[0] == clone.git("rev-parse", "HEAD^^")


def test_what_is_asked_for_wins(clone: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    assert base("HEAD") == (clone.git("rev-parse", "HEAD"), "HEAD")


@pytest.mark.parametrize("name", ["no-such-branch", "--output=x", "HEAD:a.md", "a b"])
def test_a_missing_base_is_said(clone: Repository, name: str) -> None:
    with pytest.raises(Trouble, match=f"^--changed: no commit, branch or tag '{name}'; fetch it, or name another$"):
        base(name)


def test_a_missing_base_that_ci_names_is_said_with_the_variable(
    clone: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_BASE_REF", "nowhere")
    with pytest.raises(Trouble, match=r"'origin/nowhere'; .* \(GITHUB_BASE_REF names it\)$"):
        base()


def test_no_branch_to_compare_with_is_said(repository: Repository) -> None:
    repository.commit()
    repository.git("branch", "--move", "trunk")
    with pytest.raises(Trouble, match=r"no branch to compare with .*; name one: --changed=BASE"):
        base()


def test_branches_without_a_common_commit_are_said(repository: Repository) -> None:
    repository.commit()
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.commit("Other")
    with pytest.raises(Trouble, match="main and HEAD have no commit in common; name another base"):
        base()


def test_a_branch_without_commits_has_none_in_common(repository: Repository) -> None:
    repository.commit()
    repository.git("switch", "--quiet", "--orphan", "other")
    with pytest.raises(Trouble, match="nothing is committed on this branch yet"):
        base("main")


def test_a_shallow_clone_is_told_how_to_get_the_rest(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("First")
    repository.commit("Second")
    repository.git("switch", "--quiet", "--create", "story", "HEAD^")
    repository.commit("Story")
    url = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", url, str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    with pytest.raises(Trouble, match=r"share no commit in this shallow clone; .* git fetch --unshallow origin"):
        base("origin/main")
    with pytest.raises(Trouble, match="this shallow clone has no commit 'v1'; get the rest: git fetch --unshallow"):
        base("v1")
