"""Layers → settings: of single values the last holds, lists that add up are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from presscheck.config.keys import KEYS, NEVER, PRESETS
from presscheck.config.layer import Given, Layer
from presscheck.config.settings import Pick, Settings
from presscheck.model import House, Severity
from presscheck.read.export.fields import Fields

Values = Mapping[str, tuple[Given, ...]]


def values_of(layers: Iterable[Layer]) -> Values:
    """Return what holds for each key that any of the layers names; a preset holds from where it is named."""
    held: dict[str, tuple[Given, ...]] = {}
    for layer in layers:
        for given in layer.values.get("preset", ()):
            for name, value in PRESETS[given.value].items():
                held[name] = (Given(value, f"{given.place} (preset {given.value})"),)
        for name, values in layer.values.items():
            held[name] = (*held.get(name, ()), *values) if KEYS[name].adds else values
    return held


def settings_of(layers: Sequence[Layer], *, excluded: bool = False) -> Settings:
    """Return the settings that layers make, the ones that win last."""
    values = values_of(layers)

    def one(name: str) -> Any:
        return values[name][0].value if name in values else KEYS[name].default

    def several(name: str) -> tuple[str, ...]:
        return tuple(given.value for given in values.get(name, ()))

    fail_on = None if one("fail-on") == NEVER else Severity[one("fail-on").upper()]
    level = Severity[one("level").upper()]
    if "level" not in values and fail_on:
        level = min(level, fail_on)  # a run must not fail for findings it does not show
    return Settings(
        rules=values.get("rules", ()),
        picks=tuple(
            Pick(layer.values.get("select", ()), layer.values.get("ignore", ()), bool(layer.paths))
            for layer in layers
            if layer.values.keys() & {"select", "ignore"}
        ),
        severities=values.get("severity", ()),
        level=level,
        fail_on=fail_on,
        title_in_body=one("title-in-body"),
        across=one("across"),
        across_min=one("across-min"),
        across_near=one("across-near"),
        house=House(one("site"), several("languages"), several("house-text"), several("allowed-slots")),
        fields=Fields(one("field"), one("id-field"), one("title-field"), one("field-format")),
        baseline=one("baseline"),
        max_file_size=one("max-file-size"),
        max_findings=one("max-findings"),
        jobs=one("jobs"),
        excluded=excluded,
    )
