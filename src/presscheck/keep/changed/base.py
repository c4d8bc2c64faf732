"""Which commit `--changed` compares with: the one where the work at hand left the branch it will go back to."""

from __future__ import annotations

import os
from collections.abc import Iterator

from presscheck.keep.changed.git import Repository
from presscheck.trouble import Trouble

COMMITS = ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "PRE_COMMIT_FROM_REF")
"""Variables of GitLab CI and pre-commit that hold a commit."""

BRANCHES = (
    "GITHUB_BASE_REF",
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
    "CHANGE_TARGET",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",
)
"""Variables of GitHub Actions, Bitbucket, Buildkite, Jenkins and Azure that hold a branch of `origin`."""

USUAL = ("origin/HEAD", "origin/main", "origin/master", "main", "master")


def merge_base(repository: Repository, asked: str | None) -> tuple[str, str]:
    """Return the commit to compare with, and the name it was found by; `asked` is what the user named.

    Where nothing was committed yet it is the empty tree. Raises Trouble where there is no such commit, or none
    that it shares with the work at hand.
    """
    if not asked and not _commit(repository, "HEAD"):
        return os.fsdecode(repository.ask("hash-object", "-t", "tree", "--stdin")).strip(), "the first commit"
    name, commit = _named(repository, asked) if asked else _found(repository)
    if not _commit(repository, "HEAD"):
        raise Trouble(f"--changed: nothing is committed on this branch yet, so it shares no commit with {name}")
    if base := repository.tell("merge-base", commit, "HEAD"):
        return base, name
    if _is_shallow(repository):
        raise Trouble(f"--changed: {name} and HEAD share no commit in this shallow clone; {_deepen(name)}")
    raise Trouble(f"--changed: {name} and HEAD have no commit in common; name another base")


def _named(repository: Repository, name: str) -> tuple[str, str]:
    if commit := _commit(repository, name):
        return name, commit
    if _is_shallow(repository):
        raise Trouble(f"--changed: this shallow clone has no commit '{name}'; {_deepen(name)}")
    raise Trouble(f"--changed: no commit, branch or tag '{name}'; fetch it, or name another")


def _found(repository: Repository) -> tuple[str, str]:
    told = next(_told(), None)
    if told:
        variable, name = told
        try:
            return _named(repository, name)
        except Trouble as trouble:
            raise Trouble(f"{trouble} ({variable} names it)") from None
    for name in USUAL:
        if commit := _commit(repository, name):
            return name, commit
    raise Trouble(f"--changed: no branch to compare with (looked for {', '.join(USUAL)}); name one: --changed=BASE")


def _told() -> Iterator[tuple[str, str]]:
    """Yield the variables of CI services that are set, each with the commit or branch it names."""
    for variable in COMMITS:
        if value := os.environ.get(variable):
            yield variable, value
    for variable in BRANCHES:
        if value := os.environ.get(variable):
            yield variable, f"origin/{value.removeprefix('refs/heads/')}"


def _commit(repository: Repository, name: str) -> str | None:
    if name.startswith("-"):  # no commit is called so, and git would take it for an option
        return None
    return repository.tell("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def _is_shallow(repository: Repository) -> bool:
    return repository.tell("rev-parse", "--is-shallow-repository") == "true"


def _deepen(name: str) -> str:
    branch = name.removeprefix("origin/")
    how = f"git fetch --unshallow origin {branch}" if branch != name else "git fetch --unshallow"
    return f"get the rest: {how} (in GitHub Actions fetch-depth: 0, in GitLab CI GIT_DEPTH: 0)"
