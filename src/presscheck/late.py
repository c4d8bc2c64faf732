"""Patterns that compile when they are first used: a draft needs a few of them, and a start would pay for all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:
    import regex


class _Late:
    def __init__(self, compiled: Callable[[], Any]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # It stands in the object from now on, and costs what it does of a pattern itself.
        value = self.__dict__[name] = getattr(self._compiled(), name)
        return value


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, which is only called when somebody uses it.

    A pattern that is none raises `re.error` then. `re.sub` and the like do not take it: call its own methods.
    """
    return cast("re.Pattern[AnyStr]", _Late(lambda: re.compile(pattern, flags)))


def late_regex(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """Return the same of `regex.compile`."""

    def compiled() -> regex.Pattern[str]:
        import regex

        return regex.compile(pattern, flags)

    return cast("regex.Pattern[str]", _Late(compiled))
