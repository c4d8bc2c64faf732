"""What holds for a path, key by key, each value with the place that says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from presscheck.config.choose import choose
from presscheck.config.configuration import Configuration
from presscheck.config.find import show
from presscheck.config.keys import KEYS, Key
from presscheck.config.layer import Given, Layer
from presscheck.config.merge import settings_of, values_of
from presscheck.report import Look
from presscheck.report.layout import Layout
from presscheck.report.line import Line, cell_len, cut_end, paint

Row = tuple[str, str, str]
"""A key, one of its values, and the place that says so."""

_NOTHING = {
    "select": "all rules",
    "languages": "all",
    "across-min": "3",
    "baseline": "the nearest, if any",
    **dict.fromkeys(("field", "id-field", "title-field", "field-format"), "told from the export"),
}
"""What holds where nobody says anything, for a key without a default of its own."""


def listing(configuration: Configuration, path: str, look: Look) -> Iterator[str]:
    """Yield the values in force for a file or folder, and where each comes from.

    Raises Trouble where its configuration is broken.
    """
    for line in _lines(configuration, path, Layout(look)):
        yield paint(line, look.color)


def _lines(configuration: Configuration, path: str, layout: Layout) -> Iterator[Line]:
    settings = configuration.settings(path)
    file = configuration.file_for(path)
    yield [(layout.show(path), "strong")]
    yield [(layout.show(f"  configured by {show(file)}" if file else "  no configuration found"), "")]
    if settings.excluded:
        yield [("  excluded: never checked", "warning")]
    yield []
    rows = _rows(configuration.layers(path))
    keys = max(len(key) for key, _, _ in rows)
    places = max(cell_len(layout.show(place)) for _, _, place in rows)
    width = max(20, layout.width - keys - min(places, layout.width // 2) - 4)
    values = min(width, max(cell_len(layout.show(value)) for _, value, _ in rows))
    last = ""
    for key, value, place in rows:
        shown = cut_end(layout.show(value), values, layout.ellipsis)
        pad = " " * (values - cell_len(shown))
        name = "" if key == last else key
        yield [(f"{name:<{keys}}  ", "strong"), (shown + pad + "  ", ""), (layout.show(place), "dim")]
        last = key
    yield []
    every = choose(replace(settings, picks=())).rules
    yield [(f"{len(choose(settings).rules)} of {len(every)} rules in force", "")]


def _rows(layers: Sequence[Layer]) -> list[Row]:
    values = values_of(layers)
    rows = [row for name, key in KEYS.items() for row in _rows_of(name, key, values.get(name, ()), layers)]
    overrides = [given for layer in layers for given in layer.paths]
    return [*rows, *(("overrides", given.value, given.place) for given in overrides)]


def _rows_of(name: str, key: Key, values: tuple[Given, ...], layers: Sequence[Layer]) -> Iterator[Row]:
    for given in values:
        yield name, _told(given.value, key), given.place
    if not values and name == "level" and (level := str(settings_of(layers).level)) != key.default:
        yield name, level, "follows fail-on"
    elif not values:
        yield name, _told(_NOTHING.get(name, key.default), key), "default"


def _told(value: Any, key: Key) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case (rule, severity):
            return f"{rule} = {severity}"
        case str() if key.paths:
            return show(value)
        case _:
            return " ".join(str(value).split())
