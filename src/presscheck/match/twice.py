"""Whether anything in a text can stand twice, told from its bytes alone, so that most drafts need not be parsed.

From every place where a line, a sentence or the like may start, the letters that follow are compared. The answer is
yes too often, and never no where a `duplicate` rule finds something in one document: what the rules take for a
repeat has so many letters in common from such a place on as `match.letters` says, or is a heading or a headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain

from presscheck.late import late
from presscheck.match.heads import (
    LONE,
    STOCK_ELSEWHERE,
    STOCK_LINKS,
    STOCK_NOUNS,
    TITLE_CASE_WORDS,
    Head,
    headings,
    in_title_case,
    parts,
    titles,
)
from presscheck.match.letters import (
    APART_RUN,
    CLOSE,
    CLOSE_RUN,
    LONG_RUN,
    OPENING,
    PASTED_MOST,
    RUN,
    SIGNS,
    joined,
    letters_alone,
    lines_with_starts,
    may_be_near,
    unmarked,
    without_tags,
)
from presscheck.model import Format
from presscheck.read.frontmatter import has_front_matter

_TOP = 12
_FEW = 16
_LEAST_HEADING = 5
_LINKS = 3
_ADDRESSES = 6
_HEADLINE_WORDS = 3
_ECHO_WORDS = 5
_KEY = 12
_STOCK = tuple(letters_alone(word.encode()) for word in (*STOCK_NOUNS, *STOCK_LINKS, *STOCK_ELSEWHERE))
"""What stands before a headline in a stock sentence."""

_NEXT = 3
_SHORT_LINES = 20
"""A paragraph that has more within the length of a headline is none that somebody wrapped."""
_CLOSING = {
    b"---": late(rb"\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)"),
    b"+++": late(rb"\n\+\+\+[ \t]*(?=\n|\Z)"),
}
_MANY = 40
_TITLE = late(rb"<title(?:\s[^<>]*)?>[^<]*</title\s*>", re.IGNORECASE)
_ITEM = late(rb"[ \t>]*(?:[-*+]|\xe2\x80[\xa2\xa3]|[0-9]+[.)])[ \t]")
_GAP = late(rb"\n{3,}")
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
    # What stands between the tags of a page's title is no line of the article.
    shown = _TITLE.sub(b"\n", body) if form == "html" else body
    shown = body if form == "text" else without_tags(shown)
    text = _Text(shown, lists_in_html=b"<li" in body or b"<LI" in body)
    yield from text.lines_pasted()
    if form == "html" or (form == "markdown" and b"</" in body):
        yield from text.wrapped_pasted()
    yield from text.runs_again()
    heads = list(headings(body, form))
    forms = [head.form for head in heads if head.words >= _HEADLINE_WORDS]
    if form == "text":
        forms = [line for line in text.plain_lines if _LEAST_HEADING <= len(line) <= LONE]
    if len(set(forms)) < len(forms):
        yield "heading"
    names = list(titles(matter, body, form))
    tops = [head for head in heads if head.first][:_TOP] if names or form == "text" else heads[:_FEW]
    yield from text.headlines_again(names, tops, heads)


def _lists_addresses(data: bytes) -> bool:
    """Tell whether there may be two lists of bare addresses, which are left out of all that follows."""
    for address in (b"http", b"www."):
        if data.count(address) >= _ADDRESSES:
            before = [part[-12:].rstrip(b" \t<") for part in data.split(address)[:-1]]
            if sum(part.endswith(_MARKS) for part in before) >= _ADDRESSES:
                return True
    return False


def _apart(data: bytes) -> tuple[bytes, bytes]:
    """Return the front matter of a text and the rest."""
    closing = _CLOSING.get(data[:3])
    found = closing.search(data, 3) if closing else None
    if not found or not has_front_matter(data[: found.end()].decode("utf-8", "replace") + "\n"):
        return b"", data
    return data[: found.start()], data[found.end() :]


def _unnumbered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines that start with the number of an item, without it."""
    for line in lines:
        if line[:1].isdigit():
            number, _, rest = line.partition(b"\t")
            if number.isdigit():
                yield rest


def _is_pasted(text: bytes) -> bool:
    """Tell whether a line or a paragraph starts with what follows it right away."""
    text = text.replace(b"\t", b"")
    if len(text) < 2 * RUN:
        return False
    at = text.find(text[:RUN], RUN)
    while 0 < at <= PASTED_MOST:
        if text.startswith(text[:at], at):
            return True
        at = text.find(text[:RUN], at + 1)
    return False


class _Text:
    """The letters of a text: `flat` are all of them, `starts` where something may start, `ends` where lines end."""

    def __init__(self, text: bytes, *, lists_in_html: bool) -> None:
        # Of a gap one empty line is enough: each takes as much memory as a line of words.
        self.text = text = _GAP.sub(b"\n\n", text) if b"\n\n\n" in text else text
        self.lists_in_html = lists_in_html
        self.lines = lines_with_starts(text)
        self.flat, self.starts = joined(self.lines)

    @cached_property
    def plain_lines(self) -> list[bytes]:
        return [line.replace(b"\t", b"") for line in self.lines]

    @cached_property
    def ends(self) -> list[int]:
        return list(accumulate(map(len, self.plain_lines), initial=0))

    @cached_property
    def is_item(self) -> list[bool]:
        """Whether each line starts an item of a list."""
        return [bool(_ITEM.match(line)) for line in self.text.split(b"\n")]

    def lines_pasted(self) -> Iterator[str]:
        """Yield for each line or paragraph whose opening stands in it again, right after itself."""
        lines = [line.lstrip(b"\t") for line in self.lines if len(line) >= 2 * RUN]
        if any(map(_is_pasted, lines)) or any(map(_is_pasted, _unnumbered(lines))):
            yield "line pasted"
        blocks = b"\n".join(self.lines).split(b"\n\n")
        wrapped = [block.replace(b"\n", b"").lstrip(b"\t") for block in blocks if b"\n" in block.strip(b"\n")]
        if any(map(_is_pasted, wrapped)) or any(map(_is_pasted, _unnumbered(wrapped))):
            yield "paragraph pasted"

    def wrapped_pasted(self) -> Iterator[str]:
        """Yield for each line from which on letters stand twice in a row, over empty lines too."""
        for at in self.ends[:-1]:
            if _is_pasted(self.flat[at : at + 2 * PASTED_MOST]):
                yield "lines pasted"

    def runs_again(self) -> Iterator[str]:
        """Yield for each two starts after which the letters are the same for long enough."""
        flat = self.flat
        runs = [flat[at : at + RUN] for at in self.starts]
        if len(set(runs)) == len(runs):
            return
        stands: dict[bytes, list[int]] = defaultdict(list)
        for at, run in zip(self.starts, runs, strict=True):
            stands[run].append(at)
        for run, places in stands.items():
            if len(places) > _MANY:
                yield "many runs"  # Comparing them all with one another would cost more than the closer look.
            elif len(places) > 1 and len(run) == RUN:
                yield from self._same_runs(places)

    def _same_runs(self, places: Sequence[int]) -> Iterator[str]:
        """Yield for each two places with the same run that have enough more in common."""
        flat = self.flat
        longer: dict[bytes, list[int]] = defaultdict(list)
        for at in places:
            longer[flat[at : at + LONG_RUN]].append(at)
        for run, same in longer.items():
            if len(run) == LONG_RUN and len(same) > 1 and any(self._is_repeat(same[0], at) for at in same[1:]):
                yield "long run"
        for number, a in enumerate(places):
            for b in places[number + 1 : number + 1 + _NEXT]:
                if RUN <= b - a < LONG_RUN and flat.startswith(flat[a:b], b):
                    yield "pasted twice in a row"
                if (
                    b - a < CLOSE
                    and flat.startswith(flat[a : a + CLOSE_RUN], b)
                    and self._opens(a, OPENING)
                    and self._opens(b, OPENING)
                    and not (self._in_item(a) or self._in_item(b))
                ):
                    yield "close"
        for at in filter(self._opens, places):
            first, last = bisect_right(self.ends, at), bisect_left(self.ends, at + LONG_RUN)
            for number, end in enumerate(sorted(set(self.ends[first:last])), 1):
                if end < at + RUN:
                    continue
                for other in places:
                    if other != at and flat.startswith(flat[at:end], other) and self._opens(other):
                        if flat[end:other].isdigit():
                            yield "item right after itself"
                        if end - at >= APART_RUN and not self._in_item(at):
                            yield "line"
                        if number >= _LINKS and (self.lists_in_html or self._in_item(at)):
                            yield "lines"

    def _wrapped(self, form: bytes, most: float) -> Iterator[bytes]:
        """Yield what a line may be that is wrapped, where one begins or ends as this headline does."""
        same = max(3, 2 * len(form) // 5)
        if max(map(self.flat.count, (form[:same], form[-same:]))) <= (form in self.flat):
            return
        lines = self.plain_lines
        for first, line in enumerate(lines):
            for last in range(first + 1, len(lines) if line else 0):
                line += lines[last]
                if not lines[last] or len(line) > most:
                    break
                if last - first > _SHORT_LINES:
                    yield form  # To join them all would cost more than the closer look.
                    break
                yield line

    def _is_repeat(self, a: int, b: int) -> bool:
        """Tell whether what stands twice for long may be a repeat: in a list only whole items are."""
        if not (self._in_item(a) and self._in_item(b)):
            return True
        number = bisect_right(self.ends, a)
        end = self.ends[number] if number < len(self.ends) else len(self.flat)
        return self._opens(a) and self._opens(b) and self.flat.startswith(self.flat[a:end], b)

    def _line_of(self, at: int) -> int:
        return bisect_right(self.ends, at) - 1

    def _in_item(self, at: int) -> bool:
        line = self._line_of(at)
        return line < len(self.is_item) and self.is_item[line]

    def _opens(self, at: int, within: int = 0) -> bool:
        """Tell whether a line starts here, or so many letters before; its number does not count."""
        start = self.ends[self._line_of(at)]
        return at - start <= within or self.flat[start:at].isdigit()

    def headlines_again(self, names: Sequence[Head], tops: Sequence[Head], heads: Sequence[Head]) -> Iterator[str]:
        """Yield for each title and each heading out of `tops` that may stand again, nearly or within a sentence."""
        for name in names:
            named = parts(name.text)
            for head in heads[:_TOP]:
                if any(part in head.form for part in named) and not named.isdisjoint(parts(head.text)):
                    yield "title"
                if head.first and may_be_near(name.form, head.form):
                    yield "near title"
        for top in tops:
            if top.words >= _ECHO_WORDS:
                least, most = 0.7 * len(top.form), 1.5 * len(top.form)
                lines = [line for line in self.plain_lines if least <= len(line) <= most and line != top.form]
                if any(may_be_near(line, top.form) for line in chain(lines, self._wrapped(top.form, most))):
                    yield "near headline"
        for first, own in (*((name, 0) for name in names), *((top, 1) for top in tops)):
            itself = joined(lines_with_starts(first.text)) if own else (b"", [0])
            for form in parts(first.text):
                if _times(form, self.flat, self.starts) > _times(form, *itself):
                    yield "headline"
            if first.words >= _ECHO_WORDS and self.flat.count(first.form) > own:
                exact = first.text.translate(None, SIGNS)
                text = self.text.translate(None, SIGNS)
                if in_title_case(first.text.decode("utf-8", "replace")) and first.words >= TITLE_CASE_WORDS:
                    if text.count(exact) > own:
                        yield "echo"
                else:
                    pieces = text.split(exact)
                    if any(piece[-_KEY:].lower().endswith(_STOCK) for piece in pieces[:-1]):
                        yield "stock sentence"


def _times(form: bytes, flat: bytes, starts: Sequence[int]) -> int:
    """Return how often letters stand there with a start of a line, or the like, before and after them."""
    times, at = 0, flat.find(form)
    while at >= 0:
        end = at + len(form)
        times += starts[bisect_left(starts, at)] == at and starts[bisect_left(starts, end)] == end
        at = flat.find(form, at + 1)
    return times
