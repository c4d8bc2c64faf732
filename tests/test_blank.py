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
