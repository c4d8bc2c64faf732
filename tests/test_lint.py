from hypothesis import given
from hypothesis import strategies as st

from presscheck.finding import filled
from presscheck.lint import lint, merge
from presscheck.model import Block, Hit, Run, Source
from presscheck.rule import Rule
from presscheck.rules import load_rules

RULES = tuple(load_rules())


BLOCK = Block("paragraph", "word " * 20, (Run(0, 0, 100, verbatim=True),))


def a_hit(start: int, end: int, rule: str = "CH101") -> tuple[Rule, Hit]:
    return next(each for each in RULES if each.id == rule), Hit(BLOCK, start, end)


def test_a_finding_sits_on_the_exact_characters_of_the_file() -> None:
    text = "# Bridge\r\n\r\nThe mayor of **[City** Name\\] spoke.\r\n"
    for finding in lint(Source("draft.md", text, "markdown"), RULES):
        assert text[finding.place.start : finding.place.end] == finding.text


def test_a_field_within_the_text_of_a_draft_is_text() -> None:
    assert filled("{match} of line {line}", {"match": "[{line}]", "line": "3"}) == "[{line}] of line 3"
    assert filled("the {other} way", {"match": "x"}) == "the {other} way"


def test_of_two_hits_of_one_family_that_overlap_the_more_severe_stays() -> None:
    severe, wide = a_hit(10, 20, "CH101"), a_hit(0, 50, "CH201")
    assert severe[0].severity > wide[0].severity
    assert merge([wide, severe]) == [severe]


def test_of_equals_the_wider_stays() -> None:
    assert merge([a_hit(10, 20), a_hit(0, 50)]) == [a_hit(0, 50)]


def test_hits_of_two_families_may_overlap() -> None:
    both = [a_hit(0, 50, "BP101"), a_hit(10, 20, "PH101")]
    assert sorted(merge(both), key=lambda each: each[1].start) == both


def test_one_span_is_reported_once() -> None:
    assert len(merge([a_hit(0, 9, "CH101"), a_hit(0, 9, "NT101")])) == 1


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10), st.sampled_from(["CH101", "NT101"]))))
def test_merging_twice_changes_nothing_and_no_two_of_a_family_overlap(spans: list[tuple[int, int, str]]) -> None:
    merged = merge([a_hit(start, start + length, rule) for start, length, rule in spans])
    assert merge(merged) == merged
    for rule, hit in merged:
        for other, another in merged:
            if hit is not another and rule.family == other.family:
                assert hit.end <= another.start or another.end <= hit.start


@given(st.text(alphabet=st.sampled_from("[]{}<>#*_- \n\r:.,TKXNameCity&;\"'“”«»`|\\/()!0123")))
def test_any_text_ends_in_findings_that_lie_inside_it(text: str) -> None:
    for form in ("text", "markdown", "html"):
        for finding in lint(Source("draft", text, form), RULES):
            assert 0 <= finding.place.start <= finding.place.end <= len(text)
            assert text[finding.place.start : finding.place.end] == finding.text
