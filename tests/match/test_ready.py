from pathlib import Path

import pytest

from presscheck.match.prefilter import readied
from presscheck.match.ready import Ready, ReadyHere
from presscheck.match.wanted import sought
from presscheck.rules import load_rules
from presscheck.rules.store import Store, write_store

RULES = load_rules()
EVERYWHERE, NOWHERE = range(3), 7


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    path: Path = tmp_path_factory.mktemp("ready") / "bundle"
    write_store(path, *readied(RULES).stored())
    return Ready(Store(path))


def test_what_is_stored_is_what_the_rules_ask_for(ready: Ready) -> None:
    probes = {(rule.id, part): probe for rule in RULES for part, probe in enumerate(rule.probes) if probe.ways}
    asked = sought(enumerate(probes.values()))
    number_of = {part: number for number, part in enumerate(probes)}
    here = [ReadyHere(ready, place, number_of) for place in EVERYWHERE]
    stored = {literal: {want for each in here for want in each.wants(literal)} for literal in ready.seeker.literals}
    assert stored == {literal: set(wants) for literal, wants in asked.items()}


def test_parts_without_a_number_ask_for_nothing(ready: Ready) -> None:
    nobody = [ReadyHere(ready, place, {}) for place in EVERYWHERE]
    assert not any(list(here.wants(literal)) for here in nobody for literal in ready.seeker.literals)


def test_a_literal_is_looked_for_where_a_rule_looks(ready: Ready) -> None:
    fields = ReadyHere(ready, 2, {part: number for number, part in enumerate(ready.parts)})
    by_part = {(rule.id, part): rule for rule in RULES for part in range(len(rule.anchored))}
    for literal in ready.seeker.literals:
        if asking := [by_part[ready.parts[want.number]] for want in fields.wants(literal)]:
            assert any("field" in rule.kinds or "beside" in rule.anchored for rule in asking)


def test_a_literal_that_nobody_wants_is_asked_nothing(ready: Ready) -> None:
    assert not list(ready.wants(b"no rule says this", 0, range(len(ready.parts))))
