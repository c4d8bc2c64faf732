"""Patterns that compile when they are first used: a draft needs a few of them, and a start would pay for all."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Late:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # It stands in the object from now on, and costs what it does of a pattern itself.
        value = self.__dict__[name] = getattr(re.compile(self._pattern, self._flags), name)
        return value


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, which is only called for when somebody uses it.

    A pattern that is none raises `re.error` then. `re.sub` and the like do not take it: call its own methods.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
