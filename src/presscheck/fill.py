"""Slots filled in: which there are, what stands around them, and the draft with words in their place."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from presscheck.escape import escaped, one_line
from presscheck.fix import Again
from presscheck.keep import Kept
from presscheck.mend import balanced
from presscheck.model import Block, Finding, Kind, Place, Source
from presscheck.read import format_of, open_document, read_source
from presscheck.read.export import HEAD, is_export
from presscheck.revise import Edit, revised_where_possible
from presscheck.trouble import Trouble
from presscheck.write import refuse_unwritable, replace_file

_BESIDE: frozenset[Kind] = frozenset(
    {"comment", "opaque", "annotation", "insertion", "deletion", "highlight", "hidden"}
)

PROMPT = "prompt-showing"
"""The rule about a control of a document that shows what to put there."""


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """One place that a slot stands in: the finding, and its span in the prose of its block."""

    finding: Finding
    block: Block
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Where in the draft it stands."""
        return self.finding.place


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """What one text fills: its words as a reader reads them, and every place they stand in, in order."""

    text: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that has slots: its bytes, its source, and the slots in order."""

    data: bytes
    source: Source
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What is to become of slots: the texts of those that are filled, the reasons of those that may stand."""

    texts: Mapping[Slot, str] = field(default_factory=dict)
    reasons: Mapping[Slot, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.texts or self.reasons)


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft once slots of it are filled: its bytes, its source, the gaps that are, and those that cannot be."""

    data: bytes
    source: Source
    done: tuple[Gap, ...]
    left: tuple[Gap, ...]


def open_draft(path: str, again: Again) -> Draft:
    """Return a draft with the slots that a run would report. Raises Trouble where it cannot be read."""
    data = again.read(path)
    if is_export(data[:HEAD], path):
        raise Trouble(f"{path}: an export is not changed; fill in its articles where they were written")
    source = read_source(data, path)
    return Draft(data, source, tuple(slots_of(source, again.check(path)(source))))


def is_slot(finding: Finding) -> bool:
    """Tell whether a finding is a place for words still to be written: in the text, metadata, a link, a form."""
    return finding.family in ("placeholder", "metadata") or finding.name in ("link-slot", PROMPT, "merge-field")


def slots_of(source: Source, findings: Iterable[Finding]) -> list[Slot]:
    """Return the distinct slots among a draft's findings, in the order of their first places.

    Two are one if a reader reads the same in them: markup, escapes and white space make no difference, case does.
    Controls of a document that show the same prompt are one if they have the same title.
    """
    blocks = [block for block in open_document(source).blocks if block.kind not in _BESIDE and block.runs]
    titles = {block.span(0, len(block.text)): dict(block.about).get("title", "") for block in blocks if block.about}
    gaps: dict[str, list[Gap]] = {}
    end = 0
    for finding in sorted(filter(is_slot, findings), key=lambda finding: finding.place.start):
        if finding.place.start >= end and (gap := _gap(finding, blocks)):
            end = finding.place.end
            name = " ".join(gap.block.text[gap.start : gap.end].split())
            if finding.name == PROMPT:
                name = titles.get((finding.place.start, end)) or _apart(name, gaps)
            gaps.setdefault(name, []).append(gap)
    return [Slot(text, tuple(found)) for text, found in gaps.items()]


def _apart(name: str, taken: Container[str]) -> str:
    """Return a name that nothing else has, for one of several prompts that read alike."""
    names = chain([name], (f"{name} ({number})" for number in count(2)))
    return next(each for each in names if each not in taken)


def fill(draft: Draft, texts: Mapping[Slot, str]) -> Filled:
    """Return a draft with its slots filled, each with one text wherever it stands.

    Markup inside of a slot goes with it, all other bytes stay. Raises Trouble where a text cannot stand there.
    """
    source = draft.source
    edits: dict[Edit, Gap] = {}
    left: list[Gap] = []
    for slot, answer in texts.items():
        words = one_line(answer, slot.text)
        for gap in slot.gaps:
            span = _span(source, gap)
            if span is None:
                left.append(gap)
            else:
                edits[(*span, escaped(words, source, gap.block, *span))] = gap
    new, after, carried_out = revised_where_possible(draft.data, source, list(edits))
    done = [gap for edit, gap in edits.items() if edit in carried_out]
    left += [gap for edit, gap in edits.items() if edit not in carried_out]
    return Filled(new, after, tuple(done), tuple(sorted(left, key=lambda gap: gap.place.start)))


def stand(filled: Filled, reasons: Mapping[Slot, str], check: Callable[[Source], Kept]) -> Filled:
    """Return a draft with a stet, and its reason, for every place of slots that are to stand.

    `check` tells what is found in a draft and what its stets let stand. Raises Trouble where none can be written.
    """
    from presscheck.keep.stet.write import Wish, let_stand

    data, source = filled.data, filled.source
    for slot, reason in reasons.items():
        for _ in slot.gaps:
            same = [each for each in slots_of(source, check(source).findings) if each.text == slot.text]
            if not same:
                break
            finding = same[0].gaps[0].finding
            wish = Wish(finding.place.line, finding.place.column, finding.rule, reason)
            data, _stands = let_stand(data, source.path, wish, check)
            source = read_source(data, source.path)
    return replace(filled, data=data, source=source)


def refuse_target(path: str, output: str | None) -> None:
    """Raise Trouble where a draft, or the new file for it, could not be written: before anything is asked."""
    if output is None:
        refuse_unwritable(path)
    elif os.path.lexists(output):
        raise Trouble(f"{output}: exists already; name a new file")
    elif format_of(output) != format_of(path):
        raise Trouble(f"{output}: would be in the format of {path}; give it that suffix")


def save(draft: Draft, filled: Filled, output: str | None) -> None:
    """Write a filled draft in its place, or to a new file. Raises Trouble, and writes nothing, if it cannot be."""
    if output is None:
        replace_file(draft.source.path, draft.data, filled.data)
    else:
        replace_file(output, None, filled.data)


def _gap(finding: Finding, blocks: Sequence[Block]) -> Gap | None:
    """Return a finding with the stretch of prose that it was made of."""
    place = finding.place
    for block in blocks:
        if not (block.runs[0].start <= place.start and place.end <= block.runs[-1].end):
            continue
        spans = [block.locate(at) for at in range(len(block.text))]
        start = next((at for at, span in enumerate(spans) if span[0] == place.start), None)
        end = next((at + 1 for at, span in enumerate(spans) if span[1] == place.end), None)
        if start is not None and end is not None and start < end:
            return Gap(finding, block, start, end)
    return None


def _span(source: Source, gap: Gap) -> tuple[int, int] | None:
    """Return the span to be replaced, emphasis that is half within it included; None where markup crosses it."""
    span = gap.place.start, gap.place.end
    return span if source.format in ("text", "office") else balanced(source.text, *span)


def named(slots: Sequence[Slot], name: str) -> list[Slot]:
    """Return the slots of a name: the one that reads so, or those that do without brackets and in any case.

    Raises Trouble, with the nearest, where there is none.
    """
    found = [slot for slot in slots if name == slot.text] or [s for s in slots if bare(name) == bare(s.text)]
    if not found:
        raise Trouble(f"no slot '{name}'{_nearest(name, slots)}")
    return found


def bare(text: str) -> str:
    """Return a slot's words without its brackets, in lower case."""
    return " ".join(text.strip("[]{}<>«»()%*|_$ ").replace("_", " ").casefold().split())


def _nearest(name: str, slots: Sequence[Slot]) -> str:
    from presscheck.rules.schema import nearest

    known = {bare(slot.text): slot.text for slot in slots}
    hint = nearest(bare(name), list(known))
    for words, text in known.items():
        hint = hint.replace(f"'{words}'", f"'{text}'")
    return hint or f"; there are {len(slots)}"
