"""The addresses of the folder that is being watched: its table, what changes in it, and a draft of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from presscheck.contents import read_bytes
from presscheck.report.json import dump_whole
from presscheck.web.answer import Refused, attached, json_answer
from presscheck.web.api import Desk
from presscheck.web.folder import Folder
from presscheck.web.work import check_file


def routes() -> list[Route]:
    """Return the folder's addresses; the application's state has the `folder`, or None."""
    return [
        Route("/api/drafts", get_drafts, methods=["GET"]),
        Route("/api/drafts/events", get_events, methods=["GET"]),
        Route("/api/drafts/report", get_report, methods=["GET"]),
        Route("/api/drafts/file", get_file, methods=["GET"]),
    ]


async def get_drafts(request: Request) -> Response:
    """Answer with all drafts of the folder and what is found in each; `folder` is null where none is watched."""
    folder: Folder | None = request.app.state.folder
    return json_answer(folder.since(0) if folder else {"folder": None, "drafts": []})


async def get_events(request: Request) -> Response:
    """Answer with server-sent events: all drafts first, then each change."""
    folder = _folder(request)

    async def events() -> AsyncIterator[bytes]:
        async for told in folder.changes():
            yield b": still here\n\n" if told is None else b"data: " + dump_whole(told) + b"\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


async def get_report(request: Request) -> Response:
    """Answer with the report on one draft of the folder, as the page shows it."""
    desk: Desk = request.app.state.desk
    path = _draft(request)
    found = await desk.workers.run(path, check_file, path, os.getcwd(), desk.choice, viewed=True)
    return Response(found, media_type="application/json")


async def get_file(request: Request) -> Response:
    """Answer with the bytes of one draft of the folder."""
    path = _draft(request)
    data = await asyncio.to_thread(read_bytes, path)
    return Response(data, headers=attached(path.rpartition("/")[2]), media_type="application/octet-stream")


def _folder(request: Request) -> Folder:
    folder: Folder | None = request.app.state.folder
    if folder is None:
        raise Refused(HTTPStatus.NOT_FOUND, "no folder is being watched; `presscheck serve FOLDER` watches one")
    return folder


def _draft(request: Request) -> str:
    """Return the path of a draft that stands in the table: nothing else can be asked for."""
    path = request.query_params.get("path", "")
    if path not in _folder(request):
        raise Refused(HTTPStatus.NOT_FOUND, f"{path[:200]}: no such draft in the folder")
    return path
