"""A stet written into a draft in the way of its format: it lets a finding stand and changes nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from presscheck.keep import Kept
from presscheck.keep.stet.territory import Territories
from presscheck.model import Block, Document, Finding, Source
from presscheck.read import front_matter_problem, open_document, read_source
from presscheck.read.frontmatter import front_matter
from presscheck.revise import Edit, revised
from presscheck.rules import names
from presscheck.trouble import Trouble

Check = Callable[[Source], Kept]
"""Gives what is found in a draft, and what its stets let stand."""

FAMILY = "stet"
"""The family of rules about stets."""

_LINE_END = re.compile(r"\r\n?|\n")
_MARKS = re.compile(r"[ ]{0,3}(?:#{1,6}[ \t]+)?(?:[*_~\[(\"'“‘]|!\[)*\Z")
_TAGS = re.compile(r"[ \t]*(?:<[a-zA-Z][^<>]*>[ \t]*)*\Z")

# What stands under `stet` in YAML: a text on one line, or a list with an item a line.
_ONE = re.compile(r"^stet:(?P<value>[ \t]+[^\s\[{|>&*!#][^\r\n]*)", re.MULTILINE)
_SEVERAL = re.compile(r"^stet:[ \t]*(?:(?:\r\n?|\n)(?P<indent>[ \t]*)-[ \t][^\r\n]*)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall stand: where in a draft (lines and columns from 1), by which key, and why."""

    line: int
    column: int | None
    key: str
    reason: str


def let_stand(data: bytes, path: str, wish: Wish, check: Check) -> tuple[bytes, Finding]:
    """Return a draft's bytes with a stet more, and what it lets stand, at its place then.

    Raises Trouble where nothing is found that the wish is about, and where no stet can be written for it.
    """
    source = read_source(data, path)
    if source.layout:
        said = f"stet: {wish.key} {' '.join(wish.reason.split()) or 'and why'}"
        raise Trouble(f"{path}: a document takes no stet from here; add a comment to the words in it: {said}")
    if not wish.reason.strip():
        raise Trouble("a stet says why: give a reason, in a few words")
    before = check(source)
    target = _target(before, source, wish)
    for edit in _edits(open_document(source), target, wish):
        new, after = revised(data, source, [edit])
        if front_matter_problem(after) and not front_matter_problem(source):
            continue
        if stands := _standing(before, check(after), target, wish, edit):
            return new, stands
    raise Trouble(
        f"{path}:{wish.line}: no place for a stet that changes nothing else; write a stet-file, or stet-start and "
        "stet-end around it"
    )


def _target(found: Kept, source: Source, wish: Wish) -> Finding:
    place = f"{source.path}:{wish.line}"
    here = [finding for finding in found.findings if _is_at(finding, wish)]
    meant = [finding for finding in here if names(wish.key, finding)]
    if meant and all(finding.family == FAMILY for finding in meant):
        raise Trouble(f"{place}: no stet lets stand what is wrong with a stet; mend that one ({meant[0].rule})")
    meant = [finding for finding in meant if finding.family != FAMILY]
    if meant:
        # A place where one ends and the next begins is the next one's.
        return meant[0] if wish.column is None else meant[-1]
    for each in found.suppressed:
        if _is_at(each.finding, wish) and names(wish.key, each.finding):
            raise Trouble(f"{place}: {each.finding.rule} stands there already: {each.reason or 'without a reason'}")
    others = sorted({finding.rule for finding in here})
    told = f"; what is found there: {', '.join(others)}" if others else ", nor does any other rule"
    raise Trouble(f"{place}: {wish.key} finds nothing there{told}")


def _is_at(finding: Finding, wish: Wish) -> bool:
    place = finding.place
    if wish.column is None:
        return place.line <= wish.line <= place.end_line
    return (place.line, place.column) <= (wish.line, wish.column) <= (place.end_line, place.end_column)


def _standing(before: Kept, after: Kept, target: Finding, wish: Wish, edit: Edit) -> Finding | None:
    """Return the target where it stands after an edit; None where it does not, or anything else has changed."""
    at, end, new = edit
    start = target.place.start + (len(new) - (end - at) if at <= target.place.start else 0)
    standing = [each.finding for each in after.suppressed]
    wanted = [f for f in standing if f.rule == target.rule and f.place.start == start and f.text == target.text]
    freed = _told(standing) - _told([each.finding for each in before.suppressed])
    same = _told(after.findings) + freed == _told(before.findings)
    meant = all(names(wish.key, finding) for finding in standing if (finding.rule, finding.text) in freed)
    return wanted[0] if wanted and same and meant else None


def _told(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.text) for finding in findings)


def _edits(document: Document, target: Finding, wish: Wish) -> Iterator[Edit]:
    """Yield what may be inserted, the best first."""
    source = document.source
    start = target.place.start
    written = f"stet: {wish.key} {' '.join(wish.reason.split())}"
    if start < front_matter(source.text)[1]:
        yield from _in_front_matter(document, written)
        return
    block = _block(document, start)
    if source.format == "text":
        yield from _own_line(source, block, f"[{written}]", re.compile(r".*", re.DOTALL))
    elif source.format == "html":
        mark = _comment(written, source)
        if block.kind == "field":
            tag = source.text.rfind("<", 0, block.runs[0].start)
            yield from _before(source, max(0, tag), mark)
        yield from _own_line(source, block, mark, _TAGS)
        yield from _after(source, _end(document, block), mark)
    else:
        mark = _comment(written, source)
        if not block.within:
            yield from _own_line(source, block, mark, _MARKS)
        yield from _after(source, _end(document, block), mark)


def _comment(written: str, source: Source) -> str:
    mdx = source.path.lower().endswith(".mdx")
    ending = "*/" if mdx else "--"
    if ending in written:
        raise Trouble(f"the reason holds '{ending}', which would end the comment that it is written in")
    return f"{{/* {written} */}}" if mdx else f"<!-- {written} -->"


def _in_front_matter(document: Document, written: str) -> Iterator[Edit]:
    source = document.source
    text, end = source.text, front_matter(source.text)[1]
    newline = _newline(source)
    quoted = json.dumps(written.removeprefix("stet: "), ensure_ascii=False)
    if any(stet.runs[0].start < end for stet in document.stets):
        if one := _ONE.search(text, 0, end):
            yield one.start("value"), one.end("value"), f"{newline}  - {one['value'].strip()}{newline}  - {quoted}"
        elif several := _SEVERAL.search(text, 0, end):
            yield several.end(), several.end(), f"{newline}{several['indent']}- {quoted}"
        raise Trouble(f"{source.path}: its front matter has a stet already; add to it: {quoted}")
    first = _LINE_END.search(text)
    at = first.end() if first else 0
    yield at, at, f"stet{':' if text.startswith('---') else ' ='} {quoted}{newline}"


def _block(document: Document, offset: int) -> Block:
    """Return the block that an offset stands in, or goes with, such as the paragraph of a link."""
    start, end = Territories(document).around(offset)
    blocks = [block for block in document.blocks if block.runs and start <= block.runs[0].start <= end]
    prose = [block for block in blocks if block.kind not in ("link", "alt", "comment")]
    holding = [block for block in prose if block.runs[0].start <= offset <= block.runs[-1].end]
    return (holding or prose or blocks)[0]


def _end(document: Document, block: Block) -> int:
    """Return where what belongs to a block ends, white space at its end left out."""
    start, end = Territories(document).around(block.runs[0].start)
    return start + len(document.source.text[start:end].rstrip())


def _own_line(source: Source, block: Block, mark: str, marks: re.Pattern[str]) -> Iterator[Edit]:
    """Yield the edit for a line before a block, where nothing but its own marks stands before it on its line."""
    at = block.runs[0].start
    line = max(source.text.rfind("\n", 0, at), source.text.rfind("\r", 0, at)) + 1
    if marks.match(source.text[line:at]):
        yield from _before(source, line, mark)


def _before(source: Source, at: int, mark: str) -> Iterator[Edit]:
    line = max(source.text.rfind("\n", 0, at), source.text.rfind("\r", 0, at)) + 1
    indent = source.text[line:at]
    if not indent.strip():
        rest = source.text[at:]
        indent = indent or (rest[: len(rest) - len(rest.lstrip(" \t"))] if source.format == "html" else "")
        yield line, line, indent + mark + _newline(source)
    else:
        yield at, at, mark


def _after(source: Source, at: int, mark: str) -> Iterator[Edit]:
    yield at, at, f" {mark}"


def _newline(source: Source) -> str:
    found = _LINE_END.search(source.text)
    return found[0] if found else "\n"
