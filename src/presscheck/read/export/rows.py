"""Items of an export, which are fields with values → articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from presscheck.model import Source
from presscheck.read.export.article import LARGEST, article
from presscheck.read.export.body import read_body
from presscheck.read.export.fields import Chosen, FieldFormat, Fields, choose_fields, value
from presscheck.trouble import Trouble


class Row(NamedTuple):
    """An item: its number or line, from 1, which names it where it has no id, and its fields."""

    number: int
    values: Mapping[str, Any]


def after(number: int) -> str:
    """Return after how many articles something went wrong, for the line that says so."""
    return f" after {number:,} article{'s' if number > 1 else ''}" if number else ""


def read_rows(rows: Iterable[Row], path: str, fields: Fields) -> Iterator[Source]:
    """Yield the article of each item.

    Raises Trouble where a field is missing, or holds something else than text.
    """
    chosen: Chosen | None = None
    for row in rows:
        if chosen is None:
            chosen = choose_fields(row.values, fields, path)
        yield _article(row, chosen, path, fields.format)


def _article(row: Row, chosen: Chosen, path: str, form: FieldFormat | None) -> Source:
    name = next((name for name in chosen.bodies if value(row.values, name)), chosen.bodies[0])
    body = _text(row, name, path)
    if len(body) > LARGEST:
        raise Trouble(f"{path}:{row.number}: an article of more than 16 MB; not read")
    text, found = read_body(body, name, form, f"{path}:{row.number}")
    return article(
        path,
        _id(row, chosen.id) or str(row.number),
        text,
        found,
        title=None if chosen.title is None else _text(row, chosen.title, path),
        deck="" if chosen.deck is None else _text(row, chosen.deck, path),
    )


def _id(row: Row, name: str | None) -> str:
    found = value(row.values, name) if name else None
    return " ".join(str(found).split()) if isinstance(found, str | int) else ""


def _text(row: Row, name: str, path: str) -> str:
    match value(row.values, name):
        case str(found):
            return found
        case None:
            return ""
        case bytes(found):
            return found.decode("utf-8", "replace")
        case bool() | int() | float() as found:
            return str(found)
        case list():
            what = "a list"
        case dict():
            what = "fields of its own"
        case _:
            what = "no text"
    raise Trouble(f"{path}:{row.number}: the field '{name}' holds {what}; name one that holds the text")
