from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from presscheck.spans import claim

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1]))


def test_a_span_is_taken_unless_it_overlaps_one() -> None:
    taken = [(0, 5), (8, 9)]
    assert claim(taken, 5, 8)
    assert not claim(taken, 4, 6)
    assert taken == [(0, 5), (5, 8), (8, 9)]


@given(st.lists(SPANS))
def test_spans_are_in_order_and_each_that_is_left_out_overlaps_one(spans: list[tuple[int, int]]) -> None:
    taken: list[tuple[int, int]] = []
    left_out = [span for span in spans if not claim(taken, *span)]
    assert taken == sorted(taken)
    assert all(one[1] <= other[0] for one, other in pairwise(taken))
    assert all(any(start < last and first < end for first, last in taken) for start, end in left_out)
