"""What was found in the last few texts, kept for all that is asked about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Found = TypeVar("_Found")
_KEPT = 4


def of_last_texts(find: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """Return a function that finds the same, and remembers it for the last texts.

    A text is known by being the same object: to compare it with an equal one takes as long as it is, each time.
    """
    kept: tuple[tuple[str, _Found], ...] = ()  # replaced as a whole, for several threads may ask

    @wraps(find)
    def found(text: str) -> _Found:
        nonlocal kept
        for known, value in kept:
            if known is text:
                return value
        value = find(text)
        kept = (text, value), *kept[: _KEPT - 1]
        return value

    return found
