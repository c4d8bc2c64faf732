"""What the server says: JSON, and for what it refuses a problem as RFC 9457 writes it."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from presscheck.read.export.fields import NoArticleField
from presscheck.report.json import dump_whole
from presscheck.trouble import Trouble


class Refused(Exception):
    """A request that is not carried out: the HTTP status, and one line that says what, and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def json_answer(value: object) -> Response:
    """Return a value as JSON in UTF-8."""
    return Response(dump_whole(value) + b"\n", media_type="application/json")


def problem(status: int, detail: str, **more: object) -> Response:
    """Return the answer to a request that is refused, with what there is `more` to know."""
    told = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = "2"
    return Response(dump_whole(told) + b"\n", status, headers, media_type="application/problem+json")


def attached(name: str) -> dict[str, str]:
    """Return the headers of a file to be saved under a name."""
    plain = "".join(char if char.isascii() and char not in '"%' else "_" for char in name)
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}


async def refused(request: Request, error: Exception) -> Response:
    """Answer a request that a part of ours refused, or a draft that cannot be read."""
    if isinstance(error, Refused):
        return problem(error.status, error.detail)
    assert isinstance(error, Trouble)
    more = {"fields": list(error.names)} if isinstance(error, NoArticleField) else {}
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), **more)


async def unknown(request: Request, error: Exception) -> Response:
    """Answer a request for an address or a method that there is none of."""
    assert isinstance(error, HTTPException)
    said = {
        HTTPStatus.NOT_FOUND: f"nothing at {request.url.path[:200]}; GET /openapi.json tells what there is",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.url.path[:200]} takes no {request.method[:20]}",
    }
    answer = problem(error.status_code, said.get(HTTPStatus(error.status_code), error.detail))
    answer.headers.update(error.headers or {})
    return answer
