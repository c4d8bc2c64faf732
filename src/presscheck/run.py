"""A run: paths and rules → a Report, with a line for everything that could not be done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain, groupby, islice
from time import perf_counter
from typing import TYPE_CHECKING

from presscheck.check import Checker, Linter, fails
from presscheck.config.choose import choose
from presscheck.config.configuration import Configuration
from presscheck.config.settings import Jobs, Settings
from presscheck.contents import articles, content, read_stdin
from presscheck.discover import STDIN, Passed, discover
from presscheck.jobs import batch_of, processes_for
from presscheck.keep import Keeping
from presscheck.keep.limit import limited, more_note
from presscheck.lint import lint
from presscheck.model import Finding, Report, Source, unread
from presscheck.outcome import Outcome
from presscheck.profile import Watch, unwatched
from presscheck.read import may_let_stand, open_document, read_source
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.cache import Cache
    from presscheck.keep.baseline.looked import Looked

Progress = Callable[[float, int | None], None]
"""Told as files are checked how many are done, and how many there are in all; None where nobody has counted yet.

Of an export the part of it counts that is read.
"""

AHEAD = 100_000
"""So many files are looked for before the first is checked; of a greater folder no list is kept."""

_KEEPING = Keeping()


def check_paths(
    paths: Iterable[str],
    configuration: Configuration,
    *,
    stdin_name: str = "stdin",
    progress: Progress | None = None,
    keeping: Keeping = _KEEPING,
    linter: Linter = lint,
    jobs: Jobs = 1,
    watch: Watch = unwatched,
    follow_links: bool = False,
    every: bool = False,
    cache: Cache | None = None,
) -> Report:
    """Check files, folders and globs (`-` is standard input), each as its configuration says.

    `keeping` says what is not to be reported; with changes, only files that gained lines are checked. A path that
    leads nowhere, a file that cannot be read or a configuration that is broken is one line in the report's
    troubles; everything else is still checked. `linter` is `lint`, or `lint_naively` to prove it. `jobs` is how
    many processes check, which makes no difference to what is found. `watch` is told of each stage, where one
    process checks. In folders, links that lead out of them are followed only with `follow_links`. Of a file no more
    findings are told than its configuration says, or `every` one. A file that `cache` holds is not looked through,
    and what holds nothing is kept there. Raises Trouble where no process can be started.
    """
    started = perf_counter()
    paths = list(paths)
    run = _Run(paths, configuration, stdin_name, keeping)
    checker = Checker(configuration, keeping, stdin_name=stdin_name, linter=linter, watch=watch, cache=cache)
    passed = Passed()
    search = partial(discover, passed=passed, follow=follow_links)
    found = iter(keeping.changes.files(paths, search) if keeping.changes else search(paths))
    ahead = watch("find files", lambda: list(islice(found, AHEAD)))
    total = len(ahead) if len(ahead) < AHEAD else None
    # What git has to tell, and standard input, comes to this process alone.
    processes = 1 if keeping.changes or STDIN in paths else processes_for(jobs, ahead)
    done = 0

    def told(part: float) -> None:
        if progress:
            progress(done + part, total)

    batch = batch_of(len(ahead), processes)
    for number in _checked(chain(ahead, found), checker, run.outcome, processes, batch, told):
        done += number
        if progress:
            progress(done, total)
    if cache:
        cache.add(run.outcome.clean)
    report: Report = watch("put together", lambda: run.report(started, passed.notes(), every=every))
    return report


def _checked(
    files: Iterator[str | Trouble],
    checker: Checker,
    outcome: Outcome,
    processes: int,
    batch: int,
    told: Callable[[float], None],
) -> Iterator[int]:
    """Check files in so many processes, so many at a time, and yield again and again how many more are done.

    Of an export that is read here `told` learns how much of it is done.
    """
    # The first ones always here: what is loaded for them need not be loaded again in a forked process.
    for path in files if processes == 1 else islice(files, batch):
        checker.check(path, outcome, told)
        yield 1
    if processes == 1:
        return
    from presscheck.pool import batches, outcomes

    for number, found in outcomes(batches(files, batch), checker, processes):
        outcome.absorb(found)
        yield number


class _Run:
    """What has been found so far, and what it takes to make a report of it."""

    def __init__(
        self, paths: Sequence[str], configuration: Configuration, stdin_name: str, keeping: Keeping
    ) -> None:
        self.outcome = Outcome()
        self._compared: set[str] = set()
        self._again: dict[str, dict[str, Source]] = {}
        self._configuration = configuration
        self._stdin_name = stdin_name if STDIN in paths else None
        self._keeping = keeping
        self._changes = keeping.changes
        # Of changes one sees the files that changed, so what a file that is gone held may be in another one.
        self._folders = [] if keeping.changes else [path for path in paths if os.path.isdir(path)]

    def report(self, started: float, notes: Iterable[str], *, every: bool) -> Report:
        """Return the outcome of the run, what stands in several articles among it, and notes on the search."""
        outcome = self.outcome
        if not outcome.in_force and not outcome.troubles and not outcome.excluded:
            # No file was checked: what is wrong with the options is still worth saying.
            outcome.troubles += choose(self._configuration.settings("")).troubles
        for across in outcome.comparisons.values():
            if outcome.exports:  # Where they stand has to be known before the articles are read again.
                self._compared |= {finding.place.path for finding in across.findings(unread)}
            self._heed(f for f in across.findings(self._read) if f.severity >= self._settings(f).level)
        kept = self._keeping.kept(outcome.findings, outcome.suppressed, self._read, self._looked_for)
        notes = list(notes)
        if self._changes and not outcome.files and not outcome.troubles:
            notes.append(f"no draft gained lines since {self._changes.base}")
        findings, more = limited(
            kept.findings, lambda finding: len(kept.findings) if every else self._settings(finding).max_findings
        )
        notes += [more_note(path, number) for path, number in more.items()]
        rules = {rule.id: rule for settings in outcome.in_force for rule in choose(settings).rules}
        return Report(
            tuple(findings),
            tuple(dict.fromkeys(outcome.troubles)),
            outcome.files,
            perf_counter() - started,
            tuple(kept.suppressed),
            gone=kept.gone,
            more=more,
            notes=tuple(notes),
            articles=sum(outcome.exports.values()),
            exports=len(outcome.exports),
            excluded=outcome.excluded,
            rules=tuple(rules[key] for key in sorted(rules)),
            fails=lambda finding: fails(finding, self._settings(finding)),
            read=self._read,
        )

    def _settings(self, finding: Finding) -> Settings:
        path = finding.place.path
        return self._configuration.settings(self._export_of(path) or path)

    def _export_of(self, path: str) -> str:
        """Return the export that an article stands in; empty for a file of its own."""
        return next((export for export in self.outcome.exports if path.startswith(f"{export}#")), "")

    def _heed(self, compared: Iterable[Finding]) -> None:
        """Take over what stands in several articles, unless a stet at its first place lets it stand."""
        for path, found in groupby(compared, key=lambda finding: finding.place.path):
            standing: list[Finding] = list(found)
            with suppress(Trouble):  # What has gone since takes no stet.
                source = self._read(path)
                if self._keeping.stets and may_let_stand(source):
                    from presscheck.keep.stet import Stets

                    stets = Stets(open_document(source), choose(self._settings(standing[0])).rules)
                    standing, suppressed = stets.heed(standing)
                    self.outcome.suppressed += suppressed
            self.outcome.findings += standing

    def _looked_for(self, rule: str, path: str) -> bool:
        return self._looked_at(rule, path)

    @cached_property
    def _looked_at(self) -> Looked:
        from presscheck.keep.baseline.looked import Looked

        settings_of = self._configuration.settings
        looked = {
            path: settings_of(self._stdin_name or path if path == STDIN else path) for path in self.outcome.looked
        }
        return Looked(self._folders, settings_of, looked)

    def _articles(self, export: str) -> Mapping[str, Source]:
        """Return the articles of an export in which something was found, all read in one pass."""
        if export not in self._again:
            wanted = {finding.place.path for finding in self.outcome.findings} | self._compared
            settings = self._configuration.settings(export)
            file = STDIN if export == self._stdin_name else export
            read = articles(file, export, self._changes, settings.fields, lambda part: None, settings.max_file_size)
            self._again[export] = {}
            with suppress(Trouble):  # It was told when the articles were checked.
                for source in read:
                    if source.path in wanted:
                        self._again[export].setdefault(source.path, source)
        return self._again[export]

    def _read(self, path: str) -> Source:
        if export := self._export_of(path):
            if (article := self._articles(export).get(path)) is None:
                raise Trouble(f"{path}: cannot be read again")
            return article
        if path == self._stdin_name:
            return read_source(read_stdin(self._configuration.settings(path).max_file_size), path)
        most = self._configuration.settings(path).max_file_size
        return read_source(content(path, self._changes, most), path)
