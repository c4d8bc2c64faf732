"""Where the time of a run went, as a table: its stages in their order, and the rules that took longest."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.profile import Profile, Spent

RULES = 15
"""So many rules are shown; what the others took is told in one line."""

_NAME = 34


def lines(profile: Profile) -> Iterator[str]:
    """Yield the lines of the table; what stands in no stage is told as the rest."""
    total = profile.seconds
    rules = sorted(profile.rules.items(), key=lambda item: (-item[1].seconds, item[0]))
    of_rules = sum(spent.seconds for _, spent in rules)
    yield ""
    yield f"{'stage':<{_NAME}} {'seconds':>8} {'share':>6} {'times':>9}"
    for name, spent in profile.stages.items():
        yield _line(name, spent.seconds, total, f"{spent.times:9,}")
    yield _line("rules", of_rules, total)
    yield _line("the rest", total - of_rules - sum(spent.seconds for spent in profile.stages.values()), total)
    yield _line("in all", total, total)
    if not rules:
        return
    yield ""
    yield f"{'rule':<{_NAME}} {'seconds':>8} {'share':>6} {'times':>9} {'hits':>7}"
    for key, spent in rules[:RULES]:
        yield _rule(f"{key} {profile.names[key]}", spent, total)
    if rules[RULES:]:
        others = [spent for _, spent in rules[RULES:]]
        sums = Spent(sum(s.times for s in others), sum(s.seconds for s in others), sum(s.found for s in others))
        yield _rule(f"{len(others)} more", sums, total)


def _rule(name: str, spent: Spent, total: float) -> str:
    return _line(name, spent.seconds, total, f"{spent.times:9,} {spent.found:7,}")


def _line(name: str, seconds: float, total: float, more: str = "") -> str:
    return f"{name:<{_NAME}.{_NAME}} {seconds:8.3f} {seconds / total:6.1%} {more}".rstrip()
