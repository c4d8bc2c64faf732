"""Draw the picture in the README: a real run in a terminal of 80 columns.

python bench/screenshot.py        write docs/report.svg
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "report.svg"
COMMAND = "presscheck check examples/brief.txt"
COLUMNS = 80
SECONDS = re.compile(r" · (?:under )?\d+\.\d s(?=$|\x1b)", re.MULTILINE)
"""Left out of the picture: else it changed with every drawing."""

THEME = TerminalTheme(
    (30, 32, 36),
    (222, 224, 228),
    [
        (60, 64, 70), (240, 113, 120), (152, 195, 121), (229, 192, 123),
        (97, 175, 239), (198, 120, 221), (86, 182, 194), (222, 224, 228),
    ],
    [
        (120, 126, 136), (255, 139, 145), (178, 218, 148), (250, 214, 150),
        (128, 196, 255), (219, 150, 240), (112, 206, 217), (255, 255, 255),
    ],
)  # fmt: skip


def output() -> str:
    """Return what the command writes to a terminal, with its colours and without its seconds."""
    run = subprocess.run(
        [sys.executable, "-m", *COMMAND.split()],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "NO_COLOR": "", "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    return SECONDS.sub("", run.stdout.decode()).rstrip("\n")


def draw(text: str) -> str:
    """Return an SVG picture of text with terminal colours."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    console.print(Text.from_ansi(text), soft_wrap=False)
    return console.export_svg(title=f"$ {COMMAND}", theme=THEME, unique_id="presscheck")


if __name__ == "__main__":
    PICTURE.write_text(draw(output()) + "\n", encoding="utf-8")
