"""The server as a program: the address it listens at, its token, and uvicorn."""

from __future__ import annotations

import errno
import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress

from presscheck.trouble import Trouble
from presscheck.web.choice import Choice
from presscheck.web.guard import LOCAL, Access

PORT = 7737
"""PRES on a telephone."""

TOKEN = "PRESSCHECK_TOKEN"
"""The environment variable that holds a token, for a program that must know it beforehand."""

_SHORTEST_TOKEN = 16


def serve(
    choice: Choice,
    *,
    host: str,
    port: int,
    folder: str | None,
    hosts: Iterable[str],
    told: Callable[[str], None],
) -> None:
    """Serve until the program is told to stop (SIGINT or SIGTERM). `told` gets the address of the page.

    On any host but this machine's own a token is asked for, made up unless the environment has one. Raises Trouble
    where the address is taken or there is none such, or the rules are wrong.
    """
    import uvicorn

    from presscheck.web.app import create_app
    from presscheck.web.workers import Workers

    # What is wrong with a form is told to who sent it.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    if folder is not None and not os.path.isdir(folder):
        raise Trouble(f"{folder}: no such folder")
    choice.rules()  # what is wrong with the rules is said now, not at the first draft
    anywhere = host not in LOCAL
    access = Access(_token(anywhere), frozenset(map(str.lower, [*hosts, *_own_names(host, anywhere)])), anywhere)
    with _listening(host, port) as listening:
        workers = Workers()
        config = uvicorn.Config(
            create_app(access, choice, workers, folder=folder),
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=500,
            timeout_graceful_shutdown=2,
        )
        told(_address(host, listening, access.token))
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _token(needed: bool) -> str:
    given = os.environ.get(TOKEN, "")
    if given and len(given) < _SHORTEST_TOKEN:
        raise Trouble(f"{TOKEN}: shorter than {_SHORTEST_TOKEN} characters; `openssl rand -hex 16` makes one")
    return given or (secrets.token_urlsafe(24) if needed else "")


def _own_names(host: str, anywhere: bool) -> list[str]:
    return [host, socket.gethostname()] if anywhere else []


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises Trouble where that cannot be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise Trouble(f"--host {host}: no such address here") from None
    try:
        if os.name == "posix":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(200)
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            raise Trouble(f"port {port} is in use; --port takes another, and --port 0 any that is free") from None
        if error.errno == errno.EACCES:
            raise Trouble(f"port {port} is kept for the system; --port takes another, such as {PORT}") from None
        raise Trouble(f"--host {host}: {(error.strerror or str(error)).lower()}") from None
    return made


def _address(host: str, listening: socket.socket, token: str) -> str:
    port = listening.getsockname()[1]
    if host in ("0.0.0.0", "::", ""):
        host = socket.gethostname()
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/" + (f"?token={token}" if token else "")
