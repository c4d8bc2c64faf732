from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.match.seek import Seeker, in_order, looked_up

LETTERS = st.text("ab", min_size=1, max_size=7).map(str.encode)
TEXTS = st.text("ab ", max_size=60).map(str.encode)


def naively(literals: Iterable[bytes], text: bytes) -> set[tuple[bytes, int, int]]:
    return {
        (literal, start, start + len(literal))
        for literal in literals
        for start in range(len(text))
        if text.startswith(literal, start)
    }


@given(literals=st.sets(LETTERS, max_size=30), text=TEXTS)
def test_every_literal_is_found_wherever_it_stands(literals: set[bytes], text: bytes) -> None:
    ordered = in_order(literals)
    assert {(ordered[n], start, end) for n, start, end in looked_up(ordered, text)} == naively(literals, text)


@given(literals=st.sets(LETTERS, min_size=1, max_size=30), text=TEXTS.filter(bool))
def test_long_texts_give_the_same_as_short_ones(literals: set[bytes], text: bytes) -> None:
    seeker = Seeker(in_order(literals))
    first = sorted(seeker.find(text))
    for _ in range(20):  # so many that the next is no longer looked up
        seeker.find(text)
    assert sorted(seeker.find(text)) == first


@given(literals=st.sets(LETTERS, min_size=1, max_size=30), text=TEXTS)
def test_a_text_searched_in_pieces_gives_the_same(literals: set[bytes], text: bytes) -> None:
    ordered = in_order(literals)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("presscheck.match.seek._FEW", 0)
        patched.setattr("presscheck.match.seek._AT_ONCE", 5)
        found = [(ordered[n], start, end) for n, start, end in Seeker(ordered).find(text)]
    assert sorted(found) == sorted(naively(literals, text))


@given(literals=st.sets(LETTERS, max_size=30), other=LETTERS)
def test_a_literal_has_the_number_that_it_is_found_under(literals: set[bytes], other: bytes) -> None:
    seeker = Seeker(in_order(literals))
    assert all(
        seeker.literals[number] == literal for literal in literals if (number := seeker.number(literal)) is not None
    )
    assert (seeker.number(other) is not None) == (other in literals)


def test_in_an_empty_text_nothing_stands() -> None:
    assert not list(Seeker([b"a"]).find(b""))
