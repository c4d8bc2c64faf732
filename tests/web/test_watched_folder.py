import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

Serve = Callable[..., str]


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "ferry.txt").write_text("By [Your Name]\n")
    return tmp_path / "drafts"


def counts(told: Any) -> dict[str, int]:
    return {row["path"]: row["errors"] for row in told["drafts"]}


def events(http: httpx2.Client) -> Iterator[Any]:
    """What the page is told until all drafts have been looked at, and then from change to change."""
    drafts, gone = [], []
    with http.stream("GET", "/api/drafts/events") as answer:
        for line in answer.iter_lines():
            if line.startswith("data: "):
                told = json.loads(line[len("data: ") :])
                drafts += told["drafts"]
                gone += told["gone"]
                if told["looked"] and not told["waiting"]:
                    yield {"drafts": drafts, "gone": gone}
                    drafts, gone = [], []


def test_the_table_follows_what_is_saved_made_and_deleted(drafts: Path, serve: Serve) -> None:
    (drafts / "clean.md").write_text("# Ferry resumes\n\nIt left at noon.\n")
    with httpx2.Client(base_url=serve("drafts"), timeout=60) as http:
        told = events(http)
        next(told)
        assert counts(http.get("/api/drafts").json()) == {"drafts/clean.md": 0, "drafts/ferry.txt": 1}
        (drafts / "ferry.txt").write_text("By [Your Name], [City]\n")
        assert counts(next(told)) == {"drafts/ferry.txt": 2}
        (drafts / "new.txt").write_text("TK\n")
        assert counts(next(told)) == {"drafts/new.txt": 1}
        (drafts / "clean.md").unlink()
        assert next(told)["gone"] == ["drafts/clean.md"]


def test_a_draft_of_the_folder_is_reported_and_handed_over(drafts: Path, serve: Serve) -> None:
    with httpx2.Client(base_url=serve("drafts"), timeout=60) as http:
        next(events(http))
        report = http.get("/api/drafts/report", params={"path": "drafts/ferry.txt"}).json()
        assert [finding["rule"] for finding in report["findings"]] == ["PH101"]
        assert report["view"]["slots"] == [{"slot": "[Your Name]", "findings": [0]}]
        assert http.get("/api/drafts/file", params={"path": "drafts/ferry.txt"}).content == b"By [Your Name]\n"


def test_only_drafts_of_the_folder_are_handed_over(drafts: Path, serve: Serve) -> None:
    (drafts.parent / "secret.txt").write_text("x")
    with httpx2.Client(base_url=serve("drafts"), timeout=60) as http:
        next(events(http))
        for path in ("secret.txt", "drafts/../secret.txt", str(drafts / "ferry.txt"), "/etc/passwd", ""):
            for address in ("/api/drafts/file", "/api/drafts/report"):
                assert http.get(address, params={"path": path}).status_code == 404


def test_a_draft_that_cannot_be_read_says_why(drafts: Path, serve: Serve) -> None:
    (drafts / "broken.docx").write_bytes(b"PK")
    (drafts / "presscheck.toml").write_text('exclude = ["old*"]\n')
    (drafts / "old.txt").write_text("By [Your Name]\n")
    with httpx2.Client(base_url=serve("drafts"), timeout=60) as http:
        next(events(http))
        rows = {row["path"]: row["trouble"] for row in http.get("/api/drafts").json()["drafts"]}
    assert list(rows) == ["drafts/broken.docx", "drafts/ferry.txt"]
    assert rows["drafts/broken.docx"].startswith("drafts/broken.docx: damaged or cut off")


def test_without_a_folder_there_is_no_table(client: TestClient) -> None:
    assert client.get("/api/drafts").json() == {"folder": None, "drafts": []}
    assert client.get("/api/drafts/events").json()["detail"].startswith("no folder is being watched")


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, serve: Serve) -> None:
    with pytest.raises(RuntimeError, match=r"nowhere: no such folder\n$"):
        serve(str(tmp_path / "nowhere"))
