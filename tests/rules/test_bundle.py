import pickle
from dataclasses import fields, replace
from pathlib import Path

import pytest

from presscheck.match.prefilter import readied
from presscheck.model import Severity
from presscheck.rule import Rule
from presscheck.rules import load_rules, read_builtin
from presscheck.rules.bundle import bundled_rules, write_bundle


def values(rule: Rule) -> dict[str, object]:
    return {field.name: getattr(rule, field.name) for field in fields(rule)}


def test_the_bundle_holds_what_the_files_say(tmp_path: Path) -> None:
    rules = tuple(read_builtin())
    write_bundle(rules, readied(rules), path=tmp_path / "bundle")
    bundled = bundled_rules(tmp_path / "bundle", tmp_path / "none")
    assert bundled is not None
    assert [values(rule) for rule in bundled] == [values(rule) for rule in rules]


def test_a_bundle_older_than_a_rule_file_does_not_count(tmp_path: Path) -> None:
    write_bundle((), readied(()), path=tmp_path / "bundle")
    folder = tmp_path / "checkout" / "rules"
    folder.mkdir(parents=True)
    (folder / "new.yaml").write_text("id: XX101\n", "utf-8")
    assert bundled_rules(tmp_path / "bundle", folder) is None


def test_a_damaged_or_missing_bundle_does_not_count(tmp_path: Path) -> None:
    assert bundled_rules(tmp_path / "none", tmp_path) is None
    (tmp_path / "bundle").write_bytes(b"not a bundle")
    assert bundled_rules(tmp_path / "bundle", tmp_path / "rules") is None


def test_a_rule_is_whole_at_another_severity_and_in_another_process() -> None:
    rule = load_rules().get("PH101")
    raised = replace(rule, severity=Severity.ADVICE)
    assert values(raised) == {**values(rule), "severity": Severity.ADVICE}
    assert values(pickle.loads(pickle.dumps(load_rules().get("CH201")))) == values(load_rules().get("CH201"))


def test_what_no_rule_has_is_missed() -> None:
    with pytest.raises(AttributeError, match="colour"):
        load_rules().get("PH101").colour  # type: ignore[attr-defined]  # noqa: B018
