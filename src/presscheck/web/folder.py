"""A folder of drafts, each with how much is found in it, checked again whenever one is saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from presscheck.discover import discover
from presscheck.trouble import Trouble
from presscheck.web.answer import Refused
from presscheck.web.choice import Choice
from presscheck.web.work import count_file
from presscheck.web.workers import Workers

INTERVAL = 0.5
"""Seconds between two looks at the folder; where a look takes long, twenty times as long as it takes."""

State = tuple[int, int, int]
"""What tells that a draft was saved: its time and size, and the time of its configuration."""


@dataclass(frozen=True, slots=True)
class Row:
    """A draft of the folder. `trouble` is why it could not be checked; `version` grows with every change."""

    path: str
    version: int
    errors: int = 0
    warnings: int = 0
    advice: int = 0
    trouble: str = ""


class Folder:
    """The drafts of a folder as they were when it was last looked at."""

    def __init__(self, path: str, choice: Choice, workers: Workers) -> None:
        self.path = path
        self._choice = choice
        self._workers = workers
        self._rows: dict[str, Row] = {}
        self._gone: dict[str, int] = {}
        self._states: dict[str, State] = {}
        self._waiting = 0
        self._looked = False
        self._version = 0
        self._changed = asyncio.Condition()

    def __contains__(self, path: str) -> bool:
        return path in self._rows

    async def watch(self) -> None:
        """Look at the folder again and again, and check what is new or was saved."""
        while True:
            started = perf_counter()
            states = await asyncio.to_thread(self._look)
            took = perf_counter() - started
            await self._follow(states)
            await asyncio.sleep(max(INTERVAL, 20 * took))

    def _look(self) -> dict[str, State]:
        configuration = self._choice.configuration()
        found: dict[str, State] = {}
        for path in discover([self.path]):
            if isinstance(path, Trouble):
                continue
            try:
                status, file = os.stat(path), configuration.file_for(path)
                found[path] = (status.st_mtime_ns, status.st_size, os.stat(file).st_mtime_ns if file else 0)
            except (OSError, Trouble):
                found[path] = (0, 0, 0)
        return found

    async def _follow(self, states: Mapping[str, State]) -> None:
        for path in [path for path in self._states if path not in states]:
            del self._states[path]
            if self._rows.pop(path, None):
                self._gone[path] = await self._next()
        changed = [path for path, state in states.items() if self._states.get(path) != state]
        for done, path in enumerate(changed):
            self._waiting = len(changed) - done
            self._states[path] = states[path]
            await self._check(path)
        if self._waiting or not self._looked:
            self._waiting, self._looked = 0, True
            await self._next()

    async def _check(self, path: str) -> None:
        told: dict[str, Any] | None
        try:
            told = await self._workers.run(path, count_file, path, os.getcwd(), self._choice)
        except Trouble as trouble:
            told = {"trouble": str(trouble)}
        except Refused as refused:
            told = {"trouble": refused.detail}
        version = await self._next()
        if told is None:
            if self._rows.pop(path, None):
                self._gone[path] = version
            return
        self._gone.pop(path, None)
        self._rows[path] = Row(path, version, **told)

    async def _next(self) -> int:
        async with self._changed:
            self._version += 1
            self._changed.notify_all()
        return self._version

    def since(self, version: int) -> dict[str, Any]:
        """Return the drafts that have changed since a version, those that are gone, and how many still wait."""
        return {
            "folder": self.path,
            "version": self._version,
            "looked": self._looked,
            "waiting": self._waiting,
            "drafts": [asdict(row) for path, row in sorted(self._rows.items()) if row.version > version],
            "gone": sorted(path for path, gone in self._gone.items() if gone > version),
        }

    async def changes(self, pause: float = 0.2, patience: float = 15) -> AsyncIterator[dict[str, Any] | None]:
        """Yield what `since` returns, first of all, then what is new; None after each `patience` seconds of peace.

        Changes within `pause` seconds come together.
        """
        version = 0
        while True:
            told = self.since(version)
            version = told["version"]
            yield told
            await asyncio.sleep(pause)
            while self._version == version:
                try:
                    async with asyncio.timeout(patience), self._changed:
                        await self._changed.wait()
                except TimeoutError:
                    yield None
