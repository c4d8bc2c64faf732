"""A configuration file → its layers, checked: what it extends comes first, its overrides last, in their order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from presscheck.config.find import PYPROJECT, show
from presscheck.config.keys import KEYS, OVERRIDES, PATHS, Key, keys_of_override
from presscheck.config.layer import Given, Layer
from presscheck.config.places import lines_of
from presscheck.config.shape import At, WrongValueError
from presscheck.trouble import Trouble
from presscheck.whole import read_whole

Place = Callable[[At], str]
"""Names the place of a key for people, as `presscheck.toml:3`."""


def read_layers(path: str) -> tuple[Layer, ...]:
    """Return the layers of a configuration file and of those that it extends, the ones that win last.

    Raises Trouble naming file, line and key where a file cannot be read or says what it may not.
    """
    return tuple(_layers(os.path.abspath(path), ()))


def _layers(path: str, below: tuple[str, ...]) -> Iterator[Layer]:
    values, prefix, text = _parsed(path)
    lines = lines_of(text)

    def place(at: At) -> str:
        return f"{show(path)}:{lines.get((*prefix, *at), 1)}"

    try:
        _check_keys(values, {*KEYS, OVERRIDES}, ())
        top = _values(values, KEYS, (), place, os.path.dirname(path))
        overrides = list(_overrides(values.get(OVERRIDES, []), place, os.path.dirname(path)))
    except WrongValueError as wrong:
        raise Trouble(f"{place(wrong.at)}: {_key_of(wrong.at)}{wrong}") from None
    for each in (top, *(layer.values for layer in overrides)):
        _refuse_both(each)
    if "extend" in top:
        (given,) = top["extend"]
        chain = (*below, path)
        if any(_same(given.value, each) for each in chain):
            names = " → ".join(show(each) for each in (*chain, given.value))
            raise Trouble(f"{given.place}: extend goes in a circle: {names}")
        try:
            yield from _layers(given.value, chain)
        except _UnreadableError as trouble:
            raise Trouble(f"{given.place}: extend: {trouble}") from None
    yield Layer(top, (), os.path.dirname(path))
    yield from overrides


class _UnreadableError(Trouble):
    """A configuration that cannot be opened at all."""


def _parsed(path: str) -> tuple[dict[str, Any], At, str]:
    """Return what a file says, under which keys it says so, and its text."""
    import tomllib

    shown = show(path)
    try:
        text = read_whole(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Trouble(f"{shown}: not valid UTF-8 at byte {error.start}") from None
    except FileNotFoundError:
        raise _UnreadableError(f"{shown}: no such file") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _UnreadableError(f"{shown}: cannot be read: {reason}") from None
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError):
        from presscheck.read.toml import toml_problem

        line, reason = toml_problem(text) or (1, "nested too deeply")
        raise Trouble(f"{shown}:{line}: not valid TOML: {reason}") from None
    if os.path.basename(path) != PYPROJECT:
        return values, (), text
    tool = values.get("tool", {})
    if not isinstance(tool, dict) or "presscheck" not in tool:
        raise Trouble(f"{shown}: has no table [tool.presscheck]")
    ours = tool["presscheck"]
    if not isinstance(ours, dict):
        raise Trouble(f"{shown}:{lines_of(text).get(('tool', 'presscheck'), 1)}: tool.presscheck is no table")
    return ours, ("tool", "presscheck"), text


def _check_keys(values: Mapping[str, Any], known: set[str], at: At) -> None:
    for key in values:
        if key not in known:
            raise WrongValueError((*at, key), _unknown(key, known))


def _unknown(key: str, known: set[str]) -> str:
    from presscheck.rules.schema import nearest

    if key in KEYS:
        return f"'{key}' is for the whole run and cannot stand in an override"
    return f"unknown key '{key}'" + (nearest(key.replace("_", "-").lower(), known) or "; see `presscheck config`")


def _key_of(at: At) -> str:
    """Return the key that a wrong value stands under, for the message; an unknown key names itself."""
    return next((f"{part}: " for part in at if part in KEYS or part == "paths"), "")


def _refuse_both(values: Mapping[str, tuple[Given, ...]]) -> None:
    selected = {given.value.lower() for given in values.get("select", ())}
    for given in values.get("ignore", ()):
        if given.value.lower() in selected:
            raise Trouble(f"{given.place}: '{given.value}' is both selected and ignored")


def _values(
    values: Mapping[str, Any], keys: Mapping[str, Key], at: At, place: Place, folder: str
) -> dict[str, tuple[Given, ...]]:
    return {name: _given(values[name], keys[name], (*at, name), place, folder) for name in values if name in keys}


def _given(value: Any, key: Key, at: At, place: Place, folder: str) -> tuple[Given, ...]:
    found = key.shape.check(value, at)
    return tuple(Given(_from(folder, item) if key.paths else item, place(where)) for item, where in found)


def _from(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, os.path.expanduser(path)))


def _overrides(values: Any, place: Place, folder: str) -> Iterator[Layer]:
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise WrongValueError((OVERRIDES,), "expected tables, each under a line [[overrides]]")
    known = keys_of_override()
    for number, each in enumerate(values):
        at = (OVERRIDES, number)
        _check_keys(each, {"paths", *known}, at)
        if "paths" not in each:
            raise WrongValueError(at, "key 'paths' is missing: say which files the override is for")
        paths = _given(each["paths"], PATHS, (*at, "paths"), place, folder)
        yield Layer(_values(each, known, at, place, folder), paths, folder)


def _same(one: str, other: str) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
