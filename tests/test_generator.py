"""What generator a draft is written for: by the files of its project, and of no other."""

from pathlib import Path

import pytest

from presscheck.generator import CAPABILITIES, GENERATORS, MARKERS, generator_of


def project(folder: Path, *markers: str) -> Path:
    """A draft three folders down in a project with these files and folders at its root."""
    (folder / ".git").mkdir()
    for marker in markers:
        path = folder / marker
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch() if path.suffix else path.mkdir(exist_ok=True)
    return draft(folder / "content" / "2024" / "may")


def draft(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ferry.md"
    path.write_text("The ferry leaves the old pier at nine.\n")
    return path


def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("")
    inner = tmp_path / "drafts"
    inner.mkdir()
    assert generator_of(str(draft(inner))) == GENERATORS["jekyll"]
    other = tmp_path / "repository"
    (other / ".git").mkdir(parents=True)
    assert generator_of(str(draft(other))) == frozenset()


def test_what_several_projects_around_a_draft_render_counts_together(tmp_path: Path) -> None:
    path = project(tmp_path, "hugo.toml", "content/.obsidian")
    assert generator_of(str(path)) == GENERATORS["hugo"] | GENERATORS["obsidian"]


def test_a_configuration_of_that_name_alone_is_no_generator(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "config.toml").write_text("")
    assert generator_of(str(draft(tmp_path))) == frozenset()


def test_a_relative_path_is_looked_for_from_where_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project(tmp_path, "mkdocs.yml")
    monkeypatch.chdir(path.parent)
    assert generator_of("ferry.md") == GENERATORS["mkdocs"]


def test_every_marker_names_a_generator_and_every_capability_has_one() -> None:
    assert set(MARKERS.values()) <= set(GENERATORS)
    assert set().union(*GENERATORS.values()) == set(CAPABILITIES)
