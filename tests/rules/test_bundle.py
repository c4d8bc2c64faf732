from dataclasses import fields
from pathlib import Path

from presscheck.model import Rule
from presscheck.rules import load_rules, read_builtin
from presscheck.rules.bundle import read_bundle, write_bundle


def values(rule: Rule) -> dict[str, object]:
    return {field.name: getattr(rule, field.name) for field in fields(rule)}


def test_the_bundle_holds_what_the_files_say(tmp_path: Path) -> None:
    rules = tuple(read_builtin())
    write_bundle(rules, tmp_path / "bundle")
    bundled = read_bundle(tmp_path / "none", tmp_path / "bundle")
    assert bundled is not None
    assert [values(rule) for rule in bundled] == [values(rule) for rule in rules]


def test_a_bundle_older_than_a_rule_file_does_not_count(tmp_path: Path) -> None:
    write_bundle(tuple(load_rules()), tmp_path / "bundle")
    folder = tmp_path / "checkout" / "rules"
    folder.mkdir(parents=True)
    (folder / "new.yaml").write_text("id: XX101\n", "utf-8")
    assert read_bundle(folder, tmp_path / "bundle") is None


def test_a_damaged_or_missing_bundle_does_not_count(tmp_path: Path) -> None:
    assert read_bundle(tmp_path, tmp_path / "none") is None
    (tmp_path / "bundle").write_bytes(b"not a bundle")
    assert read_bundle(tmp_path / "rules", tmp_path / "bundle") is None
