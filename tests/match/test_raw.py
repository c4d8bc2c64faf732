"""A file's bytes in the form in which rules are looked for are made in one go, whatever the file holds."""

import pytest

from presscheck.match.raw import normal


@pytest.mark.parametrize("line", [" - one\n", "  a: b\n", " [a]\n", "- a = b\n", " # c\n", "}\n", "\n"])
def test_front_matter_with_a_line_of_another_kind_is_looked_at_once(line: str) -> None:
    # Tried in two ways each, so many lines would take as long as the world has been there.
    assert normal(f"---\ntags:\n{line * 100}?word\n---\nText\n".encode(), "markdown")


def test_a_comment_that_is_not_closed_stands() -> None:
    found = normal(b"a <!-- b --> c <!-- d", "html")
    assert found
    assert b"c <!-- d" in found.prose.cased


def test_what_stands_around_a_tag_may_be_cut_within_a_character() -> None:
    text = "п" * 90 + "<foo>x</foo>" + "п" * 90
    found = normal(text.encode(), "markdown")
    assert found
    assert "пxп".encode() in found.prose.cased


def test_a_comment_within_a_tag_that_is_not_closed_is_left_to_the_reader() -> None:
    assert normal(b'<a href="<!-- b -->Note: c', "html") is None
    assert normal(b"<a>b</a> <!-- c --> d", "html")


def test_tags_that_meet_are_no_tag_together() -> None:
    found = normal(b"(?<!<ul>\n|a|b|\n> c <!<br>d> e", "markdown")
    assert found
    assert all(word in found.prose.cased for word in (b"|a|b|", b"c", b"d", b"e"))
