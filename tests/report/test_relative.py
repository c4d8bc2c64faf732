from pathlib import Path

import pytest

from presscheck.report.relative import uri, within


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.md", "a.md"), ("./a.md", "a.md"), (".//x/a.md", "x/a.md"), ("../b.md", "../b.md"), ("/else/a", "/else/a")],
)
def test_a_path_is_relative_to_the_working_folder(path: str, expected: str) -> None:
    assert within(path) == expected


def test_an_absolute_path_into_the_working_folder_is_made_relative(folder: Path) -> None:
    assert within((folder / "site" / "x" / "a.md").as_posix()) == "x/a.md"


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_in_a_folder_of_the_checkout_a_path_starts_at_the_checkout(
    variable: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(folder))
    assert within("a.md") == "site/a.md"
    assert within("../b.md") == "b.md"


def test_a_checkout_elsewhere_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", "/elsewhere")
    assert within("./a.md") == "a.md"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b#1?.md", "a%20b%231%3F.md"),
        ("größe.md", "gr%C3%B6%C3%9Fe.md"),
        ("100%.md", "100%25.md"),
        ("a:b.md", "a%3Ab.md"),
        ("\udcff.md", "%FF.md"),
        ("/else/a b.md", "file:///else/a%20b.md"),
        ("C:/else/a.md", "file:///C:/else/a.md"),
    ],
)
def test_a_uri_is_percent_encoded(path: str, expected: str) -> None:
    assert uri(path) == expected
