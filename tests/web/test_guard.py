import pytest
from starlette.testclient import TestClient

from presscheck.web.app import create_app
from presscheck.web.choice import Choice
from presscheck.web.guard import Access
from presscheck.web.workers import Workers

TOKEN = "correct horse battery"


@pytest.fixture(scope="module")
def guarded() -> TestClient:
    """The application as others can reach it, with a token; its workers are never asked."""
    workers = Workers(1)
    workers.close()
    return TestClient(
        create_app(Access(TOKEN, frozenset({"desk.example"}), anywhere=True), Choice(), workers),
        base_url="http://desk.example",
        follow_redirects=False,
    )


@pytest.mark.parametrize("host", ["localhost:7737", "127.0.0.1:7737", "[::1]:7737", "LOCALHOST", "127.0.0.1"])
def test_this_machine_is_known_by_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/api/rules", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:7737",
        "localhost.evil.example",
        "192.0.2.7",
        "127.0.0.1.nip.example",
        "",
        "[::1",
    ],
)
def test_a_name_that_another_site_leads_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/rules", headers={"host": host})
    assert (answer.status_code, answer.json()["status"]) == (421, 421)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:1234"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://[::1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_a_page_of_another_site_cannot_post(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/api/check", json={"text": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (403, "the request comes from a page of another site")


@pytest.mark.parametrize("headers", [{}, {"origin": "http://localhost:7737"}, {"sec-fetch-site": "same-origin"}])
def test_our_page_and_programs_can_post(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/check", json={"text": "x"}, headers=headers).status_code == 200


def test_a_page_of_another_site_cannot_even_ask(client: TestClient) -> None:
    assert client.get("/api/rules", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_link_on_another_page_may_lead_to_ours(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/rules", "/openapi.json", "/static/desk.css", "/nothing"])
def test_nothing_is_told_without_the_token(guarded: TestClient, path: str) -> None:
    assert guarded.get(path).status_code == 401


@pytest.mark.parametrize("given", ["", "wrong", TOKEN[:-1], TOKEN + "x", "ÿ", "Basic abc"])
def test_a_wrong_token_is_no_token(guarded: TestClient, given: str) -> None:
    header = {b"authorization": f"Bearer {given}".encode("latin-1")}
    assert guarded.get("/api/rules", headers=header).status_code == 401
    assert guarded.get("/", params={"token": given}).status_code == 401


def test_a_program_brings_the_token_in_a_header(guarded: TestClient) -> None:
    assert guarded.get("/api/rules", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_browser_brings_it_once_in_the_address_and_then_in_a_cookie(guarded: TestClient) -> None:
    first = guarded.get("/", params={"token": TOKEN})
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= {part.strip() for part in first.headers["set-cookie"].split(";")}
    assert guarded.get("/api/rules").status_code == 200
    guarded.cookies.clear()
    assert guarded.get("/api/rules").status_code == 401


def test_an_address_in_figures_is_known_where_others_reach_us(guarded: TestClient) -> None:
    answer = guarded.get("/api/rules", headers={"host": "192.0.2.7:7737", "authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/rules", "/nothing"])
def test_every_answer_forbids_inline_script_and_framing(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["trusted-types"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
