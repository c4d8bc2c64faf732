import os
from pathlib import Path

import pytest

from presscheck.config.configuration import Configuration
from presscheck.jobs import MOST, SHARE, asked_for, batch_of, processes_for
from presscheck.trouble import Trouble

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sparse(folder: Path, count: int, size: int) -> list[str]:
    """Files of a size, which need no room on the disk."""
    files = [folder / f"{number}.txt" for number in range(count)]
    for file in files:
        file.touch()
        os.truncate(file, size)
    return [str(file) for file in files]


def test_a_few_drafts_are_checked_by_one_process(tmp_path: Path) -> None:
    assert processes_for("auto", sparse(tmp_path, 100, 5_000)) == 1


def test_an_archive_is_checked_by_all_cores(tmp_path: Path) -> None:
    assert processes_for("auto", sparse(tmp_path, 1_000, MOST * SHARE // 1_000 + 1)) == min(CORES, MOST)


def test_one_file_is_checked_by_one_process_however_large(tmp_path: Path) -> None:
    assert processes_for("auto", sparse(tmp_path, 1, 10 * SHARE)) == 1


def test_a_number_holds_as_far_as_there_are_files(tmp_path: Path) -> None:
    files: list[str | Trouble] = [*sparse(tmp_path, 3, 1)]
    assert [processes_for(jobs, files) for jobs in (1, 2, 3, 4)] == [1, 2, 3, 3]


@pytest.mark.parametrize("name", ["gone", "no\0name"])
def test_what_is_not_there_is_no_reason_for_processes(name: str, tmp_path: Path) -> None:
    assert processes_for("auto", [Trouble(f"{name}: no such file"), str(tmp_path / "gone.txt")]) == 1


@pytest.mark.parametrize("files", [1, 7, 100, 10_000])
def test_every_process_gets_something_to_do(files: int) -> None:
    assert batch_of(files, 2) * 2 <= max(2, files)


def test_the_configuration_where_the_run_starts_says_how_many(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text("jobs = 3\n")
    draft = tmp_path / "a.txt"
    draft.touch()
    assert asked_for([str(tmp_path)], Configuration()) == 3
    assert asked_for([str(draft)], Configuration()) == 3
    assert asked_for([str(draft)], Configuration(search=False)) == "auto"
