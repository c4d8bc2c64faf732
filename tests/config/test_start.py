"""What `presscheck init` writes is taken by those it is for, and it never writes over a file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from presscheck.config.read import read_layers
from presscheck.config.start import start
from presscheck.config.starter import configuration, files, github, gitlab, hook, suffixes
from presscheck.config.survey import Survey
from presscheck.read import FORMATS
from presscheck.trouble import Trouble

PLAIN = Survey((), (), 0, 0, ())
JEKYLL = Survey(("_drafts", "_posts"), ("jekyll",), 9, 12, ("github", "gitlab"))
NAMES = [".github/workflows/presscheck.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml", "presscheck.toml"]


def is_valid(schema: str, content: str, folder: Path) -> bool:
    """Ask check-jsonschema, which brings the schemas of the services along."""
    file = folder / "checked.yml"
    file.write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("survey", [PLAIN, JEKYLL])
def test_the_configuration_is_read_with_and_without_its_comments(survey: Survey, tmp_path: Path) -> None:
    file = tmp_path / "presscheck.toml"
    file.write_text(configuration(survey), encoding="utf-8")
    plain, *_ = read_layers(str(file))
    assert plain.values.keys() == ({"title-in-body"} if survey.titled else set())
    bare = re.sub(r"^# (?=[a-z-]+ = |\[)", "", configuration(survey), flags=re.MULTILINE)
    file.write_text(bare, encoding="utf-8")
    every, override = read_layers(str(file))
    assert {"level", "fail-on", "site", "ignore", "exclude", "house-text", "severity"} < every.values.keys()
    assert override.paths


def test_a_habit_of_the_site_is_set() -> None:
    assert '\ntitle-in-body = "allow"\n' in configuration(JEKYLL)
    assert "9 of the 12 posts" in configuration(JEKYLL)
    assert '\n# title-in-body = "auto"\n' in configuration(PLAIN)


@pytest.mark.parametrize("folders", [["."], ["_posts"], ["it's here", 'a "b" $c']])
def test_jobs_are_what_their_services_take(folders: list[str], tmp_path: Path) -> None:
    assert is_valid("github-workflows", github(folders), tmp_path)
    assert is_valid("gitlab-ci", gitlab(folders), tmp_path)


def test_a_job_names_the_folders_as_a_shell_takes_them() -> None:
    steps = yaml.safe_load(github(["a b", "c$d"]))["jobs"]["presscheck"]["steps"]
    command = f"printf '%s|' {steps[-1]['run']}"
    words = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert words.stdout == "presscheck|check|--preset|ci|a b|c$d|"


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("_posts/a.md", True),
        ("_posts/deep/B.HTML", True),
        ("_posts/a.png", False),
        ("other/a.md", False),
        ("my_posts/a.md", False),
    ],
)
def test_the_hook_takes_the_drafts_alone(path: str, taken: bool) -> None:
    (repository,) = yaml.safe_load(hook(["_posts"]))["repos"]
    assert bool(re.search(repository["hooks"][0]["files"], path)) is taken


def test_every_format_is_taken_by_the_hook() -> None:
    assert all(re.search(suffixes(), f"a{suffix}") for suffix in FORMATS)


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (".git", ".github", ".gitlab", "_posts"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_every_file_is_written_once(site: Path) -> None:
    _, steps = start(str(site))
    assert {step.done for step in steps} == {"wrote"}
    assert written(site) == NAMES
    contents = {name: (site / name).read_bytes() for name in NAMES}
    _, steps = start(str(site))
    assert {step.done for step in steps} == {"left"}
    assert {name: (site / name).read_bytes() for name in NAMES} == contents


def test_a_file_that_is_there_is_left_and_what_to_add_is_told(site: Path) -> None:
    (site / ".pre-commit-config.yaml").write_text("repos: []\n")
    _, steps = start(str(site))
    (left,) = [step for step in steps if step.done == "left"]
    assert "presscheck check --staged" in left.content
    assert (site / ".pre-commit-config.yaml").read_text() == "repos: []\n"


def test_a_folder_that_is_configured_gets_no_second_configuration(site: Path) -> None:
    (site / "pyproject.toml").write_text("[tool.presscheck]\n")
    start(str(site))
    assert "presscheck.toml" not in written(site)


def test_a_folder_within_a_repository_gets_the_configuration_and_the_top_the_rest(site: Path) -> None:
    (site / "news" / "drafts").mkdir(parents=True)
    (site / "news" / "drafts" / "a.md").write_text("The ferry left.\n")
    start(str(site / "news"))
    assert "news/presscheck.toml" in written(site)
    assert "news/drafts" in (site / ".pre-commit-config.yaml").read_text()


def test_without_a_service_there_is_no_job() -> None:
    assert set(files(PLAIN)) == {"presscheck.toml", ".pre-commit-config.yaml"}


def test_a_file_that_cannot_be_written_stops_no_other(site: Path) -> None:
    (site / ".github" / "workflows").write_text("no folder\n")
    _, steps = start(str(site))
    assert [step.done for step in steps] == ["wrote", "wrote", "failed", "wrote"]


def test_a_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no such folder"):
        start(str(tmp_path / "nowhere"))
