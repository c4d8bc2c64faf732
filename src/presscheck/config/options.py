"""What a caller says beside all configurations, by option or by argument → the layer that wins over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from presscheck.config.keys import KEYS
from presscheck.config.layer import Given, Layer
from presscheck.config.shape import WrongValueError
from presscheck.trouble import Trouble


def layer_of(options: Mapping[str, Any], place: str) -> Layer:
    """Return the layer that options make: values by name, None or an empty list for those that are not given.

    `place` names an option for people, with `{}` for its key. Raises Trouble for a value that its key cannot hold.
    """
    values = {}
    for name, value in options.items():
        if value is None or value == []:
            continue
        key = name.replace("_", "-")
        where = place.format(key)
        try:
            values[key] = tuple(Given(item, where) for item, _ in KEYS[key].shape.check(value, ()))
        except WrongValueError as wrong:
            raise Trouble(f"{where}: {wrong}") from None
    return Layer(values)
