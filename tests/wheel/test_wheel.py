"""The wheel: two builds of one state of the files give the same bytes, and all that a run needs is in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def built(where: Path, seed: str) -> Path:
    """Build a wheel of a copy of the files, in an order of hashes and a folder of its own; return its path."""
    tree = where / f"tree-{seed}"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*", "*.bundle", "__pycache__", "build", "dist"))
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(where / seed)]
    subprocess.run(command, cwd=tree, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    return next((where / seed).glob("*.whl"))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    where = tmp_path_factory.mktemp("wheels")
    return built(where, "1"), built(where, "2")


def test_two_builds_give_the_same_bytes(wheels: tuple[Path, Path]) -> None:
    one, other = wheels
    assert one.read_bytes() == other.read_bytes()


def test_the_wheel_holds_its_types_its_rules_and_its_licence(wheels: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = frozenset(wheel.namelist())
    assert {
        "presscheck/py.typed",
        "presscheck/_rules.bundle",
        "presscheck/_rules/placeholder/bracketed-slot.yaml",
    } <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]
