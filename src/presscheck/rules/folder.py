"""Where the rules that come with presscheck are."""

from __future__ import annotations

from pathlib import Path


def builtin_folder() -> Path:
    """Return the folder of the rules that come with presscheck: in the wheel, or beside `src` in a checkout."""
    packaged = Path(__file__).parent.parent / "_rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "rules"
