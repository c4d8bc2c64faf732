"""An export that is sent is read as its articles."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from presscheck.web import export
from presscheck.web.choice import Choice
from presscheck.web.request import Draft

ARTICLES = [
    {"slug": "ferry", "title": "Ferry resumes", "body": "The boat left at noon."},
    {"slug": "pier", "title": "Pier closed", "body": "The pier is closed, said [Your Name].\n\nI hope this helps!"},
    {"slug": "quay", "title": "", "body": "By [City]"},
]


def as_jsonl() -> bytes:
    return "".join(json.dumps(each) + "\n" for each in ARTICLES).encode()


def as_ghost() -> bytes:
    return json.dumps({"db": [{"meta": {}, "data": {"posts": ARTICLES}}]}).encode()


def as_csv(separator: str = ",") -> bytes:
    out = io.StringIO()
    rows = csv.DictWriter(out, list(ARTICLES[0]), delimiter=separator)
    rows.writeheader()
    rows.writerows(ARTICLES)
    return out.getvalue().encode()


def as_wxr() -> bytes:
    items = "".join(
        f"<item><title>{each['title']}</title><content:encoded><![CDATA[{each['body']}]]></content:encoded>"
        f"<wp:post_name>{each['slug']}</wp:post_name><wp:post_type>post</wp:post_type></item>\n"
        for each in ARTICLES
    )
    return (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel>{items}</channel></rss>"
    ).encode()


def as_parquet() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(ARTICLES), out)
    return out.getvalue()


EXPORTS: Mapping[str, Callable[[], bytes]] = {
    "articles.jsonl": as_jsonl,
    "ghost.json": as_ghost,
    "articles.csv": as_csv,
    "articles.tsv": lambda: as_csv("\t"),
    "wordpress.xml": as_wxr,
    "articles.parquet": as_parquet,
}


def sent(client: TestClient, name: str, data: bytes, **asked: str) -> Any:
    answer = client.post("/api/check", files={"file": (name, data)}, data=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: TestClient, name: str, data: bytes, **asked: str) -> str:
    answer = client.post("/api/check", files={"file": (name, data)}, data=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    return str(answer.json()["detail"])


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_gives_the_report_of_the_command_line(client: TestClient, name: str, tmp_path: Path) -> None:
    data = EXPORTS[name]()
    (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-m", "presscheck", "check", name, "--format", "json", "--fail-on", "never"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=60).stdout
    answer = sent(client, name, data)
    del answer["articles"]
    assert answer == json.loads(said)


@pytest.mark.parametrize("name", EXPORTS)
def test_its_articles_are_listed_with_counts(client: TestClient, name: str) -> None:
    articles = sent(client, name, EXPORTS[name]())["articles"]
    told = [(each["number"], each["path"], each["title"], each["errors"], each["warnings"]) for each in articles]
    assert told == [
        (1, f"{name}#ferry", "Ferry resumes", 0, 0),
        (2, f"{name}#pier", "Pier closed", 1, 1),
        (3, f"{name}#quay", "quay", 1, 0),
    ]


@pytest.mark.parametrize("name", EXPORTS)
def test_one_article_is_shown_by_its_number(client: TestClient, name: str) -> None:
    answer = sent(client, name, EXPORTS[name](), article="2", view="true")
    assert [(each["path"], each["where"]) for each in answer["findings"]] == 2 * [
        (f"{name}#pier", "article “Pier closed”")
    ]
    prose = "".join(piece["text"] for passage in answer["view"]["article"] for piece in passage["pieces"])
    assert "The pier is closed, said [Your Name]." in prose
    assert "articles" not in answer


def test_an_export_can_be_sent_as_text(client: TestClient) -> None:
    request = {"text": as_jsonl().decode(), "filename": "articles.jsonl", "article": 3}
    answer = client.post("/api/check", json=request).json()
    assert [each["text"] for each in answer["findings"]] == ["[City]"]


@pytest.mark.parametrize("name", ["articles.jsonl", "ghost.json", "articles.csv", "wordpress.xml"])
def test_of_one_that_is_cut_off_what_came_before_is_shown_and_then_the_error(client: TestClient, name: str) -> None:
    data = EXPORTS[name]().partition(b"hope this helps")[0]
    answer = sent(client, name, data)
    assert [each["title"] for each in answer["articles"]] == ["Ferry resumes"]
    (trouble,) = answer["troubles"]
    assert trouble.startswith(name)
    assert "cut off" in trouble
    assert sent(client, name, data, article="1")["troubles"] == []
    assert "cut off" in refused(client, name, data, article="2")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jsonl", b'{"body": "cut', "a.jsonl:1: the export is cut off; export it again"),
        ("a.jsonl", b"", "a.jsonl: holds no article; export it again"),
        (
            "a.csv",
            b"number,copy\n1,x\n",
            "a.csv: no field looks like an article; name it with --field (there are number, copy)",
        ),
        ("a.parquet", b"PK\x03\x04", "a.parquet: is no Parquet file; export it again"),
    ],
)
def test_one_without_any_article_is_refused_with_what_to_do(
    client: TestClient, name: str, data: bytes, said: str
) -> None:
    assert refused(client, name, data) == said


def test_where_no_field_looks_like_an_article_they_are_named_and_one_can_be_chosen(client: TestClient) -> None:
    data = b"number,Copy text,kicker\n7,By [City],A pier\n"
    answer = client.post("/api/check", files={"file": ("a.csv", data)})
    assert answer.json()["fields"] == ["number", "Copy text", "kicker"]
    found = sent(client, "a.csv", data, field="Copy text", id_field="number", title_field="kicker")
    assert [(each["path"], each["where"]) for each in found["findings"]] == [("a.csv#7", "article “A pier”")]
    assert refused(client, "a.csv", data, field="kickr") == "a.csv: no field 'kickr'; did you mean 'kicker'?"
    assert (
        refused(client, "a.csv", data, field_format="word") == "field_format: must be one of text, markdown, html"
    )


def test_an_article_that_is_not_there_is_refused(client: TestClient) -> None:
    assert refused(client, "a.jsonl", as_jsonl(), article="4") == "a.jsonl: has no article 4"
    assert refused(client, "a.jsonl", as_jsonl(), article="x") == "article: must be a number from 1 on"
    assert refused(client, "a.txt", b"By [City]", article="1") == "article: a.txt is no export, which has articles"


def test_an_export_is_not_filled_in(client: TestClient) -> None:
    answer = client.post(
        "/api/fill", files={"file": ("a.jsonl", as_jsonl())}, data={"answers": '{"[City]": "Leeds"}'}
    )
    assert answer.status_code == 422
    assert answer.json()["detail"] == "a.jsonl: an export is not changed; mend its articles where they were written"


@pytest.mark.parametrize(
    ("limit", "most", "after"),
    [
        ("MOST", 2, "2 articles (no more are checked here)"),
        ("MOST_FINDINGS", 2, "2 articles (2 findings)"),
        ("SECONDS", 0, "1 article (0 s)"),
    ],
)
def test_what_is_beyond_the_limits_is_said(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, after: str
) -> None:
    monkeypatch.setattr(export, limit, most)
    answer = json.loads(export.check_export(Draft("a.jsonl", as_jsonl()), Choice()))
    assert len(answer["articles"]) == int(after[0])
    assert answer["troubles"] == [
        f"a.jsonl: stopped after {after}; the command line checks all: presscheck a.jsonl"
    ]
