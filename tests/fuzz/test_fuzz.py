"""A short run of every fuzz target, and of every input that a longer one kept."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from targets import TARGETS

from fuzz import kept_inputs


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_law(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=20, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=target.longest))
    def run(data: bytes) -> None:
        target.run(data)

    run()


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_that_was_kept_breaks_a_law(name: str) -> None:
    for data in kept_inputs(name):
        TARGETS[name].run(data)
