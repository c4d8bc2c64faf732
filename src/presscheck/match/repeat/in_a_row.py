"""What was pasted twice in a row: a sentence, or a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from presscheck.match.letters import PASTED_MOST, RUN, STARTS, letters_alone
from presscheck.match.normal import TEMPLATE_TAG, normal
from presscheck.match.repeat.line import LONG_BLOCK, Line, hit, is_quoted, is_verse, looks_like_code
from presscheck.model import OPAQUE, Block, Document, Hit

TANDEM_WORDS = 7
"""What is pasted twice in a row has at least this many words, four of them different."""

TANDEM_REACH = 200
"""And at most this many."""

_WINDOW = 4_096
_GAP = 20
_SHORT = 2
_LINE_STARTS = "\n"
_ADDRESS = re.compile(r"https?:\S+")
_PATH = regex.compile(r"/[\w.-]+/[\w.-]+")
_WORD = regex.compile(
    rf"(?:(?:https?:|www[.])\S++|{TEMPLATE_TAG.pattern})(*SKIP)(*FAIL)"
    r"|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*"
)
_LETTERS = re.compile(r"[^\W_]+")


def tandems(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield what was pasted twice in a row within a paragraph: the second of two equal runs of words.

    Either both start a sentence or the like, or the first one starts a line.
    """
    for block in blocks:
        if block.kind not in ("paragraph", "list-item", "quotation", "heading") or not _may_repeat(block.text):
            continue
        if "![" in block.text or is_verse(document, block):
            continue
        after = 0
        for words, first, start, end in _tandems_in(block.text):
            begin, finish = words[start][1], words[end - 1][2]
            pasted = block.text[begin:finish]
            if begin < after or _PATH.search(pasted) or looks_like_code(pasted):
                continue
            letters = letters_alone(_ADDRESS.sub("", pasted).encode("utf-8", "replace"))
            if not RUN <= len(letters) <= PASTED_MOST or is_quoted(block.text, begin, finish):
                continue
            both = block.text[words[first][1] : finish + _GAP]
            if "\n" in _source(document, block, words[first][1], finish) and not _stands_free(document, block):
                continue
            if OPAQUE in both or normal(both[: words[start - 1][2] - words[first][1]]) != normal(pasted):
                continue  # What tells them apart is code, or a sign: -0800, +0800.
            if sum(len(word) < _SHORT for word, _, _ in words[start:end]) > (end - start) / 2:
                continue  # An alphabet, keys, a row of a table.
            after = finish
            yield hit(document, Line(block, begin, finish), Line(block, words[first][1], words[start - 1][2]))


def _source(document: Document, block: Block, start: int, end: int) -> str:
    first, last = block.span(start, end)
    return document.source.text[first:last]


def _stands_free(document: Document, block: Block) -> bool:
    """Tell whether a block starts the text, or a line stands empty before it: only so can it be wrapped."""
    text = document.source.text
    line = text.rfind("\n", 0, block.span(0, 1)[0]) + 1
    return not text[text.rfind("\n", 0, max(0, line - 1)) + 1 : line].strip()


def _may_repeat(text: str) -> bool:
    """Tell cheaply whether a text may hold a run of words twice: if so it holds most of its triples twice."""
    if len(text) > LONG_BLOCK:
        return True
    words = _LETTERS.findall(text.casefold())
    triples = max(0, len(words) - 2)
    return triples - len(set(zip(words, words[1:], words[2:], strict=False))) >= TANDEM_WORDS - 2


_Word = tuple[str, int, int]


def _tandems_in(text: str) -> Iterator[tuple[list[_Word], int, int, int]]:
    """Yield, window by window, its words and a repeat in them: the number of its first, its start and its end."""
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        words.append((match.group(), match.start(), match.end()))
        if len(words) == _WINDOW:
            for found in _tandem_words(text, words):
                yield words, *found
            words = words[-2 * TANDEM_REACH :]
    for found in _tandem_words(text, words):
        yield words, *found


def _tandem_words(text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int, int]]:
    """Yield (first start, start, end) of the second of two equal neighbouring runs of words."""
    folded = [word.casefold() for word, _, _ in words]
    last: dict[tuple[str, ...], int] = {}
    index = 0
    tried = 0, 0  # a period, and the first start that was not tried with it
    while index + TANDEM_WORDS <= len(words):
        key = tuple(folded[index : index + TANDEM_WORDS])
        first = last.get(key)
        last[key] = index
        period = index - first if first is not None else 0
        if TANDEM_WORDS <= period <= TANDEM_REACH:
            first = index - period
            start, found = _first_start(text, words, folded, first, period, tried[1] if tried[0] == period else 0)
            tried = period, start
            if found and len(set(folded[first:index])) >= 4 and (period >= 10 or not words[start][0][:1].islower()):
                yield start, start + period, start + 2 * period
                index = start + 2 * period
                continue
        index += 1


def _first_start(
    text: str, words: Sequence[_Word], folded: Sequence[str], first: int, period: int, tried: int
) -> tuple[int, bool]:
    """Return the first word from `first` on at which a run of `period` words starts that stands twice in a row.

    Words before `tried` are known to start none. If none does, return the first one not looked at, and no.
    """
    if folded[first : first + period] != folded[first + period : first + 2 * period]:
        return first, False
    start = max(first, tried)
    last = min(first + period, len(words) - 2 * period + 1)
    while start < last and (start == first or folded[start + period - 1] == folded[start + 2 * period - 1]):
        at, again = words[start][1], words[start + period][1]
        if _starts(text, at, _LINE_STARTS) or (_starts(text, at, STARTS) and _starts(text, again, STARTS)):
            return start, True
        start += 1
    return start, False


def _starts(text: str, at: int, signs: str) -> bool:
    """Tell whether one of the signs stands before a word, nothing but signs between; or the text starts there."""
    for char in reversed(text[max(0, at - _GAP) : at]):
        if char in signs:
            return True
        if char.isalnum() or char == OPAQUE:
            return False
    return at <= _GAP
