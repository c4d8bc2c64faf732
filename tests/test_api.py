import os
import subprocess
import sys
from pathlib import Path

import pytest

import presscheck

RULES = Path(__file__).parent / "cli" / "common" / "rules"


def test_check_text_finds_with_a_users_rules() -> None:
    report = presscheck.check_text("A needle.", rules=RULES, select="needle")
    [finding] = report.findings
    assert (finding.place.path, finding.place.line, finding.place.column) == ("draft.txt", 1, 3)
    assert finding.severity is presscheck.Severity.ERROR
    assert (report.files, report.troubles) == (1, ())


def test_the_file_name_tells_the_format() -> None:
    code = "<script>a needle</script>"
    assert not presscheck.check_text(code, filename="a.html", rules=RULES, select="needle").findings
    assert presscheck.check_text(code, filename="a.txt", rules=RULES, select="needle").findings


def test_offsets_are_code_points_of_the_text() -> None:
    text = "\U0001f600 東京\r\nA needle."
    [finding] = presscheck.check_text(text, rules=[RULES], select=["needle"]).findings
    assert text[finding.place.start : finding.place.end] == finding.text == "needle"


def test_advice_is_left_out_unless_asked_for() -> None:
    text = "A thread."
    assert not presscheck.check_text(text, rules=RULES, select="ZZ").findings
    assert presscheck.check_text(text, rules=RULES, select="ZZ", level="advice").findings
    level = presscheck.Severity.ADVICE
    assert presscheck.check_text(text, rules=RULES, select="ZZ", level=level).findings


def test_ignore_leaves_rules_out() -> None:
    assert not presscheck.check_text("A needle.", rules=RULES, select="ZZ", ignore=["needle"]).findings


def test_check_paths_takes_a_path_and_reports_what_it_could_not_read(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("A needle.")
    report = presscheck.check_paths(draft, rules=RULES, select="ZZ")
    assert [finding.place.path for finding in report.findings] == [draft.as_posix()]
    report = presscheck.check_paths([draft, str(tmp_path / "b.txt")], rules=RULES, select="ZZ")
    assert report.files == 1
    assert report.troubles == (f"{tmp_path}/b.txt: no such file or folder",)


def test_findings_come_in_order_of_path_whatever_the_order_asked_for(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("A needle.")
    report = presscheck.check_paths([tmp_path / "b.txt", tmp_path / "a.txt"], rules=RULES, select="ZZ")
    assert [Path(finding.place.path).name for finding in report.findings] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("wrong", [{"select": ["ZZ999"]}, {"rules": "nowhere"}, {"level": "eror"}])
def test_a_wrong_option_raises_trouble(wrong: dict[str, str]) -> None:
    with pytest.raises(presscheck.Trouble):
        presscheck.check_text("x", **wrong)  # type: ignore[arg-type]


def test_check_paths_honours_the_configuration_of_each_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "draft.txt").write_text("A needle.")
    (tmp_path / "b" / "presscheck.toml").write_text('ignore = ["needle"]\n')
    report = presscheck.check_paths(tmp_path, rules=RULES, select="ZZ")
    assert [finding.place.path for finding in report.findings] == [(tmp_path / "a" / "draft.txt").as_posix()]
    assert len(presscheck.check_paths(tmp_path, rules=RULES, select="ZZ", config=False).findings) == 2


def test_one_configuration_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("A needle.")
    (tmp_path / "desk.toml").write_text('level = "error"\nexclude = ["draft.txt"]\n')
    report = presscheck.check_paths(tmp_path / "draft.txt", config=tmp_path / "desk.toml")
    assert (report.files, report.excluded) == (0, 1)
    report = presscheck.check_text("A needle.", filename=f"{tmp_path}/draft.txt", config=tmp_path / "desk.toml")
    assert (report.files, report.excluded) == (0, 1)


def test_check_text_takes_the_configuration_of_its_name_when_asked(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text('ignore = ["placeholder"]\n')
    name = f"{tmp_path}/draft.txt"
    assert presscheck.check_text("By [Your Name]", filename=name).findings
    assert not presscheck.check_text("By [Your Name]", filename=name, config=True).findings


def test_a_broken_configuration_of_a_named_path_raises_trouble(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text("levl = 1\n")
    with pytest.raises(presscheck.Trouble, match="unknown key 'levl'"):
        presscheck.check_paths(tmp_path)


def test_drafts_can_be_compared_and_titles_forbidden_in_the_text(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("---\ntitle: The bridge is closed\n---\n\n# The bridge is closed\n\nIt is.\n")
    rules = [finding.rule for finding in presscheck.check_paths(tmp_path, across=True).findings]
    assert "DU401" in rules
    assert "DU401" not in [finding.rule for finding in presscheck.check_paths(tmp_path).findings]
    text = (tmp_path / "a.md").read_text()
    (finding,) = presscheck.check_text(text, filename="a.md", title_in_body="forbid").findings
    assert finding.family == "duplicate"
    assert not presscheck.check_text(text, filename="a.md", title_in_body="allow").findings


def test_every_public_name_is_there() -> None:
    for name in presscheck.__all__:
        assert getattr(presscheck, name)
    with pytest.raises(AttributeError):
        presscheck.nothing  # noqa: B018


def modules_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; print(*sorted(sys.modules))"
    # -S: what the interpreter loads for a start-up hook of some other package is not ours.
    run = subprocess.run(
        [sys.executable, "-S", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return set(run.stdout.splitlines()[-1].split())


def test_importing_presscheck_imports_next_to_nothing() -> None:
    assert not modules_after("import presscheck") & {"click", "dataclasses", "yaml", "regex", "rich"}


def test_several_processes_find_what_one_does(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"By [Your Name], the {number}th of May\n")
    one, several = (presscheck.check_paths(tmp_path, jobs=jobs, config=False) for jobs in (1, 2))
    assert len(one.findings) == 4
    assert several.findings == one.findings
