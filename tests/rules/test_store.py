import os
from pathlib import Path

import pytest

from presscheck.rules.store import Store, write_store
from presscheck.trouble import Trouble

PIECES = [b"ferry", b"", b"late", b"\0\xff"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    write_store(path, {"one": b"first", "none": b""}, {"many": PIECES})
    return path


def test_a_part_is_what_was_stored(path: Path) -> None:
    store = Store(path)
    assert (store.part("one"), store.part("none")) == (b"first", b"")
    assert store.holds("one")
    assert not store.holds("two")


def test_pieces_are_what_was_stored(path: Path) -> None:
    pieces = Store(path).pieces("many")
    assert list(pieces) == PIECES
    assert pieces[1:3] == PIECES[1:3]
    with pytest.raises(IndexError):
        pieces[len(PIECES)]


@pytest.mark.parametrize("data", [b"", b"not a store", b"\xff\xff\xff\xff", b"\x05\0\0\0i\x01\0\0\0"])
def test_another_file_is_none(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises((ValueError, EOFError)):
        Store(path)


def test_a_file_that_is_another_one_by_now_is_not_read(path: Path) -> None:
    store = Store(path)
    write_store(path, {"one": b"changed"}, {})
    os.utime(path, (1, 1))
    with pytest.raises(Trouble, match="start it again"):
        store.part("one")
