"""What makes a control or a field of some words, so that it goes once they are filled in.

A control that shows its prompt, or a field of a mail merge, would drop the new words again: the control as soon as
somebody clicks on it, the field when it is updated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from presscheck.read.office.xml import Element

Span = tuple[int, int]

_OFF = ("0", "false", "off")
_AROUND = frozenset({"text:placeholder", "text:database-display"})
"""Elements of OpenDocument that are a prompt or a field with what stands within them."""


def unwrapped(root: Element, data: bytes, offsets: Sequence[int]) -> set[Span]:
    """Return the bytes of a part that make a prompt or a merge field of the words at these offsets.

    The words themselves stay, and so does the control, which is filled in then.
    """
    return {span for node in _holding(root, offsets) for span in _of(node, data, offsets)}


def span_of(data: bytes, element: Element) -> Span:
    """Return the bytes of a whole element, its tags with it."""
    start, end = element.start, element.end
    alone = data.find(b">", start) + 1 == end and data.endswith(b"/>", start, end)
    return start, end if alone or end <= start else data.find(b">", end) + 1


def _holding(node: Element, offsets: Sequence[int]) -> Iterator[Element]:
    for child in node.elements():
        if any(child.start < offset < child.end for offset in offsets):
            yield child
            yield from _holding(child, offsets)


def _of(node: Element, data: bytes, offsets: Sequence[int]) -> Iterator[Span]:
    match node.name:
        case "w:sdt":
            yield from (span_of(data, element) for element in _prompting(node))
        case "w:fldSimple" if _merges(node.get("w:instr")):
            yield from _tags(data, node)
        case name if name in _AROUND:
            yield from _tags(data, node)
        case "w:p":
            for one in _fields(node, offsets):
                yield from (span_of(data, element) for element in one.signs)
        case _:
            pass


def _tags(data: bytes, node: Element) -> Iterator[Span]:
    yield node.start, data.find(b">", node.start) + 1
    yield node.end, data.find(b">", node.end) + 1


def _prompting(control: Element) -> Iterator[Element]:
    """Yield what makes the content of a control its prompt: the mark, the style, a tie to other content."""
    showing = control.first("w:sdtPr", "w:showingPlcHdr")
    if showing is None or showing.get("w:val", "1") in _OFF:
        return
    yield showing
    yield from control.all("w:dataBinding")
    if content := control.first("w:sdtContent"):
        yield from content.all("w:rStyle")


def _merges(instruction: str) -> bool:
    return instruction.split()[:1] == ["MERGEFIELD"]


@dataclass
class _Field:
    """A field in the making: the elements that make it one, its instruction, and whether it holds the words."""

    signs: list[Element] = field(default_factory=list)
    instruction: str = ""
    shown: bool = False
    holds: bool = False


def _fields(paragraph: Element, offsets: Sequence[int]) -> Iterator[_Field]:
    """Yield the merge fields of a paragraph whose results hold one of the offsets."""
    opened: list[_Field] = []
    for node in (child for run in paragraph.all("w:r") for child in run.elements()):
        kind = node.get("w:fldCharType") if node.name == "w:fldChar" else ""
        if kind == "begin":
            opened.append(_Field())
        if not opened:
            continue
        last = opened[-1]
        if node.name in ("w:fldChar", "w:instrText"):
            last.signs.append(node)
            last.instruction += node.text()
            last.shown = last.shown or kind == "separate"
        elif any(node.start < offset < node.end for offset in offsets):
            for one in opened:
                one.holds = one.holds or one.shown
        if kind == "end" and (done := opened.pop()).holds and _merges(done.instruction):
            yield done
