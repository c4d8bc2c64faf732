"""Slots filled in: which there are, what stands around them, and the draft with words in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from presscheck.escape import escaped, one_line
from presscheck.mend import balanced
from presscheck.model import Block, Finding, Kind, Place, Source, Trouble
from presscheck.read import open_document
from presscheck.revise import Edit, revised_where_possible

_BESIDE: frozenset[Kind] = frozenset(
    {"comment", "opaque", "annotation", "insertion", "deletion", "highlight", "hidden"}
)


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
class Filled:
    """A draft once slots of it are filled: its bytes, its source, and the gaps that could not be."""

    data: bytes
    source: Source
    left: tuple[Gap, ...]


def is_slot(finding: Finding) -> bool:
    """Tell whether a finding is a place for words still to be written: in the text, its metadata, or a link."""
    return finding.family in ("placeholder", "metadata") or finding.name == "link-slot"


def slots_of(source: Source, findings: Iterable[Finding]) -> list[Slot]:
    """Return the distinct slots among a draft's findings, in the order of their first places.

    Two are one if a reader reads the same in them: markup, escapes and white space make no difference, case does.
    """
    blocks = [block for block in open_document(source).blocks if block.kind not in _BESIDE and block.runs]
    gaps: dict[str, list[Gap]] = {}
    end = 0
    for finding in sorted(filter(is_slot, findings), key=lambda finding: finding.place.start):
        if finding.place.start >= end and (gap := _gap(finding, blocks)):
            end = finding.place.end
            gaps.setdefault(" ".join(gap.block.text[gap.start : gap.end].split()), []).append(gap)
    return [Slot(text, tuple(found)) for text, found in gaps.items()]


def fill(data: bytes, source: Source, answers: Mapping[Slot, str]) -> Filled:
    """Return a draft with its slots filled, each with one text wherever it stands.

    Markup inside of a slot goes with it, all other bytes stay. Raises Trouble where a text cannot stand there.
    """
    edits: dict[Edit, Gap] = {}
    left: list[Gap] = []
    for slot, answer in answers.items():
        words = one_line(answer, slot.text)
        for gap in slot.gaps:
            span = _span(source, gap)
            if span is None:
                left.append(gap)
            else:
                edits[(*span, escaped(words, source, gap.block, *span))] = gap
    new, after, done = revised_where_possible(data, source, list(edits))
    left += [gap for edit, gap in edits.items() if edit not in done]
    return Filled(new, after, tuple(sorted(left, key=lambda gap: gap.place.start)))


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


def answers_for(slots: Sequence[Slot], given: Mapping[str, str]) -> dict[Slot, str]:
    """Return the answers to slots that are named as they stand, or without their brackets, in any case.

    Raises Trouble for a name that is no slot's, with the nearest one.
    """
    answers: dict[Slot, str] = {}
    for name, answer in given.items():
        named = [slot for slot in slots if name == slot.text] or [
            slot for slot in slots if bare(name) == bare(slot.text)
        ]
        if not named:
            raise Trouble(f"no slot '{name}'{_nearest(name, slots)}")
        for slot in named:
            if slot in answers:
                raise Trouble(f"'{name}' answers {slot.text}, which is answered already")
            answers[slot] = answer
    return answers


def bare(text: str) -> str:
    """Return a slot's words without its brackets, in lower case."""
    return " ".join(text.strip("[]{}<>«»()%*|_$ ").replace("_", " ").casefold().split())


def _nearest(name: str, slots: Sequence[Slot]) -> str:
    from presscheck.rules.schema import nearest

    known = {bare(slot.text): slot.text for slot in slots}
    hint = nearest(bare(name), list(known))
    for words, text in known.items():
        hint = hint.replace(f"'{words}'", f"'{text}'")
    return hint or f"; there are {len(slots)} slots"
