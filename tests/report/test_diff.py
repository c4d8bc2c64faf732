"""The diff of a revision: exact for `patch` and git, harmless for a terminal."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscheck.model import Source
from presscheck.report import Look
from presscheck.report.diff import LONG, lines, unified, write

TEXTS = st.text(alphabet="ab \t\n\r\x1bü", max_size=40)


def test_a_last_line_without_an_end_is_said() -> None:
    assert list(unified("a.md", "a\nb", "a\nb\n"))[3:] == [
        " a\n",
        "-b\n",
        "\\ No newline at end of file\n",
        "+b\n",
    ]


def test_one_text_has_no_diff() -> None:
    assert list(unified("a.md", "a\r\nb", "a\r\nb")) == []


@pytest.mark.parametrize("long", [LONG, 0])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=TEXTS, after=TEXTS)
def test_git_makes_the_revision_out_of_the_draft_and_its_diff(
    tmp_path_factory: object, monkeypatch: pytest.MonkeyPatch, long: int, before: str, after: str
) -> None:
    monkeypatch.setattr("presscheck.report.diff.LONG", long)
    # A carriage return by itself ends a line for a reader but for no tool that applies diffs.
    before, after = (text.replace("\r\n", "\n").replace("\r", "").replace("\n", "\r\n") for text in (before, after))
    folder: Path = tmp_path_factory.mktemp("diff")  # type: ignore[attr-defined]
    (folder / "a.md").write_bytes(before.encode())
    out = io.BytesIO()
    write(Source("a.md", before, "markdown"), Source("a.md", after, "markdown"), out)
    if before != after:
        command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
        subprocess.run(command, cwd=folder, input=out.getvalue(), check=True, capture_output=True)
    assert (folder / "a.md").read_bytes() == after.encode()


def test_a_long_diff_says_of_lines_that_go_what_a_short_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [f"Paragraph {number} stays.\n\n" for number in range(40)]
    before = "".join(f"Share this article\n\n{text}" if n % 7 < 2 else text for n, text in enumerate(kept))
    short = sorted(line for line in unified("a.md", before, "".join(kept)) if line[0] in "+-")
    monkeypatch.setattr("presscheck.report.diff.LONG", 0)
    assert sorted(line for line in unified("a.md", before, "".join(kept)) if line[0] in "+-") == short


def test_nothing_in_a_diff_is_obeyed_by_a_terminal() -> None:
    before, after = Source("a\x1b.md", "\x1b[2Ja\u202e\n", "markdown"), Source("a\x1b.md", "b\r\n", "markdown")
    shown = list(lines(before, after, Look()))
    assert shown[0] == "--- a\\x1b.md"
    assert shown[3:] == ["-␛[2Ja<U+202E>", "+b"]


def test_it_is_coloured_where_wanted() -> None:
    before, after = Source("a.md", "a\n", "markdown"), Source("a.md", "b\n", "markdown")
    assert list(lines(before, after, Look(color=True)))[3:] == ["\x1b[31m-a\x1b[0m", "\x1b[32m+b\x1b[0m"]
