"""Exports: one file that holds many articles, read one at a time in little memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from presscheck.late import late
from presscheck.model import Source
from presscheck.read.export.fields import Fields
from presscheck.trouble import Trouble

SUFFIXES = (".xml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
"""What the name of an export ends in. Of the first two, other files are drafts like all others."""

HEAD = 4096
"""In so many bytes at its top an export says what it is."""

_ARTICLE = late(rf"(.+?(?:{'|'.join(map(re.escape, SUFFIXES))}))#", re.IGNORECASE | re.DOTALL)


def may_be_export(path: str) -> bool:
    """Tell whether a file's name is that of an export."""
    return os.path.splitext(path)[1].lower() in SUFFIXES


def export_of(path: str) -> str:
    """Return the export that a path leads into, such as `export.csv#ferry`; empty where it leads into none."""
    found = _ARTICLE.match(path)
    return found[1] if found and not os.path.lexists(path) else ""


def is_export(head: bytes, path: str) -> bool:
    """Tell whether a file is an export, by its name and by its first `HEAD` bytes."""
    match os.path.splitext(path)[1].lower():
        case ".xml":
            from presscheck.read.export.wxr import is_wxr

            return is_wxr(head)
        case ".json":
            from presscheck.read.export.json import holds_rows

            return holds_rows(head)
        case suffix:
            return suffix in SUFFIXES


def read_export(file: BinaryIO, path: str, fields: Fields) -> Iterator[Source]:
    """Yield the articles of an export, each a source of its own, its path that of the export with `#` and its id.

    `fields` say where in an item the article stands, for all formats but WordPress'. How far `file` is read shows
    how many bytes the articles up to then took. Raises Trouble where the export is cut off or broken, after the
    articles before that place, and where it has no such field.
    """
    none = True
    for source in _articles(file, path, fields):
        none = False
        yield source
    if none:
        raise Trouble(f"{path}: holds no article; export it again")


def _articles(file: BinaryIO, path: str, fields: Fields) -> Iterator[Source]:
    from presscheck.read.export.rows import read_rows

    match os.path.splitext(path)[1].lower():
        case ".xml":
            from presscheck.read.export.wxr import read_wxr

            return read_wxr(file, path)
        case ".json":
            from presscheck.read.export.json import read_json

            return read_rows(read_json(file, path), path, fields)
        case ".csv" | ".tsv":
            from presscheck.read.export.csv import read_csv

            return read_rows(read_csv(file, path), path, fields)
        case ".parquet":
            from presscheck.read.export.parquet import read_parquet

            return read_rows(read_parquet(file, path), path, fields)
        case _:
            from presscheck.read.export.jsonl import read_jsonl

            return read_rows(read_jsonl(file, path), path, fields)
