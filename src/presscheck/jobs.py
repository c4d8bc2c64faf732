"""How many processes check the files of a run: more than one only where that pays."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from presscheck.config.configuration import Configuration, as_folder
from presscheck.config.settings import Jobs
from presscheck.discover import start_of
from presscheck.trouble import Trouble

MOST = 60
"""More processes than this cannot be waited for on Windows, and would only wait for the disk elsewhere."""

SHARE = 1_000_000 if sys.platform == "linux" else 4_000_000
"""So many bytes keep a process busy for several times as long as it takes to start one.

A process that is forked costs 0.04 s, one that is started afresh and reads the rules for itself 0.2 s.
"""

BATCH = 32
"""So many files are handed over at most: enough to make little of the handing over."""

_SAMPLE = 200


def asked_for(paths: Sequence[str], configuration: Configuration) -> Jobs:
    """Return how many processes are asked for: on the command line, or where the run starts from."""
    try:
        return configuration.settings(as_folder(start_of(paths))).jobs
    except Trouble:
        return "auto"  # the run says what is wrong with the configuration


def processes_for(jobs: Jobs, files: Sequence[str | Trouble]) -> int:
    """Return how many processes to check files with, of which the first ones are given: at least one."""
    if len(files) < 2:
        return 1
    if jobs != "auto":
        return max(1, min(jobs, len(files), MOST))
    cores = _cores()
    if cores == 1:
        return 1
    return max(1, min(cores, len(files), MOST, _size(files) // SHARE))


def batch_of(files: int, processes: int) -> int:
    """Return how many files a process gets at a time: few enough that all have something to do to the end."""
    return max(1, min(BATCH, files // (4 * processes)))


def _cores() -> int:
    """Return how many processes can run at a time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(files: Sequence[str | Trouble]) -> int:
    """Return how many bytes there are in files: of many it is a guess, by some that stand evenly among them."""
    sample = files[:: max(1, len(files) // _SAMPLE)]
    size = 0
    for path in sample:
        if isinstance(path, Trouble):
            continue
        try:
            size += os.stat(path).st_size
        except OSError:
            continue  # checking it says what is wrong
    return size * len(files) // len(sample)
