"""A draft with its slots filled in and findings settled: bytes in, the bytes of the same kind of file out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from presscheck.fill import Draft as Slotted
from presscheck.fill import Slot, named, slots_of
from presscheck.fill import fill as filled_in
from presscheck.fix import fixed
from presscheck.keep import Kept
from presscheck.keep.stet.write import Wish as Stand
from presscheck.keep.stet.write import let_stand
from presscheck.model import Finding, Report, Source
from presscheck.read import read_source
from presscheck.report.json import as_dict, dump_whole, summary
from presscheck.revise import Edit, revised_where_possible
from presscheck.trouble import Trouble
from presscheck.web.choice import Choice
from presscheck.web.export import sends_export
from presscheck.web.request import Draft
from presscheck.web.view import key
from presscheck.web.work import data_of, kept_in, report_of, source_of

SAFE, ALL = "safe", "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall become of a draft.

    `answers` give the text for each slot, by its name. `fix` names the findings to mend by their keys
    (`DU101@41`), or is `safe` or `all`. `stets` give, by key, the reason why a finding may stand.
    """

    answers: Mapping[str, str]
    fix: str | Collection[str]
    stets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the new draft, in how many places what was done, and what could not be."""

    data: bytes
    source: Source
    filled: int
    fixed: int
    unused: tuple[str, ...]
    troubles: tuple[str, ...]
    report: Report


def fill(draft: Draft, choice: Choice, wish: Wish) -> bytes:
    """Return, as JSON, the text of the new draft, what was done to it, and what is still found in it."""
    done = carried_out(draft, choice, wish)
    return dump_whole(
        {
            "version": 1,
            "filename": draft.name,
            "text": done.source.text,
            "filled": done.filled,
            "fixed": done.fixed,
            "unused": list(done.unused),
            "troubles": list(done.troubles),
            "findings": [as_dict(finding) for finding in done.report.findings],
            "summary": summary(done.report),
        }
    )


def fill_file(draft: Draft, choice: Choice, wish: Wish) -> bytes:
    """Return the new draft's bytes. Raises Trouble where something that was asked for cannot be done."""
    done = carried_out(draft, choice, wish)
    if done.troubles:
        raise Trouble(done.troubles[0])
    return done.data


def carried_out(draft: Draft, choice: Choice, wish: Wish) -> Outcome:
    """Return what becomes of a draft. Raises Trouble where it cannot be read, or not be written in its encoding."""
    if sends_export(draft):
        raise Trouble(f"{draft.name}: an export is not changed; mend its articles where they were written")
    source, data = source_of(draft), data_of(draft)

    def check(new: Source) -> Kept:
        return kept_in(new, choice)

    found = check(source).findings
    named_to_mend = () if isinstance(wish.fix, str) else wish.fix
    mending = _apart(finding for finding in found if key(finding) in named_to_mend)
    data, source, edits = revised_where_possible(data, source, mending)
    stands = [(_moved(finding, edits), finding.rule, wish.stets[key(finding)]) for finding in _stood(found, wish)]
    data, source, troubles = _with_stets(data, source, stands, check)
    slots = slots_of(source, check(source).findings)
    answers, unused = _answers(slots, wish.answers)
    filled = filled_in(Slotted(data, source, tuple(slots)), answers)
    data, source, number = filled.data, filled.source, len(edits)
    troubles += [f"{draft.name}:{gap.place.line}: {gap.finding.text}: cannot be filled in" for gap in filled.left]
    if wish.fix in (SAFE, ALL):
        revision = fixed(data, draft.name, lambda new: check(new).findings, unsafe=wish.fix == ALL)
        data, source, number = revision.new, revision.after, len(revision.fixed)
    return Outcome(data, source, len(filled.done), number, unused, tuple(troubles), report_of(source, choice))


def _apart(findings: Iterable[Finding]) -> list[Edit]:
    """Return the edits that mend findings, of those that overlap the first."""
    edits: list[Edit] = []
    for fix in sorted((finding.fix for finding in findings if finding.fix), key=lambda fix: (fix.start, fix.end)):
        if not edits or edits[-1][1] <= fix.start:
            edits.append((fix.start, fix.end, fix.text))
    return edits


def _stood(findings: Iterable[Finding], wish: Wish) -> list[Finding]:
    return [finding for finding in findings if key(finding) in wish.stets]


def _moved(finding: Finding, edits: Iterable[Edit]) -> int:
    """Return where a finding starts once edits that do not touch it have been carried out."""
    start = finding.place.start
    return start + sum(len(new) - (end - first) for first, end, new in edits if end <= start)


def _with_stets(
    data: bytes, source: Source, stands: Sequence[tuple[int, str, str]], check: Callable[[Source], Kept]
) -> tuple[bytes, Source, list[str]]:
    """Return a draft with stets for what starts at offsets, and a line for each that cannot be."""
    troubles: list[str] = []
    # The last one first, so that the places of the others hold.
    for start, rule, reason in reversed(stands):
        line, column = source.line_column(start)
        try:
            data, _ = let_stand(data, source.path, Stand(line, column, rule, reason), check)
            source = read_source(data, source.path)
        except Trouble as trouble:
            troubles.insert(0, str(trouble))
    return data, source, troubles


def _answers(slots: Sequence[Slot], given: Mapping[str, str]) -> tuple[dict[Slot, str], tuple[str, ...]]:
    """Return the answers by slot, and the names that fit none."""
    answers: dict[Slot, str] = {}
    unused: list[str] = []
    for name, text in given.items():
        try:
            answers |= dict.fromkeys(named(slots, name), text)
        except Trouble:
            unused.append(name)
    return answers, tuple(unused)
