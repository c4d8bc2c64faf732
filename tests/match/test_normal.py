from hypothesis import given
from hypothesis import strategies as st

from presscheck.match.normal import headline_forms, normal

TYPOGRAPHY = str.maketrans({"'": "’", '"': "“", "-": "–", " ": "\N{NO-BREAK SPACE}"})


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_typographers_signs_make_no_difference(text: str) -> None:
    assert normal(text.translate(TYPOGRAPHY)) == normal(text)


@given(st.text(alphabet="abc ÄÖß'-"))
def test_case_and_outer_punctuation_make_no_difference(text: str) -> None:
    assert normal(f"  “{text.upper()}”. ") == normal(text.upper()) == normal(text.upper().lower())


def test_markup_around_words_is_gone() -> None:
    assert normal("**Harbour** bridge `closes`") == normal("Harbour bridge closes")


def test_a_sites_name_at_the_end_is_another_form() -> None:
    assert headline_forms("Harbour bridge closes | The Quay Post") >= headline_forms("Harbour bridge closes")
    assert headline_forms("Harbour bridge closes for a year – Quay Post") >= {"harbour bridge closes for a year"}


def test_the_second_half_of_a_headline_is_not_a_sites_name() -> None:
    assert headline_forms("The bridge: what the city will do next") == {"the bridge: what the city will do next"}
