import pytest

from presscheck.model import OPAQUE, Source
from presscheck.read import open_document


def shown(text: str) -> list[tuple[str, str]]:
    blocks = open_document(Source("a.txt", text, "text")).blocks
    return [(f"{block.kind}{block.level or ''}", block.text) for block in blocks]


WRAPPED = """\
The council voted on Tuesday to close the bridge, which has carried the road
across the harbour for ninety years, until the spring of the year after next.
Residents of the northern shore, who depend on the crossing to reach schools
and shops, said that nobody had asked them, and that the ferry would not do.
"""


def test_a_paragraph_wrapped_by_hand_is_one() -> None:
    assert shown(WRAPPED) == [("paragraph", WRAPPED.replace("\n", " ").strip())]


def test_lines_of_an_address_stay_apart() -> None:
    text = "Contact:\n[Journalist Name]\n[Publication Name]"
    assert shown(text) == [("paragraph", line) for line in text.split("\n")]


def test_lines_of_an_address_stay_apart_beside_wrapped_prose() -> None:
    text = WRAPPED + "\nContact:\n[Journalist Name]\n[Publication Name]\n"
    assert shown(text)[1:] == [
        ("paragraph", line) for line in ("Contact:", "[Journalist Name]", "[Publication Name]")
    ]


def test_paragraphs_of_one_line_each_need_no_blank_lines() -> None:
    long = "The council voted on Tuesday to close the bridge. " * 5
    text = f"Bridge Closes\n{long}\n{long}\nShort one.\n"
    assert shown(text) == [
        ("heading1", "Bridge Closes"),
        ("paragraph", long.strip()),
        ("paragraph", long.strip()),
        ("paragraph", "Short one."),
    ]


def test_a_bracket_holds_lines_together() -> None:
    assert shown("See [Insert\nName\nHere] Now") == [("paragraph", "See [Insert Name Here] Now")]


def test_a_sentence_goes_on_in_lower_case() -> None:
    assert shown("It ended\nwithout a word\nNext") == [
        ("paragraph", "It ended without a word"),
        ("paragraph", "Next"),
    ]


@pytest.mark.parametrize(
    "text", ["It ended.\nwithout", "Web\nwww.example.org", "Mail\njane@example.org", "Poem\nPoem"]
)
def test_other_lines_stand_for_themselves(text: str) -> None:
    assert shown(text) == [("paragraph", line) for line in text.split("\n")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only one line", [("paragraph", "Only one line")]),
        ("Headline\n\nText here.", [("heading1", "Headline"), ("paragraph", "Text here.")]),
        (
            "\n\nHeadline\nBy Me\n\nText.",
            [("heading1", "Headline"), ("paragraph", "By Me"), ("paragraph", "Text.")],
        ),
        ("x" * 201 + "\n\nText.", [("paragraph", "x" * 201), ("paragraph", "Text.")]),
        ("It rained and\nrained on.\n\nB.", [("paragraph", "It rained and rained on."), ("paragraph", "B.")]),
    ],
)
def test_the_first_line_is_the_headline_where_more_follows(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What Happens Next", "heading2"),
        ("What Happens Next?", "paragraph"),
        ("“It is over.”", "paragraph"),
        ("As follows:", "paragraph"),
        ("x" * 101, "paragraph"),
        ("###", "paragraph"),
        ("-30-", "paragraph"),
        ("***", "paragraph"),
        ("=====", "paragraph"),
    ],
)
def test_a_short_line_alone_without_a_stop_is_a_heading(line: str, kind: str) -> None:
    assert shown(f"Headline\n\nText.\n\n{line}\n\nText.")[2] == (kind, line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- one\n* two\n• three\n1. four\n2) five",
            [("list-item1", word) for word in ("one", "two", "three", "four", "five")],
        ),
        ("- one goes\n  on", [("list-item1", "one goes on")]),
        ("> one goes\n> on", [("quotation", "one goes on")]),
        ("## Two\nText.", [("heading2", "Two"), ("paragraph", "Text.")]),
        ("a | b", [("paragraph", "a | b")]),
        ("Use `x = [Name]` so", [("paragraph", f"Use {OPAQUE} so")]),
        ("``like this'' and `this'", [("paragraph", "``like this'' and `this'")]),
        ("A.\n```py\n[Name]\n```\nB.", [("paragraph", "A."), ("opaque", OPAQUE), ("paragraph", "B.")]),
        ("~~~\n```\n~~~\nB.", [("opaque", OPAQUE), ("paragraph", "B.")]),
        ("```\nnever closed.", [("paragraph", "```"), ("paragraph", "never closed.")]),
        ("    indented text", [("paragraph", "indented text")]),
    ],
)
def test_marks_of_markdown_count_in_plain_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected
