"""To report many findings takes no more steps than there are findings, however they stand."""

from __future__ import annotations

import sys
from io import BytesIO
from types import FrameType
from typing import Any

import pytest

from presscheck import check_text
from presscheck.report import NAMES, Look, Name, write

PIECES = {"in one line": "By [Your Name] ", "in many": "By [Your Name]\n\n", "at one CR": "By [Your Name]\r"}


def steps(name: Name, text: str) -> int:
    """Return how many lines and calls of Python it takes to report what is found in a text."""
    report = check_text(text, filename="draft.txt", config=False)
    count = 0

    def tracer(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        write(report, name, BytesIO(), Look())
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("name", NAMES)
def test_four_times_the_findings_take_about_four_times_the_steps(name: Name, piece: str) -> None:
    steps(name, PIECES[piece])  # what is loaded once, is
    assert steps(name, PIECES[piece] * 160) < 6 * steps(name, PIECES[piece] * 40)
