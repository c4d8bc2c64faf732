from hypothesis import given
from hypothesis import strategies as st

from presscheck.finding import filled
from presscheck.lint import lint, merge
from presscheck.model import Finding, Place, Severity, Source
from presscheck.rules import load_rules

RULES = tuple(load_rules())


def a_finding(start: int, end: int, family: str = "chat", severity: Severity = Severity.ERROR) -> Finding:
    place = Place("draft.txt", start, end, 1, start + 1, 1, end + 1)
    return Finding("CH101", "name", family, severity, place, "", "", "", "", "")


def test_a_finding_sits_on_the_exact_characters_of_the_file() -> None:
    text = "# Bridge\r\n\r\nThe mayor of **[City** Name\\] spoke.\r\n"
    for finding in lint(Source("draft.md", text, "markdown"), RULES):
        assert text[finding.place.start : finding.place.end] == finding.text


def test_a_field_within_the_text_of_a_draft_is_text() -> None:
    assert filled("{match} of line {line}", {"match": "[{line}]", "line": "3"}) == "[{line}] of line 3"
    assert filled("the {other} way", {"match": "x"}) == "the {other} way"


def test_of_two_findings_of_one_family_that_overlap_the_more_severe_stays() -> None:
    wide = a_finding(0, 50, severity=Severity.WARNING)
    assert merge([wide, a_finding(10, 20)]) == [a_finding(10, 20)]


def test_of_equals_the_wider_stays() -> None:
    assert merge([a_finding(10, 20), a_finding(0, 50)]) == [a_finding(0, 50)]


def test_findings_of_two_families_may_overlap() -> None:
    both = [a_finding(0, 50, "boilerplate"), a_finding(10, 20, "placeholder")]
    assert sorted(merge(both), key=lambda f: f.place.start) == both


def test_one_span_is_reported_once() -> None:
    twice = [a_finding(0, 9, "chat"), a_finding(0, 9, "note")._replace(rule="NT101")]
    assert len(merge(twice)) == 1


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10), st.sampled_from(["chat", "note"]))))
def test_merging_twice_changes_nothing_and_no_two_of_a_family_overlap(
    spans: list[tuple[int, int, str]],
) -> None:
    merged = merge([a_finding(start, start + length, family) for start, length, family in spans])
    assert merge(merged) == merged
    for one in merged:
        for other in merged:
            if one is not other and one.family == other.family:
                assert one.place.end <= other.place.start or other.place.end <= one.place.start


@given(st.text(alphabet=st.sampled_from("[]{}<>#*_- \n\r:.,TKXNameCity&;\"'“”«»`|\\/()!0123")))
def test_any_text_ends_in_findings_that_lie_inside_it(text: str) -> None:
    for form in ("text", "markdown", "html"):
        for finding in lint(Source("draft", text, form), RULES):
            assert 0 <= finding.place.start <= finding.place.end <= len(text)
            assert text[finding.place.start : finding.place.end] == finding.text
