"""What a value of a configuration may be: checked as it is read, and told to editors as a JSON Schema.

A checker takes a value and where it stands (keys and indices from the top), and returns its items, each with its
own place: one for a single value, as many as it holds for a list or a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

At = tuple[str | int, ...]
"""Where a value stands in a file: the keys and indices that lead to it."""

Items = tuple[tuple[Any, At], ...]

MOST = 1_000_000_000
"""No whole number is greater; what is has no end, or none that can be written down."""


class WrongValueError(Exception):
    """A value that is not what its key wants."""

    def __init__(self, at: At, message: str) -> None:
        super().__init__(message)
        self.at = at


class Shape(NamedTuple):
    """What a value may be: `check` raises WrongValueError for any other, `schema` says the same to an editor."""

    check: Callable[[Any, At], Items]
    schema: Callable[[], Mapping[str, Any]]


def text() -> Shape:
    """Return the shape of a text that is not empty."""

    def check(value: Any, at: At) -> Items:
        if not isinstance(value, str):
            raise WrongValueError(at, f"expected a text in quotes, not {_told(value)}")
        if not value.strip():
            raise WrongValueError(at, "the text is empty")
        return ((value, at),)

    return Shape(check, lambda: {"type": "string", "pattern": r"\S"})


def choice(words: Callable[[], Sequence[str]]) -> Shape:
    """Return the shape of one of a few words, which are asked for when a value is there: some cost an import."""

    def check(value: Any, at: At) -> Items:
        known = words()
        if value not in known:
            from presscheck.rules.schema import nearest

            hint = nearest(value, known) if isinstance(value, str) else f"; known: {', '.join(known)}"
            raise WrongValueError(at, f"unknown value {_told(value)}{hint}")
        return ((value, at),)

    return Shape(check, lambda: {"enum": list(words())})


def flag() -> Shape:
    """Return the shape of `true` or `false`."""

    def check(value: Any, at: At) -> Items:
        if not isinstance(value, bool):
            raise WrongValueError(at, f"expected true or false, not {_told(value)}")
        return ((value, at),)

    return Shape(check, lambda: {"type": "boolean"})


def whole(least: int, *words: str) -> Shape:
    """Return the shape of a whole number of at least so much, or of one of a few words in its place."""
    or_word = "".join(f"{word} or " for word in words)

    def check(value: Any, at: At) -> Items:
        if value in words:
            return ((value, at),)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise WrongValueError(at, f"expected {or_word}a whole number, {least} or more, not {_told(value)}")
        if value > MOST:
            raise WrongValueError(at, f"expected {or_word}a whole number, {MOST:,} or less")
        return ((value, at),)

    number = {"type": "integer", "minimum": least, "maximum": MOST}
    return Shape(check, lambda: {"anyOf": [{"enum": list(words)}, number]} if words else number)


def pattern() -> Shape:
    """Return the shape of a pattern as in a .gitignore; editors are not told which make sense."""
    plain = text()

    def check(value: Any, at: At) -> Items:
        from pathspec import GitIgnoreSpec

        items = plain.check(value, at)
        if value.startswith(("../", "!../")):
            raise WrongValueError(at, f"'{value}' leads out of the folder that its patterns start from")
        try:
            spec = GitIgnoreSpec.from_lines([value])
        except ValueError:
            raise WrongValueError(at, f"'{value}' is no pattern as in a .gitignore") from None
        if not any(each.include is not None for each in spec.patterns):
            raise WrongValueError(at, f"'{value}' fits no file")
        return items

    return Shape(check, plain.schema)


def listing(item: Shape, *, least: int = 0) -> Shape:
    """Return the shape of a list whose items all have one shape."""

    def check(value: Any, at: At) -> Items:
        if not isinstance(value, list):
            raise WrongValueError(at, f"expected a list, as in [{_told(value)}]")
        if len(value) < least:
            raise WrongValueError(at, "the list is empty")
        return tuple(found for number, each in enumerate(value) for found in item.check(each, (*at, number)))

    return Shape(check, lambda: {"type": "array", "items": item.schema(), **({"minItems": least} if least else {})})


def table(item: Shape) -> Shape:
    """Return the shape of a table with keys of the file's own choosing; its items are pairs of key and value."""

    def check(value: Any, at: At) -> Items:
        if not isinstance(value, dict):
            raise WrongValueError(at, f"expected keys and values, not {_told(value)}")
        return tuple(
            ((key, found), where) for key, v in value.items() for found, where in item.check(v, (*at, key))
        )

    return Shape(check, lambda: {"type": "object", "additionalProperties": item.schema()})


def _told(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}'"
        case float():
            return str(value)
        case int():
            return str(value) if abs(value) < 1e15 else "so large a number"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"
