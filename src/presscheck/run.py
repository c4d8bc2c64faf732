"""A run: paths and rules → a Report, with a line for everything that could not be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING

from presscheck.discover import STDIN, cannot_read, discover
from presscheck.keep import at_level
from presscheck.keep.habit import Habit, TitleInBody
from presscheck.lint import lint
from presscheck.model import Finding, Report, Severity, Source, Trouble, in_order
from presscheck.read import front_matter_problem, open_document, read_source
from presscheck.rules import RuleSet, load_rules

if TYPE_CHECKING:
    from presscheck.across import Across
    from presscheck.fix import Again, Check

Progress = Callable[[int, int], None]
"""Told after each file how many are done, and how many there are in all."""

_CHUNK = 1 << 16


def check_paths(
    paths: Iterable[str],
    rules: RuleSet,
    *,
    level: Severity = Severity.WARNING,
    stdin_name: str = "stdin",
    progress: Progress | None = None,
    title_in_body: TitleInBody = "auto",
    across: Across | None = None,
) -> Report:
    """Check files, folders and globs (`-` is standard input) and report findings at or above `level`.

    A path that leads nowhere or a file that cannot be read is one line in the report's troubles; everything
    else is still checked. `title_in_body` says whether a text may repeat its title. Given `across`, the files
    are also compared with one another.
    """
    started = perf_counter()
    findings: list[Finding] = []
    troubles: list[str] = []
    found = list(discover(paths))
    files = 0
    habit = Habit(rules, title_in_body)
    given: dict[str, Source] = {}
    for done, path in enumerate(found, 1):
        try:
            if isinstance(path, Trouble):
                raise path
            for source in _sources(path, stdin_name):
                findings += habit.standing(
                    check_source(source, rules, level), path if source.path == path else None
                )
                files += 1
                if path == STDIN:
                    given[stdin_name] = source
                if across:
                    _collect(across, source)
                if problem := front_matter_problem(source):
                    troubles.append(problem)
        except Trouble as trouble:
            troubles.append(str(trouble))
        if progress:
            progress(done, len(found))

    def read(path: str) -> Source:
        return given.get(path) or read_source(read_bytes(path), path)

    if across:
        findings += at_level(across.findings(read), level)
    return Report(
        tuple(in_order(findings)),
        tuple(troubles),
        files,
        perf_counter() - started,
        rules=tuple(rules),
        read=read,
    )


def check_source(source: Source, rules: RuleSet, level: Severity = Severity.WARNING) -> list[Finding]:
    """Return a draft's findings at or above `level`. Raises Trouble where it is more than we can take."""
    try:
        return at_level(lint(source, rules), level)
    except (RecursionError, MemoryError):
        raise Trouble(f"{source.path}: too large or too deeply nested to check") from None


def again(rules: RuleSet, level: Severity, title_in_body: TitleInBody, *, stdin: bool) -> Again:
    """Return how drafts are read and checked as in `check_paths`; `stdin` if standard input is the only one."""
    from presscheck.fix import Again

    habit = Habit(rules, title_in_body)

    def check(path: str) -> Check:
        return lambda source: habit.standing(check_source(source, rules, level), None if stdin else path)

    return Again((lambda path: read_stdin()) if stdin else read_bytes, check)


def _collect(across: Across, source: Source) -> None:
    try:
        across.add(open_document(source))
    except (RecursionError, MemoryError):
        raise Trouble(f"{source.path}: too large or too deeply nested to compare") from None


def choose_rules(
    select: Sequence[str] = (), ignore: Sequence[str] = (), extra: Sequence[str] = ()
) -> tuple[RuleSet, list[str]]:
    """Return the rules of a run, and a line for each key or rule file that is wrong; the others still hold.

    Where every key of `select` is wrong there are no rules: other ones than those asked for would mislead.
    """
    sound, broken = _usable(extra, load_rules)
    rules = load_rules(sound)
    chosen, unknown = _usable(select, rules.select)
    dropped, stray = _usable(ignore, lambda keys: rules.select(ignore=keys))
    troubles = [*broken, *unknown, *stray]
    if select and not chosen:
        return RuleSet(()), troubles
    kept = rules.select(chosen, dropped)
    return kept, troubles if kept else [*troubles, "no rule is left to check with"]


def _usable(items: Sequence[str], use: Callable[[Sequence[str]], RuleSet]) -> tuple[list[str], list[str]]:
    """Return the items that can be used together, and a line for each of the others."""
    sound: list[str] = []
    troubles: list[str] = []
    for item in dict.fromkeys(items):
        try:
            use([*sound, item])
            sound.append(item)
        except Trouble as trouble:
            troubles.append(str(trouble))
    return sound, troubles


def _sources(path: str, stdin_name: str) -> Iterator[Source]:
    """Yield what a path holds: one draft, or the articles of an export, one at a time."""
    if path == STDIN:
        yield read_source(read_stdin(), stdin_name)
    elif path.lower().endswith(".xml") and _is_export(path):
        from presscheck.read.wxr import read_wxr

        with open(path, "rb") as file:
            yield from read_wxr(file, path)
    else:
        yield read_source(read_bytes(path), path)


def _is_export(path: str) -> bool:
    from presscheck.read.wxr import HEAD, is_wxr

    try:
        with open(path, "rb") as file:
            return is_wxr(file.read(HEAD))
    except OSError as error:
        raise cannot_read(path, error) from None


def read_bytes(path: str) -> bytes:
    """Return a file's bytes. Raises Trouble where it cannot be read."""
    # In small pieces, for a large buffer costs more to clear than many calls.
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            pieces = []
            while piece := os.read(file, _CHUNK):
                pieces.append(piece)
            return b"".join(pieces)
        finally:
            os.close(file)
    except OSError as error:
        raise cannot_read(path, error) from None


@cache
def read_stdin() -> bytes:
    """Return what comes from another program, as often as asked. Raises Trouble where that cannot be read."""
    if sys.stdin is None:
        raise Trouble("standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise cannot_read("standard input", error) from None
