import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.match.normal import count_words, headline_forms, normal

TYPOGRAPHY = str.maketrans({"'": "’", '"': "“", "-": "–", " ": "\N{NO-BREAK SPACE}"})
WORD = st.text("abcäößéñşğ", min_size=1, max_size=8)
HEADLINE = st.lists(WORD, min_size=3, max_size=9).map(" ".join)


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_typographers_signs_make_no_difference(text: str) -> None:
    assert normal(text.translate(TYPOGRAPHY)) == normal(text)


@given(st.text(alphabet="abc ÄÖß'-"))
def test_case_and_outer_punctuation_make_no_difference(text: str) -> None:
    assert normal(f"  “{text.upper()}”. ") == normal(text.upper()) == normal(text.upper().lower())


@pytest.mark.parametrize("capitals", ["İLK TRAMVAY SINIRA VARDI", "I\u0307LK TRAMVAY SINIRA VARDI"])
def test_turkish_capitals_make_no_difference(capitals: str) -> None:
    assert normal(capitals) == normal("İlk tramvay sınıra vardı") == normal("ilk tramvay sınıra vardı")


@given(HEADLINE)
def test_quotation_marks_make_no_difference_single_or_double_or_none(headline: str) -> None:
    first, *rest = headline.split()
    for left, right in ("''", '""', "“”", "‘’", "„“", "«»"):
        assert normal(f"{left}{first}{right} {' '.join(rest)}") == normal(headline)


@given(
    HEADLINE, st.sampled_from(["**{}**", "_{}_", "{} #", "{}!", "“{}”", "🚀 {}", "{} ✨", "{} {{#anchor}}", "{}¶"])
)
def test_markup_pictures_and_anchors_around_a_headline_are_gone(headline: str, dress: str) -> None:
    assert normal(dress.format(headline)) == normal(headline)


def test_markup_around_words_is_gone() -> None:
    assert normal("**Harbour** bridge `closes`") == normal("Harbour bridge closes")


@pytest.mark.parametrize(
    "text", ["Rust's 2024 edition", "rock 'n' roll", "snake_case", "C# and C++", "2*3", "Wi-Fi", "#metoo"]
)
def test_what_tells_words_apart_stays(text: str) -> None:
    assert normal(text) not in {normal(text.replace("'s", "")), normal(text.replace("4", "5")), ""} - {normal(text)}


def test_different_headlines_have_different_forms() -> None:
    assert normal("The bridge closes") != normal("The bridge closed")
    assert normal("Part 1") != normal("Part 2")
    assert normal("Its end") != normal("It's end")


def test_a_long_run_of_signs_takes_linear_time() -> None:
    assert normal("word " + "." * 200_000 + " word" + "*" * 200_000).startswith("word ")


@given(
    HEADLINE, st.sampled_from([" | ", " » ", " · ", " - ", " – ", " — "]), st.sampled_from(["Post", "Quay Post"])
)
def test_a_sites_name_at_the_end_is_another_form(headline: str, sign: str, site: str) -> None:
    assert normal(headline) in headline_forms(headline + sign + site)


def test_section_and_site_at_the_end_are_other_forms() -> None:
    forms = headline_forms("Harbour bridge closes for a year - Local news | The Quay Post")
    assert "harbour bridge closes for a year" in forms


def test_a_sites_name_in_front_is_another_form() -> None:
    assert "harbour bridge closes for a year" in headline_forms("The Quay Post | Harbour bridge closes for a year")
    assert "harbour bridge closes for a year" in headline_forms("Home » News » Harbour bridge closes for a year")


def test_the_second_half_of_a_headline_is_not_a_sites_name() -> None:
    assert headline_forms("The bridge: what the city will do next") == {"the bridge: what the city will do next"}


@given(st.text(max_size=60))
def test_a_headline_always_has_its_own_form(text: str) -> None:
    assert headline_forms(text) >= ({normal(text)} - {""})


def test_words_are_counted_in_scripts_without_spaces() -> None:
    assert count_words("harbour bridge closes") == 3
    assert count_words("港の橋が閉鎖される") == 4
    assert count_words("the 2024 大会") == 3
