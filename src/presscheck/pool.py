"""The processes of a run: each checks a few files at a time, and hands back what came of them.

Nothing waits in them that could be lost: a process has one batch in hand, and the run knows which. One that ends in
the middle of it costs a line, not the run.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, cast

from presscheck.check import Checker
from presscheck.outcome import Outcome
from presscheck.trouble import Trouble

Batch = Sequence[str | Trouble]
"""Files that are checked in one go, with what is wrong with some that were asked for."""

AHEAD = 8
"""For each process so many batches may be done before an earlier one is: what came of them waits in memory."""

_IN_A_ROW = 5
"""After so many processes that ended and checked nothing, no further one is started."""

_OUT_OF_MEMORY = 70


def batches(files: Iterable[str | Trouble], size: int) -> Iterator[Batch]:
    """Yield files in batches, in their order."""
    rest = iter(files)
    while batch := tuple(islice(rest, size)):
        yield batch


def outcomes(
    given: Iterable[Batch], checker: Checker, processes: int, *, method: str | None = None
) -> Iterator[tuple[int, Outcome]]:
    """Yield for each batch, in order, how many files it holds and what came of checking them.

    `method` is how processes are started, as `multiprocessing` knows it; by default what is fast and safe here.
    Where this is closed or interrupted, the processes are ended at once. Raises Trouble where none can be started.
    """
    queue = enumerate(given)
    done: dict[int, tuple[int, Outcome]] = {}
    begun = told = 0
    staff = _Staff(checker, method)
    before = _end_in_order()
    try:
        idle = [staff.hired() for _ in range(processes)]
        busy: dict[Connection[Any, Any], _Worker] = {}
        while True:
            while idle and begun - told < AHEAD * processes and (each := next(queue, None)):
                worker = idle.pop()
                worker.give(*each)
                busy[worker.channel] = worker
                begun += 1
            if not busy:
                return
            for channel in wait(list(busy)):
                worker = busy.pop(cast("Connection[Any, Any]", channel))
                outcome = worker.taken()
                done[worker.number] = len(worker.batch), staff.repaired(worker) if outcome is None else outcome
                idle.append(worker if outcome is not None else staff.hired())
            while told in done:
                yield done.pop(told)
                told += 1
    finally:
        staff.dismiss()
        if before is not None:
            signal.signal(signal.SIGTERM, before)


class _Worker:
    """A process, and the batch that it has in hand."""

    def __init__(self, checker: Checker, method: str) -> None:
        context: Any = get_context(method)
        self.channel: Connection[Any, Any]
        self.channel, theirs = context.Pipe()
        self.number = 0
        self.batch: Batch = ()
        # What a forked process inherits of our end would keep the channel open when we are gone.
        ours = self.channel if method == "fork" else None
        self._process = context.Process(target=_work, args=(theirs, ours, checker), daemon=True)
        with _ctrl_c_held_back():
            self._process.start()
        theirs.close()

    def give(self, number: int, batch: Batch) -> None:
        """Hand over a batch; what came of it can be `taken` when the channel is ready."""
        self.number, self.batch = number, batch
        with suppress(OSError):  # Where it has ended, to take what came of it tells so.
            self.channel.send(batch)

    def taken(self) -> Outcome | None:
        """Return what came of the batch; None where the process has ended instead."""
        try:
            outcome: Outcome = self.channel.recv()
        except (EOFError, OSError):
            return None
        return outcome

    def end(self) -> str:
        """End the process, if it has not ended by itself, and return in words how it did."""
        self._process.join(1)
        code = self._process.exitcode
        self.stop()
        if code == _OUT_OF_MEMORY:
            return "ran out of memory"
        if code is not None and code < 0:
            name = signal.Signals(-code).name
            return f"was killed ({name}{', perhaps for want of memory' if name == 'SIGKILL' else ''})"
        return f"ended with code {code}"

    def stop(self) -> None:
        """End the process whatever it is at."""
        self._process.kill()
        self._process.join()
        self.channel.close()


class _Staff:
    """All processes that were started."""

    def __init__(self, checker: Checker, method: str | None) -> None:
        self._checker = checker
        self._method = method
        self._workers: list[_Worker] = []
        self._failed = 0

    def hired(self) -> _Worker:
        """Return a new process. Raises Trouble where there can be none."""
        try:
            worker = _Worker(self._checker, self._method or _fast_and_safe())
        except OSError as error:
            raise Trouble(f"no process can be started: {error.strerror or error}; try --jobs 1") from None
        self._workers.append(worker)
        return worker

    def repaired(self, broken: _Worker) -> Outcome:
        """Return what comes of the files of a process that has ended, checked anew and one by one.

        What ends a process again is named.
        """
        how = self._buried(broken)
        outcome = Outcome()
        worker = self.hired()
        named = False
        for path in broken.batch:
            worker.give(0, (path,))
            if (one := worker.taken()) is not None:
                self._failed = 0
                outcome.absorb(one)
                continue
            how = self._buried(worker)
            outcome.troubles.append(f"{path}: not checked, for the process that did {how}")
            named = True
            worker = self.hired()
        if not named:
            outcome.troubles.append(f"a process {how}; the files that it had were checked again")
        self._dismissed(worker)
        return outcome

    def _buried(self, worker: _Worker) -> str:
        how = worker.end()
        self._workers.remove(worker)
        self._failed += 1
        if self._failed > _IN_A_ROW:
            raise Trouble(f"{self._failed} processes in a row ended and checked nothing; the last one {how}")
        return how

    def _dismissed(self, worker: _Worker) -> None:
        worker.stop()
        self._workers.remove(worker)

    def dismiss(self) -> None:
        """End all processes."""
        while self._workers:
            self._workers.pop().stop()


def _fast_and_safe() -> str:
    # To fork takes a tenth of a start, but not where another thread may hold a lock, nor on macOS.
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let Ctrl-C wait while a process starts, which is then deaf to it from its first moment on."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_in_order() -> Any:
    """Let a run that is told to end (SIGTERM) end its processes first; return what it would have done instead.

    None where somebody has said already what is to be done, or another thread would have to.
    """
    if threading.current_thread() is not threading.main_thread():
        return None
    before = signal.getsignal(signal.SIGTERM)
    if before is not signal.SIG_DFL:
        return None
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    return before


def _follow() -> None:
    """End this process when the one that started it is gone, however that ended."""
    parent = parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _work(channel: Connection[Any, Any], inherited: Connection[Any, Any] | None, checker: Checker) -> None:
    """Check what comes, until nobody is there any more; who started this process ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if inherited:
        inherited.close()
    threading.Thread(target=_follow, daemon=True).start()
    gc.freeze()  # What was there before the fork is shared as long as nobody touches it.
    try:
        while batch := _received(channel):
            outcome = Outcome()
            for path in batch:
                checker.check(path, outcome)
            channel.send(outcome)
    except BrokenPipeError:
        pass
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)


def _received(channel: Connection[Any, Any]) -> Batch:
    try:
        batch: Batch = channel.recv()
    except (EOFError, OSError):
        return ()
    return batch
