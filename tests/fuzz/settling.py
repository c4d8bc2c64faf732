"""Fuzz targets for what people write to presscheck: rule files, configurations, baselines, answers."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from drafts import ODD, SUFFIXES, Feed
from laws import hold_said
from matching import RULES

from presscheck.answers import read_answers
from presscheck.config.choose import choose
from presscheck.config.configuration import Configuration
from presscheck.config.keys import KEYS
from presscheck.fill import Slot
from presscheck.keep.baseline.file import read_entries, written
from presscheck.keep.baseline.known import Baseline
from presscheck.lint import lint
from presscheck.model import Source
from presscheck.read import format_of
from presscheck.rules.load import rule_from
from presscheck.rules.schema import parse
from presscheck.rules.selftest import check_rule
from presscheck.trouble import Trouble


@cache
def folder() -> str:
    """Return the folder in which this process writes what a target has to read from a file."""
    return mkdtemp(prefix="presscheck-fuzz-")


def _woven(feed: Feed, pieces: Sequence[str], most: int = 80) -> str:
    """Return a text of the pieces of a language, with odd ones between them."""
    text: list[str] = []
    while feed and len(text) < most:
        byte = feed.byte()
        text.append(pieces[byte % len(pieces)] if byte < 0xE0 else ODD[byte % len(ODD)])
    return "".join(text)


_RULE = """id: ZZ101
name: needle
severity: error
summary: a needle
message: 'a needle: {match}'
why: It pricks.
fix: Take it out.
match:
  phrase:
    phrases: [needle]
examples:
  flagged: ['a «needle» here']
  clean: [hay]
"""
_YAML = (
    *("\n", "\n  ", "\n    ", " ", ": ", "- ", "[", "]", "{", "}", ", ", "'", '"', "#", "|\n", ">-\n", "&a "),
    *("*a", "!!str ", "!x ", "!!python/object:os.system ", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "? ", "~"),
    *("null", "true", "1", "1e999", "2020-01-01", "id", "name", "family", "severity", "summary", "message"),
    *("why", "fix", "match", "mend", "in", "formats", "examples", "flagged", "clean", "text", "texts", "format"),
    *("marks", "fixed", "remove", "safe", "finding", "always", "error", "advice", "phrase", "phrases", "pattern"),
    *("patterns", "unless", "near", "unless_near", "words", "case", "needs", "slot", "open", "close"),
    *("duplicate", "of", "headline", "articles", "section", "field", "fields", "stet", "problem", "report"),
    *("markdown", "heading", "needle", "«needle»", "(?P<span>a)", "(", "[a-", "\\L<w>", "PH101", "{match}"),
    *("{0}", "{", "ü", "paragraph-across"),
)  # fmt: skip


def rule_files(data: bytes) -> None:
    """A rule file of any content is a rule, whose examples can be run, or refused in one line."""
    feed = Feed(data)
    text = _RULE if feed.byte() % 2 else ""
    cut = (feed.byte() * 256 + feed.byte()) % (len(text) + 1)
    told = text[:cut] + _woven(feed, _YAML) + text[cut + feed.byte() % 32 :]
    try:
        rule = rule_from(parse(told, "rule.yaml"))
    except Trouble as trouble:
        hold_said(trouble)
        return
    assert all(isinstance(failure, str) for failure in check_rule(rule))


_TOML = (
    *("\n", "\n", " = ", "[", "]", ", ", '"', "'", '"""', "{", "}", ".", "#", "\n[overrides]\n"),
    *("\n[[overrides]]\n", 'paths = ["archive/"]\n', '["a"]', '"PH101"', '"chat"', '"**/x"', '"!a"', '"/"'),
    *('"["', '"\\\\"', '"a/**"', "true", "false", "1", "-1", "1e400", "nan", "2020-01-01", "0x10", '"warning"'),
    *('"error"', '"never"', '"jekyll"', '"en"', '""'),
    *(f"{name} = " for name in KEYS),
    *KEYS,
)  # fmt: skip


def configuring(data: bytes) -> None:
    """A configuration of any content gives settings and rules, or is refused in one line."""
    feed = Feed(data)
    content = feed.rest() if feed.byte() % 8 == 0 else _woven(feed, _TOML).encode("utf-8", "surrogatepass")
    file = Path(folder(), "presscheck.toml")
    file.write_bytes(content)
    configuration = Configuration(file=str(file))
    for path in ("draft.md", os.path.join(folder(), "archive", "a b.txt"), folder() + "/"):
        try:
            settings = configuration.settings(path)
        except Trouble as trouble:
            hold_said(trouble)
            continue
        assert settings is configuration.settings(path)
        if not settings.rules:  # which would read any folder that is named
            assert all("\n" not in trouble for trouble in choose(settings).troubles)


def answers(data: bytes) -> None:
    """A file of answers is read, or refused in one line."""
    feed = Feed(data)
    path = Path(folder(), feed.pick(("answers.yaml", "answers.json")))
    pieces = ("City", "[City]", "Your Name", "[Your Name]", "stet", "\\ud83d", "\\u0041", "\t", *_YAML[:28])
    path.write_bytes(_woven(feed, pieces).encode("utf-8", "surrogatepass"))
    try:
        found = read_answers(str(path), [Slot("[City]", ()), Slot("[Your Name]", ())])
    except Trouble as trouble:
        hold_said(trouble)
        return
    assert all(words.strip() for words in found.texts.values())


_JSON = (
    *("{", "}", "[", "]", ":", ",", '"', "\n", " ", "1", "-1", "1e999", "true", "null", '"version": 1'),
    *('"version": 2', "NaN", '"0123456789abcdef": '),
    *('{"rule": "PH101", "count": 1, "text": "[City]", "paths": ["a.md"]}', '"rule": ', '"count": ', '"text": '),
    *('"paths": ', "<<<<<<< a\n", "=======\n", "\\ud83d", "[[[[[[[[", '"0123456789abcdeF"'),
    *("99999999999999999999",),
)  # fmt: skip


def baselines(data: bytes) -> None:
    """A baseline of any content is read or refused in one line; one that was written lets all of a draft stand."""
    feed = Feed(data)
    if feed.byte() % 2:
        try:
            entries = read_entries(_woven(feed, _JSON).encode("utf-8", "surrogatepass"), "baseline.json")
        except Trouble as trouble:
            hold_said(trouble)
            return
        assert read_entries(written(entries), "baseline.json") == entries
        return
    path = f"draft.{feed.pick(SUFFIXES)}"
    source = Source(path, feed.draft(), format_of(path))
    found = lint(source, RULES)
    known = Baseline(os.path.abspath("baseline.json"), {}).renewed(found, (), {})
    stored = written(known.entries)
    assert json.loads(stored)["version"] == 1
    again = Baseline(known.path, read_entries(stored, "baseline.json"))
    new, stood = again.split(found)
    assert not new
    assert len(stood) == len(found)
    assert written(again.renewed(new, stood, again.gone(stood, lambda rule, path: True)).entries) == stored
