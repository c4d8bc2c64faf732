"""Hostile text takes no more steps than it is long."""

import pytest

from adversarial import Hostile, growth, leftovers, marks, near_misses
from presscheck.rules import load_rules

COSTLY = (
    "'{' ",
    "'(Note: ' ",
    "'â€' ",
    "'\\n[a]: ' ",
    "'\"a ' ",
    "'**a *b ' ",
    "'[a](' ",
    "'![' and then '](a)'",
    "'**a ' and then ' a**'",
    "'<b>' ",
    "front matter of",
    "'<!-- stet: ",
    "'\\n<!-- stet: ",
)
MARKS = [hostile for hostile in marks() if hostile.name.startswith(COSTLY)]
FOUND = [next(leftovers(rule)) for rule in load_rules() if rule.id in ("BP113", "CH201", "MU101", "PH101", "ST103")]


@pytest.mark.parametrize("hostile", [*MARKS, *FOUND], ids=lambda hostile: f"{hostile.form}: {hostile.name}")
def test_work_grows_with_the_text_and_no_faster(hostile: Hostile) -> None:
    growth(hostile)  # what is compiled and looked up once, is
    assert growth(hostile) < 6


def test_every_rule_has_near_misses() -> None:
    without = [rule.id for rule in load_rules() if rule.family != "office" and not list(near_misses(rule))]
    assert without == []
