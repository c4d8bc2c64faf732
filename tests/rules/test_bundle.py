from dataclasses import fields
from pathlib import Path

from presscheck.model import Rule
from presscheck.rules import read_builtin
from presscheck.rules.bundle import bundled_rules, write_bundle


def values(rule: Rule) -> dict[str, object]:
    return {field.name: getattr(rule, field.name) for field in fields(rule)}


def test_the_bundle_holds_what_the_files_say(tmp_path: Path) -> None:
    rules = tuple(read_builtin())
    write_bundle(rules, [], tmp_path / "bundle")
    bundled = bundled_rules(tmp_path / "bundle", tmp_path / "none")
    assert bundled is not None
    assert [values(rule) for rule in bundled] == [values(rule) for rule in rules]


def test_a_bundle_older_than_a_rule_file_does_not_count(tmp_path: Path) -> None:
    write_bundle((), [], tmp_path / "bundle")
    folder = tmp_path / "checkout" / "rules"
    folder.mkdir(parents=True)
    (folder / "new.yaml").write_text("id: XX101\n", "utf-8")
    assert bundled_rules(tmp_path / "bundle", folder) is None


def test_a_damaged_or_missing_bundle_does_not_count(tmp_path: Path) -> None:
    assert bundled_rules(tmp_path / "none", tmp_path) is None
    (tmp_path / "bundle").write_bytes(b"not a bundle")
    assert bundled_rules(tmp_path / "bundle", tmp_path / "rules") is None
