"""Fuzz targets for what tells: every form of a report, and the command line as a whole."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from drafts import ODD, SUFFIXES, Feed
from matching import RULES
from settling import folder

from presscheck.cli import main
from presscheck.contents import read_stdin
from presscheck.lint import lint
from presscheck.model import Finding, Report, Source, Suppressed
from presscheck.read import format_of
from presscheck.report import NAMES, Look, Name, write

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_COLOUR = re.compile("\x1b\\[[0-9;]*m")


def reporting(data: bytes) -> None:
    """Every format takes what was found, parses, holds nothing a terminal obeys, and is the same twice."""
    feed = Feed(data)
    name = "".join(feed.pick(ODD) for _ in range(feed.byte() % 4)).replace("\0", "").replace("/", "")
    path = f"{name}draft.{feed.pick(SUFFIXES)}"
    look = Look(feed.byte(), bool(feed.byte() % 2), feed.pick(("utf-8", "ascii", "cp1252")), explain=True)
    source = Source(path, feed.draft(), format_of(path))
    found = lint(source, RULES)
    stood = tuple(Suppressed(finding, "stet", name) for finding in found[::3])
    trouble = (f"{path}: {name}",) if name else ()
    report = Report(tuple(found), trouble, 1, 0.1, stood, rules=RULES, read=lambda _: source)
    for form in NAMES:
        told = _written(report, form, look)
        assert told == _written(report, form, look)
        _hold_form(
            form, told.decode(look.encoding if form in ("text", "concise", "statistics") else "utf-8"), found
        )


@cache
def _scripts() -> int:
    """Return how many scripts the page of a report has."""
    return _written(Report((), (), 1, 0.1), "html", Look()).lower().count(b"<script")


def _written(report: Report, name: Name, look: Look) -> bytes:
    out = io.BytesIO()
    write(report, name, out, look)
    return out.getvalue()


def _hold_form(form: Name, told: str, found: Sequence[Finding]) -> None:
    assert not _OBEYED.search(_COLOUR.sub("", told)), form
    match form:
        case "json":
            assert len(json.loads(told)["findings"]) == len(found)
        case "sarif" | "gitlab" | "rdjson":
            json.loads(told)
        case "jsonl":
            assert len([json.loads(line) for line in told.splitlines()]) == len(found)
        case "junit" | "checkstyle":
            ElementTree.fromstring(told)
        case "concise":
            assert told.count("\n") == len(found)
        case "html":
            assert told.lower().count("<script") == _scripts(), "a script of the draft's is one of the page's"
        case _:
            pass


_WORDS = (
    *("check", "explain", "rules", "list", "test", "new", "config", "init", "baseline", "stet", "fill"),
    *("completion", "bash", "-", "draft.md", "draft.txt", "missing.md", "*.md", "**", "[", "", "\0", "PH101"),
    *("PH", "placeholder", "ZZ9", "a\nb", "--format", "json", "sarif", "text", "html", "nothing", "--level"),
    *("advice", "--select", "--ignore", "--quiet", "--explain", "--fix", "--unsafe-fixes", "--diff"),
    *("--stdin-filename", "--fail-on", "never", "--no-stet", "--across", "--statistics", "--output"),
    *("json:out.json", "x:y", "--config", "presscheck.toml", "--rules", "rule.yaml", "--no-prefilter", "--help"),
    *("--version", "--baseline", "b.json", "--no-baseline", "--prune", "--answers", "a.yaml", "--set"),
    *("City=Ely", "--slow", "--title-in-body", "allow", "draft.md:1", "--", "-h", "--wat", "\x1b[31m", "\udcff"),
)  # fmt: skip


def commanding(data: bytes) -> None:
    """Whatever the command line and the draft, the program ends with 0, 1 or 2, and without a traceback."""
    feed = Feed(data)
    words = [feed.pick(_WORDS) for _ in range(feed.byte() % 7)]
    name = feed.pick(("draft.md", "draft.txt", "draft.html", "rule.yaml", "presscheck.toml", "a.yaml", "b.json"))
    content = feed.draft().encode("utf-8", "surrogatepass")
    here = Path(folder(), "here")
    here.mkdir(exist_ok=True)
    for left in here.iterdir():
        if left.is_file():
            left.unlink()
    (here / name).write_bytes(content)
    before = os.getcwd()
    os.chdir(here)
    read_stdin.cache_clear()
    try:
        with _streams(content) as err:
            code = _code(words)
            assert code in (0, 1, 2), f"ended with {code}"
            assert b"Traceback" not in err.getvalue()
            assert not _OBEYED.search(err.getvalue().decode().replace("\t", ""))
    finally:
        os.chdir(before)


def _code(words: Sequence[str]) -> object:
    """Return the code that a command line ends with."""
    try:
        main(words)
    except SystemExit as ended:
        return ended.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


@contextmanager
def _streams(given: bytes) -> Iterator[io.BytesIO]:
    """Have the program read these bytes; gives what it writes to standard error."""
    out, err = io.BytesIO(), io.BytesIO()
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), "utf-8")
    sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8", "backslashreplace")
    try:
        yield err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
