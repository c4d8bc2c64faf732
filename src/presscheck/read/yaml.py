"""The fields of YAML front matter, by the parser's events: they tell positions, and any depth is fine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from presscheck.model import Block
from presscheck.read.prose import Prose, empty
from presscheck.read.quoted import add_quoted, folded, unescaped
from presscheck.read.stet import is_stet_field

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_PROSE = frozenset({"true", "false", "yes", "no", "on", "off", "null", "~", ""})
_WORD = re.compile(r"\S+")
# libyaml takes time that grows with the square of the depth of brackets.
_MOST_BRACKETS = 1000
_LONGEST_PATH = 8


def yaml_fields(text: str, start: int, end: int) -> list[Block] | None:
    """Return a field for each string, number and date in `text[start:end]`; None where it is not YAML."""
    inner = text[start:end]
    if _has_too_many_brackets(inner):
        return None
    try:
        return list(_fields(text, start, yaml.parse(inner, Loader=_LOADER)))
    except (yaml.YAMLError, UnicodeError):
        return None


def yaml_problem(inner: str) -> tuple[int, str] | None:
    """Return the line and the reason why a text is not YAML."""
    if _has_too_many_brackets(inner):
        return 1, "too many brackets"
    try:
        for _ in yaml.parse(inner, Loader=_LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line + 1 if mark else 1, error.problem or error.context or "broken"
    except (yaml.YAMLError, UnicodeError) as error:
        return 1, str(error).splitlines()[0]
    return None


def _has_too_many_brackets(inner: str) -> bool:
    return inner.count("[") + inner.count("{") > _MOST_BRACKETS


def _fields(text: str, start: int, events: Iterator[yaml.Event]) -> Iterator[Block]:
    # For each open collection, the key that its next value stands under: None where a mapping's key comes
    # next, and always empty in a list, whose elements go by the list's own key.
    keys: list[str | None] = []
    lists: list[bool] = []
    for event in events:
        is_key = bool(keys) and keys[-1] is None
        match event:
            case yaml.CollectionStartEvent():
                if is_key:
                    keys[-1] = ""
                lists.append(isinstance(event, yaml.SequenceStartEvent))
                keys.append("" if lists[-1] else None)
                continue
            case yaml.CollectionEndEvent():
                keys.pop()
                lists.pop()
            case yaml.ScalarEvent() if is_key:
                keys[-1] = event.value
                continue
            case yaml.AliasEvent() if is_key:
                keys[-1] = ""
                continue
            case yaml.ScalarEvent():
                name = ".".join(key for key in keys[:_LONGEST_PATH] if key)
                is_prose = event.style or event.value.lower() not in _NOT_PROSE
                if name and (is_prose or is_stet_field(name)):  # a stet may lack its reason
                    yield _scalar(text, name, start, event)
            case yaml.AliasEvent():
                pass
            case _:
                continue
        if keys and not lists[-1]:
            keys[-1] = None


def _scalar(text: str, name: str, base: int, event: yaml.ScalarEvent) -> Block:
    assert event.start_mark
    assert event.end_mark
    start, end = base + event.start_mark.index, base + event.end_mark.index
    prose = Prose(text)
    match event.style:
        case '"' | "'":
            start, end = start + 1, end - 1
            if text[start:end] == event.value:
                prose.verbatim(start, end)
            else:
                add_quoted(prose, start, end, _unescaped if event.style == '"' else _undoubled, event.value)
        case _:
            _add_words(prose, start, end, event.value)
    return prose.build("field", name=name) or empty("field", start, name)


def _add_words(prose: Prose, start: int, end: int, value: str) -> None:
    """Add a value whose words stand in the source as they are, with the space between them folded."""
    text, after = prose.source, 0
    if text[start:end] == value:
        prose.verbatim(start, end)
        return
    for word in _WORD.finditer(value):
        found = text.find(word[0], start, end)
        if found < 0:
            return
        if prose:
            gap = value[after : word.start()]
            if text[start:found] == gap:
                prose.verbatim(start, found)
            else:
                prose.replaced(gap, start, found)
        start, after = found + len(word[0]), word.end()
        prose.verbatim(found, start)


def _undoubled(unit: str) -> str:
    return "'" if unit == "''" else folded(unit)


def _unescaped(unit: str) -> str:
    return unescaped(unit) if unit[0] == "\\" else folded(unit)
