"""The rules of a run: loaded, and narrowed to those the user wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from presscheck.model import Rule, Trouble


class RuleSet:
    """Rules in order of id, found by id, name or family."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(sorted(rules, key=lambda rule: rule.id))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def get(self, key: str) -> Rule:
        """Return the rule with this id or name, in any case. Raises Trouble naming the nearest."""
        for rule in self._rules:
            if key.lower() in (rule.id.lower(), rule.name):
                return rule
        raise Trouble(f"no rule '{key}'{self._nearest(key, [w for r in self._rules for w in (r.id, r.name)])}")

    def select(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RuleSet:
        """Return the rules named by `select` (all where it is empty) but not by `ignore`.

        A key is an id, the start of one (`PH`), a family or a name, in any case. Raises Trouble for one that
        fits no rule.
        """
        chosen = self._matching(select) if select else set(self._rules)
        dropped = self._matching(ignore)
        return RuleSet([rule for rule in self._rules if rule in chosen and rule not in dropped])

    def _matching(self, keys: Sequence[str]) -> set[Rule]:
        matching: set[Rule] = set()
        for key in keys:
            low = key.lower()
            found = {r for r in self._rules if r.id.lower().startswith(low) or low in (r.family, r.name)}
            if not found:
                words = [word for rule in self._rules for word in (rule.id, rule.name, rule.family)]
                raise Trouble(f"no rule, family or name '{key}'{self._nearest(key, words)}")
            matching |= found
        return matching

    @staticmethod
    def _nearest(key: str, words: Sequence[str]) -> str:
        from presscheck.rules.schema import nearest

        by_low = {word.lower(): word for word in words}
        hint = nearest(key.lower(), by_low)
        for low, word in by_low.items():
            hint = hint.replace(f"'{low}'", f"'{word}'")
        return hint or "; see `presscheck rules list`"


def load_rules(extra: Sequence[str] = ()) -> RuleSet:
    """Return the built-in rules and those of the files and folders `extra`.

    Raises Trouble where a file is missing or broken, or an id or name stands twice.
    """
    return (
        RuleSet(_unique([*_builtin(), *_load([Path(path) for path in extra], extra)]))
        if extra
        else RuleSet(_builtin())
    )


def load_only(paths: Sequence[str]) -> RuleSet:
    """Return just the rules of these files and folders. Raises Trouble as `load_rules` does."""
    return RuleSet(_unique(_load([Path(path) for path in paths], paths)))


def read_builtin() -> RuleSet:
    """Return the built-in rules from their files, checked, whether there is a bundle or not."""
    from presscheck.rules.folder import builtin_folder

    return RuleSet(_unique(_load([builtin_folder()], ["rules"])))


@cache
def _builtin() -> tuple[Rule, ...]:
    from presscheck.rules.bundle import bundled_rules

    return bundled_rules() or tuple(read_builtin())


def _load(paths: Sequence[Path], shown: Sequence[str]) -> list[Rule]:
    from presscheck.rules.load import load_files

    return list(load_files(paths, shown))


def _unique(rules: Sequence[Rule]) -> Sequence[Rule]:
    seen: dict[str, Rule] = {}
    for rule in rules:
        for key in (rule.id, rule.name):
            if key in seen:
                raise Trouble(f"{rule.path}:1: '{key}' is already used by {seen[key].path}")
            seen[key] = rule
    return rules
