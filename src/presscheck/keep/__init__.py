"""Which findings stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presscheck.model import Finding, Severity, Source, Suppressed, in_order, place_order

if TYPE_CHECKING:
    from presscheck.keep.baseline.known import Baseline, LookedFor
    from presscheck.keep.changed import Changes


class Kept(NamedTuple):
    """The findings of a run that are reported, those that were told to stand, and what the baseline holds in vain.

    `gone` is how many of each identity in the baseline are there no more.
    """

    findings: Sequence[Finding]
    suppressed: Sequence[Suppressed] = ()
    gone: Mapping[str, int] = {}


class Keeping(NamedTuple):
    """What a run is to leave unsaid: what `stets` let stand, a `baseline` knows, or no line of `changes` holds."""

    stets: bool = True
    baseline: Baseline | None = None
    changes: Changes | None = None

    def kept(
        self,
        findings: Iterable[Finding],
        by_stets: Iterable[Suppressed],
        read: Callable[[str], Source],
        looked_for: LookedFor,
    ) -> Kept:
        """Return what is said of a run's findings, in order, and of those that stets let stand.

        `read` gives a draft again by its path, `looked_for` tells what the run would have found.
        """
        standing: Sequence[Finding] = in_order(findings)
        suppressed = list(by_stets)
        gone: Mapping[str, int] = {}
        if self.baseline:
            standing, known = self.baseline.split(standing)
            gone = self.baseline.gone(known, looked_for)
            suppressed += known
        if self.changes:
            is_new = self.changes.is_new(read)
            standing = [finding for finding in standing if is_new(finding)]
            suppressed = [each for each in suppressed if is_new(each.finding)]
        return Kept(standing, sorted(suppressed, key=lambda each: place_order(each.finding)), gone)

    def anew(self) -> Keeping:
        """Return the same with the changes as they are now, after drafts were mended."""
        return self._replace(changes=self.changes.anew()) if self.changes else self

    def unknown(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Return the findings of one draft that are in no baseline."""
        return [finding for finding in findings if not self.baseline.knows(finding)] if self.baseline else findings


def at_level(findings: Iterable[Finding], level: Severity) -> list[Finding]:
    """Return the findings at or above a severity, in their order."""
    return [finding for finding in findings if finding.severity >= level]
