"""A rule file to be filled in: in its place, with an id of its own, and refused by its own test until it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from presscheck.rule import Rule
from presscheck.rules import load_rules
from presscheck.rules.folder import builtin_folder
from presscheck.rules.load import FAMILIES
from presscheck.rules.schema import nearest
from presscheck.trouble import Trouble

LETTERS = "HR"
"""The letters of the ids of rules that are not ours: house rules."""

FIRST = 101

HOUSE_RULES = "house-rules"
"""The folder of house rules, unless another one is named."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

GAPS = {
    "summary": "‹what it finds, in a few words›",
    "message": "‹what a report says of it›",
    "why": "‹why no reader shall see it›",
    "fix": "‹what to do about it›",
    "phrase": "‹words to look for›",
    "flagged": "‹a sentence with› «‹words to look for›» ‹in it›",
    "clean": "‹a sentence that only looks like it›",
}
"""What stands in the place of everything that is still to be written."""

_FILE = """\
id: {id}
name: {name}
{family}severity: warning  # error, where nothing legitimate looks like it; advice, where an editor should look
summary: {summary}
message: '{message}: {{match}}'
why: |
  {why}
fix: |
  {fix}
match:
  phrase:
    phrases: [{phrase}]
examples:
  flagged:
    - '{flagged}'
  clean:
    - '{clean}'
"""


def new_rule(name: str, family: str | None = None, folder: str | None = None) -> Path:
    """Write a rule file that is to be filled in, and return its path.

    In a checkout of presscheck it goes to the folder of its family, with the next id of that. Elsewhere, or with a
    `folder`, it is a house rule. Raises Trouble where the name is none or is taken, or the family is unknown.
    """
    if not _NAME.fullmatch(name):
        raise Trouble(f"a name is lower-case words with hyphens, as in bracketed-slot, not '{name}'")
    home = builtin_folder()
    if folder is None and home.parent == Path.cwd():
        letters, family = _known(family)
        return _write(home.relative_to(Path.cwd()) / family, name, letters, "", load_rules())
    place = Path(folder or HOUSE_RULES)
    known = load_rules([str(place)]) if any(place.rglob("*.yaml")) else load_rules()
    return _write(place, name, LETTERS, f"family: {family}\n" if family else "", known)


def gaps_in(rule: Rule) -> list[str]:
    """Return the parts of a rule that are still as `new_rule` wrote them."""
    parts = {
        "summary": rule.summary,
        "message": rule.message,
        "why": rule.why,
        "fix": rule.fix,
        "match": repr(rule.spec),
        "examples": " ".join(example.text for example in (*rule.flagged, *rule.clean)),
    }
    return [part for part, text in parts.items() if any(gap in text for gap in GAPS.values())]


def _known(family: str | None) -> tuple[str, str]:
    """Return the letters and the name of a family of built-in rules."""
    for letters, known in FAMILIES.items():
        if family == known:
            return letters, known
    if family is None:
        raise Trouble(f"--family says where the rule belongs: {', '.join(sorted(FAMILIES.values()))}")
    raise Trouble(f"no family '{family}'{nearest(family, FAMILIES.values())}")


def _write(folder: Path, name: str, letters: str, family: str, known: Iterable[Rule]) -> Path:
    taken = {rule.name: rule.id for rule in known}
    if name in taken:
        raise Trouble(f"'{name}' is the name of {taken[name]} already; choose another")
    numbers = [int(key[2:]) for key in taken.values() if key.startswith(letters)]
    content = _FILE.format(id=f"{letters}{max(numbers, default=FIRST - 1) + 1}", name=name, family=family, **GAPS)
    path = folder / f"{name}.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        raise Trouble(f"{path}: exists already; choose another name") from None
    except OSError as error:
        raise Trouble(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from None
    return path
