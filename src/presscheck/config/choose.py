"""Settings → the rules to check with.

Where two places disagree about a rule, the more exact key wins (a name or whole id over `PH1`, that over `PH` or a
family), and of equally exact ones the later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from presscheck.config.find import show
from presscheck.config.layer import Given
from presscheck.config.settings import Pick, Settings
from presscheck.model import Severity
from presscheck.rule import Rule
from presscheck.rules import RuleSet, load_rules
from presscheck.trouble import Trouble

_EXACT = 99


class Chosen(NamedTuple):
    """The rules to check with, and a line for each key, file or folder that is wrong; the others still hold."""

    rules: RuleSet
    troubles: tuple[str, ...]


def choose(settings: Settings) -> Chosen:
    """Return the rules that settings name. The same for equal settings."""
    return _choose(settings.rules, settings.picks, settings.severities)


@cache
def _choose(paths: tuple[Given, ...], picks: tuple[Pick, ...], severities: tuple[Given, ...]) -> Chosen:
    loaded, troubles = _load(paths)
    # Where every key of a selection is wrong there are no rules: others than those asked for would mislead.
    on = _picked(loaded, picks, troubles)
    if not on and not troubles and not _picked(loaded, picks, troubles, of_some=False):
        troubles.append("no rule is left to check with")
    level = _severities(loaded, severities, troubles)
    rules = [_at(rule, level.get(rule, rule.severity)) for rule in loaded if rule in on]
    return Chosen(RuleSet(rules, loaded), tuple(dict.fromkeys(troubles)))


def every_rule(settings: Settings) -> RuleSet:
    """Return all rules that settings know, chosen or not. Raises Trouble for the first broken one."""
    rules, troubles = _load(settings.rules)
    if troubles:
        raise Trouble(troubles[0])
    return rules


def _load(paths: Iterable[Given]) -> tuple[RuleSet, list[str]]:
    """Return the built-in rules with those of files and folders that can be used together."""
    sound: list[str] = []
    troubles = []
    for given in dict.fromkeys(paths):
        try:
            path = show(given.value) if _is_place(given) else given.value
            _loaded((*sound, path))
            sound.append(path)
        except Trouble as trouble:
            troubles.append(_from(given, str(trouble)))
    return _loaded(tuple(sound)), troubles


@cache
def _loaded(paths: tuple[str, ...]) -> RuleSet:
    return load_rules(paths)


def _picked(rules: RuleSet, picks: Sequence[Pick], troubles: list[str], *, of_some: bool = True) -> set[Rule]:
    """Return the rules that are on after all picks; of those of overrides only with `of_some`."""
    on = set(rules)
    ignored: dict[Rule, int] = {}
    for pick in picks:
        if pick.of_some and not of_some:
            continue
        if pick.select:
            chosen = _fitting(rules, pick.select, troubles)
            on = {rule for rule, exact in chosen.items() if exact >= ignored.get(rule, 0)}
        dropped = _fitting(rules, pick.ignore, troubles)
        ignored = {rule: exact for rule, exact in ignored.items() if rule not in on} | dropped
        on -= dropped.keys()
    return on


def _fitting(rules: RuleSet, keys: Iterable[Given], troubles: list[str]) -> dict[Rule, int]:
    """Return the rules that keys name, each with how exactly."""
    found: dict[Rule, int] = {}
    for given, matching in _matching(rules, keys, troubles):
        for rule in matching:
            found[rule] = max(found.get(rule, 0), _exactness(rule, given.value))
    return found


def _matching(rules: RuleSet, keys: Iterable[Given], troubles: list[str]) -> Iterator[tuple[Given, RuleSet]]:
    for given in dict.fromkeys(keys):
        key = given.value[0] if isinstance(given.value, tuple) else given.value
        try:
            yield given, rules.select([key])
        except Trouble as trouble:
            troubles.append(_from(given, str(trouble)))


def _exactness(rule: Rule, key: str) -> int:
    low = key.lower()
    if low in (rule.id.lower(), rule.name):
        return _EXACT
    return 2 if low == rule.family else len(low)


def _severities(rules: RuleSet, given: Iterable[Given], troubles: list[str]) -> dict[Rule, Severity]:
    levels: dict[Rule, tuple[int, Severity]] = {}
    for pair, matching in _matching(rules, given, troubles):
        key, name = pair.value
        for rule in matching:
            exact = _exactness(rule, key)
            if exact >= levels.get(rule, (0, rule.severity))[0]:
                levels[rule] = exact, Severity[name.upper()]
    return {rule: severity for rule, (_, severity) in levels.items()}


@cache
def _at(rule: Rule, severity: Severity) -> Rule:
    """Return a rule at a severity, the same object each time: what is compiled for a rule goes by its identity."""
    return rule if severity is rule.severity else replace(rule, severity=severity)


def _from(given: Given, trouble: str) -> str:
    """Return what is wrong with a key, with its place if that is a line of a file."""
    return f"{given.place}: {trouble}" if _is_place(given) else trouble


def _is_place(given: Given) -> bool:
    return ":" in given.place
