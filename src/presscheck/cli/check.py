"""`presscheck check`: check drafts and report what is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any

import click

from presscheck import report as reports
from presscheck.cache import Cache
from presscheck.check import again
from presscheck.cli import complain
from presscheck.cli.completing import files
from presscheck.cli.configuring import configuration_of, configuring, failing
from presscheck.cli.fixing import fixing, mend, refuse_fixing, show_diffs
from presscheck.cli.keeping import ChecksChanges, keeping, keeping_of, settled, whole_folder
from presscheck.cli.options import following, no_color
from presscheck.cli.profiling import tell
from presscheck.cli.progress import Progress
from presscheck.cli.reporting import chosen_format, refuse_drafts, reporting, write_outputs
from presscheck.cli.terminal import look, stderr, stdout
from presscheck.cli.watching import keep_watch, refuse_watching, watching
from presscheck.discover import STDIN
from presscheck.jobs import asked_for
from presscheck.keep import Keeping
from presscheck.lint import lint, lint_naively
from presscheck.model import Report
from presscheck.profile import Profile, unwatched
from presscheck.run import check_paths

FOUND = 1
TROUBLE = 2


@click.command(cls=ChecksChanges, short_help="Check drafts (what `presscheck PATHS...` does).")
@click.argument("paths", nargs=-1, metavar="PATHS...", shell_complete=files)
@configuring
@failing
@reporting
@fixing
@keeping
@watching
@click.option("--explain", is_flag=True, help="Show the evidence for each finding.")
@click.option("--no-cache", is_flag=True, help="Look through what held nothing at an earlier run, too.")
@click.option("--no-prefilter", is_flag=True, help="Try every rule on every block: slow, and the same findings.")
@click.option("--profile", is_flag=True, help="Tell on standard error where the time went, in one process.")
@click.option("-q", "--quiet", is_flag=True, help="One line a finding, no summary.")
@no_color
@following
@click.option("--stdin-filename", metavar="NAME", default="stdin", help="Take standard input for this file.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: Sequence[str],
    form: reports.Name | None,
    outputs: Sequence[tuple[reports.Name, str]],
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    no_stet: bool,
    baseline: str | None,
    no_baseline: bool,
    prune: bool,
    changed: str | None,
    staged: bool,
    watch: bool,
    no_cache: bool,
    no_prefilter: bool,
    profile: bool,
    explain: bool,
    quiet: bool,
    no_color: bool,
    stdin_filename: str,
    follow_links: bool,
    **options: Any,
) -> None:
    """Check drafts and show what was never meant for the reader.

    PATHS are files, folders (searched for drafts, .gitignore honoured), patterns such as 'drafts/**/*.md',
    and - for standard input.
    """
    started = perf_counter()
    paths = whole_folder(paths, changed=changed, staged=staged)
    refuse_fixing(paths, fix=fix, unsafe=unsafe_fixes, diff=diff, reports=bool(form or outputs or statistics))
    form = chosen_format(form, outputs, statistics=statistics)
    refuse_drafts(outputs, paths)
    if watch:
        refuse_watching(paths, mends=fix or diff)
        keep_watch(paths, [*options["extra"], *filter(None, [options["config"]])])
    configuration = configuration_of(**options)
    kept = keeping_of(
        paths,
        configuration,
        no_stet=no_stet,
        baseline=baseline,
        no_baseline=no_baseline,
        prune=prune,
        changed=changed,
        staged=staged,
        fix=fix or diff,
    )

    clock = Profile() if profile else None

    def run(kept: Keeping = kept) -> Report:
        with Progress() as progress:
            return check_paths(
                paths,
                configuration,
                stdin_name=stdin_filename,
                progress=progress,
                keeping=kept,
                linter=lint_naively if no_prefilter else lint,
                jobs=1 if clock else asked_for(paths, configuration),
                watch=clock.watch if clock else unwatched,
                follow_links=follow_links,
                every=fix or diff or statistics,
                cache=None if no_cache or no_prefilter or clock else Cache(),
            )

    shown = look(no_color=no_color, quiet=quiet, explain=explain)
    stdin = STDIN in paths
    if fix or diff:
        more = again(configuration, kept, stdin=stdin)
    if diff:
        ctx.exit(show_diffs(run(), more, shown, unsafe=unsafe_fixes))
    report = run()
    if fix:
        named = stdin_filename if stdin else None
        report = mend(report, lambda: run(kept.anew()), more, named, unsafe=unsafe_fixes)
    report = replace(settled(report, kept.baseline, prune=prune), seconds=perf_counter() - started)
    for line in (*report.troubles, *(() if quiet else report.notes)):
        complain(line)
    unwritten = write_outputs(report, outputs, shown)
    with stderr() if fix and stdin else stdout() as out:
        reports.write(report, form, out, shown)
    if clock:
        tell(clock)
    ctx.exit(TROUBLE if unwritten else _code(report))


def _code(report: Report) -> int:
    if report.troubles:
        return TROUBLE
    return FOUND if any(map(report.fails, report.findings)) else 0
