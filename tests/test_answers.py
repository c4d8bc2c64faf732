"""A file of answers: strict, and an error names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscheck.answers import as_file, read_answers
from presscheck.check import check_source
from presscheck.fill import Answers, Slot, open_draft
from presscheck.fix import Again
from presscheck.keep import Kept
from presscheck.model import Source
from presscheck.rules import load_rules
from presscheck.trouble import Trouble

RULES = load_rules()


@pytest.fixture
def slots() -> tuple[Slot, ...]:
    def check(source: Source) -> Kept:
        return check_source(source, RULES)

    data = b"By [Your Name] in [City], INSERT_DATE\n"
    again = Again(lambda path: data, lambda path: lambda s: check(s).findings, lambda path: check)
    return open_draft("draft.txt", again).slots


def answers(slots: tuple[Slot, ...], path: Path, content: str) -> dict[str, str]:
    path.write_text(content, encoding="utf-8")
    found = read_answers(str(path), slots)
    reasons = {slot: f"stet: {reason}" for slot, reason in found.reasons.items()}
    return {slot.text: words for slot, words in {**found.texts, **reasons}.items()}


def test_yaml_and_json_say_the_same(slots: tuple[Slot, ...], tmp_path: Path) -> None:
    expected = {"[City]": "Ely \N{GRINNING FACE}", "[Your Name]": "12"}
    assert answers(slots, tmp_path / "a.yaml", "City: Ely \N{GRINNING FACE}\n'[your  name]': 12\n") == expected
    json = '{\n\t"city":\t"Ely \\ud83d\\ude00",\n\t"Your Name": 12}'
    assert answers(slots, tmp_path / "a.json", json) == expected


def test_a_slot_may_be_told_to_stand(slots: tuple[Slot, ...], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("City: {stet: a quote}\nYour Name: Ana\n")
    found = read_answers(str(tmp_path / "a.yaml"), slots)
    assert answers(slots, tmp_path / "b.yaml", as_file(found)) == {"[City]": "stet: a quote", "[Your Name]": "Ana"}


def test_a_backslash_before_what_looks_like_an_escape_is_one(slots: tuple[Slot, ...], tmp_path: Path) -> None:
    json = r'{"city": "\\ud83d\\ude00"}'
    assert answers(slots, tmp_path / "a.json", json) == {"[City]": r"\ud83d\ude00"}


def test_an_underscore_is_a_space_in_a_name(slots: tuple[Slot, ...], tmp_path: Path) -> None:
    assert answers(slots, tmp_path / "a.yaml", "insert date: May\n") == {"INSERT_DATE": "May"}


def test_an_empty_text_leaves_its_slot(slots: tuple[Slot, ...], tmp_path: Path) -> None:
    assert answers(slots, tmp_path / "a.yaml", as_file(Answers(dict.fromkeys(slots, "")))) == {}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.yaml", "City: Ely\nDate of it: May\n", r"a\.yaml:2: no slot 'Date of it'"),
        ("a.yaml", "City: {a: b}\n", r"a\.yaml:1: unknown key 'a'"),
        ("a.yaml", "City: [Ely]\n", r"a\.yaml:1: expected a text"),
        ("a.yaml", "City: Ely\ncity: Ely\n", r"a\.yaml:2: 'city' answers \[City\], which is answered already"),
        ("a.yaml", "City: Ely\nCity: Ely\n", r"a\.yaml:2: key 'City' stands twice"),
        ("a.yaml", "City: !secret ls\n", r"a\.yaml:1: unknown tag"),
        ("a.yaml", "- City\n", r"a\.yaml:1: expected keys and values"),
        ("a.yaml", "", r"a\.yaml:1: the file is empty"),
        ("a.json", '{"City":\n "Ely"', r"a\.json:2: not valid JSON"),
        ("a.json", "[" * 200_000, r"a\.json:1: nested too deep"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    slots: tuple[Slot, ...], tmp_path: Path, name: str, content: str, message: str
) -> None:
    with pytest.raises(Trouble, match=message):
        answers(slots, tmp_path / name, content)
