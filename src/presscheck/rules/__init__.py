"""The rules of a run: loaded, and narrowed to those the user wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from presscheck.model import Finding, Severity
from presscheck.rule import Rule
from presscheck.trouble import Trouble


class RuleSet:
    """Rules in order of id, found by id, name or family.

    `loaded` are those that they were chosen from.
    """

    def __init__(self, rules: Sequence[Rule], loaded: RuleSet | None = None) -> None:
        self._rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.loaded: RuleSet = loaded.loaded if loaded else self
        self._by_severity: dict[Severity, tuple[Rule, ...]] = {}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def at_least(self, severity: Severity) -> tuple[Rule, ...]:
        """Return the rules of this severity or above: the same tuple for the same question."""
        if severity not in self._by_severity:
            self._by_severity[severity] = tuple(rule for rule in self._rules if rule.severity >= severity)
        return self._by_severity[severity]

    def get(self, key: str) -> Rule:
        """Return the rule with this id or name, in any case. Raises Trouble naming the nearest."""
        for rule in self._rules:
            if key.lower() in (rule.id.lower(), rule.name):
                return rule
        raise Trouble(
            f"no rule '{key}'{_nearest(key, tuple(word for rule in self._rules for word in (rule.id, rule.name)))}"
        )

    def select(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RuleSet:
        """Return the rules named by `select` (all where it is empty) but not by `ignore`.

        A key is an id, the start of one (`PH`), a family or a name, in any case. Raises Trouble for one that
        fits no rule.
        """
        chosen = self._matching(select) if select else set(self._rules)
        dropped = self._matching(ignore)
        return RuleSet([rule for rule in self._rules if rule in chosen and rule not in dropped], self)

    def _matching(self, keys: Sequence[str]) -> set[Rule]:
        matching: set[Rule] = set()
        for key in keys:
            found = {rule for rule in self._rules if names(key, rule)}
            if not found:
                raise Trouble(f"no rule, family or name '{key}'{self.nearest(key)}")
            matching |= found
        return matching

    def nearest(self, key: str) -> str:
        """Return what to say after a key that fits no rule: the nearest one that does, or where they all stand."""
        return _nearest(key, tuple(word for rule in self._rules for word in (rule.id, rule.name, rule.family)))


@lru_cache(maxsize=256)  # a draft may say the same wrong word on every line
def _nearest(key: str, words: tuple[str, ...]) -> str:
    from presscheck.rules.schema import nearest

    by_low = {word.lower(): word for word in words}
    hint = nearest(key.lower(), by_low)
    for low, word in by_low.items():
        hint = hint.replace(f"'{low}'", f"'{word}'")
    return hint or "; see `presscheck rules list`"


def names(key: str, rule: Rule | Finding) -> bool:
    """Tell whether a key means a rule, or the rule of a finding: by id, the start of one, name or family."""
    low = key.lower()
    number = rule.id if isinstance(rule, Rule) else rule.rule
    return number.lower().startswith(low) or low in (rule.family, rule.name)


def load_rules(extra: Sequence[str] = ()) -> RuleSet:
    """Return the built-in rules and those of the files and folders `extra`.

    Raises Trouble where a file is missing or broken, or an id or name stands twice.
    """
    return RuleSet(_unique([*_builtin(), *_load(extra, extra)])) if extra else RuleSet(_builtin())


def load_only(paths: Sequence[str]) -> RuleSet:
    """Return just the rules of these files and folders. Raises Trouble as `load_rules` does."""
    return RuleSet(_unique(_load(paths, paths)))


def read_builtin() -> RuleSet:
    """Return the built-in rules from their files, checked, whether there is a bundle or not."""
    from presscheck.rules.folder import builtin_path

    return RuleSet(_unique([replace(rule, ours=True) for rule in _load([builtin_path()], ["rules"])]))


@cache
def _builtin() -> tuple[Rule, ...]:
    from presscheck.rules.bundle import bundled_rules

    return bundled_rules() or tuple(read_builtin())


def _load(paths: Sequence[str], shown: Sequence[str]) -> list[Rule]:
    from pathlib import Path

    from presscheck.rules.load import load_files

    return list(load_files([Path(path) for path in paths], shown))


def _unique(rules: Sequence[Rule]) -> Sequence[Rule]:
    seen: dict[str, Rule] = {}
    for rule in rules:
        for key in (rule.id, rule.name):
            if key in seen:
                raise Trouble(f"{rule.path}:1: '{key}' is already used by {seen[key].path}")
            seen[key] = rule
    return rules
