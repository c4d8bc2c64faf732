import io
import json
from typing import Any

import docx
import pytest
from starlette.testclient import TestClient

HEADLINE = "Harbour Ferry Resumes After Storm"
DRAFT = f"{HEADLINE}\n\n{HEADLINE}\n\n[City], [Date] – By [Your Name]. They met in [City].\n"


def fill(client: TestClient, **asked: Any) -> Any:
    answer = client.post("/api/fill", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def document() -> bytes:
    draft = docx.Document()
    byline = draft.add_paragraph("By ")
    byline.add_run("[Your ").bold = True
    byline.add_run("Name], reporter")
    out = io.BytesIO()
    draft.save(out)
    return out.getvalue()


def test_one_answer_fills_every_place_of_its_slot(client: TestClient) -> None:
    filled = fill(client, text=DRAFT, answers={"[City]": "Leeds"})
    assert filled["text"] == DRAFT.replace("[City]", "Leeds")
    assert (filled["filled"], filled["fixed"], filled["unused"]) == (2, 0, [])


def test_what_is_left_is_told(client: TestClient) -> None:
    filled = fill(client, text=DRAFT, answers={"[City]": "Leeds", "[Date]": "2 May", "[Your Name]": "Ana Ruiz"})
    assert [finding["rule"] for finding in filled["findings"]] == ["DU101"]
    assert filled["summary"]["findings"] == 1


def test_an_answer_to_no_slot_is_told(client: TestClient) -> None:
    assert fill(client, text=DRAFT, answers={"[Town]": "Leeds"})["unused"] == ["[Town]"]


@pytest.mark.parametrize("fix", ["safe", "all", ["DU101@35"]])
def test_what_is_chosen_is_mended(client: TestClient, fix: object) -> None:
    filled = fill(client, text=DRAFT, fix=fix)
    assert filled["text"] == DRAFT.replace(f"{HEADLINE}\n\n", "", 1)
    assert filled["fixed"] == 1


def test_nothing_is_mended_that_was_not_asked_for(client: TestClient) -> None:
    assert fill(client, text=DRAFT)["text"] == DRAFT
    assert fill(client, text=DRAFT, fix=["DU101@0", "XX999@15"])["text"] == DRAFT


def test_an_answer_is_text_in_a_page_too(client: TestClient) -> None:
    page = "<p>By [Your Name], reporter</p>"
    filled = fill(client, text=page, filename="a.html", answers={"[Your Name]": "<script>alert(1)</script> & Co"})
    assert filled["text"] == "<p>By &lt;script&gt;alert(1)&lt;/script&gt; &amp; Co, reporter</p>"


def test_a_file_comes_back_as_the_file_it_was(client: TestClient) -> None:
    sent = "By [Your Name] of Zürich\r\n".encode("cp1252")
    answer = client.post(
        "/api/fill",
        files={"file": ("a ü.txt", sent)},
        data={"answers": json.dumps({"[Your Name]": "José"}), "download": "true"},
    )
    assert answer.content == "By José of Zürich\r\n".encode("cp1252")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"a _.txt\"; filename*=UTF-8''a%20%C3%BC.txt"
    )


def test_a_document_keeps_its_formatting(client: TestClient) -> None:
    answer = client.post(
        "/api/fill",
        files={"file": ("a.docx", document())},
        data={"answers": '{"[Your Name]": "Ana Ruiz"}', "download": "true"},
    )
    runs = docx.Document(io.BytesIO(answer.content)).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs] == [("By ", None), ("Ana Ruiz", True), (", reporter", None)]


def test_what_the_encoding_lacks_is_one_line(client: TestClient) -> None:
    sent = "By [Your Name] of Zürich".encode("cp1252")
    answer = client.post(
        "/api/fill", files={"file": ("a.txt", sent)}, data={"answers": '{"[Your Name]": "Łukasz"}'}
    )
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("a.txt: its encoding, cp1252, has no 'Ł'")


def test_a_reason_why_something_may_stand_is_written_into_the_draft(client: TestClient) -> None:
    text = f"{DRAFT}\nI hope this helps!\n"
    stands = {f"CH201@{text.index('I hope')}": "quoted on purpose"}
    filled = fill(client, text=text, fix=["DU101@35"], stets=stands, answers={"[City]": "Leeds"})
    assert filled["text"] == text.replace(f"{HEADLINE}\n\n", "", 1).replace("[City]", "Leeds").replace(
        "I hope", "[stet: CH201 quoted on purpose]\nI hope"
    )
    assert {finding["rule"] for finding in filled["findings"]} == {"PH101"}


def test_what_a_draft_lets_stand_is_in_its_report(client: TestClient) -> None:
    text = "<!-- stet: PH101 the mayor's own -->\nBy [Your Name]\n"
    report = client.post("/api/check", json={"text": text, "filename": "a.md", "view": True}).json()
    assert (report["findings"], [each["reason"] for each in report["suppressed"]]) == ([], ["the mayor's own"])
    assert report["view"]["standing"] == [
        {"message": "unfilled slot [Your Name]", "line": 2, "reason": "the mayor's own"}
    ]


def test_a_document_takes_no_reason(client: TestClient) -> None:
    answer = client.post(
        "/api/fill", files={"file": ("a.docx", document())}, data={"stets": '{"PH101@3": "on purpose"}'}
    )
    (trouble,) = answer.json()["troubles"]
    assert trouble.startswith("a.docx: a document takes no stet")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"answers": []}, "answers: must be an object of strings"),
        ({"answers": {"[City]": 7}}, "answers: must be an object of strings"),
        ({"fix": "everything"}, 'fix: must be a list of rules, such as ["PH101", "chat"]'),
        (
            {"text": "By [Your Name] \ud800", "answers": {"[Your Name]": "x"}},
            "draft.txt:1: holds half of a",
        ),
    ],
)
def test_a_wrong_wish_is_told_what_is_wrong(client: TestClient, asked: dict[str, Any], said: str) -> None:
    body = json.dumps({"text": "By [Your Name]", **asked})
    answer = client.post("/api/fill", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(said)
