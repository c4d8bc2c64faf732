"""Where the time of a run goes, by stage and by rule; to be watched costs nothing unless somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any, NamedTuple

from presscheck.rule import Rule

Work = Callable[[], Any]
Watch = Callable[[str | Rule, Work], Any]
"""Does some work and returns what comes of it; told what it is: a stage of the run, or a rule."""


def unwatched(what: str | Rule, work: Work) -> Any:
    """Do some work and tell nobody."""
    return work()


class Spent(NamedTuple):
    """How often something was done, the seconds that it took, and how much came of it: for a rule, its hits."""

    times: int = 0
    seconds: float = 0.0
    found: int = 0


class Profile:
    """What is told of a run by its stages and its rules; `watch` is given to what does the work."""

    def __init__(self) -> None:
        self.started = perf_counter()
        self.stages: dict[str, Spent] = {}
        self.rules: dict[str, Spent] = {}
        self.names: dict[str, str] = {}

    def watch(self, what: str | Rule, work: Work) -> Any:
        """Do some work, and put down how long it takes, whatever comes of it."""
        started = perf_counter()
        result: Any = None
        try:
            result = work()
        finally:
            self._add(what, perf_counter() - started, len(result) if isinstance(result, list) else 0)
        return result

    def _add(self, what: str | Rule, seconds: float, found: int) -> None:
        if isinstance(what, Rule):
            self.names[what.id] = what.name
        known, key = (self.rules, what.id) if isinstance(what, Rule) else (self.stages, what)
        before = known.get(key, Spent())
        known[key] = Spent(before.times + 1, before.seconds + seconds, before.found + found)

    @property
    def seconds(self) -> float:
        """The seconds since the run was begun."""
        return perf_counter() - self.started
