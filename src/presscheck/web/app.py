"""The ASGI application: the guard around the API and the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from presscheck.trouble import Trouble
from presscheck.web import api, drafts, page
from presscheck.web.answer import Refused, refused, unknown
from presscheck.web.api import Desk
from presscheck.web.choice import Choice
from presscheck.web.folder import Folder
from presscheck.web.guard import Access, Guard
from presscheck.web.workers import Workers


def create_app(access: Access, choice: Choice, workers: Workers, *, folder: str | None = None) -> ASGIApp:
    """Return the application; it closes the workers when it is shut down. A `folder` is watched."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(app.state.folder.watch()) if app.state.folder else None
        try:
            yield
        finally:
            if watching:
                watching.cancel()
            workers.close()

    app = Starlette(
        routes=[*page.routes(), *api.routes(), *drafts.routes()],
        exception_handlers={Refused: refused, Trouble: refused, HTTPException: unknown},
        lifespan=lifespan,
    )
    app.state.desk = Desk(choice, workers)
    app.state.folder = Folder(folder, choice, workers) if folder else None
    return Guard(app, access)
