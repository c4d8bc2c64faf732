"""The ASGI application: the guard around the API and the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from presscheck.model import Trouble
from presscheck.web import api, page
from presscheck.web.answer import Refused, refused, unknown
from presscheck.web.api import Desk
from presscheck.web.choice import Choice
from presscheck.web.guard import Access, Guard
from presscheck.web.workers import Workers


def create_app(access: Access, choice: Choice, workers: Workers, *, folder: str | None = None) -> ASGIApp:
    """Return the application; it closes the workers when it is shut down."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            workers.close()

    app = Starlette(
        routes=[*page.routes(), *api.routes()],
        exception_handlers={Refused: refused, Trouble: refused, HTTPException: unknown},
        lifespan=lifespan,
    )
    app.state.desk = Desk(choice, workers)
    return Guard(app, access)
