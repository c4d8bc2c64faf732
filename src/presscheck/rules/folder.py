"""Where the rules that come with presscheck are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def builtin_path() -> str:
    """Return the folder of the rules that come with presscheck: in the wheel, or beside `src` in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    packaged = os.path.join(package, "_rules")
    return packaged if os.path.isdir(packaged) else os.path.join(os.path.dirname(os.path.dirname(package)), "rules")


def builtin_folder() -> Path:
    """Return the folder of the rules that come with presscheck, for those who read files in it."""
    from pathlib import Path

    return Path(builtin_path())
