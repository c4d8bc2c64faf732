"""Write the files to start with into a project, none over one that is there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

from presscheck.config.find import find, show
from presscheck.config.starter import CONFIGURATION, HOOK, JOBS, files
from presscheck.config.survey import Survey, repository_of, survey
from presscheck.trouble import Trouble
from presscheck.whole import read_whole

_USE = {
    CONFIGURATION: "says how drafts are checked",
    HOOK: "checks each commit",
    JOBS["github"]: "checks each pull request",
    JOBS["gitlab"]: "checks each merge request",
}


@dataclass(frozen=True)
class Step:
    """One file of those to start with: what was done about it, and in a few words what it is for, or why not.

    `content` is what it would have held, for somebody who adds it to the file that is there.
    """

    path: str
    done: Literal["wrote", "left", "failed"]
    note: str
    content: str = ""


def start(folder: str) -> tuple[Survey, list[Step]]:
    """Write the files to start with, and return what was found out about the project and what was done.

    Raises Trouble where the folder is none, or holds two configurations.
    """
    if not os.path.isdir(folder):
        raise Trouble(f"{folder}: no such folder")
    found = survey(folder)
    top = repository_of(folder)
    within = os.path.relpath(os.path.abspath(folder), top).replace(os.sep, "/")
    made = files(found, "" if within == "." else within)
    configured = find(os.path.abspath(folder), {})
    return found, [_step(os.path.join(top, name), content, configured) for name, content in made.items()]


def _step(path: str, content: str, configured: str | None) -> Step:
    name = next(name for name in _USE if path.replace(os.sep, "/").endswith(name))
    if name == CONFIGURATION and configured:
        return Step(show(configured), "left", "configures presscheck here already")
    if os.path.lexists(path):
        if _speaks_of_us(path):
            return Step(show(path), "left", "runs presscheck already")
        return Step(show(path), "left", "is there already; to add to it:", content)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except OSError as error:
        return Step(show(path), "failed", f"cannot be written: {(error.strerror or str(error)).lower()}")
    return Step(show(path), "wrote", _USE[name], content)


def _speaks_of_us(path: str) -> bool:
    try:
        return b"presscheck" in read_whole(path)
    except OSError:
        return False
