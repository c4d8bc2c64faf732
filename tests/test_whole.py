"""A name that no file can have is told like any other that leads to none."""

import pytest

from presscheck.whole import open_file, read_whole


def test_a_name_with_a_nul_is_no_file() -> None:
    with pytest.raises(OSError, match="no file can have such a name"):
        read_whole("a\0b")
    with pytest.raises(OSError, match="no file can have such a name"):
        open_file("a\0b")
