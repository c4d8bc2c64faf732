"""A webhook for Ghost: a post that holds errors goes back to draft as soon as it is published.

Ghost calls this program, which asks presscheck and, where that finds errors, sets the post back over Ghost's Admin
API. It needs Python alone. Its settings are environment variables:

    PRESSCHECK_URL, PRESSCHECK_TOKEN    where `presscheck serve` is, and its token
    GHOST_URL, GHOST_ADMIN_KEY          the site, and the Admin API key of a custom integration
    GHOST_WEBHOOK_SECRET                the secret of that integration's webhook
    PORT                                where to listen on this machine (8790)
"""

import base64
import contextlib
import hashlib
import hmac
import html
import json
import os
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FIVE_MINUTES = 300
LARGEST = 10 << 20


def is_ghosts(body, signature, secret, now):
    """Tell whether Ghost signed these bytes, and lately: `sha256=<hex>, t=<milliseconds>`."""
    parts = dict(part.strip().partition("=")[::2] for part in signature.split(","))
    sent = parts.get("t", "")
    if not sent.isdecimal() or abs(now - int(sent) / 1000) > FIVE_MINUTES:
        return False
    expected = hmac.new(secret.encode(), body + sent.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, parts.get("sha256", ""))


def check(post):
    """Return presscheck's report on a post as Ghost sends it."""
    page = f"<title>{html.escape(post['title'])}</title>\n{post['html']}"
    headers = {"Authorization": f"Bearer {os.environ.get('PRESSCHECK_TOKEN', '')}"}
    asked = {"text": page, "filename": f"{post['slug']}.html"}
    return send(f"{os.environ['PRESSCHECK_URL']}/api/check", "POST", asked, headers)


def unpublish(post):
    """Set a post back to draft. Ghost refuses it where somebody has saved the post since."""
    address = f"{os.environ['GHOST_URL']}/ghost/api/admin/posts/{post['id']}/"
    headers = {"Authorization": f"Ghost {admin_token(os.environ['GHOST_ADMIN_KEY'], time.time())}"}
    headers["Accept-Version"] = "v5.0"
    send(address, "PUT", {"posts": [{"status": "draft", "updated_at": post["updated_at"]}]}, headers)


def admin_token(key, now):
    """Return the token that Ghost's Admin API asks for: a JSON Web Token that holds for five minutes."""
    name, secret = key.split(":")
    header = {"alg": "HS256", "typ": "JWT", "kid": name}
    claims = {"iat": int(now), "exp": int(now) + FIVE_MINUTES, "aud": "/admin/"}
    signed = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{encoded(hmac.new(bytes.fromhex(secret), signed.encode(), hashlib.sha256).digest())}"


def encoded(data):
    """Return bytes in the alphabet of addresses, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def send(address, method, value, headers):
    """Send JSON and return the JSON that comes back."""
    headers = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(address, json.dumps(value).encode(), headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


class Webhook(BaseHTTPRequestHandler):
    """What Ghost calls for the events "Post published" and "Published post updated"."""

    def do_POST(self):
        """Check the post of an event, and set it back where it holds errors."""
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length) if length <= LARGEST else b""
        if not is_ghosts(
            body, self.headers.get("X-Ghost-Signature", ""), os.environ["GHOST_WEBHOOK_SECRET"], time.time()
        ):
            self.answer(401, {"error": "not signed by Ghost"})
            return
        post = json.loads(body)["post"]["current"]
        report = check(post)
        if report["summary"]["errors"]:
            unpublish(post)
        for finding in report["findings"]:
            print(f"{post['slug']}: {finding['severity']}: {finding['message']}", flush=True)
        self.answer(200, {"unpublished": bool(report["summary"]["errors"]), "findings": report["findings"]})

    def answer(self, status, value):
        """Answer with JSON."""
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing of each request: what was found is said already."""


if __name__ == "__main__":
    port = int(os.environ.get("PORT", "8790"))
    server = ThreadingHTTPServer(("127.0.0.1", port), Webhook)
    print(f"listening at http://127.0.0.1:{server.server_port}", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
