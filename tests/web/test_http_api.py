import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.testclient import TestClient

from presscheck.rules import load_rules

EXAMPLES = Path(__file__).parents[2] / "examples"
DRAFT = "By [Your Name]\n\nThe ferry left. I hope this helps!\n"


def check(client: TestClient, **asked: Any) -> Any:
    answer = client.post("/api/check", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refusal(client: TestClient, status: int, **request: Any) -> str:
    answer = client.post("/api/check", **request)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    return str(answer.json()["detail"])


def document() -> bytes:
    draft = docx.Document()
    draft.add_heading("Ferry resumes", 1)
    draft.add_paragraph("By [Your Name], reporter")
    out = io.BytesIO()
    draft.save(out)
    return out.getvalue()


def added(data: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", ["brief.txt", "blog-post.md", "web-page.html"])
def test_a_check_answers_with_the_json_of_the_command_line(client: TestClient, name: str) -> None:
    command = [sys.executable, "-m", "presscheck", "check", name, "--format", "json", "--fail-on", "never"]
    said = subprocess.run(command, cwd=EXAMPLES, capture_output=True, check=True, timeout=60).stdout
    text = (EXAMPLES / name).read_bytes().decode()
    assert client.post("/api/check", json={"text": text, "filename": name}).content == said
    assert client.post("/api/check", files={"file": (name, text.encode())}).content == said


def test_a_text_without_a_name_is_plain_text(client: TestClient) -> None:
    assert [f["rule"] for f in check(client, text=DRAFT)["findings"]] == ["PH101", "CH201"]
    assert check(client, text=DRAFT)["findings"][0]["path"] == "draft.txt"


def test_a_document_is_read_as_the_command_line_reads_it(client: TestClient) -> None:
    answer = client.post("/api/check", files={"file": ("ferry.docx", document())})
    assert [f["where"] for f in answer.json()["findings"]] == ["paragraph 2, under “Ferry resumes”"]


def test_rules_and_level_are_chosen_by_request(client: TestClient) -> None:
    assert [f["rule"] for f in check(client, text=DRAFT, select=["chat"])["findings"]] == ["CH201"]
    assert [f["rule"] for f in check(client, text=DRAFT, ignore=["CH"])["findings"]] == ["PH101"]
    assert [f["rule"] for f in check(client, text=DRAFT, level="error")["findings"]] == ["PH101"]
    form = client.post("/api/check", files={"file": ("a.txt", DRAFT.encode())}, data={"select": "chat, link"})
    assert [f["rule"] for f in form.json()["findings"]] == ["CH201"]


def test_a_view_shows_the_article_in_pieces_that_name_their_findings(client: TestClient) -> None:
    view = check(client, text="By [Your Name] of [Your Name]", view=True)["view"]
    pieces = [(piece["text"], piece.get("findings")) for piece in view["article"][0]["pieces"]]
    assert pieces == [("By ", None), ("[Your Name]", [0]), (" of ", None), ("[Your Name]", [1])]
    assert view["slots"] == [{"slot": "[Your Name]", "findings": [0, 1]}]
    assert list(view["rules"]) == ["PH101"]


def test_a_view_names_what_is_invisible(client: TestClient) -> None:
    view = check(client, text="By [Your\u202eName] now", view=True)["view"]
    assert "<U+202E>" in "".join(piece["text"] for piece in view["article"][0]["pieces"])


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}, "holds macros"),
        ({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}, "holds embedded objects"),
        (
            {
                "word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                b'relationships"><Relationship Id="r1" Type="http://x/attachedTemplate" TargetMode="External" '
                b'Target="http://192.0.2.1/a.dotm"/></Relationships>'
            },
            "refers to pictures or templates elsewhere",
        ),
    ],
    ids=["macros", "objects", "elsewhere"],
)
def test_what_a_document_could_run_or_fetch_is_left_alone_and_said(
    client: TestClient, parts: dict[str, bytes], said: str
) -> None:
    answer = client.post("/api/check", files={"file": ("ferry.docm", added(document(), **parts))})
    assert [f["rule"] for f in answer.json()["findings"]] == ["PH101"]
    assert [notice.startswith(f"ferry.docm: {said}") for notice in answer.json()["notices"]] == [True]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "text: the draft is missing, or is no string"),
        ({"text": 7}, "text: the draft is missing, or is no string"),
        ({"text": "x", "filename": 7}, "filename: not a string"),
        ({"text": "x", "filename": "a.docx"}, "a.docx: the text of a document is not enough; send the file itself"),
        ({"text": "x", "sellect": []}, "'sellect' is not known here; did you mean 'select'?"),
        ({"text": "x", "select": ["PH999"]}, "no rule, family or name 'PH999'"),
        ({"text": "x", "select": [7]}, 'select: must be a list of rules, such as ["PH101", "chat"]'),
        ({"text": "x", "level": "fatal"}, "level: must be one of error, warning, advice"),
        ({"text": "x", "level": []}, "level: must be one of error, warning, advice"),
        ({"text": "x", "view": 1}, "view: must be true or false"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client: TestClient, asked: Any, said: str) -> None:
    assert refusal(client, 422, json=asked).startswith(said)


def test_another_kind_of_body_is_told_which_kinds_are_taken(client: TestClient) -> None:
    assert refusal(client, 415, content=b"x", headers={"content-type": "text/plain"}).startswith("send JSON")


def test_an_unknown_address_and_method_are_problems_too(client: TestClient) -> None:
    assert client.get("/api/nothing").json()["status"] == 404
    answer = client.get("/api/check")
    assert (answer.json()["status"], answer.headers["allow"]) == (405, "POST")


def test_the_rules_are_those_of_the_command_line(client: TestClient) -> None:
    rules = client.get("/api/rules").json()["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in load_rules()]
    assert set(rules[0]) == {"id", "name", "family", "severity", "summary", "why", "fix"}


def test_the_description_is_openapi(client: TestClient) -> None:
    OpenAPIV31SpecValidator(json.loads(client.get("/openapi.json").content)).validate()
