"""What `git diff` says is read line for line, whatever the lines look like."""

from __future__ import annotations

import os

from git_repository import Repository
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from presscheck.keep.changed.added import added_lines
from presscheck.keep.changed.git import Repository as Asked

# Among them those that a diff is made of.
LINES = some.sampled_from(
    [
        "a",
        "b",
        "",
        "++ b/y.md",
        "-- a/y.md",
        "@@ -1 +1,9 @@",
        "diff --git a/y.md b/y.md",
        "\\ No newline at end of file",
    ]
)


def written(lines: list[str], ended: bool) -> str:
    return "\n".join(lines) + "\n" * (ended and bool(lines))


def lines_of(text: str) -> list[str]:
    *ended, last = text.split("\n")
    return [*ended, last] if last else ended


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(LINES, max_size=8), some.lists(LINES, max_size=8), some.booleans(), some.booleans())
def test_what_was_not_added_was_there_before(
    repository: Repository, old: list[str], new: list[str], old_ended: bool, new_ended: bool
) -> None:
    repository.write("x.md", written(old, old_ended))
    repository.write("y.md", "Unchanged.\n")
    repository.commit()
    repository.write("x.md", written(new, new_ended))
    added = added_lines(Asked(os.getcwd()), "HEAD")
    assert added.keys() <= {"x.md"}
    ranges = added.get("x.md", ())
    assert ranges != "all"
    there = {number for start, end in ranges for number in range(start, end)}
    lines = lines_of(written(new, new_ended))
    assert all(1 <= number <= len(lines) for number in there)
    kept = iter(lines_of(written(old, old_ended)))
    assert all(line in kept for number, line in enumerate(lines, 1) if number not in there)
    assert all(number in there for number, line in enumerate(lines, 1) if line and line not in old)
