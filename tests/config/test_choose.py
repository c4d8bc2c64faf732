"""Which rules settings come to: the more exact key wins, and of equally exact ones the later."""

import pickle

import pytest

from presscheck.config.choose import choose
from presscheck.config.layer import Given
from presscheck.config.settings import Pick, Settings
from presscheck.model import Severity
from presscheck.rules import load_rules

Keys = tuple[str, ...]


def given(*values: object) -> tuple[Given, ...]:
    return tuple(Given(value, "presscheck.toml:7") for value in values)


def settings(*picks: tuple[Keys, Keys], severities: tuple[tuple[str, str], ...] = ()) -> Settings:
    return Settings(
        picks=tuple(Pick(given(*select), given(*ignore), of_some=False) for select, ignore in picks),
        severities=given(*severities),
    )


def is_on(key: str, *picks: tuple[Keys, Keys]) -> bool:
    return key in {rule.id for rule in choose(settings(*picks)).rules}


@pytest.mark.parametrize(
    ("picks", "on"),
    [
        ([], True),
        ([(("chat",), ())], True),
        ([(("placeholder",), ())], False),
        ([((), ("CH",))], False),
        ([(("CH201",), ("chat",))], False),
        ([((), ("CH",)), (("CH201",), ())], True),
        ([((), ("CH",)), (("chat",), ())], True),
        ([((), ("CH201",)), (("chat",), ())], False),
        ([((), ("CH201",)), (("hope-this-helps",), ())], True),
        ([((), ("CH201",)), (("CH2",), ()), (("ch201",), ())], True),
        ([(("CH201",), ()), ((), ("CH",))], False),
        ([(("placeholder",), ()), (("chat",), ())], True),
        ([(("chat",), ()), (("placeholder",), ())], False),
    ],
)
def test_whether_a_rule_is_on(picks: list[tuple[Keys, Keys]], on: bool) -> None:
    assert is_on("CH201", *picks) is on


def severity(*pairs: tuple[str, str]) -> Severity:
    return choose(settings(severities=pairs)).rules.get("CH201").severity


def test_a_severity_goes_by_the_most_exact_key() -> None:
    assert severity(("chat", "error")) is Severity.ERROR
    assert severity(("CH201", "advice"), ("chat", "error")) is Severity.ADVICE
    assert severity(("chat", "error"), ("CH", "advice")) is Severity.ADVICE
    assert severity(("hope-this-helps", "advice"), ("CH201", "error")) is Severity.ERROR


def test_equal_settings_share_rules_even_from_another_process() -> None:
    one = settings((("chat",), ()), severities=(("CH201", "error"),))
    other = pickle.loads(pickle.dumps(one))
    assert choose(one) is choose(other)


def test_what_no_setting_touches_is_the_built_in_rule_itself() -> None:
    built_in = load_rules()
    chosen = choose(settings(severities=(("CH201", "error"),))).rules
    assert chosen.get("PH101") is built_in.get("PH101")
    assert chosen.get("CH201") is choose(settings((("CH",), ()), severities=(("CH201", "error"),))).rules.get(
        "CH201"
    )


def test_a_wrong_key_is_said_with_its_place_and_the_others_hold() -> None:
    chosen = choose(settings((("chat", "CH999x"), ())))
    assert chosen.troubles == ("presscheck.toml:7: no rule, family or name 'CH999x'; see `presscheck rules list`",)
    assert {rule.family for rule in chosen.rules} == {"chat"}


def test_where_every_key_is_wrong_there_are_no_rules() -> None:
    assert len(choose(settings((("chta",), ()))).rules) == 0


def test_to_ignore_all_rules_is_an_error_but_not_for_some_paths() -> None:
    families = tuple({rule.family for rule in load_rules()})
    assert choose(settings(((), families))).troubles == ("no rule is left to check with",)
    some = Settings(picks=(Pick((), given(*families), of_some=True),))
    assert choose(some).troubles == ()
