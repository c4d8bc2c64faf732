"""What a request asks for a draft: JSON members and form fields as plain values, each checked."""

from __future__ import annotations

import json
from http import HTTPStatus

from presscheck.config.keys import LEVELS
from presscheck.read.export.fields import FIELD_FORMATS
from presscheck.rules.schema import nearest
from presscheck.web.answer import Refused
from presscheck.web.choice import Choice, Value
from presscheck.web.fill import ALL, SAFE
from presscheck.web.request import Asked

FIELDS = ("field", "id_field", "title_field", "field_format")
"""What may be said of an export's fields."""


def chosen(choice: Choice, asked: Asked) -> Choice:
    """Return the rules and the level of a request: the server's own where it names no others."""
    options: dict[str, Value] = {name: _keys(asked, name) for name in ("select", "ignore") if name in asked.values}
    if "level" in asked.values:
        if asked.values["level"] not in LEVELS:
            raise _wrong("level", f"one of {', '.join(LEVELS)}")
        options["level"] = asked.values["level"]
    for name in FIELDS:
        if name in asked.values:
            options[name] = _text(asked, name)
    return choice.asking(**options)


def _text(asked: Asked, name: str) -> str:
    value = asked.values[name]
    if not isinstance(value, str) or not value:
        raise _wrong(name, "a text")
    if name == "field_format" and value not in FIELD_FORMATS:
        raise _wrong(name, f"one of {', '.join(FIELD_FORMATS)}")
    return value


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


def number(asked: Asked, name: str) -> int | None:
    """Return a whole number from 1 on, if there is one; in a form it is written in figures."""
    if name not in asked.values:
        return None
    value = asked.values[name]
    if asked.form and value.isascii() and value.isdecimal():
        value = int(value[:20])
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(name, "a number from 1 on")
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
