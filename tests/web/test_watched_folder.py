import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

Served = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("newsroom") / "drafts"
    folder.mkdir()
    (folder.parent / "secret.txt").write_text("x")
    (folder / "clean.md").write_text("# Ferry resumes\n\nIt left at noon.\n")
    (folder / "ferry.txt").write_text("By [Your Name]\n")
    (folder / "broken.docx").write_bytes(b"PK")
    (folder / "presscheck.toml").write_text('exclude = ["old*"]\n')
    (folder / "old.txt").write_text("By [Your Name]\n")
    return folder


@pytest.fixture(scope="module")
def http(drafts: Path, serving: Served) -> Iterator[httpx2.Client]:
    """A server that watches the folder, once it has looked at all of it."""
    with serving(str(drafts)) as address, httpx2.Client(base_url=address, timeout=60) as http:
        next(events(http))
        yield http


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


def save(draft: Path, text: str) -> None:
    """Save a draft in one step, as editors do: nobody sees half of it."""
    new = draft.parents[1] / draft.name
    new.write_text(text)
    new.replace(draft)


def counts(told: Any) -> dict[str, int]:
    return {Path(row["path"]).name: row["errors"] for row in told["drafts"]}


def test_the_table_has_what_is_found_in_each_draft(http: httpx2.Client) -> None:
    rows = http.get("/api/drafts").json()["drafts"]
    assert [(Path(row["path"]).name, row["errors"]) for row in rows if not row["trouble"]] == [
        ("clean.md", 0),
        ("ferry.txt", 1),
    ]


def test_a_draft_that_cannot_be_read_says_why(http: httpx2.Client, drafts: Path) -> None:
    rows = {row["path"]: row["trouble"] for row in http.get("/api/drafts").json()["drafts"]}
    assert rows[f"{drafts}/broken.docx"].startswith(f"{drafts}/broken.docx: damaged or cut off")


def test_what_the_configuration_excludes_is_not_in_it(http: httpx2.Client, drafts: Path) -> None:
    assert f"{drafts}/old.txt" not in {row["path"] for row in http.get("/api/drafts").json()["drafts"]}


def test_a_draft_of_the_folder_is_reported_and_handed_over(http: httpx2.Client, drafts: Path) -> None:
    asked = {"path": f"{drafts}/ferry.txt"}
    report = http.get("/api/drafts/report", params=asked).json()
    assert [finding["rule"] for finding in report["findings"]] == ["PH101"]
    assert report["view"]["slots"] == [{"slot": "[Your Name]", "findings": [0]}]
    assert http.get("/api/drafts/file", params=asked).content == b"By [Your Name]\n"


@pytest.mark.parametrize("path", ["secret.txt", "../secret.txt", "old.txt", "../../../../etc/passwd", ""])
def test_only_drafts_of_the_table_are_handed_over(http: httpx2.Client, drafts: Path, path: str) -> None:
    for address in ("/api/drafts/file", "/api/drafts/report"):
        assert http.get(address, params={"path": f"{drafts}/{path}"}).status_code == 404


def test_the_table_follows_what_is_made_saved_and_deleted(http: httpx2.Client, drafts: Path) -> None:
    told = events(http)
    next(told)
    draft = drafts / "new.txt"
    save(draft, "By [Your Name]\n")
    assert counts(next(told)) == {"new.txt": 1}
    save(draft, "By [Your Name], [City]\n")
    assert counts(next(told)) == {"new.txt": 2}
    draft.unlink()
    assert next(told)["gone"] == [str(draft)]


def test_without_a_folder_there_is_no_table(client: TestClient) -> None:
    assert client.get("/api/drafts").json() == {"folder": None, "drafts": []}
    assert client.get("/api/drafts/events").json()["detail"].startswith("no folder is being watched")


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, serving: Served) -> None:
    with pytest.raises(RuntimeError, match=r"nowhere: no such folder\n$"), serving(str(tmp_path / "nowhere")):
        pass
