"""How one file is to be checked: the outcome of everything that has a say in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from presscheck.config.layer import Given
from presscheck.keep.habit import TitleInBody
from presscheck.model import NO_HOUSE, House, Severity
from presscheck.read.export.fields import NO_FIELDS, Fields

Jobs = int | Literal["auto"]
"""A number of processes, or as many as pay."""


class Pick(NamedTuple):
    """What one place says about which rules to use: keys as they were given, each with its place."""

    select: tuple[Given, ...]
    ignore: tuple[Given, ...]
    of_some: bool
    """Whether it is an override's, which may leave no rule for its files."""


@dataclass(frozen=True)
class Settings:
    """How one file is to be checked.

    Plain values throughout: two files with equal settings share rules and prefilters, and settings can be handed
    to another process. `choose.choose` makes rules of `rules`, `picks` and `severities`.
    """

    rules: tuple[Given, ...] = ()
    """Files and folders of rules beside the built-in ones."""
    picks: tuple[Pick, ...] = ()
    severities: tuple[Given, ...] = ()
    """Pairs of a key and a severity's name, of which the last that fits a rule holds."""
    level: Severity = Severity.WARNING
    fail_on: Severity | None = Severity.WARNING
    """A run fails with a finding of this severity or above; None never fails."""
    title_in_body: TitleInBody = "auto"
    across: bool = False
    """Whether to compare the file with the others of the run that are to be compared likewise."""
    across_min: int | None = None
    across_near: bool = False
    house: House = NO_HOUSE
    fields: Fields = NO_FIELDS
    """Where an export's items hold the article."""
    baseline: str | None = None
    """The file that holds what is known already."""
    max_file_size: int = 50
    """Megabytes that a file may have."""
    max_findings: int = 1_000
    """So many of a file's findings are told."""
    jobs: Jobs = "auto"
    """How many processes check the files of a run that starts here."""
    excluded: bool = False
    """Whether the file is not to be checked at all."""
