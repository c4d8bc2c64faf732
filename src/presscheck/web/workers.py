"""The processes that check: a few of them, each job with a time limit, and no endless queue.

A draft that takes too long, or more memory than a draft can need, costs its own worker and nothing else.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Callable
from http import HTTPStatus
from multiprocessing import get_context
from tempfile import mkdtemp
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from presscheck.web.answer import Refused

SECONDS = 20.0
"""So long may one draft take."""

WAITING = 100
"""So many requests may wait for a worker; another one is told to come again."""

MEMORY = 2 << 30
"""Bytes of address space that a worker may have, where the system knows such a limit."""

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """A pool of processes in a private, empty folder: a draft's name leads to no file there."""

    def __init__(self, processes: int | None = None, *, seconds: float = SECONDS, waiting: int = WAITING) -> None:
        self._processes = processes or min(4, os.cpu_count() or 1)
        self._seconds, self._most = seconds, waiting + self._processes
        self._under_way = 0
        self._folder = mkdtemp(prefix="presscheck-")
        # Not forked: this process has threads.
        self._pool = ProcessPool(
            self._processes, initializer=_settle, initargs=(self._folder,), context=get_context("spawn")
        )

    async def run(self, name: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns in a worker; `name` is the draft's, for what is refused.

        Raises Refused where it takes too long, ends its process, or too many wait already; and what it raises.
        """
        return await self.within(self._seconds, name, work, *args, **kwargs)

    async def within(self, seconds: float, name: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `run` does, with another limit of time."""
        if self._under_way >= self._most:
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE, "too many drafts are being checked; try again in a moment"
            )
        self._under_way += 1
        try:
            future = self._pool.schedule(work, args=list(args), kwargs=kwargs, timeout=seconds)
            return await asyncio.wrap_future(future)
        except TimeoutError:
            raise Refused(
                HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: takes longer than {seconds:g} s to check; given up"
            ) from None
        except ProcessExpired:
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: too large to check; given up") from None
        finally:
            self._under_way -= 1

    def close(self) -> None:
        """Stop the workers, whatever they are at, and remove their folder."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        shutil.rmtree(self._folder, ignore_errors=True)


def _settle(folder: str) -> None:
    """Make a new process ready: in a folder of its own, deaf to Ctrl-C (its owner ends it), within its memory."""
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
