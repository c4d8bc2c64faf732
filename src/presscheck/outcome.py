"""What came of checking some files, on its way to the report of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presscheck.config.settings import Settings
from presscheck.model import Finding, Suppressed

if TYPE_CHECKING:
    from presscheck.across import Across


@dataclass(eq=False)
class Outcome:
    """Plain values, which one process can hand to another.

    `files` and `excluded` count, `looked` are the paths that were checked to their end, where a baseline asks,
    `clean` the digests of the files that hold nothing, where a cache did not know that, `exports` how many articles
    each export holds, `in_force` the settings that held, each once, and `comparisons` what is to be compared across
    the run, by what their settings ask of it.
    """

    findings: list[Finding] = field(default_factory=list)
    suppressed: list[Suppressed] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    files: int = 0
    excluded: int = 0
    looked: list[str] = field(default_factory=list)
    clean: list[bytes] = field(default_factory=list)
    exports: dict[str, int] = field(default_factory=dict)
    in_force: list[Settings] = field(default_factory=list)
    comparisons: dict[tuple[int | None, bool], Across] = field(default_factory=dict)

    def absorb(self, other: Outcome) -> None:
        """Take over what came of checking the files that follow."""
        self.findings += other.findings
        self.suppressed += other.suppressed
        self.troubles += other.troubles
        self.files += other.files
        self.excluded += other.excluded
        self.looked += other.looked
        self.clean += other.clean
        self.exports |= other.exports
        self.in_force += [settings for settings in other.in_force if settings not in self.in_force]
        for asked, across in other.comparisons.items():
            if asked in self.comparisons:
                self.comparisons[asked].absorb(across)
            else:
                self.comparisons[asked] = across
