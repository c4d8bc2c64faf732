from pathlib import Path

import pytest
from git_repository import Repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository in the working folder of the test."""
    made = Repository(tmp_path / "site", monkeypatch)
    monkeypatch.chdir(made.folder)
    return made
