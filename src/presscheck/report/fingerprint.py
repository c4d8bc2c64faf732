"""What a service knows a finding by from run to run, so that it tells new ones from those it has seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from presscheck.keep.identity import identity
from presscheck.model import Finding


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield for each finding its identity, with a number where others before it have the same: all differ."""
    seen: Counter[str] = Counter()
    for finding in findings:
        name = identity(finding)
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
