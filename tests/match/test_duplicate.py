"""What stands twice is found at the right place; what may stand twice is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.lint import lint
from presscheck.match.duplicate import LIMIT
from presscheck.model import Format, Source
from presscheck.rules import load_rules

DUPLICATE = tuple(load_rules().select(["duplicate"]))

HEADLINE = "Harbour bridge closes for a year"
PARAGRAPHS = [
    "The old bridge over the harbour will be closed to all traffic from Monday, the city said.",
    "Engineers found rust in two of the four main cables during the yearly inspection in March.",
    "Until then the ferry runs every ten minutes, and tickets are free for everybody who lives on the quay.",
    "Shop owners on the east side fear for the summer season, which begins in a few weeks.",
]


def found(text: str, form: Format = "text") -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in lint(Source("draft", text, form), DUPLICATE)]


def test_an_article_without_repeats_is_clean() -> None:
    assert found("\n\n".join([HEADLINE, *PARAGRAPHS])) == []


@given(place=st.integers(1, 4), case=st.sampled_from(["as it is", "upper", "title"]))
def test_a_headline_pasted_anywhere_is_found_where_it_stands(place: int, case: str) -> None:
    copy = {"as it is": HEADLINE, "upper": HEADLINE.upper(), "title": HEADLINE.title()}[case]
    blocks = [HEADLINE, *PARAGRAPHS]
    blocks.insert(place, copy)
    text = "\n\n".join(blocks)
    (finding,) = lint(Source("draft", text, "text"), DUPLICATE)
    assert finding.place.start == len("\n\n".join([*blocks[:place], ""]))
    assert finding.text == copy
    assert finding.related is not None
    assert finding.related.line == 1


@given(which=st.integers(0, 3), place=st.integers(0, 5))
def test_a_paragraph_pasted_anywhere_is_found_once_and_not_before_its_first(which: int, place: int) -> None:
    blocks = [HEADLINE, *PARAGRAPHS, "The mayor did not comment."]
    blocks.insert(max(1, place), PARAGRAPHS[which])
    ((rule, text),) = found("\n\n".join(blocks))
    assert text == PARAGRAPHS[which]
    assert rule == "DU301"


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_repeat_is_found_in_every_format(form: Format) -> None:
    line = {"text": "{}\n\n", "markdown": "## {}\n\n", "html": "<h2>{}</h2>\n"}[form]
    first = {"text": "{}\n\n", "markdown": "# {}\n\n", "html": "<h1>{}</h1>\n"}[form]
    body = {"text": "{}\n\n", "markdown": "{}\n\n", "html": "<p>{}</p>\n"}[form]
    text = first.format(HEADLINE) + body.format(PARAGRAPHS[0]) + line.format(HEADLINE) + body.format(PARAGRAPHS[1])
    assert found(text, form) == [("DU101", HEADLINE)]


def test_of_many_repeats_the_first_are_reported_and_the_rest_counted() -> None:
    text = "# The day\n\n" + "## One heading for all\n\nA line.\n\n" * 3_000
    findings = lint(Source("draft", text, "markdown"), DUPLICATE)
    assert len(findings) == LIMIT
    assert findings[-1].message == f"the heading of line 3 stands here again, and {2_999 - LIMIT:,} more follow"
    assert findings[0].message == "the heading of line 3 stands here again"


def test_a_refrain_is_left_alone() -> None:
    refrain = "Row, brothers, row\nagainst the tide\nand the rising wind"
    assert (
        found(
            f"The ferry song\n\n{refrain}\n\nThe night was long\nand the sea was cold\nand nobody sang\n\n{refrain}"
        )
        == []
    )


def test_a_quotation_of_the_headlines_words_is_left_alone() -> None:
    assert found(f"# {HEADLINE}\n\n{PARAGRAPHS[0]}\n\n> {HEADLINE}\n\n{PARAGRAPHS[1]}", "markdown") == []
