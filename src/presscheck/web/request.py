"""The body of a request → a draft and what is asked for it, within limits of size and time.

A file is kept in memory: whatever a part of a form holds, nothing of it is written to a disk.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from presscheck.web.answer import Refused

LARGEST = 24 << 20
"""Bytes that a request's body may have; a thousand pages without pictures have about two million."""

SLOWEST = 60
"""Seconds that a request's body may take to arrive."""

LONGEST_NAME = 200
"""Code points of a file's name that are kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was sent: the name of its file, and its text or its bytes."""

    name: str
    content: str | bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for a draft: the other members of a JSON object, or the fields of a form, all text."""

    values: Mapping[str, Any]
    form: bool


async def read_request(request: Request) -> tuple[Draft, Asked]:
    """Return the draft in a request's body, and what is asked for it.

    Raises Refused where it is too large or too slow, neither JSON nor a form, or holds no draft.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        async with asyncio.timeout(SLOWEST):
            if kind == "application/json":
                return _from_json(b"".join([chunk async for chunk in _limited(request)]))
            if kind == "multipart/form-data":
                return await _from_form(request)
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, f"the request took longer than {SLOWEST} s to arrive") from None
    except ClientDisconnect:
        raise Refused(HTTPStatus.BAD_REQUEST, "the request was cut off") from None
    raise Refused(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "send JSON (Content-Type: application/json) or a form with a file (multipart/form-data)",
    )


async def _limited(request: Request) -> AsyncIterator[bytes]:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared[:20]) > LARGEST:
        raise _too_large()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST:
            raise _too_large()
        yield chunk


def _too_large() -> Refused:
    return Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"larger than {LARGEST >> 20} MB; check it with `presscheck FILE` on the command line",
    )


def _from_json(body: bytes) -> tuple[Draft, Asked]:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "the body is not JSON in UTF-8") from None
    if not isinstance(asked, dict):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, 'the body is no JSON object such as {"text": "…"}')
    text, name = asked.pop("text", None), asked.pop("filename", "draft.txt")
    if not isinstance(text, str):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "text: the draft is missing, or is no string")
    if not isinstance(name, str):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "filename: not a string")
    return Draft(file_name(name), text), Asked(asked, form=False)


async def _from_form(request: Request) -> tuple[Draft, Asked]:
    parser = _InMemory(request.headers, _limited(request), max_files=1, max_fields=20)  # type: ignore[arg-type]
    try:
        form = await parser.parse()
    except (MultiPartException, FormParserError) as error:  # an older Starlette lets the parser's own through
        raise Refused(HTTPStatus.BAD_REQUEST, f"not a sound form: {error}") from None
    try:
        return await _from_parts(form)
    finally:
        await form.close()


async def _from_parts(form: FormData) -> tuple[Draft, Asked]:
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "file: the draft is missing, or is no file")
    draft = Draft(file_name(file.filename or "draft.txt"), await file.read())
    asked: dict[str, Any] = {}
    for key, value in form.multi_items():
        if key == "file":
            continue
        if key in asked or not isinstance(value, str):
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"{key[:50]}: stands twice, or is a file")
        asked[key] = value
    return draft, Asked(asked, form=True)


class _InMemory(MultiPartParser):
    # `_limited` bounds the whole body, so nothing ever spills over to a file.
    spool_max_size = LARGEST + 1


def file_name(given: str) -> str:
    """Return the last part of a path in one line, with nothing in it that a terminal or a header would obey."""
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable()).strip()
    if len(kept) > LONGEST_NAME:
        stem, dot, suffix = kept.rpartition(".")
        kept = stem[: LONGEST_NAME - 10] + dot + suffix[:9] if dot else kept[:LONGEST_NAME]
    return kept if kept.strip(". ") else "draft.txt"
