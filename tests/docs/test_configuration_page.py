"""The page about configuration tells of every key, and what it shows is what presscheck takes and prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from presscheck import check_paths
from presscheck.config.keys import KEYS, OVERRIDES
from presscheck.config.read import read_layers

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "configuration.md"
TEXT = PAGE.read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", TEXT + README, re.MULTILINE | re.DOTALL)


def test_every_key_has_its_row() -> None:
    table = TEXT.partition("## The keys")[2].partition("\n\n`ignore`")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [*KEYS, OVERRIDES]


def test_the_lists_that_add_up_are_named() -> None:
    (sentence,) = re.findall(r"^(`ignore`.*?) add up", TEXT, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`([a-z-]+)`", sentence)) == {name for name, key in KEYS.items() if key.adds}


def test_the_keys_of_no_override_are_named() -> None:
    (sentence,) = re.findall(r"the later one over the earlier\.(.*?)are for the whole file", TEXT, re.DOTALL)
    assert set(re.findall(r"`([a-z-]+)`", sentence)) == {name for name, key in KEYS.items() if key.of_run}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read(example: str, tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text(example, encoding="utf-8")
    assert read_layers(str(tmp_path / "presscheck.toml"))


@pytest.mark.skipif(os.name == "nt", reason="the command is written for a POSIX shell")
def test_the_command_prints_what_is_shown(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text(EXAMPLES[0], encoding="utf-8")
    ((command, shown),) = re.findall(r"^\$ (.*)\n((?:.*\n)*?)…\n```$", TEXT, re.MULTILINE)
    run = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env={
            **os.environ,
            "COLUMNS": "80",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert run.stdout.startswith(shown)


def test_the_page_holds_no_leftovers() -> None:
    assert [finding.message for finding in check_paths(PAGE).findings] == []
