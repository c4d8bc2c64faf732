"""A path → what is found there, as its configuration says. A run does this for each of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from presscheck.cache import checked_with, digest_of
from presscheck.config.choose import choose
from presscheck.config.configuration import Configuration
from presscheck.config.settings import Settings
from presscheck.contents import Told, articles, content, read_bytes, read_stdin
from presscheck.discover import STDIN
from presscheck.keep import Keeping, Kept, at_level
from presscheck.keep.habit import Habit
from presscheck.lint import MOST, lint, surely_nothing
from presscheck.match.patience import TooSlowError
from presscheck.model import NO_HOUSE, Finding, House, Severity, Source
from presscheck.outcome import Outcome
from presscheck.profile import Watch, unwatched
from presscheck.read import (
    format_in,
    front_matter_problem,
    may_hold_stets,
    may_let_stand,
    open_document,
    read_source,
)
from presscheck.read.export import may_be_export
from presscheck.rule import Rule
from presscheck.rules import RuleSet
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from presscheck.cache import Cache
    from presscheck.fix import Again, Check

Linter = Callable[[Source, Iterable[Rule], House], list[Finding]]
"""Returns what rules find in a source that its house does not let stand."""


class _Way:
    """How the files of one setting are checked; what a folder's posts do is found out once."""

    def __init__(self, settings: Settings, *, stets: bool) -> None:
        chosen = choose(settings)
        self.settings = settings
        self.troubles = chosen.troubles
        self.rules = chosen.rules
        self.shown = chosen.rules.at_least(settings.level)
        self.habit = Habit(chosen.rules, settings.title_in_body)
        self._stets = stets

    @cached_property
    def checked(self) -> bytes | None:
        """What tells this way of checking from others, for the cache; None where a file then is not cached."""
        if self.troubles or self.settings.across:
            return None
        return checked_with(self.settings, self.rules, stets=self._stets)

    def standing(self, kept: Kept, path: str | None) -> Kept:
        """Return what is left of what was found in a source, read from `path`, as the other posts there are."""
        return kept._replace(findings=self.habit.standing(kept.findings, path))


class Checker:
    """Checks files, each as its configuration says.

    `stdin_name` is what standard input is taken for. `linter` is `lint`, or `lint_naively` to prove it. `watch` is
    told of each stage. A file that `cache` holds is not looked through.
    """

    def __init__(
        self,
        configuration: Configuration,
        keeping: Keeping,
        *,
        stdin_name: str = "stdin",
        linter: Linter = lint,
        watch: Watch = unwatched,
        cache: Cache | None = None,
    ) -> None:
        self._configuration = configuration
        self._stets = keeping.stets
        self._changes = keeping.changes
        self._records = keeping.baseline is not None
        self._stdin_name = stdin_name
        self._watch = watch
        self._passes_over = linter is lint
        self._cache = cache
        self._linter = partial(lint, watch=watch) if linter is lint else linter
        self._ways: dict[int, _Way] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs, which makes its own rules."""
        return {**self.__dict__, "_ways": {}}

    def check(self, path: str | Trouble, outcome: Outcome, told: Told = lambda part: None) -> None:
        """Add what comes of checking a path; what cannot be done, or could not be found, is one of its troubles.

        Of an export `told` learns how much is done.
        """
        try:
            if isinstance(path, Trouble):
                raise path
            self._check(path, outcome, told)
        except Trouble as trouble:
            outcome.troubles.append(str(trouble))
        except (RecursionError, MemoryError):
            outcome.troubles.append(f"{path}: too large or too deeply nested to check")

    def kept(self, source: Source, path: str, *, file: bool) -> Kept:
        """Return what is found in a source and stands, as is to be done for `path`; `file` if it was read from it.

        Raises Trouble where it is more than we can take, or its configuration is broken.
        """
        way = self._way(path)
        return way.standing(self._kept(source, way, []), path if file else None)

    def _check(self, path: str, outcome: Outcome, told: Told) -> None:
        way = self._way(self._stdin_name if path == STDIN else path)
        settings = way.settings
        if self._changes and not settings.across and not self._changes.gained(path):
            return
        if settings.excluded:
            outcome.excluded += 1
            return
        outcome.troubles += way.troubles
        if not way.rules:
            return
        if not any(settings is each for each in outcome.in_force):
            outcome.in_force.append(settings)
        before = len(outcome.findings)
        for source, digest in self._sources(path, way, outcome, told):
            if len(outcome.findings) - before > MOST:
                raise Trouble(f"{path}: more than {MOST:,} findings; the rest is not read: ask for fewer rules")
            outcome.files += 1
            troubles: list[str] = []
            kept = self._kept(source, way, troubles)
            if settings.across:
                self._watch("compare", lambda: _collect(source, way, outcome))  # noqa: B023  # called at once
            if problem := front_matter_problem(source):
                troubles.append(problem)
            if digest and not (kept.findings or kept.suppressed or troubles):
                outcome.clean.append(digest)
            found = way.standing(kept, path if source.path == path else None)
            outcome.findings += found.findings
            outcome.suppressed += found.suppressed
            outcome.troubles += troubles
        if self._records:
            outcome.looked.append(path)

    def _way(self, path: str) -> _Way:
        settings = self._configuration.settings(path)
        # Equal settings are one object, which is told by its identity, for to hash them takes long.
        way = self._ways.get(id(settings))
        if way is None:
            way = self._ways[id(settings)] = _Way(settings, stets=self._stets)
        return way

    def _kept(self, source: Source, way: _Way, troubles: list[str]) -> Kept:
        """Return what is found in a source and no stet lets stand; a rule that has spent its time is a trouble."""
        rules, settings = way.rules, way.settings
        while True:
            try:
                return check_source(source, rules, settings.level, settings.house, self._linter, stets=self._stets)
            except TooSlowError as slow:  # which finds nothing from now on
                troubles.append(str(slow))

    def _sources(self, path: str, way: _Way, outcome: Outcome, told: Told) -> Iterable[tuple[Source, bytes | None]]:
        """Return what a path holds: one draft, or the articles of an export, one at a time.

        A file that surely holds nothing is counted and not returned, unless it is to be compared with others. One
        that may go into the cache comes with its digest.
        """
        name, settings = self._stdin_name if path == STDIN else path, way.settings
        if may_be_export(name):
            return self._articles(path, name, way, outcome, told)
        if path == STDIN:
            return ((read_source(read_stdin(settings.max_file_size), name), None),)
        data = self._watch("read", lambda: content(path, self._changes, settings.max_file_size))
        digest = None
        if self._cache and way.checked:
            digest = digest_of(data, path, way.checked)
            if self._cache.holds(digest):
                outcome.files += 1
                return ()
        if not way.settings.across and self._is_passed_over(data, path, way.shown):
            outcome.files += 1
            if digest:
                outcome.clean.append(digest)
            return ()
        return ((self._watch("decode", lambda: read_source(data, path)), digest),)

    def _articles(
        self, path: str, name: str, way: _Way, outcome: Outcome, told: Told
    ) -> Iterator[tuple[Source, None]]:
        settings = way.settings
        for source in articles(path, name, self._changes, settings.fields, told, settings.max_file_size):
            if source.path != name:
                outcome.exports[name] = outcome.exports.get(name, 0) + 1
            yield source, None

    def _is_passed_over(self, data: bytes, path: str, rules: Sequence[Rule]) -> bool:
        """Tell whether a file holds neither a finding nor a word that lets one stand, of which it would be told."""
        if not self._passes_over:
            return False
        if not self._watch("look for candidates", lambda: surely_nothing(data, format_in(data, path), rules)):
            return False
        return not (self._stets and may_hold_stets(data.decode()))


def _collect(source: Source, way: _Way, outcome: Outcome) -> None:
    # Articles are compared with those of which the same is asked.
    asked = way.settings.across_min, way.settings.across_near
    if asked not in outcome.comparisons:
        from presscheck.across import Across

        outcome.comparisons[asked] = Across(articles=way.settings.across_min, near=way.settings.across_near)
    try:
        outcome.comparisons[asked].add(open_document(source, way.settings.house), way.rules)
    except (RecursionError, MemoryError):
        raise Trouble(f"{source.path}: too large or too deeply nested to compare") from None


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
        if not (stets and may_let_stand(source)):
            return Kept(linter(source, rules.at_least(level), house))
        from presscheck.keep.stet import heed

        standing, suppressed = heed(open_document(source), linter(source, rules, house), rules)
    except (RecursionError, MemoryError):
        raise Trouble(f"{source.path}: too large or too deeply nested to check") from None
    return Kept(at_level(standing, level), [each for each in suppressed if each.finding.severity >= level])


def again(configuration: Configuration, keeping: Keeping | None = None, *, stdin: bool) -> Again:
    """Return how drafts are read and checked as in a run; `stdin` if standard input is the only one."""
    from presscheck.fix import Again

    keeping = keeping or Keeping()
    checker = Checker(configuration, keeping)

    def kept(path: str) -> Callable[[Source], Kept]:
        configuration.settings(path)  # what is wrong with it is told before anything is read
        return lambda source: checker.kept(source, path, file=not stdin)

    def check(path: str) -> Check:
        kept_of = kept(path)
        return lambda source: keeping.unknown(kept_of(source).findings)

    def read(path: str) -> bytes:
        most = configuration.settings(path).max_file_size
        return read_stdin(most) if stdin else read_bytes(path, most)

    changed = keeping.changes.spans if keeping.changes else None
    return Again(read, check, kept, changed)
