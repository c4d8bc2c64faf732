"""The command line called within this process, which is quicker than to start another for each case."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from presscheck import contents
from presscheck.cli import main
from presscheck.config import choose


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit code, and the bytes that it wrote."""

    code: int
    out: bytes
    err: bytes


def call(
    args: Sequence[str],
    folder: Path,
    *,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> Said:
    """Call the command line in a folder, as from a shell whose streams are pipes."""
    out, err = io.BytesIO(), io.BytesIO()
    contents.read_stdin.cache_clear()  # kept for a process, as rules are by the path that names them
    choose._loaded.cache_clear()
    choose._choose.cache_clear()
    given = io.TextIOWrapper(io.BytesIO(stdin))
    shown = io.TextIOWrapper(out, encoding, "strict", write_through=True)
    complained = io.TextIOWrapper(err, encoding, "backslashreplace", write_through=True)
    told = {"COLUMNS": "80", **(env or {})}
    with (
        chdir(folder),
        patch.dict(os.environ, told),
        patch("sys.stdin", given),
        patch("presscheck.match.patience.FIRST", 0.2),  # of seconds: what is tried in vain is so at once
        redirect_stdout(shown),
        redirect_stderr(complained),
    ):
        try:
            main(list(args))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Said(code, out.getvalue(), err.getvalue())
