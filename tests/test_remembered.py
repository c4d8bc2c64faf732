"""What was found in a text is remembered for that text, and for no more than the last few."""

from collections.abc import Callable

import pytest

from presscheck.remembered import of_last_texts

Counted = tuple[Callable[[str], int], list[str]]


@pytest.fixture
def counted() -> Counted:
    """What counts the signs of a text, and the texts that it looked through."""
    looked: list[str] = []

    @of_last_texts
    def length(text: str) -> int:
        looked.append(text)
        return len(text)

    return length, looked


def test_the_same_text_is_looked_through_once(counted: Counted) -> None:
    length, looked = counted
    text = "The ferry left at noon."
    assert [length(text), length(text)] == [23, 23]
    assert looked == [text]


def test_another_text_is_another_one_though_it_is_equal(counted: Counted) -> None:
    length, looked = counted
    for part in ("ferry", "ferry"):
        length(f"The {part}")
    assert looked == ["The ferry", "The ferry"]


def test_a_text_is_forgotten_after_a_few_others(counted: Counted) -> None:
    length, looked = counted
    texts = [f"Ferry number {number}" for number in range(9)]
    for text in [*texts, texts[0]]:
        length(text)
    assert looked == [*texts, texts[0]]
