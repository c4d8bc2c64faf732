import pytest

from presscheck.blank import without_lines
from presscheck.model import Block, Run


def block(text: str, start: int) -> Block:
    return Block("paragraph", text, (Run(0, start, start + len(text), True),))


@pytest.mark.parametrize("signs", ["-", "- ", "* ", "**", "=", "> ", "_ ", "– "])
def test_a_long_line_of_signs_is_looked_at_once(signs: str) -> None:
    # Read in two ways each, so many would take as long as the world has been there.
    before = signs * 5_000 + "x "
    assert (
        without_lines(f"{before}gone", len(before), len(before) + 4, block("gone", len(before)), "markdown") is None
    )


@pytest.mark.parametrize("before", ["", "- ", "> - ", "## ", "1. ", "- [ ] ", "**", "** * ", "–– ", "---"])
def test_a_line_goes_with_its_signs(before: str) -> None:
    text = f"{before}gone\n\nThe ferry left."
    assert without_lines(text, len(before), len(before) + 4, block("gone", len(before)), "text") == (
        0,
        len(before) + 6,
        "",
    )


def test_a_line_ends_where_the_next_one_starts() -> None:
    text = "gone\r\n\r\nThe ferry left.\r\n"
    assert without_lines(text, 0, 4, block("gone", 0), "text") == (0, 8, "")


def test_a_text_in_one_line_is_looked_through_once() -> None:
    # For each of its findings anew, the whole file was searched for the end of the line.
    text = "<p>gone</p>" * 40_000
    for start in range(3, len(text), 11):
        without_lines(text, start, start + 4, block("gone", start), "html")
