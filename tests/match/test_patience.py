"""A rule of somebody else's has its time, whatever its patterns try; ours are not timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.match.patience import TooSlowError, patience_with
from presscheck.match.pattern import compile_pattern
from presscheck.rules import load_only, load_rules
from presscheck.run import check_paths
from presscheck.trouble import Trouble

VAIN = r"(?:a|a)+\?"
RULE = """
id: ZZ101
name: {name}
severity: error
summary: x
message: 'x {{match}}'
why: x
fix: x
match: {{pattern: {{patterns: ['{pattern}']}}}}
examples: {{flagged: ['«a?»'], clean: [x]}}
"""


def rule_file(folder: Path, name: str, pattern: str) -> str:
    path = folder / f"{name}.yaml"
    path.write_text(RULE.format(name=name, pattern=pattern))
    return str(path)


def test_our_rules_are_not_timed() -> None:
    assert {patience_with(rule) for rule in load_rules()} == {None}


def test_a_run_goes_on_without_a_rule_that_has_spent_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presscheck.match.patience.FIRST", 0.1)
    path = rule_file(tmp_path, "vain", VAIN)
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("By [Your Name]? " + "a" * 100 + "!\n")
    configuration = Configuration(layer_of({"rules": [path]}, "{}"), search=False)
    report = check_paths([str(tmp_path)], configuration)
    assert [finding.rule for finding in report.findings] == ["PH101", "PH101"]
    assert report.troubles == (
        f"{path}: ZZ101 vain takes too long, and the run goes on without it; make its patterns simpler",
    )


def test_the_time_of_a_rule_grows_with_what_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presscheck.match.patience.FIRST", 0)
    (rule,) = load_only([rule_file(tmp_path, "grows", "needle")])
    patience = patience_with(rule)
    assert patience
    assert patience.within(1_000_000, lambda left: round(left, 1)) == 2.0
    with pytest.raises(TooSlowError, match="ZZ101 grows takes too long"):
        patience.within(0, lambda left: patience.within(0, lambda left: _timed_out()))
    assert patience.spent


def _timed_out() -> None:
    raise TimeoutError


@pytest.mark.parametrize(
    "pattern", ["a{10001}", "(?:a{101}){101}", "(?:(?:ab){9}c{3}){400}", "a{99999999999999999999}", "(" * 5000]
)
def test_a_pattern_that_is_too_long_written_out_is_refused(pattern: str) -> None:
    with pytest.raises(Trouble, match="bad pattern"):
        compile_pattern(pattern, {})


@pytest.mark.parametrize("pattern", ["a{1,99999}", r"\{99999\}", "[{99999}]a{3}", "(?:a{50}){50}", "x{3}y{3}z{3}"])
def test_a_pattern_of_a_sane_length_is_taken(pattern: str) -> None:
    compile_pattern(pattern, {})
