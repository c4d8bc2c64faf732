"""Every key of a configuration: what it may hold, what holds without it, and what it is for.

The reader, the JSON Schema for editors and the page about configuration are all made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, get_args

from presscheck.config.shape import Shape, choice, flag, listing, pattern, table, text, whole
from presscheck.keep.habit import TitleInBody
from presscheck.model import Severity
from presscheck.read.export.fields import FIELD_FORMATS

NEVER = "never"
AUTO = "auto"
LEVELS = tuple(str(severity) for severity in sorted(Severity, reverse=True))

PRESETS: Mapping[str, Mapping[str, Any]] = {"ci": {"across": True}}
"""What each preset stands for. `ci` is for a run over all drafts of a site."""


class Key(NamedTuple):
    """One key of a configuration.

    `summary` is one line for people, `default` what holds where nobody says otherwise (for a list, no items).
    A list that `adds` gets longer with each configuration that names it; of all others the last one holds. One
    that is `of_run` cannot be set for some paths alone. `paths` name files, relative to the file that says it.
    """

    shape: Shape
    summary: str
    default: Any = None
    adds: bool = False
    of_run: bool = False
    paths: bool = False


def _sites() -> tuple[str, ...]:
    from presscheck.generator import GENERATORS

    return ("auto", "none", *GENERATORS)


def _languages() -> tuple[str, ...]:
    from presscheck.rules.lexicon import LANGUAGES

    return tuple(sorted(LANGUAGES))


_WORDS = listing(text())
_PATTERNS = listing(pattern(), least=1)

KEYS: Mapping[str, Key] = {
    "extend": Key(text(), "Another configuration that holds where this one says nothing.", of_run=True, paths=True),
    "preset": Key(
        choice(lambda: tuple(PRESETS)),
        "A set of settings to start from: ci, which compares the drafts with one another.",
        of_run=True,
    ),
    "select": Key(_WORDS, "The rules to use: ids, starts of ids, families or names. Default: all."),
    "ignore": Key(_WORDS, "The rules to do without.", adds=True),
    "severity": Key(
        table(choice(lambda: LEVELS)),
        "Another severity for rules, by id, start of an id, family or name.",
        adds=True,
    ),
    "level": Key(choice(lambda: LEVELS), "Report findings of this severity or above.", "warning"),
    "fail-on": Key(
        choice(lambda: (*LEVELS, NEVER)), "Exit with 1 on findings of this severity or above, or never.", "warning"
    ),
    "title-in-body": Key(
        choice(lambda: get_args(TitleInBody)),
        "A title repeated in the text: auto (fine if most posts of the folder do it), allow, forbid.",
        "auto",
    ),
    "house-text": Key(
        _WORDS,
        "Paragraphs and phrases that stand on purpose, as an author's bio: never boilerplate, never a duplicate.",
        adds=True,
    ),
    "allowed-slots": Key(_WORDS, "Slots that stand on purpose, as they are written, brackets and all.", adds=True),
    "site": Key(
        choice(_sites),
        "What renders the drafts: auto (told from the project's files), none, or a generator.",
        "auto",
    ),
    "languages": Key(listing(choice(_languages)), "The languages whose slot words count. Default: all."),
    "across": Key(
        flag(), "Compare the articles of a run: one headline or paragraph that stands in several.", False
    ),
    "across-min": Key(whole(2), "In how many articles a paragraph must stand to be reported. Default: 3."),
    "across-near": Key(
        flag(), "Compare so that paragraphs may differ in a few words (needs presscheck[archive]).", False
    ),
    "field": Key(text(), "The field of an export's items that holds the article. Default: told from their names."),
    "id-field": Key(text(), "The field that findings name an article by. Default: slug, id, or what there is."),
    "title-field": Key(text(), "The field that holds an article's headline. Default: title, headline, …"),
    "field-format": Key(
        choice(lambda: FIELD_FORMATS), "What articles of an export are written in. Default: told from each text."
    ),
    "max-file-size": Key(whole(1), "Megabytes that a draft may have; a larger one is not read.", 50),
    "max-findings": Key(whole(1), "How many findings of one draft are shown; of the rest, how many.", 1_000),
    "rules": Key(_WORDS, "Rules of your own: files, or folders of them.", adds=True, of_run=True, paths=True),
    "baseline": Key(
        text(),
        "The file of findings that are known already. Default: the nearest .presscheck-baseline.json.",
        of_run=True,
        paths=True,
    ),
    "jobs": Key(
        whole(1, AUTO),
        "How many processes check: a number, or auto for as many as pay.",
        AUTO,
        of_run=True,
    ),
    "exclude": Key(
        listing(pattern()),
        "Files never to check, even if they are named; patterns as in .gitignore.",
        adds=True,
        of_run=True,
    ),
}
"""The keys that stand at the top of a configuration, `overrides` beside them."""

OVERRIDES = "overrides"

PATHS = Key(_PATTERNS, "The files that the override is for; patterns as in .gitignore.")


def keys_of_override() -> Mapping[str, Key]:
    """Return the keys that may stand in an override beside `paths`."""
    return {name: key for name, key in KEYS.items() if not key.of_run}
