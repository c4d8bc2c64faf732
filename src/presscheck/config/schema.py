"""The table of keys → a JSON Schema, by which editors complete a configuration and mark what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from presscheck.config.keys import KEYS, OVERRIDES, PATHS, Key, keys_of_override

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the schema of presscheck.toml."""
    override = _table({"paths": PATHS, **keys_of_override()}, required=["paths"])
    table = _table(KEYS)
    table["properties"][OVERRIDES] = {
        "description": "What is different for some paths; where two fit a file, the later one wins.",
        "type": "array",
        "items": override,
    }
    return {"$schema": DIALECT, "title": "presscheck.toml", **table}


def _table(keys: Mapping[str, Key], **more: Any) -> dict[str, Any]:
    properties = {name: _property(key) for name, key in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _property(key: Key) -> dict[str, Any]:
    default = {} if key.default is None else {"default": key.default}
    return {"description": key.summary, **default, **key.shape.schema()}
