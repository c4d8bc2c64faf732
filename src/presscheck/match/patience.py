"""How long the patterns of a rule may take that somebody else wrote: as long as texts are worth, and no longer.

A pattern that tries everything in vain takes longer than anybody waits. So a rule of a user's own has a budget of
time, which grows with what it is given to read, for all of a run; once that is spent the run goes on without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from time import process_time
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from presscheck.rule import Rule
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    import regex

FIRST = 2.0
"""Seconds that a rule may take in any case."""

EACH = 2.0
"""Seconds for each million characters that it reads; our own rules take a hundredth of it."""

NAME = "patience"
"""The key under which a finder's specification holds the patience with its rule; no rule file may say it."""

Found = TypeVar("Found")


class TooSlowError(Trouble):
    """A rule has spent its time; from here on it finds nothing."""


class Patience:
    """The time that is left for a rule. Not for rules of ours, whose patterns are known to be quick."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._left = FIRST
        self.spent = False

    def within(self, size: int, search: Callable[[float], Found]) -> Found:
        """Return what a search finds, told how many seconds it may take, in a text of so many characters.

        Raises TooSlowError, once, where the time of the rule is spent.
        """
        self._left += size / 1_000_000 * EACH
        started = process_time()
        try:
            if self._left > 0:
                return search(self._left)
        except TimeoutError:
            pass
        finally:
            self._left -= process_time() - started
        self.spent = True
        rule = self._rule
        raise TooSlowError(
            f"{rule.path}: {rule.id} {rule.name} takes too long, and the run goes on without it; "
            "make its patterns simpler"
        )


class Patient:
    """A pattern with a patience: it answers what our finders ask of one, in the time that its rule has."""

    def __init__(self, pattern: regex.Pattern[str], patience: Patience) -> None:
        self._pattern = pattern
        self._patience = patience
        self.groupindex = pattern.groupindex

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Return all matches in a text. Raises TooSlowError."""
        return iter(self._patience.within(len(text), lambda left: self._all(text, left)))

    def search(self, text: str) -> regex.Match[str] | None:
        """Return the first match in a text. Raises TooSlowError."""
        return self._patience.within(len(text), lambda left: self._pattern.search(text, timeout=left))

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Return the match that is all of a text. Raises TooSlowError."""
        return self._patience.within(len(text), lambda left: self._pattern.fullmatch(text, timeout=left))

    def _all(self, text: str, left: float) -> list[regex.Match[str]]:
        # The time limit is that of each match, and there may be many.
        ends = process_time() + left
        found = []
        for match in self._pattern.finditer(text, timeout=left):
            found.append(match)
            if process_time() > ends:
                raise TimeoutError
        return found


Asked: TypeAlias = "regex.Pattern[str] | Patient"
"""What a finder searches with."""


def patient(pattern: regex.Pattern[str], spec: Mapping[str, Any]) -> Asked:
    """Return a pattern that has no more time than its rule, if the specification holds a patience."""
    patience: Patience | None = spec.get(NAME)
    return Patient(pattern, patience) if patience else pattern


@cache
def patience_with(rule: Rule) -> Patience | None:
    """Return the patience with a rule, the same for all of its patterns; None where it needs none."""
    return None if rule.ours else Patience(rule)
