"""A draft with its slots filled in and what was chosen mended: bytes in, the bytes of the same kind of file out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from presscheck.fix import fixed
from presscheck.model import Finding, Report, Source, Trouble
from presscheck.report.json import as_dict, dump_whole, summary
from presscheck.revise import Edit, revised
from presscheck.web.choice import Choice
from presscheck.web.request import Draft
from presscheck.web.view import key, slots
from presscheck.web.work import report_of, source_of

SAFE, ALL = "safe", "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall become of a draft.

    `answers` give the text for each slot, by the slot as it stands in the draft, white space aside. `fix` names the
    findings to mend by their keys (`DU101@41`), or is `safe` or `all`.
    """

    answers: Mapping[str, str]
    fix: str | Collection[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of it: the new draft, how many places were filled and mended, and what could not be done."""

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


def carried_out(draft: Draft, choice: Choice, wish: Wish) -> Filled:
    """Return what becomes of a draft. Raises Trouble where it cannot be read, or not be written in its encoding."""
    source = source_of(draft)
    data = draft.content if isinstance(draft.content, bytes) else _encoded(draft.content, draft.name)
    found = report_of(source, choice).findings
    answers = {" ".join(slot.split()): text for slot, text in wish.answers.items()}
    known = {slot["slot"]: slot["findings"] for slot in slots(found)}
    to_fill = [found[number] for slot in answers for number in known.get(slot, ())]
    edits = [_answer(finding, answers[" ".join(finding.text.split())], source) for finding in to_fill]
    filled = len(edits)
    mended = [] if isinstance(wish.fix, str) else [f for f in found if key(f) in wish.fix and f.fix]
    for each in map(_fix, mended):
        edits += [] if _meets(each, edits) else [each]
    data, source, troubles = _revised(data, source, edits)
    count = len(edits) - filled
    if wish.fix in (SAFE, ALL):
        revision = fixed(data, draft.name, lambda new: report_of(new, choice).findings, unsafe=wish.fix == ALL)
        data, source, count = revision.new, revision.after, len(revision.fixed)
    unused = tuple(slot for slot in answers if slot not in known)
    return Filled(data, source, filled, count, unused, tuple(troubles), report_of(source, choice))


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise Trouble(f"{name}:{line}: holds half of a character, which no file can; type it again") from None


def _answer(finding: Finding, text: str, source: Source) -> Edit:
    # What is typed is text: in a page it must not become markup.
    new = escape(text, quote=False) if source.format == "html" else text
    return finding.place.start, finding.place.end, new


def _fix(finding: Finding) -> Edit:
    assert finding.fix
    return finding.fix.start, finding.fix.end, finding.fix.text


def _meets(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(edit[0] < end and start < edit[1] for start, end, _ in others)


def _revised(data: bytes, source: Source, edits: Sequence[Edit]) -> tuple[bytes, Source, list[str]]:
    """Return the draft with the edits, and a line for each that a word processor's document does not allow."""
    if not edits:
        return data, source, []
    try:
        return *revised(data, source, edits), []
    except Trouble:
        if not source.layout:
            raise
    troubles: list[str] = []
    # The last one first, so that the places of the others hold.
    for edit in sorted(edits, reverse=True):
        try:
            data, source = revised(data, source, [edit])
        except Trouble as trouble:
            troubles.insert(0, str(trouble))
    return data, source, troubles
