import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from presscheck.web.request import LARGEST, LONGEST_NAME, file_name


@given(st.text())
def test_a_file_name_is_one_short_printable_name(given: str) -> None:
    name = file_name(given)
    assert name.isprintable()
    assert not {"/", "\\"} & set(name)
    assert 0 < len(name) <= LONGEST_NAME
    assert file_name(name) == name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\ferry.docx", "ferry.docx"),
        ("a\r\nX: y.md", "aX: y.md"),
        ("..", "draft.txt"),
        ("", "draft.txt"),
        ("x" * 500 + ".docx", "x" * 190 + ".docx"),
    ],
)
def test_a_file_name_is_what_is_left_of_a_path(given: str, name: str) -> None:
    assert file_name(given) == name


def test_a_large_file_is_kept_in_memory(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", None)  # what a spooled file would turn to
    text = b"The ferry left at noon. " * 100_000 + b"[Your Name]"
    answer = client.post("/api/check", files={"file": ("a.txt", io.BytesIO(text))}, data={"select": "PH101"})
    assert answer.json()["summary"]["findings"] == 1


def test_a_body_over_the_limit_is_refused_though_its_length_is_not_told(client: TestClient) -> None:
    chunks = (b" " * (1 << 20) for _ in range((LARGEST >> 20) + 2))
    answer = client.post("/api/check", content=chunks, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["detail"].startswith("larger than 24 MB")
