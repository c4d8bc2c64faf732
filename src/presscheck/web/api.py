"""The HTTP API: what docs/api.md and openapi.yaml promise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presscheck.web.answer import Refused, attached, json_answer
from presscheck.web.asked import FIELDS, chosen, fixes, flag, mapping, number, only
from presscheck.web.choice import Choice
from presscheck.web.export import SECONDS, check_article, check_export, sends_export
from presscheck.web.fill import Wish, fill, fill_file
from presscheck.web.request import Draft, read_request
from presscheck.web.view import rule_as_dict
from presscheck.web.work import check
from presscheck.web.workers import Workers


@dataclass(frozen=True)
class Desk:
    """What the server was started with: the rules for whoever asks for no others, and the workers."""

    choice: Choice
    workers: Workers


def routes() -> list[Route]:
    """Return the API's addresses; the application's state has the `desk`."""
    return [
        Route("/api/check", post_check, methods=["POST"]),
        Route("/api/fill", post_fill, methods=["POST"]),
        Route("/api/rules", get_rules, methods=["GET"]),
        Route("/openapi.json", get_description, methods=["GET"]),
    ]


async def post_check(request: Request) -> Response:
    """Answer with the report on a draft."""
    desk: Desk = request.app.state.desk
    draft, asked = await read_request(request)
    choice = chosen(desk.choice, asked)
    viewed, article = flag(asked, "view"), number(asked, "article")
    only(asked, "select", "ignore", "level", "view", "article", *FIELDS)
    if sends_export(draft):
        found = await _check_export(desk, draft, choice, article, viewed=viewed)
    elif article is not None:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"article: {draft.name} is no export, which has articles")
    else:
        found = await desk.workers.run(draft.name, check, draft, choice, viewed=viewed)
    return Response(found, media_type="application/json")


async def _check_export(desk: Desk, draft: Draft, choice: Choice, article: int | None, *, viewed: bool) -> bytes:
    if article is not None:
        return await desk.workers.run(draft.name, check_article, draft, choice, article, viewed=viewed)
    return await desk.workers.within(2 * SECONDS, draft.name, check_export, draft, choice)


async def post_fill(request: Request) -> Response:
    """Answer with a draft filled in and mended, as JSON or as a file of its own kind."""
    desk: Desk = request.app.state.desk
    draft, asked = await read_request(request)
    wish = Wish(mapping(asked, "answers"), fixes(asked), mapping(asked, "stets"))
    choice, as_file = chosen(desk.choice, asked), flag(asked, "download")
    only(asked, "select", "ignore", "level", "answers", "fix", "stets", "download")
    if not as_file:
        return Response(
            await desk.workers.run(draft.name, fill, draft, choice, wish), media_type="application/json"
        )
    made = await desk.workers.run(draft.name, fill_file, draft, choice, wish)
    # Never of a kind that a browser would show in our name.
    return Response(made, headers=attached(draft.name), media_type="application/octet-stream")


async def get_rules(request: Request) -> Response:
    """Answer with the rules that this server checks with."""
    desk: Desk = request.app.state.desk
    return json_answer({"rules": [rule_as_dict(rule) for rule in desk.choice.rules()]})


async def get_description(request: Request) -> Response:
    """Answer with this API's description in OpenAPI 3.1."""
    return json_answer(description())


@cache
def description() -> dict[str, Any]:
    """Return the API's description."""
    import yaml

    from presscheck import __version__

    told: dict[str, Any] = yaml.safe_load(files("presscheck.web").joinpath("openapi.yaml").read_bytes())
    told["info"]["version"] = __version__
    return told
