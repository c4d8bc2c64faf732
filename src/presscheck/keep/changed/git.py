"""The real git, asked in ways that no setting of its user changes the answer of."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

from presscheck.trouble import Trouble

_OVERRIDES = ("GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF", "GIT_TRACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS")
_SAID = ("fatal: ", "error: ", "warning: ")


class GitError(Trouble):
    """Git could not do what it was asked, with its own first line of why."""


class Repository:
    """A git repository with a working tree; `root` is the absolute path of its top, symbolic links resolved."""

    def __init__(self, folder: str) -> None:
        """Find the repository that a folder stands in. Raises Trouble where there is none, or no git."""
        self.root = folder
        try:
            top = self.ask("rev-parse", "--show-toplevel")
        except GitError as error:
            if "not a git repository" in str(error):
                raise Trouble(f"{folder}: not in a git repository, so nothing tells what has changed") from None
            raise
        self.root = os.path.normpath(os.fsdecode(top.removesuffix(b"\n")))

    def ask(self, *command: str, given: bytes = b"") -> bytes:
        """Return what a git command writes, run at the repository's top. Raises GitError where it fails."""
        try:
            run = subprocess.run(
                ["git", *command],
                cwd=self.root,
                input=given,
                capture_output=True,
                env=_environment(),
                check=False,
            )
        except FileNotFoundError:
            raise Trouble("git is not installed, so nothing tells what has changed") from None
        except OSError as error:
            raise Trouble(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None
        if run.returncode:
            raise GitError(f"git {command[0]}: {_reason(run.stderr)}")
        return run.stdout

    def tell(self, *command: str) -> str | None:
        """Return the one line that a git command writes; None where it fails or writes nothing."""
        try:
            return os.fsdecode(self.ask(*command)).rstrip("\n") or None
        except GitError:
            return None

    def names(self, *command: str) -> Iterator[str]:
        """Yield what a git command lists with NUL characters between."""
        for name in self.ask(*command).split(b"\0"):
            if name:
                yield os.fsdecode(name)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OVERRIDES}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _reason(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "backslashreplace").splitlines()
    line = next((line for line in lines if line.startswith(_SAID[:2])), lines[0] if lines else "no reason given")
    for word in _SAID:
        line = line.removeprefix(word)
    return line
