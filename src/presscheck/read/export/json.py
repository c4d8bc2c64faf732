"""JSON: a Ghost export, or a list of items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from presscheck.read.export.rows import Row, after
from presscheck.trouble import Trouble

_ROWS = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*(?:\[\s*(?:[{\]]|\Z)|\{\s*"(?:db|meta|data|posts)"\s*:)')
_MARK = b"\xef\xbb\xbf"
_LISTS = {(), ("posts",), ("data", "posts"), ("db", "", "data", "posts")}
"""Where items stand, as the keys that lead there: at the top, or where Ghost's exports and its API have them."""

_DEEPEST = 100


def holds_rows(head: bytes) -> bool:
    """Tell whether a JSON file that starts with these bytes is a list of items or an export of Ghost's."""
    return bool(_ROWS.match(head))


def read_json(file: BinaryIO, path: str) -> Iterator[Row]:
    """Yield the items of a JSON file one at a time.

    Raises Trouble where it is cut off, broken or nested too deep.
    """
    import ijson

    if file.read(len(_MARK)) != _MARK:
        file.seek(0)
    number = 0
    try:
        for item in _items(ijson.basic_parse(file, use_float=True)):
            number += 1
            yield Row(number, item)
    except (ijson.JSONError, UnicodeDecodeError):
        raise Trouble(f"{path}: the export is cut off or broken{after(number)}; export it again") from None
    except RecursionError:
        raise Trouble(f"{path}: too deeply nested to read") from None


def _items(events: Iterator[tuple[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the objects in the lists that hold items. Raises RecursionError where something is nested too deep."""
    from ijson import ObjectBuilder

    keys: list[str] = []  # of each object that is open the key that is read, of each list nothing
    item: Any = None
    bottom = 0
    for event, value in events:
        if event == "start_map" and item is None and keys and not keys[-1] and tuple(keys[:-1]) in _LISTS:
            item, bottom = ObjectBuilder(), len(keys)
        if item is not None:
            item.event(event, value)
        if event == "map_key":
            keys[-1] = value
        elif event in ("start_map", "start_array"):
            keys.append("")
            if len(keys) > _DEEPEST:
                raise RecursionError
        elif event in ("end_map", "end_array"):
            keys.pop()
            if item is not None and len(keys) == bottom:
                yield item.value
                item = None
