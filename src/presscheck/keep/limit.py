"""How many findings of a file are told: the most certain ones, so that one bad file does not hide all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from presscheck.model import Finding


def limited(
    findings: Sequence[Finding], most: Callable[[Finding], int]
) -> tuple[Sequence[Finding], Mapping[str, int]]:
    """Return the findings that are told, in their order, and how many more there are in each file that has more.

    The findings are in order of path and place; `most` is asked once a file. The most severe stay, of equals the
    first, so that what a run fails on is never among those left out alone.
    """
    kept: list[Finding] = []
    more: dict[str, int] = {}
    for path, found in groupby(findings, key=lambda finding: finding.place.path):
        here = list(found)
        limit = most(here[0])
        if len(here) > limit:
            more[path] = len(here) - limit
            chosen = sorted(range(len(here)), key=lambda n: -here[n].severity)[:limit]
            here = [here[n] for n in sorted(chosen)]
        kept += here
    return kept, more


def more_note(path: str, more: int) -> str:
    """Return the line that says how many findings of a file are not told."""
    return f"{path}: and {more:,} more finding{'s' * (more != 1)}; --max-findings shows more"
