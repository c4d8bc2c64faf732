"""Of a pattern is told what every text has that it matches in, and as much of that as tells most texts apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.match.anchors import probes_of
from presscheck.match.rarity import MARKS
from presscheck.match.raw import normal_prose
from presscheck.match.wanted import Wanted

PATTERNS = [
    r"\bnote to (?:the )?(?:editor|desk)\b",
    r"^(?:NB|note)\s?: (?=[^\n]{0,20}\bcall\b)[^\n]{1,40}",
    r"^(?P<span>(?:NB|note): (?=[^\n]{0,20}\b(?:call|ask)\b))",
    r"(?<=\w )_{1,4} ?/ ?_{1,4} ?/ ?_{2,4}(?!\w)",
    r"(?:(?<=by )you(?=r) r)?name here",
    r"\b(?:as|being) an? (?:[a-z]{1,9} ){0,3}?\b(?:AI|LLM)\b ?, (?:I|we)\b",
    r"^data(?: (?:aqui|qui))?$",
    r"a (?=b c) (?:b|d) c",
    r"\[(?:city|name)\](?! ?\()",
    r"x(?=y)(?:y|z)w",
]
"""Patterns with what is easily taken for more than it says: looks ahead and behind, and what may be missing."""


def may_match(pattern: str, text: str) -> bool:
    found: set[int] = set()
    probes = probes_of([pattern], {}, re.MULTILINE)
    if not probes[0].ways:
        return True
    Wanted(enumerate(probes)).found(normal_prose([text], [], []).prose, found)
    return bool(found)


PIECES = [
    *("note", "note: ", "NB: ", "to ", "the ", "editor", "call", "ask ", "him ", "by ", "your ", "name ", "here"),
    *("as ", "an ", "old ", "AI", "LLM", ", ", "I ", "we ", "data", " aqui", "a ", "b ", "c", "d ", "xyw", "xzw"),
    *("[city]", "[name] (", "__/__/____", "_ / _ / __", "\n", " ", "."),
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=9))
def test_no_text_with_a_match_is_told_to_have_none(pattern: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    if re.search(pattern, text, re.MULTILINE):
        assert may_match(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (PATTERNS[0], "A note to the director."),
        (PATTERNS[1], "Note: the ferry leaves at nine."),
        (PATTERNS[2], "Note: the ferry leaves at nine."),
        (PATTERNS[3], "See https://example.org and /etc/passwd."),
        (PATTERNS[5], "As an old captain, I maintain that."),
        (PATTERNS[6], "data access"),
    ],
)
def test_most_texts_without_a_match_are_told_apart(pattern: str, text: str) -> None:
    assert not may_match(pattern, text)


def test_capitals_that_count_are_found_in_a_text_whose_case_is_folded() -> None:
    found: set[int] = set()
    Wanted(enumerate(probes_of(["citt\u00c3 b"], {}, 0, exact=True))).found(
        normal_prose(["Κείμενο citt\u00c3 b"], [], []).prose, found
    )
    assert found


def test_ways_that_differ_in_one_thing_are_one() -> None:
    (probe,) = probes_of([r"paraphrase\b[^.]{0,40}\b(?:to\s+make|using|so\s+that)\b"], {}, 0)
    ((_, ((before, apart, literals),)),) = probe.ways
    assert not before
    assert apart > len("paraphrase this in such a way as you like so that") - len("paraphrase")
    assert {literal.strip(MARKS) for literal in literals} == {"to make", "using", "so that"}
