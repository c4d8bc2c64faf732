"""presscheck finds, in draft articles, every piece of text that was never meant for the reader.

    >>> import presscheck
    >>> report = presscheck.check_text("By [Your Name], staff reporter")
    >>> for finding in report.findings:
    ...     print(finding.place.line, finding.place.column, finding.rule, finding.message)

`check_text` checks one draft, `check_paths` files and folders; both return a `Report` of `Finding`s.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from presscheck.model import Finding as Finding
    from presscheck.model import Place as Place
    from presscheck.model import Report as Report
    from presscheck.model import Severity as Severity
    from presscheck.model import Trouble as Trouble
    from presscheck.rules import RuleSet

__version__ = "0.1.0"

__all__ = ["Finding", "Place", "Report", "Severity", "Trouble", "check_paths", "check_text"]

Level = Literal["error", "warning", "advice"]
Keys = str | Iterable[str]
Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


def check_text(
    text: str,
    *,
    filename: str = "draft.txt",
    select: Keys = (),
    ignore: Keys = (),
    rules: Paths = (),
    level: Severity | Level = "warning",
) -> Report:
    """Check one draft.

    `filename` tells its format by its suffix and names it in the findings; nothing is read from it. `select`
    and `ignore` narrow the rules by id, start of an id, family or name; `rules` adds rule files or folders.
    Findings below `level` are left out. Offsets in findings are code points of `text`.

    Raises Trouble for an unknown or broken rule.
    """
    from time import perf_counter

    from presscheck.model import Report, Source
    from presscheck.read import format_of
    from presscheck.run import check_source

    started = perf_counter()
    source = Source(filename, text, format_of(filename))
    chosen = _rules(select, ignore, rules)
    findings = check_source(source, chosen, _severity(level))
    seconds = perf_counter() - started
    return Report(tuple(findings), (), 1, seconds, rules=tuple(chosen), read=lambda path: source)


def check_paths(
    paths: Paths,
    *,
    select: Keys = (),
    ignore: Keys = (),
    rules: Paths = (),
    level: Severity | Level = "warning",
) -> Report:
    """Check files, folders (walked, .gitignore honoured) and globs; the options are those of `check_text`.

    What could not be read is in the report's `troubles`, one line each; everything else is still checked.

    Raises Trouble for an unknown or broken rule.
    """
    from presscheck.run import check_paths

    return check_paths(_paths(paths), _rules(select, ignore, rules), level=_severity(level))


def _rules(select: Keys, ignore: Keys, extra: Paths) -> RuleSet:
    from presscheck.rules import load_rules

    return load_rules(_paths(extra)).select(_keys(select), _keys(ignore))


def _keys(keys: Keys) -> list[str]:
    # A lone string is one key: taken for its letters it would select by each of them.
    return [keys] if isinstance(keys, str) else list(keys)


def _paths(paths: Paths) -> list[str]:
    return [fspath(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)]


def _severity(level: Severity | Level) -> Severity:
    from presscheck.model import Severity, Trouble

    if isinstance(level, Severity):
        return level
    try:
        return Severity[level.upper()]
    except KeyError:
        raise Trouble(f"no level '{level}'; known: error, warning, advice") from None


def __getattr__(name: str) -> Any:
    # The nouns load when somebody asks for one: importing presscheck itself stays cheap.
    if name in __all__:
        from presscheck import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
