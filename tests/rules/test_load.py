from pathlib import Path

import pytest

from presscheck.model import Severity
from presscheck.rules import load_only, load_rules
from presscheck.trouble import Trouble

RULE = """\
id: XX101
name: house-name
severity: error
summary: the old name of the house
message: 'old name {match}'
why: It was renamed.
fix: Use the new name.
match: {phrase: {phrases: [The Old Quay]}}
examples:
  flagged: ['He wrote for «The Old Quay» then.']
  clean: ['He stood on the old wall.']
"""


def rule_file(folder: Path, text: str = RULE, name: str = "house.yaml") -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def error(folder: Path, text: str) -> str:
    with pytest.raises(Trouble) as caught:
        load_only([rule_file(folder, text)])
    return str(caught.value).removeprefix(str(folder) + "/")


def test_a_rule_file_becomes_a_rule(tmp_path: Path) -> None:
    (rule,) = load_only([rule_file(tmp_path)])
    assert (rule.id, rule.name, rule.family, rule.severity) == (
        "XX101",
        "house-name",
        "custom",
        Severity.ERROR,
    )
    assert rule.flagged[0].text == "He wrote for The Old Quay then."
    assert rule.flagged[0].spans == ((13, 25),)


def test_users_rules_join_the_built_in_ones(tmp_path: Path) -> None:
    rules = load_rules([rule_file(tmp_path)])
    assert rules.get("house-name").id == "XX101"
    assert rules.get("ph101").name == "bracketed-slot"


def test_a_folder_of_rules_is_read_in_order(tmp_path: Path) -> None:
    rule_file(tmp_path, RULE.replace("XX101", "XX102").replace("house-name", "second"), "b.yaml")
    rule_file(tmp_path)
    assert [rule.id for rule in load_only([str(tmp_path)])] == ["XX101", "XX102"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("severity: error", "severty: error"),
            "house.yaml:3: unknown key 'severty'; did you mean 'severity'?",
        ),
        (("severity: error", "severity: eror"), "house.yaml:3: unknown value 'eror'; did you mean 'error'?"),
        (
            ("XX101", "X1"),
            "house.yaml:1: an id is two capital letters and three digits, as in PH101, not 'X1'",
        ),
        (("house-name", "House"), "house.yaml:2: a name is lower-case words with hyphens"),
        (("phrase: {", "phrases: {"), "house.yaml:8: unknown matcher 'phrases'; did you mean 'phrase'?"),
        (("phrases: [", "phrase: ["), "house.yaml:8: unknown key 'phrase'; did you mean 'phrases'?"),
        (("«The Old Quay»", "The Old Quay"), "house.yaml:10: a flagged example marks its span"),
        (("Quay»", "Quay"), "house.yaml:10: a mark « is not closed"),
        (("  clean: ['He stood on the old wall.']\n", ""), "house.yaml:10: key 'clean' is missing"),
    ],
)
def test_a_wrong_rule_names_file_line_and_what_was_meant(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    assert error(tmp_path, RULE.replace(*change)).startswith(message)


def test_a_bad_pattern_is_an_error_of_its_rule(tmp_path: Path) -> None:
    bad = RULE.replace("phrase: {phrases: [The Old Quay]}", "pattern: {patterns: ['(unclosed']}")
    assert error(tmp_path, bad) == "house.yaml:8: bad pattern: missing ) at position 9: (unclosed"


@pytest.mark.parametrize("pattern", ["[[]Old", "[a||b]Old"])
def test_a_pattern_that_may_mean_something_else_one_day_is_read_in_silence(tmp_path: Path, pattern: str) -> None:
    file = tmp_path / "house.yaml"
    file.write_text(RULE.replace("phrase: {phrases: [The Old Quay]}", f"pattern: {{patterns: ['{pattern}']}}"))
    assert load_only([str(file)])


def test_a_missing_file_an_empty_folder_and_a_doubled_id_are_errors(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no such rule file or folder"):
        load_only([str(tmp_path / "none.yaml")])
    with pytest.raises(Trouble, match="no rules here"):
        load_only([str(tmp_path)])
    rule_file(tmp_path)
    rule_file(tmp_path, RULE, "twin.yaml")
    with pytest.raises(Trouble, match="'XX101' is already used by"):
        load_only([str(tmp_path)])


def test_rules_are_chosen_by_id_start_of_id_family_and_name() -> None:
    rules = load_rules()
    assert [rule.id for rule in rules.select(["PH101"])] == ["PH101"]
    assert {rule.family for rule in rules.select(["CH"])} == {"chat"}
    assert {rule.family for rule in rules.select(["duplicate"])} == {"duplicate"}
    assert "PH101" not in {rule.id for rule in rules.select(["placeholder"], ["bracketed-slot"])}


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(Trouble, match=r"no rule, family or name 'placeholdr'; did you mean 'placeholder'\?"):
        load_rules().select(["placeholdr"])
    with pytest.raises(Trouble, match=r"no rule 'bracketed-slt'; did you mean 'bracketed-slot'\?"):
        load_rules().get("bracketed-slt")


def test_a_file_that_is_named_twice_is_one_rule(tmp_path: Path) -> None:
    folder = tmp_path / "house-rules"
    folder.mkdir()
    (folder / "desk.yaml").write_text(RULE, encoding="utf-8")
    assert len(load_only([str(folder), str(folder / "desk.yaml"), str(tmp_path / "house-rules")])) == 1
