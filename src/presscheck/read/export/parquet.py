"""Parquet: an item a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from presscheck.read.export.rows import Row, after
from presscheck.trouble import Trouble

_MARK = b"PAR1"
_AT_ONCE = 64
"""Rows that are in memory together."""

_BUFFER = 1 << 20


def read_parquet(file: BinaryIO, path: str) -> Iterator[Row]:
    """Yield the rows of a Parquet file, numbered from 1; columns of lists are left out.

    Raises Trouble where it is cut off, broken or no Parquet, and where what reads it is not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise Trouble(
            f"{path}: Parquet needs an extra; install it with: pip install 'presscheck[parquet]'"
        ) from None
    if file.read(len(_MARK)) != _MARK:
        raise Trouble(f"{path}: is no Parquet file; export it again")
    number = 0
    try:
        # Only a buffer of its own keeps a file that is one group of rows from being read as a whole.
        parquet = ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        names = [field.name for field in parquet.schema_arrow if not _is_list(field.type)]
        for batch in parquet.iter_batches(_AT_ONCE, columns=names, use_threads=False):
            for item in batch.to_pylist():
                number += 1
                yield Row(number, item)
    except (ArrowException, OSError, ValueError):
        raise Trouble(f"{path}: the export is cut off or broken{after(number)}; export it again") from None


def _is_list(kind: Any) -> bool:
    from pyarrow import types

    return types.is_nested(kind) and not types.is_struct(kind)
