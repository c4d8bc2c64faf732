"""What a stet takes is what stands in its stretch and was not taken before, whatever stretches there are."""

from hypothesis import given
from hypothesis import strategies as st

from presscheck.keep.stet.waiting import Waiting

PLACES = st.lists(st.integers(0, 30), max_size=20)
STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(PLACES, STRETCHES)
def test_each_finding_is_taken_by_the_first_that_asks(places: list[int], stretches: list[tuple[int, int]]) -> None:
    waiting = Waiting((place, number) for number, place in enumerate(places))
    left = set(range(len(places)))
    for start, end in stretches:
        taken = {number for number in left if start <= places[number] < end}
        assert set(waiting.take(start, end)) == taken
        left -= taken
