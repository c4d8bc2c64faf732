import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

Item = dict[str, Any]
Write = Callable[[Path, Sequence[Item]], None]


def as_jsonl(path: Path, items: Sequence[Item]) -> None:
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")


def as_json(path: Path, items: Sequence[Item]) -> None:
    path.write_text(json.dumps(list(items)), encoding="utf-8")


def as_ghost(path: Path, items: Sequence[Item]) -> None:
    export = {"db": [{"meta": {"version": "5.9"}, "data": {"users": [{"bio": "b"}], "posts": items, "tags": []}}]}
    path.write_text(json.dumps(export), encoding="utf-8")


def as_csv(path: Path, items: Sequence[Item]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(items[0]))
        rows.writeheader()
        rows.writerows(items)


def as_parquet(path: Path, items: Sequence[Item]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.Table.from_pylist(list(items)), path, row_group_size=50)


FORMATS: dict[str, Write] = {
    "articles.jsonl": as_jsonl,
    "articles.json": as_json,
    "ghost.json": as_ghost,
    "articles.csv": as_csv,
    "articles.parquet": as_parquet,
}


@pytest.fixture(params=FORMATS)
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Sequence[Item]], Path]:
    """Write items as an export, in each format there is, and return its path."""

    def write(items: Sequence[Item]) -> Path:
        name: str = request.param
        path = tmp_path / name
        FORMATS[name](path, items)
        return path

    return write
