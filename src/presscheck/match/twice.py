"""Whether anything in a text can stand twice, told from its bytes alone, so that most drafts need not be parsed.

From every place where a line, a sentence or the like may start, the letters that follow are compared. The answer is
yes too often, and never no where a `duplicate` rule finds something in one document: what the rules take for a
repeat has so many letters in common from such a place on as `match.letters` says, or is a heading or a headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from presscheck.match.heads import Head, headings, parts, titles
from presscheck.match.letters import (
    APART_RUN,
    CLOSE,
    LONG_RUN,
    OPENING,
    PASTED_MOST,
    RUN,
    SIGNS,
    joined,
    lines_with_starts,
    may_be_near,
    unmarked,
    without_tags,
)
from presscheck.model import Format

_TOP = 12
_LINKS = 6
_HEADLINE_WORDS = 3
_ECHO_WORDS = 5
_KEY = 12
_NEXT = 3
_LINK_ITEM = re.compile(rb"(?:\A|\n)[ \t>]*(?:[-*+]|[0-9]+[.)])[ \t]+\[|<li[^<>]*>\s*<a", re.IGNORECASE)
_MARKS = tuple(sign.encode() for sign in "-*+.)>•‣")


def may_stand_twice(data: bytes, form: Format) -> bool:
    """Tell whether a `duplicate` rule may find anything in a text of this format, given as UTF-8.

    No is certain. Time is in proportion to the text.
    """
    return form == "office" or any(True for _ in why(data, form))


def why(data: bytes, form: Format) -> Iterator[str]:
    """Yield what may stand twice in a text, most of it more than once."""
    if _lists_addresses(data):
        yield "addresses"
    matter, body = _apart(unmarked(data, form))
    text = _Text(body if form == "text" else without_tags(body))
    yield from text.lines_pasted()
    yield from text.runs_again(body)
    heads = list(headings(body, form))
    forms = [head.form for head in heads if head.words >= _HEADLINE_WORDS]
    if len(set(forms)) < len(forms):
        yield "heading"
    names = list(titles(matter, body, form))
    tops = [head for head in heads if head.first or form == "text"][:_TOP] if names or form == "text" else heads[:3]
    yield from text.headlines_again(names, tops, heads)


def _lists_addresses(data: bytes) -> bool:
    """Tell whether there may be two lists of bare addresses, which are left out of all that follows."""
    for address in (b"http", b"www."):
        if data.count(address) >= _LINKS:
            before = [part[-12:].rstrip(b" \t<") for part in data.split(address)[:-1]]
            if sum(part.endswith(_MARKS) for part in before) >= _LINKS:
                return True
    return False


def _apart(data: bytes) -> tuple[bytes, bytes]:
    """Return the front matter of a text and the rest."""
    if not data.startswith((b"---", b"+++")):
        return b"", data
    closing = data.find(b"\n" + data[:3], 3)
    if closing < 0:
        return b"", data
    return data[:closing], data[closing + 4 :]


def _is_pasted(text: bytes) -> bool:
    """Tell whether a line or a paragraph starts with what follows it right away."""
    if len(text) < 2 * RUN or text.find(text[:RUN], RUN) < 0:
        return False
    text = text.replace(b"\t", b"")
    at = text.find(text[:RUN], RUN)
    while at > 0:
        if text.startswith(text[:at], at):
            return True
        at = text.find(text[:RUN], at + 1)
    return False


class _Text:
    """The letters of a text: `flat` are all of them, `starts` where something may start, `ends` where lines end."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.lines = lines_with_starts(text)
        self.flat, self.starts = joined(self.lines)

    @cached_property
    def plain_lines(self) -> list[bytes]:
        return [line.replace(b"\t", b"") for line in self.lines]

    @cached_property
    def ends(self) -> list[int]:
        return list(accumulate(map(len, self.plain_lines), initial=0))

    def lines_pasted(self) -> Iterator[str]:
        """Yield for each line or paragraph whose opening stands in it again."""
        for line in self.lines:
            if _is_pasted(line):
                yield "line pasted"
        if b"" in self.lines:
            for block in b"\n".join(self.lines).split(b"\n\n"):
                if b"\n" in block:
                    flat, starts = joined(block.replace(b"\t", b"").split(b"\n"))
                    if any(_is_pasted(flat[at : at + 2 * PASTED_MOST]) for at in starts):
                        yield "paragraph pasted"

    def runs_again(self, body: bytes) -> Iterator[str]:
        """Yield for each two starts after which the letters are the same for long enough."""
        flat = self.flat
        runs = [flat[at : at + RUN] for at in self.starts]
        if len(set(runs)) == len(runs):
            return
        stands: dict[bytes, list[int]] = defaultdict(list)
        for at, run in zip(self.starts, runs, strict=True):
            stands[run].append(at)
        least = 0
        for run, places in stands.items():
            if len(places) < 2 or len(run) < RUN:
                continue
            if len({flat[at : at + LONG_RUN] for at in places}) < len(places):
                yield "long run"
            for number, a in enumerate(places):
                for b in places[number + 1 : number + 1 + _NEXT]:
                    if RUN <= b - a < LONG_RUN and flat.startswith(flat[a:b], b):
                        yield "pasted twice in a row"
                    if b - a < CLOSE and flat.startswith(flat[a : a + APART_RUN], b) and self._open(a, b, OPENING):
                        yield "close"
            least = least or (RUN if len(_LINK_ITEM.findall(body)) >= _LINKS else APART_RUN)
            for at in places:
                first, last = bisect_left(self.ends, at + RUN), bisect_left(self.ends, at + LONG_RUN)
                for end in self.ends[first:last]:
                    for other in places:
                        if (
                            other != at
                            and (end - at >= least or flat[end:other].isdigit())
                            and flat.startswith(flat[at:end], other)
                            and self._open(at, other)
                        ):
                            yield "line"

    def _open(self, a: int, b: int, within: int = 0) -> bool:
        """Tell whether a line starts at both places, or so many letters before; its number does not count."""
        return all(
            at - start <= within or self.flat[start:at].isdigit()
            for at in (a, b)
            for start in [self.ends[bisect_right(self.ends, at) - 1]]
        )

    def headlines_again(self, names: Sequence[Head], tops: Sequence[Head], heads: Sequence[Head]) -> Iterator[str]:
        """Yield for each title and each heading out of `tops` that may stand again, nearly or within a sentence."""
        for name in names:
            for head in heads[:_TOP]:
                if not parts(name.text).isdisjoint(parts(head.text)):
                    yield "title"
                if head.first and may_be_near(name.form, head.form):
                    yield "near title"
        for top in tops:
            if top.words >= _ECHO_WORDS and any(
                line and line != top.form and may_be_near(line, top.form) for line in self.plain_lines
            ):
                yield "near headline"
        for first, own in (*((name, 0) for name in names), *((top, 1) for top in tops)):
            for form in parts(first.text):
                if sum(1 for _ in self._lines_of(form)) > own:
                    yield "headline"
            if first.words >= _ECHO_WORDS and self.flat.count(first.form) > own:
                exact = first.text.translate(None, SIGNS)
                if self.text.translate(None, SIGNS).count(exact) > own:
                    yield "echo"

    def _lines_of(self, form: bytes) -> Iterator[int]:
        """Yield where a line starts that holds nothing but the letters of a headline, or as many as fit in it."""
        at = self.flat.find(form[:_KEY])
        while at >= 0:
            number = bisect_right(self.ends, at)
            start, end = self.ends[number - 1], self.ends[number] if number < len(self.ends) else len(self.flat)
            if start == at and end - at >= min(8, len(form)) and form.startswith(self.flat[at:end]):
                yield at
            at = self.flat.find(form[:_KEY], at + 1)
