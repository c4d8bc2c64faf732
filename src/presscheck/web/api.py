"""The HTTP API: what docs/api.md and openapi.yaml promise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presscheck.config.keys import LEVELS
from presscheck.rules.schema import nearest
from presscheck.web.answer import Refused, attached, json_answer
from presscheck.web.choice import Choice, Value
from presscheck.web.fill import ALL, SAFE, Wish, fill, fill_file
from presscheck.web.request import Asked, read_request
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
    viewed = flag(asked, "view")
    only(asked, "select", "ignore", "level", "view")
    found = await desk.workers.run(draft.name, check, draft, choice, viewed=viewed)
    return Response(found, media_type="application/json")


async def post_fill(request: Request) -> Response:
    """Answer with a draft filled in and mended, as JSON or as a file of its own kind."""
    desk: Desk = request.app.state.desk
    draft, asked = await read_request(request)
    wish = Wish(mapping(asked, "answers"), fixes(asked))
    choice, as_file = chosen(desk.choice, asked), flag(asked, "download")
    only(asked, "select", "ignore", "level", "answers", "fix", "download")
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


def chosen(choice: Choice, asked: Asked) -> Choice:
    """Return the rules and the level of a request: the server's own where it names no others."""
    options: dict[str, Value] = {name: _keys(asked, name) for name in ("select", "ignore") if name in asked.values}
    if "level" in asked.values:
        if asked.values["level"] not in LEVELS:
            raise _wrong("level", f"one of {', '.join(LEVELS)}")
        options["level"] = asked.values["level"]
    return choice.asking(**options)


def _keys(asked: Asked, name: str) -> tuple[str, ...]:
    """Return rule keys: a list of strings, in a form one string with commas."""
    value = asked.values[name]
    keys = value.split(",") if asked.form else value
    if not isinstance(keys, list) or not all(isinstance(each, str) for each in keys):
        raise _wrong(name, 'a list of rules, such as ["PH101", "chat"]')
    return tuple(each.strip() for each in keys if each.strip())


def flag(asked: Asked, name: str) -> bool:
    """Return whether something is asked for: `true`, in a form as a word."""
    value = asked.values.get(name, "false" if asked.form else False)
    words = {"true": True, "false": False}
    value = words.get(value, value) if asked.form else value
    if not isinstance(value, bool):
        raise _wrong(name, "true or false")
    return value


def mapping(asked: Asked, name: str) -> dict[str, str]:
    """Return an object of strings; in a form it is written as JSON."""
    value = asked.values.get(name, "{}" if asked.form else {})
    if asked.form:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise _wrong(name, "a JSON object") from None
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise _wrong(name, "an object of strings")
    return value


def fixes(asked: Asked) -> str | tuple[str, ...]:
    """Return what to mend: a word, or the keys of findings, which a form has in one string with commas."""
    value = asked.values.get("fix", "none")
    if value in ("none", SAFE, ALL):
        return str(value)
    return _keys(asked, "fix")


def only(asked: Asked, *known: str) -> None:
    """See that nothing else is asked for: a word misspelt would otherwise be passed over."""
    for name in asked.values:
        if name not in known:
            raise Refused(
                HTTPStatus.UNPROCESSABLE_ENTITY, f"'{name[:50]}' is not known here{nearest(name[:50], known)}"
            )


def _wrong(name: str, wanted: str) -> Refused:
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: must be {wanted}")
