"""A file's bytes in the form in which rules are looked for are made in one go, whatever the file holds."""

import pytest

from presscheck.match.raw import normal


@pytest.mark.parametrize("line", [" - one\n", "  a: b\n", "- a = b\n", " # c\n", "}\n", "\n"])
def test_front_matter_with_a_line_of_another_kind_is_looked_at_once(line: str) -> None:
    # Tried in two ways each, so many lines would take as long as the world has been there.
    assert normal(f"---\ntags:\n{line * 100}?word\n---\nText\n".encode(), "markdown")


def test_a_bracket_in_front_matter_that_is_no_mapping_is_left_to_the_reader() -> None:
    assert normal(("---\ntags:\n" + " [a]\n" * 100 + "?word\n---\nText\n").encode(), "markdown") is None


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- b --> c <!-- d",
        "<a <!-- b -->>c</a>",
        '<p title="a < b">c</p>',
        "<p title=c d'>e</p>",
        "<img alt=TK>",
        "<script>a",
        "<p\n",
        "<!a>",
    ],
)
def test_what_is_a_tag_only_for_who_reads_all_is_left_to_the_reader(text: str) -> None:
    assert normal(text.encode(), "html") is None
    assert normal(text.encode(), "markdown") is None


@pytest.mark.parametrize(
    "text",
    [
        '<p class="a" hidden>b<br/>c</p>',
        "a <!-- <b --> c",
        "<script>if (a<b) {}</script>",
        "3 < 4",
        "<https://example.org/a>",
    ],
)
def test_ordinary_tags_are_seen_through(text: str) -> None:
    assert normal(text.encode(), "html")
    assert normal(text.encode(), "markdown")


def test_what_stands_around_a_tag_may_be_cut_within_a_character() -> None:
    text = "п" * 90 + "<foo>x</foo>" + "п" * 90
    found = normal(text.encode(), "markdown")
    assert found
    assert "пxп".encode() in found.prose.cased
