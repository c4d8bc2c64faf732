"""The log of a CI service acts on nothing that stands in a report."""

import pytest

from presscheck.report.inert import inert, inert_text, without_marks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::a", "<U+003A>:error::a"),
        ("  \u3000::add-mask::a", "  \u3000<U+003A>:add-mask::a"),
        ("a ##[group]b", "a <U+0023>#[group]b"),
        ("##vso[task.complete]##teamcity[a]", "<U+0023>#vso[task.complete]<U+0023>#teamcity[a]"),
        ("###[group]", "#<U+0023>#[group]"),
    ],
)
def test_a_command_is_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert inert_text(text) == shown
    assert inert_text(shown) == shown


@pytest.mark.parametrize(
    "text", ["", "a ::error::", "10:30: a", "## Heading [a]", "std::string", ": :error::", "#[a]"]
)
def test_other_text_stays(text: str) -> None:
    assert inert_text(text) == text


def test_a_command_in_two_pieces_is_none_either() -> None:
    assert inert([(" ", ""), (":", "a"), (":x", "b")]) == [(" ", ""), ("<U+003A>", "a"), (":x", "b")]
    assert inert([("a##", "a"), ("[x]", "b")]) == [("a<U+0023>#", "a"), ("[x]", "b")]


def test_marks_are_written_as_a_format_wants_them() -> None:
    assert without_marks("##[a] ## b ##vso[c", r"\x23") == r"\x23#[a] ## b \x23#vso[c"
