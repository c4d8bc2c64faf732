"""A file of named parts, of which a run reads those that it asks for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from marshal import dumps, loads
from typing import overload

from presscheck.trouble import Trouble

VERSION = 2
"""Of `marshal`'s forms the last that every Python reads."""

_SIZE = 4


class Store:
    """The parts of a file, whose head says where each stands.

    Raises OSError where there is no file, ValueError where it is another one.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        with open(path, "rb") as file:
            size = int.from_bytes(file.read(_SIZE), "little")
            self._made = _stamp(file.fileno())
            if size > self._made[0]:
                raise ValueError("not a store")
            self._places = loads(file.read(size))
        if not isinstance(self._places, dict):
            raise ValueError("not a store")

    def holds(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._places

    def part(self, name: str) -> bytes:
        """Return a part. Raises KeyError if there is none, Trouble where the file is another one by now."""
        at, size = self._places[name]
        with open(self._path, "rb") as file:
            if _stamp(file.fileno()) != self._made:
                raise Trouble("presscheck itself has changed since it was started: start it again")
            file.seek(at)
            return file.read(size)

    def pieces(self, name: str) -> Pieces:
        """Return the pieces that make up a part."""
        return Pieces(self, name, loads(self.part(f"{name}-ends")))


class Pieces(Sequence[bytes]):
    """Many pieces of bytes in one part of a store, which is read when the first is asked for."""

    def __init__(self, store: Store, name: str, ends: bytes) -> None:
        self._store = store
        self._name = name
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) // _SIZE

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        """Return a piece by its number from 0."""
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._all[self._end(at - 1) if at else 0 : self._end(at)]

    def _end(self, at: int) -> int:
        return int.from_bytes(self._ends[_SIZE * at : _SIZE * (at + 1)], "little")

    @cached_property
    def _all(self) -> bytes:
        return self._store.part(self._name)


def write_store(
    path: str | os.PathLike[str], parts: Mapping[str, bytes], pieces: Mapping[str, Iterable[bytes]]
) -> None:
    """Write parts, and others that are made up of pieces, each by its name."""
    every = dict(parts)
    for name, of_part in pieces.items():
        every[name], ends = _joined(of_part)
        every[f"{name}-ends"] = dumps(ends, VERSION)
    sizes = {name: len(part) for name, part in every.items()}
    # Where the parts begin depends on how long the head is; numbers take the same room in it whatever they are.
    head = len(dumps(_placed(sizes, 0), VERSION))
    with open(path, "wb") as file:
        file.write(head.to_bytes(_SIZE, "little") + dumps(_placed(sizes, _SIZE + head), VERSION))
        file.writelines(every.values())


def _joined(pieces: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Return pieces in one, and the end of each in it."""
    whole, ends = bytearray(), bytearray()
    for piece in pieces:
        whole += piece
        ends += len(whole).to_bytes(_SIZE, "little")
    return bytes(whole), bytes(ends)


def _placed(sizes: Mapping[str, int], at: int) -> dict[str, tuple[int, int]]:
    placed = {}
    for name, size in sizes.items():
        placed[name] = at, size
        at += size
    return placed


def _stamp(file: int) -> tuple[int, int]:
    status = os.fstat(file)
    return status.st_size, status.st_mtime_ns
