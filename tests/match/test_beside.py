"""What stands beside a hit decides whether it counts."""

from __future__ import annotations

import pytest

from presscheck.match.beside import NEIGHBOURS
from presscheck.match.pattern import build
from presscheck.model import Source
from presscheck.read import open_document


def found(text: str, **spec: list[str]) -> list[str]:
    document = open_document(Source("draft.txt", text, "text"))
    finder = build({"patterns": [r"^ Title :"], **spec})
    return [hit.block.text for hit in finder(document, document.blocks)]


@pytest.mark.parametrize("between", range(NEIGHBOURS))
def test_a_neighbour_as_near_as_that_can_veto(between: int) -> None:
    text = "Title: The Salt Road\n\n" + "A line of prose.\n\n" * between + "Publisher: Fenwick\n"
    assert found(text, unless_near=[r"^ Publisher :"]) == []


def test_a_neighbour_further_off_cannot_veto() -> None:
    text = "Title: The Salt Road\n\n" + "A line of prose.\n\n" * NEIGHBOURS + "Publisher: Fenwick\n"
    assert found(text, unless_near=[r"^ Publisher :"]) == ["Title: The Salt Road"]


def test_near_asks_for_a_neighbour() -> None:
    assert found("Title: Rents fall\n\nThe rents fell.\n", near=[r"^ Byline :"]) == []
    assert found("Byline: Ann Lee\n\nTitle: Rents fall\n", near=[r"^ Byline :"]) == ["Title: Rents fall"]


def test_the_rest_of_the_same_block_stands_beside_a_hit_but_the_hit_itself_does_not() -> None:
    assert found("Title: Dune. Author: Frank Herbert.\n", unless_near=[r"\b Author :"]) == []
    assert found("Title: Rents fall\n", unless_near=[r"Title"]) == ["Title: Rents fall"]
