"""What rules look for in the bytes of a draft costs no more than the draft is long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from presscheck.match.stretch import PART, Stretch
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


ROOT = Path(__file__).parents[2]
WITHOUT = "import sys; sys.modules['ahocorasick_rs'] = None; "
"""As where the library has no wheel, on Alpine."""


def test_the_examples_give_the_same_without_the_automaton() -> None:
    code = f"{WITHOUT}from presscheck.cli import main; main(sys.argv[1:])"
    args = ["check", "examples", "--format", "json", "--fail-on", "never", "--jobs", "1"]
    ran = subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(ran.stdout) == json.loads((ROOT / "examples" / "expected.json").read_bytes())


def test_every_literal_is_found_in_the_same_places_without_the_automaton(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [example.text for rule in load_rules() for example in (*rule.flagged, *rule.clean)]
    numbers = frozenset(range(len(PROBES)))

    def places() -> list[set[tuple[int, int]]]:
        wanted = Wanted(enumerate(PROBES))
        found = []
        for at in range(0, len(texts), 200):  # of a long text none is sought by itself where there is an automaton
            data = PART.join(text.encode() for text in texts[at : at + 200])
            there = wanted.places(Stretch(data, data.lower(), True, data), numbers)
            found.append({(number, data.count(PART, 0, place)) for number, place in there})
        return found

    monkeypatch.setattr("presscheck.match.wanted._IN_VAIN", 10**9)  # before it takes what is left unseen
    with_it = places()
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    assert places() == with_it
    assert sum(map(len, with_it)) > len(texts)
