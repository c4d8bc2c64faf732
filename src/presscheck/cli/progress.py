"""A progress bar on standard error, for a run that lasts and somebody who looks on."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PATIENCE = 1.0
"""How many seconds a run lasts before it shows a bar."""


class Progress:
    """A callback for a run; it draws only on a terminal and is gone at the end."""

    def __init__(self) -> None:
        self._since = monotonic()
        self._bar: Bar | None = None
        self._wanted = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: float, total: int | None) -> None:
        """Show that `done` of `total` files are checked, of an export a part; None where nobody knows."""
        if self._bar is None and self._wanted and monotonic() - self._since > PATIENCE:
            self._bar = _start(total)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _start(total: int | None) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as Rest

    files = (MofNCompleteColumn(), TextColumn("files")) if total != 1 else (TaskProgressColumn(),)
    columns = TextColumn("checking"), BarColumn(), *files, Rest()
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=total)
    bar.start()
    return bar
