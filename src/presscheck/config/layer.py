"""What one place says about how to check: a table of a configuration, or the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Given(NamedTuple):
    """A value as somebody gave it, and where: `presscheck.toml:3`, `--level`."""

    value: Any
    place: str


class Layer(NamedTuple):
    """What one place says: for each key its values, one of them unless the key holds a list.

    `paths` are the patterns of an override, which holds for the files that fit them; any other layer has none.
    Patterns start from `folder`.
    """

    values: Mapping[str, tuple[Given, ...]] = {}
    paths: tuple[Given, ...] = ()
    folder: str = ""
