"""The webhook of docs/cms.md between the real presscheck and a stand-in for Ghost.

The stand-in speaks Ghost's interface: it signs what it sends as Ghost does, and of its Admin API it holds what the
webhook needs: the token's key, algorithm, audience and age, and the refusal of a post that was saved since.
"""

import base64
import hashlib
import hmac
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import pytest

WEBHOOK = Path(__file__).parents[2] / "docs" / "cms" / "ghost" / "webhook.py"
KEY, KEY_SECRET, SECRET = "6489f0b1d1f4", "a1b2c3d4e5f60718", "between Ghost and us"


class Ghost(ThreadingHTTPServer):
    """A site with one post."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), AdminApi)
        self.post: dict[str, str] = {
            "id": "64f1",
            "slug": "ferry",
            "title": "Ferry resumes",
            "html": "<p>The ferry left at noon.</p>",
            "status": "published",
            "updated_at": "2026-05-02T10:00:00.000Z",
        }

    def publish(self, webhook: str, *, secret: str = SECRET, sent: float | None = None) -> httpx2.Response:
        """Tell the webhook that the post is published."""
        body = json.dumps({"post": {"current": self.post, "previous": {"status": "draft"}}}).encode()
        stamp = str(int((sent or time.time()) * 1000))
        digest = hmac.new(secret.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
        headers = {"x-ghost-signature": f"sha256={digest}, t={stamp}", "content-type": "application/json"}
        return httpx2.post(webhook, content=body, headers=headers, timeout=60)


class AdminApi(BaseHTTPRequestHandler):
    """PUT /ghost/api/admin/posts/{id}/."""

    server: Ghost

    def do_PUT(self) -> None:
        """Change a post, as far as its token and its version allow."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        post = self.server.post
        if not authorised(self.headers.get("Authorization", "")):
            self.answer(401, {"errors": [{"type": "UnauthorizedError"}]})
        elif self.path != f"/ghost/api/admin/posts/{post['id']}/":
            self.answer(404, {"errors": [{"type": "NotFoundError"}]})
        elif body["posts"][0]["updated_at"] != post["updated_at"]:
            self.answer(409, {"errors": [{"type": "UpdateCollisionError"}]})
        else:
            post.update(body["posts"][0], updated_at="2026-05-02T10:00:05.000Z")
            self.answer(200, {"posts": [post]})

    def answer(self, status: int, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def authorised(header: str) -> bool:
    """Tell whether a header holds a token as Ghost's Admin API takes it."""
    scheme, _, token = header.partition(" ")
    head, claims, signature = token.split(".")

    def decoded(part: str) -> bytes:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))

    told, said = json.loads(decoded(head)), json.loads(decoded(claims))
    expected = hmac.new(bytes.fromhex(KEY_SECRET), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return (
        scheme == "Ghost"
        and (told["alg"], told["kid"]) == ("HS256", KEY)
        and hmac.compare_digest(decoded(signature), expected)
        and said["aud"] == "/admin/"
        and said["iat"] <= time.time() <= said["exp"] <= said["iat"] + 300
    )


@pytest.fixture
def ghost() -> Iterator[Ghost]:
    with Ghost() as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield site
        site.shutdown()
        thread.join()


@pytest.fixture
def webhook(server: str, ghost: Ghost) -> Iterator[str]:
    env = {
        **os.environ,
        "PRESSCHECK_URL": server.rstrip("/"),
        "GHOST_URL": f"http://127.0.0.1:{ghost.server_port}",
        "GHOST_ADMIN_KEY": f"{KEY}:{KEY_SECRET}",
        "GHOST_WEBHOOK_SECRET": SECRET,
        "PORT": "0",
    }
    with subprocess.Popen([sys.executable, str(WEBHOOK)], stdout=subprocess.PIPE, text=True, env=env) as program:
        assert program.stdout
        yield program.stdout.readline().split()[-1]
        program.terminate()


def test_a_clean_post_stays_published(ghost: Ghost, webhook: str) -> None:
    assert ghost.publish(webhook).json() == {"unpublished": False, "findings": []}
    assert ghost.post["status"] == "published"


def test_a_post_with_errors_goes_back_to_draft(ghost: Ghost, webhook: str) -> None:
    ghost.post["html"] = "<p>By [Your Name], reporter</p>"
    answer = ghost.publish(webhook).json()
    assert [finding["rule"] for finding in answer["findings"]] == ["PH101"]
    assert ghost.post["status"] == "draft"


def test_a_post_with_warnings_stays(ghost: Ghost, webhook: str) -> None:
    ghost.post["html"] = "<p>The ferry left at noon.</p><p>I hope this helps!</p>"
    assert len(ghost.publish(webhook).json()["findings"]) == 1
    assert ghost.post["status"] == "published"


@pytest.mark.parametrize("wrong", [{"secret": "another"}, {"sent": time.time() - 3600}], ids=["secret", "age"])
def test_what_ghost_did_not_sign_lately_is_refused(ghost: Ghost, webhook: str, wrong: Any) -> None:
    ghost.post["html"] = "<p>By [Your Name], reporter</p>"
    assert ghost.publish(webhook, **wrong).status_code == 401
    assert ghost.post["status"] == "published"
