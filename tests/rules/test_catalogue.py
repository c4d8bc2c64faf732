"""The built-in rules hold what they promise; each rule's examples are its tests."""

from collections import Counter

import pytest

from presscheck.rule import Rule
from presscheck.rules import load_rules
from presscheck.rules.load import FAMILIES
from presscheck.rules.selftest import check_rule

RULES = tuple(load_rules())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_example_holds(rule: Rule) -> None:
    assert check_rule(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_stands_in_the_folder_of_its_family_under_its_name(rule: Rule) -> None:
    assert rule.path == f"rules/{FAMILIES[rule.id[:2]]}/{rule.name}.yaml"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_to_do_in_one_sentence_that_fits_a_terminal(rule: Rule) -> None:
    assert 0 < len(rule.advice) <= 200
    assert rule.advice[-1] in ".!"


def test_every_family_has_rules() -> None:
    families = Counter(rule.family for rule in RULES)
    assert set(families) >= {
        "placeholder",
        "note",
        "chat",
        "duplicate",
        "boilerplate",
        "markup",
        "metadata",
        "link",
    }
    assert len(RULES) >= 40
