from presscheck.match.prefilter import readied
from presscheck.match.wanted import sought
from presscheck.rules import load_rules

RULES = load_rules()
READY = readied(RULES)


def test_what_is_stored_is_what_the_rules_ask_for() -> None:
    probes = {(rule.id, part): probe for rule in RULES for part, probe in enumerate(rule.probes) if probe.ways}
    asked = sought(enumerate(probes.values()))
    number_of = {part: number for number, part in enumerate(probes)}
    numbers = [number_of[rule, part] for rule, part in READY.parts]
    stored = {literal: set(READY.wants(at, numbers)) for at, literal in enumerate(READY.literals)}
    assert stored == {literal: set(wants) for literal, wants in asked.items()}


def test_parts_without_a_number_ask_for_nothing() -> None:
    nobody: list[int | None] = [None] * len(READY.parts)
    assert not any(READY.wants(at, nobody) for at in range(len(READY.literals)))


def test_a_literal_is_looked_for_where_a_rule_looks() -> None:
    parts = {(rule.id, part): rule for rule in RULES for part in range(len(rule.anchored))}
    for at in READY.of(2):
        asking = [parts[READY.parts[want.number]] for want in READY.wants(at, range(len(READY.parts)))]
        assert any("field" in rule.kinds or "beside" in rule.anchored for rule in asking)
