"""The drafts in `examples/` hold what a person lists in `leftovers.yaml`, and presscheck says so.

`expected.json` is the report of `make examples`; after a change that is meant, run it and read the diff.
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
EXPECTED = EXAMPLES / "expected.json"
DRAFTS = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".md", ".html"))


class Span(NamedTuple):
    start: int
    end: int
    text: str

    def touches(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        return other.start <= self.start and self.end <= other.end


@cache
def listed() -> dict[str, dict[int, str | list[str]]]:
    """What a person found: file, line, one piece of that line or several."""
    found: dict[str, dict[int, str | list[str]]] = yaml.safe_load(
        (EXAMPLES / "leftovers.yaml").read_text(encoding="utf-8")
    )
    return found


def leftovers(name: str) -> list[Span]:
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines(keepends=True)
    spans = []
    for number, pieces in listed()[name].items():
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            assert piece in lines[number - 1], f"leftovers.yaml: {piece!r} is not in line {number} of {name}"
            start = sum(map(len, lines[: number - 1])) + lines[number - 1].index(piece)
            spans.append(Span(start, start + len(piece), f"line {number}: {piece}"))
    return spans


def findings(name: str) -> list[Span]:
    report = json.loads(EXPECTED.read_text(encoding="utf-8"))
    return [
        Span(finding["start"], finding["end"], f"line {finding['line']}: {finding['text']} {finding['rule']}")
        for finding in report["findings"]
        if finding["path"] == f"examples/{name}"
    ]


def test_the_report_on_the_examples_is_the_expected_one() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "presscheck", "check", "examples", "--format", "json", "--fail-on", "never"],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert run.stdout.decode().splitlines() == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_every_draft_was_read_by_a_person() -> None:
    assert sorted(listed()) == DRAFTS


@pytest.mark.parametrize("name", DRAFTS)
def test_every_leftover_is_found(name: str) -> None:
    found = findings(name)
    missed = [
        leftover.text
        for leftover in leftovers(name)
        if not any(leftover.within(finding) or finding.within(leftover) for finding in found)
    ]
    assert missed == []


@pytest.mark.parametrize("name", DRAFTS)
def test_nothing_else_is_found(name: str) -> None:
    known = leftovers(name)
    alarms = [finding.text for finding in findings(name) if not any(map(finding.touches, known))]
    assert alarms == []
