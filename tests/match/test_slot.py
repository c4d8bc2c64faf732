import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.match.judge import load_weighing
from presscheck.match.slot import BANDS, FORMS, judged
from presscheck.model import Source
from presscheck.read import open_document


def slots(text: str) -> list[str]:
    """The spans of a plain text that the judge holds for likely slots."""
    found = judged(open_document(Source("draft.txt", text, "text")))
    return [
        slot.block.text[slot.start : slot.end] for slot in found if slot.verdict.probability >= BANDS["likely"][0]
    ]


@pytest.mark.parametrize(
    "slot",
    [
        "[Name of Mayor]",
        "[insert date]",
        "[Your Company Name]",
        "[city/town/village]",
        "[nombre del portavoz]",
        "[Datum einfügen]",
        "[nom de l'entreprise]",
        "[inserir data]",
        "[nome dell'azienda]",
        "[naam van het bedrijf]",
        "[şehir adı]",
    ],
)
def test_a_slot_of_any_language_is_found_in_an_english_sentence(slot: str) -> None:
    assert slots(f"The council of {slot} met on Friday to vote on the plan.") == [slot]


@pytest.mark.parametrize(
    "text",
    [
        '"I told [the minister] twice," he said.',
        '"We love [our neighbours] and they love us."',
        "[A]fter the vote, the room was silent.",
        "They are [sic] the best.",
        "The text is at [1], and again at [12].",
        "See [the letter](letter.pdf) and [its annex][annex].",
        "[annex]: https://example.org/annex",
        "- [ ] call the mayor",
        "- [x] check the names",
        "The function foo[0] returns the first item.",
        "Read the report [PDF].",
        "The tape ends here [laughs].",
        "He stopped [...] and went on.",
    ],
)
def test_what_editors_and_markup_put_in_brackets_is_left_alone(text: str) -> None:
    assert slots(text) == []


def test_a_certain_slot_makes_its_doubtful_neighbour_likely() -> None:
    doubtful = "The trip took [X] and the guests were tired."
    alone = judged(open_document(Source("a.txt", doubtful, "text")))[0].verdict.probability
    beside = judged(open_document(Source("b.txt", f"By [Author Name]\n\n{doubtful}", "text")))[
        1
    ].verdict.probability
    assert beside > alone


TEMPLATE = "By [Author Name]\n\n[City Name], [Publication Date] – It rained.\n\n"


def test_a_word_that_could_be_anything_is_a_slot_in_a_draft_with_several() -> None:
    doubtful = "The fog moves [bearing] at [pace], and boats stay in."
    assert slots(doubtful) == []
    assert slots(TEMPLATE + doubtful)[-2:] == ["[bearing]", "[pace]"]


def test_what_an_editor_inserts_stays_so_in_a_draft_with_several_slots() -> None:
    assert len(slots(TEMPLATE + "The boats was [sic] late, and the master [laughs] knew.")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "“We lost the roof,” said [Farm Bureau Delegate].",
        "Costs stood at [COST_RATIO]% of sales.",
        "The wreck lies [leagues] leagues from the shore.",
    ],
)
def test_what_names_a_speaker_a_variable_or_a_unit_is_a_slot(text: str) -> None:
    assert len(slots(text)) == 1


def test_speech_is_no_evidence_outside_of_its_quotation() -> None:
    (slot,) = judged(open_document(Source("a.txt", "“We are on the way,” the guard told [Outlet].", "text")))
    assert "speech" not in slot.verdict.evidence


def test_an_article_about_templates_makes_slots_doubtful() -> None:
    draft = "The council of [City Name] met on Friday."
    about = f"How to use our templates\n\nEach template holds a placeholder for what you fill in.\n\n{draft}"
    assert slots(draft)
    assert not slots(about)


def test_the_verdict_says_what_it_rests_on() -> None:
    (slot,) = judged(open_document(Source("a.txt", "Date: [insert date]", "text")))
    said = load_weighing().explain(slot.verdict.evidence)
    assert any(line.startswith("stands after a label (+") for line in said)


@pytest.mark.parametrize("text", ["[" * 10_000, "[a" * 5_000 + "]" * 5_000, "[" + "x" * 100_000 + "]", "[City"])
def test_brackets_that_never_close_or_hold_too_much_are_no_slots(text: str) -> None:
    assert slots(text) == []


def test_two_thousand_slots_are_two_thousand_slots() -> None:
    assert len(slots("[City Name] is where [Author Name] lives.\n\n" * 1_000)) == 2_000


@given(st.text(alphabet=st.sampled_from("[](){}<>%_*|«»\\ :.,aXName\n-!^")))
def test_any_text_is_judged_and_every_span_starts_with_its_delimiter(text: str) -> None:
    for slot in judged(open_document(Source("a.txt", text, "text"))):
        assert slot.block.text[slot.start : slot.end].startswith(slot.opening)
        assert 0 <= slot.verdict.probability <= 1


def test_a_run_of_brackets_is_looked_through_once() -> None:
    text = "[" * 200_000 + "]" * 200_000
    assert not list(FORMS["["].finditer(text, timeout=20))  # to begin anew at each takes over a minute
