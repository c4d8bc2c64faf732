"""Each file is checked as its own configuration says, and the command line wins over all."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.config.settings import Settings
from presscheck.model import House, Severity
from presscheck.trouble import Trouble

BASE = """\
level = "error"
exclude = ["*.bak.md", "templates/", "!templates/kept.md"]

[[overrides]]
paths = ["archive/", "!archive/2025/"]
level = "advice"

[[overrides]]
paths = ["archive/1999/*.txt"]
level = "warning"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "presscheck.toml").write_text(BASE)
    return tmp_path


def settings(path: Path, **options: object) -> Settings:
    return Configuration(layer_of(options, "--{}")).settings(str(path))


@pytest.mark.parametrize(
    ("path", "level"),
    [
        ("a.md", "error"),
        ("archive/a.md", "advice"),
        ("news/archive/a.md", "advice"),
        ("archive/2025/a.md", "error"),
        ("archive/1999/a.md", "advice"),
        ("archive/1999/a.txt", "warning"),
        ("archive/1999/deeper/a.txt", "advice"),
    ],
)
def test_overrides_hold_in_their_order_for_the_paths_that_fit(site: Path, path: str, level: str) -> None:
    assert str(settings(site / path).level) == level


@pytest.mark.parametrize(
    ("path", "excluded"),
    [
        ("a.md", False),
        ("deep/down/a.bak.md", True),
        ("templates/a.md", True),
        ("templates/kept.md", False),
        ("news/templates/deep/a.md", True),
    ],
)
def test_excluded_files_are_never_checked(site: Path, path: str, excluded: bool) -> None:
    assert settings(site / path).excluded is excluded


def test_the_command_line_wins(site: Path) -> None:
    assert settings(site / "archive" / "a.md", level="warning").level is Severity.WARNING


def test_a_run_does_not_fail_for_what_it_does_not_show(tmp_path: Path) -> None:
    assert settings(tmp_path / "a.md", fail_on="advice").level is Severity.ADVICE
    assert settings(tmp_path / "a.md", fail_on="never") == Settings(fail_on=None)


def test_equal_settings_of_two_files_are_one_object(site: Path) -> None:
    configuration = Configuration()
    one, other, archived = (configuration.settings(str(site / name)) for name in ("a.md", "b/c.md", "archive/a.md"))
    assert one is other
    assert one is not archived


def test_a_configuration_can_be_handed_to_another_process(site: Path) -> None:
    configuration = Configuration(layer_of({"ignore": ["chat"]}, "--{}"))
    path = str(site / "archive" / "a.md")
    there = pickle.loads(pickle.dumps(configuration))
    assert there.settings(path) == configuration.settings(path)


def test_a_lower_configuration_replaces_the_one_above(site: Path) -> None:
    (site / "news").mkdir()
    (site / "news" / ".presscheck.toml").write_text('title-in-body = "allow"\n')
    assert settings(site / "news" / "a.md") == Settings(title_in_body="allow")


def test_patterns_start_from_the_file_that_says_them(site: Path) -> None:
    (site / "news" / "archive").mkdir(parents=True)
    (site / "presscheck.toml").write_text('[[overrides]]\npaths = ["/archive/"]\nlevel = "advice"\n')
    (site / "news" / "presscheck.toml").write_text('extend = "../presscheck.toml"\n')
    assert settings(site / "news" / "archive" / "a.md").level is Severity.WARNING


def test_patterns_of_a_shared_configuration_elsewhere_start_from_the_one_that_extends_it(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "site" / "archive").mkdir(parents=True)
    (tmp_path / "shared" / "house.toml").write_text('[[overrides]]\npaths = ["/archive/"]\nlevel = "advice"\n')
    (tmp_path / "site" / "presscheck.toml").write_text('extend = "../shared/house.toml"\n')
    assert settings(tmp_path / "site" / "archive" / "a.md").level is Severity.ADVICE


def test_one_file_may_hold_for_every_path_or_none_at_all(site: Path, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('level = "advice"\n')
    path = str(site / "a.md")
    assert Configuration(file=str(tmp_path / "other.toml")).settings(path).level is Severity.ADVICE
    assert Configuration(search=False).settings(path) == Settings()


def test_a_preset_is_a_start_that_keys_beside_it_change(tmp_path: Path) -> None:
    assert settings(tmp_path / "a.md", preset="ci").across
    (tmp_path / "presscheck.toml").write_text('across = false\npreset = "ci"\n')
    assert not settings(tmp_path / "a.md").across
    assert settings(tmp_path / "a.md", preset="ci").across


def test_a_broken_configuration_is_told_of_each_time(site: Path) -> None:
    (site / "presscheck.toml").write_text("levl = 1\n")
    configuration = Configuration()
    for _ in range(2):
        with pytest.raises(Trouble, match="unknown key 'levl'"):
            configuration.settings(str(site / "a.md"))


def test_a_run_without_a_configuration_reads_no_toml(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All is well.\n")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "site"\n')
    code = f"from presscheck.cli import app\napp.main([{str(tmp_path)!r}], standalone_mode=False)"
    run = subprocess.run(
        [sys.executable, "-S", "-c", f"{code}\nimport sys; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert not set(run.stdout.split()) & {"tomllib", "pathspec", "presscheck.config.read"}


def test_a_house_is_what_all_layers_say_of_it(site: Path) -> None:
    (site / "base.toml").write_text(
        'house-text = ["One."]\nallowed-slots = ["[A]"]\nsite = "hugo"\nlanguages = ["en"]\n'
    )
    (site / "presscheck.toml").write_text(
        'extend = "base.toml"\nhouse-text = ["Two."]\nsite = "jekyll"\nlanguages = ["tr", "de"]\n'
        '[[overrides]]\npaths = ["forms/"]\nallowed-slots = ["[B]"]\n'
    )
    assert settings(site / "a.md").house == House("jekyll", ("tr", "de"), ("One.", "Two."), ("[A]",))
    assert settings(site / "forms" / "a.md").house.slots == ("[A]", "[B]")


def test_a_baseline_stands_where_its_file_says(site: Path) -> None:
    (site / "news").mkdir()
    (site / "news" / "presscheck.toml").write_text('baseline = "known.json"\n')
    assert settings(site / "news" / "a.md").baseline == str(site / "news" / "known.json")


def test_patterns_of_a_file_that_is_named_start_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("shared", "site"):
        (tmp_path / name).mkdir()
    (tmp_path / "shared" / "house.toml").write_text('exclude = ["/old/"]\n')
    monkeypatch.chdir(tmp_path / "site")
    named = Configuration(file="../shared/house.toml")
    assert named.settings("old/a.md").excluded
    assert not named.settings("new/old/a.md").excluded


def test_a_folder_fits_the_patterns_of_folders(site: Path) -> None:
    assert settings(site / "archive").level is Severity.ERROR
    assert Configuration().settings(f"{site}/archive/").level is Severity.ADVICE
