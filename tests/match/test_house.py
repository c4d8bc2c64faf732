"""What a house says stands on purpose is no leftover, however it is wrapped or quoted; anything else still is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.lint import lint, lint_naively
from presscheck.match.house import is_house_text
from presscheck.match.slot import judged
from presscheck.model import House, Source
from presscheck.read import format_of, open_document
from presscheck.rules import load_rules

RULES = tuple(load_rules())
BIO = "Ann Lee has covered the harbour for the Quay Post since 2009 and lives aboard a barge with two cats."
WELCOME = "Thank you for visiting the Quay Post, your trusted source for news."


def found(text: str, house: House, path: str = "draft.md") -> list[str]:
    source = Source(path, text, format_of(path))
    findings = lint(source, RULES, house)
    assert findings == lint_naively(source, RULES, house)
    return [finding.rule for finding in findings]


def test_a_stock_paragraph_that_is_house_text_stands() -> None:
    assert found(f"The ferry left.\n\n{WELCOME}\n", House()) == ["BP104"]
    assert found(f"The ferry left.\n\n{WELCOME}\n", House(texts=(WELCOME,))) == []


def test_a_paragraph_of_the_house_may_stand_twice() -> None:
    text = f"{BIO}\n\nThe ferry left at noon with nobody aboard.\n\n{BIO}\n"
    assert found(text, House()) == ["DU301"]
    assert found(text, House(texts=(BIO,))) == []


@pytest.mark.parametrize(
    "standing",
    [
        WELCOME,
        "Thank you for visiting\nthe *Quay Post*, your **trusted source** for news.",
        "“Thank you for visiting the Quay Post — your trusted source for news”",
        f"{WELCOME} The ferry leaves at noon.",
        f"The ferry leaves at noon. {WELCOME}",
    ],
)
def test_neither_wrapping_markup_quotes_nor_what_stands_beside_it_count(standing: str) -> None:
    assert found(f"The ferry left.\n\n{standing}\n", House(texts=(WELCOME,))) == []


@pytest.mark.parametrize("texts", [("for news and weather",), ("…",), ("The ferry left.",)])
def test_house_text_that_does_not_stand_there_changes_nothing(texts: tuple[str, ...]) -> None:
    assert found(f"The ferry left.\n\n{WELCOME}\n", House(texts=texts)) == ["BP104"]


def test_the_rest_of_a_paragraph_with_house_text_is_judged_by_itself() -> None:
    house = House(texts=("Ann Lee writes for the Quay Post.",))
    assert found(f"{WELCOME}\n", House(texts=("your trusted source",))) == []
    assert found(f"Ann Lee writes for the Quay Post. {WELCOME}\n", house) == ["BP104"]


def test_house_text_of_several_paragraphs_is_as_many_texts() -> None:
    text = f"{BIO}\n\n{WELCOME}\n\nThe ferry left at noon with nobody aboard.\n\n{BIO}\n"
    assert found(text, House(texts=(f"{BIO}\n\n  {WELCOME}\n",))) == []


def test_house_text_says_nothing_of_other_families() -> None:
    assert found("By [Your Name]\n", House(texts=("By [Your Name]",))) == ["PH101"]


def test_scripts_without_spaces_are_read_by_character() -> None:
    text = "記事は以上です。いつもご愛読ありがとうございます。次号もお楽しみに。"
    house = House(texts=("いつもご愛読ありがとうございます",))
    start = text.index("いつ")
    assert is_house_text(text, start, start + 5, house)
    assert not is_house_text(text, start - 3, start + 5, house)


@given(
    before=st.lists(st.sampled_from(["the", "ferry", "Ann", "Lee"]), max_size=5),
    after=st.lists(st.sampled_from(["left", "has", "covered"]), max_size=5),
    space=st.sampled_from([" ", "\n", "  \t", "\xa0"]),
)
def test_house_text_is_found_wherever_it_stands(before: list[str], after: list[str], space: str) -> None:
    text = space.join([*before, *BIO.split(), *after])
    start = len(space.join([*before, ""])) if before else 0
    end = start + len(space.join(BIO.split()))
    assert is_house_text(text, start, end, House(texts=(BIO,)))
    assert not before or not is_house_text(text, 0, end, House(texts=(BIO,))) or before[-1:] == ["Ann"]


def test_a_slot_of_the_house_stands() -> None:
    text = "[Insert Name] told us, and so did [Insert Place]."
    assert found(text, House()) == ["PH101", "PH101"]
    assert found(text, House(slots=("[insert name]",))) == ["PH101"]
    assert found(text, House(slots=("Insert Name", "[Insert  Place]"))) == []


def test_a_slot_of_the_house_makes_no_other_bracket_likely() -> None:
    text = "By [Author Name]\n\nThe price rose by [amount] this year."
    document = open_document(Source("a.txt", text, "text"), House(slots=("[Author Name]",)))
    beside = open_document(Source("a.txt", text, "text"))
    assert [slot.verdict.evidence.get("likely-neighbour") for slot in judged(document)] == [None]
    assert judged(beside)[1].verdict.evidence["likely-neighbour"]


def test_words_of_other_languages_do_not_count_where_the_house_names_its_own() -> None:
    text = "By [şehir adı]\n"
    assert found(text, House()) == ["PH101"]
    assert found(text, House(languages=("en",))) != ["PH101"]


def test_a_site_of_the_house_renders_its_tags() -> None:
    assert found("See the {% include tickets.html %} desk.\n", House()) == ["PH122"]
    assert found("See the {% include tickets.html %} desk.\n", House(site="jekyll")) == []
