"""Which fields of an item hold the article: those that somebody names, or those that look like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args

from presscheck.trouble import Trouble

FieldFormat = Literal["text", "markdown", "html"]
"""What the text of an item may be written in."""

FIELD_FORMATS: tuple[FieldFormat, ...] = get_args(FieldFormat)

_BODIES = (
    *("html", "lexical", "mobiledoc", "body", "content", "content.rendered", "text", "article"),
    *("body_html", "content_html", "body_markdown", "content_markdown", "markdown", "post_content"),
    *("article_body", "articlebody", "full_text", "fulltext", "story", "plaintext"),
)
_IDS = ("slug", "post_name", "id", "_id", "guid", "uuid", "key", "url", "link")
_TITLES = ("title", "title.rendered", "headline", "post_title", "heading", "name")
_DECKS = ("custom_excerpt", "excerpt.rendered", "excerpt", "deck", "standfirst", "summary")
_SHOWN = 8
_LONGEST = 30


_OFFERED = 40


class NoArticleField(Trouble):
    """None of the fields of an export looks like an article; `names` are those that there are."""

    def __init__(self, told: str, names: tuple[str, ...]) -> None:
        super().__init__(told)
        self.names = names

    def __reduce__(self) -> tuple[type[NoArticleField], tuple[str, tuple[str, ...]]]:
        """Return what makes the same one in another process."""
        return type(self), (str(self), self.names)


class Fields(NamedTuple):
    """What somebody says of an export's fields; None where it is to be guessed."""

    body: str | None = None
    id: str | None = None
    title: str | None = None
    format: FieldFormat | None = None


NO_FIELDS = Fields()


class Chosen(NamedTuple):
    """The fields that an article is read from; of several bodies the first that is not empty."""

    bodies: tuple[str, ...]
    id: str | None
    title: str | None
    deck: str | None


def choose_fields(item: Mapping[str, Any], fields: Fields, path: str) -> Chosen:
    """Return which fields of an export's items to read, told from the first of them.

    Raises Trouble, one line with the nearest name there is, where one that is asked for is missing, and its kind
    NoArticleField where none looks like an article.
    """
    for asked in (fields.body, fields.id, fields.title):
        if asked is not None and not has(item, asked):
            from presscheck.rules.schema import nearest

            raise Trouble(f"{path}: no field '{asked}'{nearest(asked, [_shown(name) for name in item])}")
    bodies = [fields.body] if fields.body else _there(item, _BODIES)
    if not bodies:
        told = f"{path}: no field looks like an article; name it with --field (there are {_names(item)})"
        raise NoArticleField(told, tuple(list(item)[:_OFFERED]))
    return Chosen(
        tuple(bodies),
        fields.id or _first(item, _IDS, bodies),
        fields.title or _first(item, _TITLES, bodies),
        _first(item, _DECKS, bodies),
    )


def has(item: Mapping[str, Any], name: str) -> bool:
    """Tell whether an item has a field, or one within it that `content.rendered` names."""
    first, dot, rest = name.partition(".")
    inner = item.get(first)
    return name in item or bool(dot and isinstance(inner, dict) and has(inner, rest))


def value(item: Mapping[str, Any], name: str) -> Any:
    """Return what a field of an item holds, None where it has no such field."""
    if name in item:
        return item[name]
    first, dot, rest = name.partition(".")
    inner = item.get(first)
    return value(inner, rest) if dot and isinstance(inner, dict) else None


def _there(item: Mapping[str, Any], wanted: Iterable[str]) -> list[str]:
    """Return the fields an item has of those wanted, as it writes them."""
    known = {name.lower(): name for name in reversed(list(item))}
    found = (known.get(name) or (name if has(item, name) else None) for name in wanted)
    # What holds fields of its own is no text: `content` beside `content.rendered`.
    return [name for name in found if name is not None and not isinstance(value(item, name), dict)]


def _first(item: Mapping[str, Any], wanted: Iterable[str], taken: Iterable[str]) -> str | None:
    return next((name for name in _there(item, wanted) if name not in taken), None)


def _names(item: Mapping[str, Any]) -> str:
    names = [_shown(name) for name in list(item)[:_SHOWN]]
    more = ", …" if len(item) > _SHOWN else ""
    return ", ".join(names) + more


def _shown(name: str) -> str:
    """Return a field's name as a line may hold it."""
    name = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
