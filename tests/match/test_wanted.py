"""What rules look for in the bytes of a draft costs no more than the draft is long."""

from __future__ import annotations

from typing import Any

import pytest

from presscheck.match.raw import Stretch
from presscheck.match.wanted import Wanted
from presscheck.rules import load_rules

PROBES = [probe for rule in load_rules() for probe in rule.probes if probe.ways]
WANTED = Wanted(enumerate(PROBES))


class Counted(bytes):
    """Bytes that count how many of them are looked at, whatever else the computer does meanwhile."""

    looked = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        Counted.looked += len(found) if isinstance(at, slice) else 1
        return found

    def find(self, sub: Any, start: Any = 0, end: Any = None) -> int:
        last = len(self) if end is None else min(end, len(self))
        at = super().find(sub, start, last)
        Counted.looked += (last if at < 0 else at) - start
        return at

    def rfind(self, sub: Any, start: Any = 0, end: Any = None) -> int:
        last = len(self) if end is None else min(end, len(self))
        at = super().rfind(sub, start, last)
        Counted.looked += last - max(at, start)
        return at


def looked_at(text: str) -> int:
    """Return how many bytes are looked at to find out what may match in a text."""
    data = Counted(text.encode())
    Counted.looked = 0
    WANTED.found(Stretch(data, Counted(data.lower()), True, data), set())
    return Counted.looked


@pytest.mark.parametrize("piece", ["{", "{{ a ", "(Note: ", "[", "XX ", "title: a ", "Note: "])
def test_a_long_line_costs_no_more_than_it_is_long(piece: str) -> None:
    assert looked_at(piece * 4_000) < 6 * looked_at(piece * 1_000)
