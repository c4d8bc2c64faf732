"""Who may ask: the Host, the Origin and the token of a request, looked at before anything else is.

A page on another site can make a browser send requests here, and with a name of its own that leads to this machine
(DNS rebinding) even read the answers. So a request must name this server in Host, must not come from another site's
page, and where other machines can reach the server it must bring the token.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hmac import compare_digest
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from presscheck.web.answer import problem

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""What the page may load and run: our own files and nothing else. No text can be made markup, even by mistake."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_NO_TOKEN = (
    "this server asks for its token: open the address that presscheck printed, or send Authorization: Bearer"
)


@dataclass(frozen=True)
class Access:
    """Who may ask: with what name for this server, and with what token.

    `hosts` are names beside those of this machine. Without a token (empty) nobody needs one: only programs of this
    machine reach the server then. `anywhere` is whether others do.
    """

    token: str = field(default="", repr=False)
    hosts: frozenset[str] = frozenset()
    anywhere: bool = False

    def knows(self, host: str) -> bool:
        """Tell whether a Host header names this server. Nobody rebinds an address in figures."""
        name = host_name(host)
        return name in LOCAL or name in self.hosts or (self.anywhere and _is_address(name))

    def holds(self, given: str) -> bool:
        """Tell whether what was given is the token, in a time that tells nothing of it."""
        return compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def host_name(host: str) -> str:
    """Return the name in a Host header in lower case, without port and brackets; empty where it makes no sense."""
    try:
        return urlsplit("//" + host).hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """The ASGI application around ours: lets through what may be asked, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._stopped(scope)
        await (answer or self._app)(scope, receive, send_guarded)

    def _stopped(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._access.knows(host):
            named = f"'{host_name(host)[:100]}'" if host_name(host) else "no name"
            return problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                f"the request was sent to {named}, which is not this server's; --allow-host adds a name",
            )
        if _from_elsewhere(headers, host, changes=scope["method"] not in _SAFE):
            return problem(HTTPStatus.FORBIDDEN, "the request comes from a page of another site")
        return self._without_token(scope, headers) if self._access.token else None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        cookie = f"presscheck-{scope['server'][1] if scope.get('server') else 0}"
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if scope["path"] == "/" and given and self._access.holds(given):
            # From here on the cookie tells, so that the token stays in no address and no history.
            answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
            answer.set_cookie(cookie, self._access.token, httponly=True, samesite="strict")
            return answer
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        brought = [bearer.strip() if scheme.lower() == "bearer" else ""]
        brought += [cookie_parser(each).get(cookie, "") for each in headers.getlist("cookie")]
        if any(map(self._access.holds, brought)):
            return None
        if scope["path"] == "/":
            return PlainTextResponse(f"presscheck: {_NO_TOKEN}.\n", HTTPStatus.UNAUTHORIZED)
        return problem(HTTPStatus.UNAUTHORIZED, _NO_TOKEN)


def _from_elsewhere(headers: Headers, host: str, *, changes: bool) -> bool:
    """Tell whether a browser says that a page of another site makes this request."""
    origin = headers.get("origin")
    if origin is not None and changes:
        # A page of ours has our own host, whatever the scheme that a proxy before us speaks.
        return urlsplit_netloc(origin) != host.lower()
    site = headers.get("sec-fetch-site", "none")
    # A link on another page may lead here; it only shows the empty page.
    return site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"


def urlsplit_netloc(origin: str) -> str:
    """Return the host and port that an Origin names, in lower case; empty for `null`."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
