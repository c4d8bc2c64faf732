"""A run: paths and rules → a Report, with a line for everything that could not be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, cached_property
from io import BytesIO
from itertools import groupby
from time import perf_counter
from typing import TYPE_CHECKING

from presscheck.config.choose import choose
from presscheck.config.configuration import Configuration
from presscheck.config.settings import Settings
from presscheck.discover import STDIN, cannot_read, discover
from presscheck.keep import Keeping, Kept, at_level
from presscheck.keep.habit import Habit
from presscheck.lint import lint, surely_nothing
from presscheck.model import NO_HOUSE, Finding, House, Report, Rule, Severity, Source, Suppressed, Trouble
from presscheck.read import format_of, front_matter_problem, may_hold_stets, open_document, read_source
from presscheck.rules import RuleSet

if TYPE_CHECKING:
    from presscheck.across import Across
    from presscheck.fix import Again, Check
    from presscheck.keep.baseline.looked import Looked
    from presscheck.keep.changed import Changes

Progress = Callable[[int, int], None]
"""Told after each file how many are done, and how many there are in all."""

Linter = Callable[[Source, Iterable[Rule], House], list[Finding]]
"""Returns what rules find in a source that its house does not let stand."""

_CHUNK = 1 << 16
_KEEPING = Keeping()


def check_paths(
    paths: Iterable[str],
    configuration: Configuration,
    *,
    stdin_name: str = "stdin",
    progress: Progress | None = None,
    keeping: Keeping = _KEEPING,
    linter: Linter = lint,
) -> Report:
    """Check files, folders and globs (`-` is standard input), each as its configuration says.

    `keeping` says what is not to be reported; with changes, only files that gained lines are checked. A path that
    leads nowhere, a file that cannot be read or a configuration that is broken is one line in the report's
    troubles; everything else is still checked. `linter` is `lint`, or `lint_naively` to prove it.
    """
    started = perf_counter()
    paths = list(paths)
    run = _Run(paths, configuration, stdin_name, keeping, linter)
    found = keeping.changes.files(paths, discover) if keeping.changes else list(discover(paths))
    for done, path in enumerate(found, 1):
        try:
            if isinstance(path, Trouble):
                raise path
            run.check(path)
        except Trouble as trouble:
            run.troubles.append(str(trouble))
        if progress:
            progress(done, len(found))
    return run.report(started)


class _Checker:
    """Checks one source as its settings say; what a folder's posts do is found out once."""

    def __init__(self, linter: Linter, *, stets: bool) -> None:
        self._linter = linter
        self._stets = stets
        self._habits: dict[Settings, Habit] = {}

    def check(self, source: Source, settings: Settings, path: str | None) -> Kept:
        """Return what stands in a source, given by the path it was read from; None if it is no file.

        Raises Trouble where it is more than we can take.
        """
        rules = choose(settings).rules
        if settings not in self._habits:
            self._habits[settings] = Habit(rules, settings.title_in_body)
        found = check_source(source, rules, settings.level, settings.house, self._linter, stets=self._stets)
        return replace(found, findings=self._habits[settings].standing(found.findings, path))


class _Run:
    """What has been found so far, and what it takes to check the next file."""

    def __init__(
        self, paths: Sequence[str], configuration: Configuration, stdin_name: str, keeping: Keeping, linter: Linter
    ) -> None:
        self.troubles: list[str] = []
        self._configuration = configuration
        self._stdin_name = stdin_name
        self._keeping = keeping
        self._changes = keeping.changes
        # Of changes one sees the files that changed, so what a file that is gone held may be in another one.
        self._folders = [] if keeping.changes else [path for path in paths if os.path.isdir(path)]
        self._findings: list[Finding] = []
        self._suppressed: list[Suppressed] = []
        self._files = 0
        self._excluded = 0
        self._settings: dict[str, Settings] = {}  # by the path that findings name
        self._looked: dict[str, Settings] = {}  # by the path of the file, once it is checked to its end
        self._linter = linter
        self._checker = _Checker(linter, stets=keeping.stets)
        self._comparisons: dict[tuple[int | None, bool], Across] = {}
        self._given: dict[str, Source] = {}

    def check(self, path: str) -> None:
        """Check what a path holds. Raises Trouble where that cannot be done."""
        settings = self._configuration.settings(self._stdin_name if path == STDIN else path)
        if self._changes and not settings.across and not self._changes.gained(path):
            return
        if settings.excluded:
            self._excluded += 1
            return
        chosen = choose(settings)
        self.troubles += chosen.troubles
        rules = chosen.rules
        if not rules:
            return
        for source in self._sources(path, settings, rules):
            found = self._checker.check(source, settings, path if source.path == path else None)
            self._findings += found.findings
            self._suppressed += found.suppressed
            if path == STDIN:
                self._given[source.path] = source
            if settings.across:
                self._collect(source, settings, rules)
            if problem := front_matter_problem(source):
                self.troubles.append(problem)
        self._looked[path] = settings

    def _sources(self, path: str, settings: Settings, rules: RuleSet) -> Iterator[Source]:
        """Yield what a path holds, and count it: one draft, or the articles of an export, one at a time.

        A file that surely holds nothing is counted and not yielded, unless it is to be compared with others.
        """
        if path == STDIN:
            sources: Iterable[Source] = (read_source(read_stdin(), self._stdin_name),)
        elif path.lower().endswith(".xml"):
            sources = _articles(path, self._changes)
        else:
            data = _content(path, self._changes)
            if not settings.across and self._is_passed_over(data, path, rules.at_least(settings.level)):
                self._files += 1
                self._settings[path] = settings
                return
            sources = (read_source(data, path),)
        for source in sources:
            self._settings[source.path] = settings
            self._files += 1
            yield source

    def _is_passed_over(self, data: bytes, path: str, rules: Sequence[Rule]) -> bool:
        """Tell whether a file holds neither a finding nor a word that lets one stand, of which it would be told."""
        if self._linter is not lint or not surely_nothing(data, format_of(path), rules):
            return False
        return not (self._keeping.stets and may_hold_stets(data.decode()))

    def _collect(self, source: Source, settings: Settings, rules: RuleSet) -> None:
        # Articles are compared with those of which the same is asked.
        asked = settings.across_min, settings.across_near
        if asked not in self._comparisons:
            from presscheck.across import Across

            self._comparisons[asked] = Across(articles=settings.across_min, near=settings.across_near)
        try:
            self._comparisons[asked].add(open_document(source, settings.house), rules)
        except (RecursionError, MemoryError):
            raise Trouble(f"{source.path}: too large or too deeply nested to compare") from None

    def report(self, started: float) -> Report:
        """Return the outcome of the run, what stands in several articles among it."""
        settings = self._settings
        if not settings and not self.troubles and not self._excluded:
            # No file was checked: what is wrong with the options is still worth saying.
            self.troubles += choose(self._configuration.settings("")).troubles
        for across in self._comparisons.values():
            found = (f for f in across.findings(self._read) if f.severity >= settings[f.place.path].level)
            self._heed(found)
        kept = self._keeping.kept(self._findings, self._suppressed, self._read, self._looked_for)
        notes = []
        if self._changes and not self._files and not self.troubles:
            notes.append(f"no draft gained lines since {self._changes.base}")
        rules = {rule.id: rule for each in dict.fromkeys(settings.values()) for rule in choose(each).rules}
        return Report(
            tuple(kept.findings),
            tuple(dict.fromkeys(self.troubles)),
            self._files,
            perf_counter() - started,
            tuple(kept.suppressed),
            gone=kept.gone,
            notes=tuple(notes),
            excluded=self._excluded,
            rules=tuple(rules[key] for key in sorted(rules)),
            fails=lambda finding: fails(finding, settings[finding.place.path]),
            read=self._read,
        )

    def _heed(self, compared: Iterable[Finding]) -> None:
        """Take over what stands in several articles, unless a stet at its first place lets it stand."""
        for path, found in groupby(compared, key=lambda finding: finding.place.path):
            standing: list[Finding] = list(found)
            with suppress(Trouble):  # An article of an export is not read again.
                source = self._read(path)
                if self._keeping.stets and may_hold_stets(source.text):
                    from presscheck.keep.stet import Stets

                    stets = Stets(open_document(source), choose(self._settings[path]).rules)
                    standing, suppressed = stets.heed(standing)
                    self._suppressed += suppressed
            self._findings += standing

    def _looked_for(self, rule: str, path: str) -> bool:
        return self._looked_at(rule, path)

    @cached_property
    def _looked_at(self) -> Looked:
        from presscheck.keep.baseline.looked import Looked

        return Looked(self._folders, self._configuration.settings, self._looked)

    def _read(self, path: str) -> Source:
        return self._given.get(path) or read_source(_content(path, self._changes), path)


def fails(finding: Finding, settings: Settings) -> bool:
    """Tell whether a finding is as severe as what its file fails on."""
    return settings.fail_on is not None and finding.severity >= settings.fail_on


def check_source(
    source: Source,
    rules: RuleSet,
    level: Severity = Severity.WARNING,
    house: House = NO_HOUSE,
    linter: Linter = lint,
    *,
    stets: bool = True,
) -> Kept:
    """Return a draft's findings at or above `level`, and what its `stets` let stand.

    Raises Trouble where it is more than we can take.
    """
    try:
        if not (stets and may_hold_stets(source.text)):
            return Kept(linter(source, rules.at_least(level), house))
        from presscheck.keep.stet import heed

        standing, suppressed = heed(open_document(source), linter(source, rules, house), rules)
    except (RecursionError, MemoryError):
        raise Trouble(f"{source.path}: too large or too deeply nested to check") from None
    return Kept(at_level(standing, level), [each for each in suppressed if each.finding.severity >= level])


def again(configuration: Configuration, keeping: Keeping = _KEEPING, *, stdin: bool) -> Again:
    """Return how drafts are read and checked as in `check_paths`; `stdin` if standard input is the only one."""
    from presscheck.fix import Again

    checker = _Checker(lint, stets=keeping.stets)

    def kept(path: str) -> Callable[[Source], Kept]:
        settings = configuration.settings(path)
        return lambda source: checker.check(source, settings, None if stdin else path)

    def check(path: str) -> Check:
        kept_of = kept(path)
        return lambda source: keeping.unknown(kept_of(source).findings)

    return Again((lambda path: read_stdin()) if stdin else read_bytes, check, kept)


def _articles(path: str, changes: Changes | None) -> Iterator[Source]:
    """Yield the articles of a WordPress export; any other XML file is a draft like all others."""
    from presscheck.read.wxr import HEAD, is_wxr, read_wxr

    staged = changes.content(path) if changes else None
    try:
        with open(path, "rb") if staged is None else BytesIO(staged) as file:
            if is_wxr(file.read(HEAD)):
                file.seek(0)
                yield from read_wxr(file, path)
                return
    except OSError as error:
        raise cannot_read(path, error) from None
    yield read_source(_content(path, changes), path)


def _content(path: str, changes: Changes | None) -> bytes:
    staged = changes.content(path) if changes else None
    return read_bytes(path) if staged is None else staged


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
