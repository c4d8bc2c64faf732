"""The page's own files: a document, a style sheet and scripts as modules, as they stand in the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def routes() -> list[Route]:
    """Return the page's addresses."""
    return [Route("/", index, methods=["GET"]), Route("/static/{name}", static, methods=["GET"])]


async def index(request: Request) -> Response:
    """Answer with the page."""
    return _file("index.html")


async def static(request: Request) -> Response:
    """Answer with one of the page's files."""
    return _file(request.path_params["name"])


def _file(name: str) -> Response:
    held = _files().get(name)
    if held is None:
        raise HTTPException(404)
    kind, content = held
    return Response(content, media_type=kind)


@cache
def _files() -> dict[str, tuple[str, bytes]]:
    """Return all of them by name: a request only ever chooses among these."""
    return {
        file.name: (_KINDS[suffix], file.read_bytes())
        for file in files("presscheck.web").joinpath("static").iterdir()
        if (suffix := "." + file.name.rpartition(".")[2]) in _KINDS
    }
