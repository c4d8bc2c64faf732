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
    from presscheck.config.configuration import Configuration
    from presscheck.config.settings import Jobs, Settings
    from presscheck.keep.habit import TitleInBody
    from presscheck.model import Finding as Finding
    from presscheck.model import Place as Place
    from presscheck.model import Report as Report
    from presscheck.model import Severity as Severity
    from presscheck.rules import RuleSet
    from presscheck.trouble import Trouble as Trouble

__version__ = "0.1.0"

__all__ = ["Finding", "Place", "Report", "Severity", "Trouble", "check_paths", "check_text"]

Level = Literal["error", "warning", "advice"]
Keys = str | Iterable[str]
Paths = str | PathLike[str] | Iterable[str | PathLike[str]]
Config = str | PathLike[str] | bool


def check_text(
    text: str,
    *,
    filename: str = "draft.txt",
    select: Keys = (),
    ignore: Keys = (),
    rules: Paths = (),
    level: Severity | Level | None = None,
    title_in_body: TitleInBody | None = None,
    config: Config = False,
) -> Report:
    """Check one draft.

    `filename` tells its format by its suffix and names it in the findings; nothing is read from it. `select`
    and `ignore` narrow the rules by id, start of an id, family or name; `rules` adds rule files or folders.
    Findings below `level` ("warning" unless a configuration says otherwise) are left out; `title_in_body` says
    whether the text may repeat its title. `config` is the path of a configuration, True for the one that holds for
    `filename`, False for none. Offsets in findings are code points of `text`.

    Raises Trouble for an unknown or broken rule, a wrong value and a broken configuration.
    """
    from time import perf_counter

    from presscheck.check import check_source, fails
    from presscheck.keep import Kept
    from presscheck.keep.habit import Habit
    from presscheck.model import Report, Source
    from presscheck.read import format_of

    started = perf_counter()
    settings = _configuration(
        config,
        select=_keys(select),
        ignore=_keys(ignore),
        rules=_paths(rules),
        level=level,
        title_in_body=title_in_body,
    ).settings(filename)
    chosen = _sound(settings)
    source = Source(filename, text, format_of(filename))
    kept = Kept(()) if settings.excluded else check_source(source, chosen, settings.level, settings.house)
    findings = Habit(chosen, settings.title_in_body).standing(kept.findings, None)
    return Report(
        tuple(findings),
        (),
        0 if settings.excluded else 1,
        perf_counter() - started,
        tuple(kept.suppressed),
        excluded=int(settings.excluded),
        fails=lambda finding: fails(finding, settings),
        rules=tuple(chosen),
        read=lambda path: source,
    )


def check_paths(
    paths: Paths,
    *,
    select: Keys = (),
    ignore: Keys = (),
    rules: Paths = (),
    level: Severity | Level | None = None,
    title_in_body: TitleInBody | None = None,
    across: bool | None = None,
    config: Config = True,
    jobs: Jobs = 1,
) -> Report:
    """Check files, folders (walked, .gitignore honoured) and globs; the options are those of `check_text`.

    With `across` they are also compared with one another. By default each file's own configuration holds, as on
    the command line; what is given here wins over it. `jobs` is how many processes check, "auto" for as many as
    pay, whatever a configuration says; a program that starts any runs its own code under
    `if __name__ == "__main__":`.

    What could not be read is in the report's `troubles`, one line each; everything else is still checked.

    Raises Trouble for an unknown or broken rule, a wrong value, and a broken configuration of a path that is named.
    """
    from presscheck.config.configuration import as_folder
    from presscheck.run import check_paths

    configuration = _configuration(
        config,
        select=_keys(select),
        ignore=_keys(ignore),
        rules=_paths(rules),
        level=level,
        title_in_body=title_in_body,
        across=across,
    )
    named = _paths(paths)
    for path in named:
        _sound(configuration.settings(as_folder(path)))
    return check_paths(named, configuration, jobs=jobs)


def _keys(keys: Keys) -> list[str]:
    # A lone string is one key: taken for its letters it would select by each of them.
    return [keys] if isinstance(keys, str) else list(keys)


def _paths(paths: Paths) -> list[str]:
    return [fspath(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)]


def _configuration(config: Config, **options: Any) -> Configuration:
    from presscheck.config.configuration import Configuration
    from presscheck.config.options import layer_of

    level = options["level"]
    options["level"] = level if level is None or isinstance(level, str) else str(level)
    file = None if isinstance(config, bool) else fspath(config)
    return Configuration(layer_of(options, "{}"), file=file, search=config is not False)


def _sound(settings: Settings) -> RuleSet:
    """Return the rules of settings; raise Trouble where something is wrong with their choice."""
    from presscheck.config.choose import choose
    from presscheck.trouble import Trouble

    chosen = choose(settings)
    if chosen.troubles:
        raise Trouble(chosen.troubles[0])
    return chosen.rules


def __getattr__(name: str) -> Any:
    # The nouns load when somebody asks for one: importing presscheck itself stays cheap.
    if name in __all__:
        from presscheck import model, trouble

        return getattr(trouble if name == "Trouble" else model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
