"""JSON Lines: an item a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from presscheck.read.export.rows import Row
from presscheck.trouble import Trouble

_LONGEST = 64 << 20


def read_jsonl(file: BinaryIO, path: str) -> Iterator[Row]:
    """Yield the items of JSON Lines, numbered by their lines.

    Raises Trouble naming the line where one is cut off, too long, or no JSON object.
    """
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST:
            raise Trouble(f"{path}:{number}: a line of more than 64 MB; not read")
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            if line.endswith(b"\n"):
                raise Trouble(f"{path}:{number}: the line is no JSON object in UTF-8; export it again") from None
            raise Trouble(f"{path}:{number}: the export is cut off; export it again") from None
        if not isinstance(item, dict):
            raise Trouble(f'{path}:{number}: a line is to hold a JSON object, such as {{"body": "…"}}')
        yield Row(number, item)
