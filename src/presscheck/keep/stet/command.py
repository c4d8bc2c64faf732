"""From a place as a report shows it to a stet in the file."""

from __future__ import annotations

import re

from presscheck.check import check_source
from presscheck.config.choose import choose
from presscheck.config.configuration import Configuration
from presscheck.contents import read_bytes
from presscheck.discover import STDIN
from presscheck.finding import shorten
from presscheck.keep.stet.write import Wish, let_stand
from presscheck.read.export import HEAD, export_of, is_export
from presscheck.report.line import show
from presscheck.rules import RuleSet
from presscheck.trouble import Trouble
from presscheck.write import replace_file

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[1-9][0-9]{0,8})(?::(?P<column>[1-9][0-9]{0,8}))?:?", re.DOTALL)


def write_stet(place: str, rule: str, reason: str, configuration: Configuration) -> str:
    """Write a stet for what a rule finds at a place, `path:line` or `path:line:column`; return what was done.

    Raises Trouble, and leaves the file as it is, where that cannot be done.
    """
    told = _PLACE.fullmatch(place)
    if not told:
        raise Trouble(f"{place}: name a file and a line, as in drafts/mayor.md:12")
    path = told["path"]
    if path in (STDIN, "stdin"):
        raise Trouble("standard input cannot be written to; name the file")
    if export_of(path):
        raise _export(path)
    settings = configuration.settings(path)
    if settings.excluded:
        raise Trouble(f"{path}: the configuration excludes it")
    chosen = choose(settings)
    for trouble in chosen.troubles:
        raise Trouble(trouble)
    data = read_bytes(path)
    if is_export(data[:HEAD], path):
        raise _export(path)
    column = int(told["column"]) if told["column"] else None
    wish = Wish(int(told["line"]), column, _key(chosen.rules, rule), reason)
    new, stands = let_stand(
        data, path, wish, lambda source: check_source(source, chosen.rules, settings.level, settings.house)
    )
    replace_file(path, data, new)
    text = shorten(" ".join(stands.text.split()))
    return show(f"{path}:{stands.place.line}: {text} may stand ({stands.rule}): {' '.join(reason.split())}")


def _export(path: str) -> Trouble:
    return Trouble(f"{path}: an export takes no stet; write it where the article was written")


def _key(rules: RuleSet, key: str) -> str:
    """Return a key as a stet shall name it: a rule by its id, which never changes. Raises Trouble for no rule's."""
    if not key.strip():
        raise Trouble("name the rule that may find something there, as in PH101")
    meant = list(rules.loaded.select([key]))
    exact = [rule for rule in meant if key.lower() in (rule.id.lower(), rule.name)]
    return exact[0].id if exact else key
