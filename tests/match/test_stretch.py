"""A text as anchors are looked for in it: folded, with single spaces and without markup signs."""

import pytest

from presscheck.match.stretch import GLUE, PART, stretch


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("The  Ferry\tLeft", "the ferry left"),
        ("the\n> ferry", "the ferry"),
        ("the **ferry** left", "the ferry left"),
        ("the\N{NO-BREAK SPACE}ferry\N{THIN SPACE}left", "the ferry left"),
        ("Ο ΠΟΡΘΜΟΣ", "ο πορθμοσ"),
        ("FERRY \N{LATIN CAPITAL LETTER I WITH DOT ABOVE}SKELES\N{LATIN SMALL LETTER DOTLESS I}", "ferry iskelesi"),
    ],
)
def test_letters_spaces_and_signs_are_folded(written: str, folded: str) -> None:
    assert stretch(written.encode()).folded.decode() == folded


def test_a_text_as_written_keeps_its_capitals_and_has_the_same_places() -> None:
    ferry = stretch(b"The *Ferry* left\nAt Noon")
    assert (ferry.cased, ferry.exact) == (b"The Ferry left\nAt Noon", True)
    assert len(ferry.cased) == len(ferry.folded)


def test_a_text_whose_capitals_are_more_than_a_bit_off_is_not_exact() -> None:
    assert not stretch("Паром ушёл".encode()).exact


def test_a_sign_within_a_word_is_told_and_follows_without_it() -> None:
    assert stretch(b"the fe*rry left").cased.split(PART) == [b"the fe" + GLUE + b"rry left", b"the ferry left"]


def test_signs_and_spaces_stand_in_the_text_as_it_was_written() -> None:
    assert stretch(b"the  **ferry**").written == b"the  **ferry**"
