"""Findings mended, pass after pass, until nothing is left that may be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from presscheck.keep import Kept
from presscheck.model import Finding, Report, Source
from presscheck.read import read_source
from presscheck.read.export import HEAD, export_of, is_export
from presscheck.revise import Edit, revised_where_possible
from presscheck.trouble import Trouble
from presscheck.write import replace_file

Check = Callable[[Source], Sequence[Finding]]
"""Gives the findings of a draft that stand, as a run would report them."""

Spans = Sequence[tuple[int, int]]
"""Stretches of a source, in order: offsets in code points, ends exclusive."""

PASSES = 50
"""So often a draft is mended. What a fix uncovers, such as a line that now stands twice, is mended next."""

READ = 10_000_000
"""A short draft is mended more often than that, as long as no more characters are read for it in all."""

_SHORT = 10_000


@dataclass(frozen=True, slots=True)
class Revision:
    """A draft before and after: its bytes, its source, what was mended in it, and what is left."""

    old: bytes
    new: bytes
    before: Source
    after: Source
    fixed: tuple[Finding, ...] = ()
    left: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        """The draft's path as it was given."""
        return self.before.path


@dataclass(frozen=True, slots=True)
class Again:
    """How a draft of a run is read and checked once more, by its path; `kept` also tells what stets let stand.

    `changed` gives the stretches of a source that somebody has changed, where only these are to be mended.
    """

    read: Callable[[str], bytes]
    check: Callable[[str], Check]
    kept: Callable[[str], Callable[[Source], Kept]]
    changed: Callable[[Source], Spans] | None = None


def revisions(report: Report, again: Again, *, unsafe: bool) -> Iterator[Revision | Trouble]:
    """Yield a revision of each draft of a run in which something can be mended, in the order of the report.

    A Trouble stands for one that cannot be.
    """
    exports: set[str] = set()
    for path in dict.fromkeys(finding.place.path for finding in report.findings if _wanted(finding, unsafe)):
        if export := export_of(path):
            if export not in exports:
                exports.add(export)
                yield _export(export)
            continue
        try:
            revision = fixed(again.read(path), path, again.check(path), unsafe=unsafe, changed=again.changed)
        except Trouble as trouble:
            yield trouble
            continue
        if revision.fixed:
            yield revision


def fix_files(report: Report, rerun: Callable[[], Report], again: Again, *, unsafe: bool) -> Report:
    """Mend the drafts of a run in their files, and return the report of the same run on what is left."""
    number = 0
    troubles: list[str] = []
    for revision in revisions(report, again, unsafe=unsafe):
        try:
            if isinstance(revision, Trouble):
                raise revision
            write(revision)
            number += len(revision.fixed)
        except Trouble as trouble:
            troubles.append(str(trouble))
    left = rerun() if number else report
    return replace(left, fixed=number, troubles=(*left.troubles, *troubles))


def fix_stdin(report: Report, again: Again, path: str, *, unsafe: bool) -> tuple[Report, bytes]:
    """Return the report on what is left of a draft that came from another program, and the draft once mended.

    `report` is that of its run, `path` its name there. Raises Trouble where it cannot be written in its encoding.
    """
    data = again.read(path)
    if is_export(data[:HEAD], path):
        raise _export(path)
    revision = fixed(data, path, again.check(path), unsafe=unsafe)
    found = revision.left if revision.fixed else report.findings
    return replace(report, findings=tuple(found), fixed=len(revision.fixed)), revision.new


def _export(path: str) -> Trouble:
    return Trouble(f"{path}: an export is not changed; mend its articles where they were written")


def write(revision: Revision) -> None:
    """Put a revision in the place of its draft; raise Trouble, and change nothing, where that cannot be done."""
    replace_file(revision.path, revision.old, revision.new)


def fixed(
    data: bytes,
    path: str,
    check: Check,
    *,
    unsafe: bool,
    changed: Callable[[Source], Spans] | None = None,
) -> Revision:
    """Return the revision of a draft in which everything is mended that can be: safely, or all of it.

    Where `changed` gives stretches of it, only what stands in these is mended. Raises Trouble where the draft
    cannot be read, or not be written in its encoding.
    """
    before = source = read_source(data, path)
    new = data
    findings = check(source)
    spans = changed(source) if changed else None
    done: list[Finding] = []
    for _ in range(max(PASSES, READ // max(len(source.text), _SHORT))):
        chosen = _compatible([f for f in findings if _wanted(f, unsafe) and _stands_in(f, spans)])
        if not chosen:
            break
        new, source, carried_out = revised_where_possible(new, source, [_edit(finding) for finding in chosen])
        if not carried_out:
            break
        spans = moved(spans, carried_out) if spans is not None else None
        done += [finding for finding in chosen if _edit(finding) in carried_out]
        findings = check(source)
    return Revision(data, new, before, source, tuple(done), tuple(findings))


def _wanted(finding: Finding, unsafe: bool) -> bool:
    return finding.fix is not None and (finding.fix.safe or unsafe)


def _stands_in(finding: Finding, spans: Spans | None) -> bool:
    place = finding.place.start, max(finding.place.end, finding.place.start + 1)
    return spans is None or any(_overlap(place, span) for span in spans)


def moved(spans: Spans, edits: Sequence[Edit]) -> Spans:
    """Return where stretches of a text are once edits are carried out in it; what is gone is left out."""
    found = []
    for start, end in spans:
        first, last = _after(start, edits), _after(end, edits)
        if first < last:
            found.append((first, last))
    return found


def _after(offset: int, edits: Sequence[Edit]) -> int:
    """Return an offset as it is after edits; one within what is replaced stands behind what is new."""
    shift = 0
    for start, end, new in edits:
        if start < offset:
            shift += len(new) - (min(end, offset) - start)
    return offset + shift


def _compatible(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings whose fixes can be carried out together, in order of place, the first of two that cannot.

    Fixes do not overlap, and none touches what another finding speaks of: of a text that stands twice one stays.
    """
    chosen: list[Finding] = []
    gone: list[tuple[int, int]] = []
    needed: set[tuple[int, int]] = set()
    for finding in sorted(findings, key=lambda finding: _edit(finding)[:2]):
        start, end, _ = _edit(finding)
        kept = finding.related and (finding.related.start, finding.related.end)
        if gone and (gone[-1][1] > start or gone[-1][0] == start):
            continue
        if any(_overlap((start, end), place) for place in needed) or (kept and _touches(kept, gone)):
            continue
        chosen.append(finding)
        gone.append((start, end))
        if kept:
            needed.add(kept)
    return chosen


def _touches(place: tuple[int, int], gone: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a place overlaps one of many spans, which are in order and do not overlap one another."""
    at = bisect_left(gone, place)
    return any(_overlap(place, span) for span in gone[max(0, at - 1) : at + 1])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _edit(finding: Finding) -> Edit:
    assert finding.fix
    return finding.fix.start, finding.fix.end, finding.fix.text
