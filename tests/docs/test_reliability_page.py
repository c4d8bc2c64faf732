"""Each promise of docs/reliability.md names tests, and each of them is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    line
    for line in (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("| promise ", "|---"))
]


@pytest.mark.parametrize("row", ROWS)
def test_a_promise_is_held_by_tests_that_are_there(row: str) -> None:
    *_, held, _ = row.split("|")
    named = re.findall(r"`(tests/[^`]+)`", held)
    assert named
    for test in named:
        path, _, function = test.partition("::")
        assert (ROOT / path).is_file()
        if function:
            assert re.search(rf"^def {function}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
