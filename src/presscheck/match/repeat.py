"""Paragraphs, list items and sentences that stand twice in a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from presscheck.match.headline import Line, headlines, hit, is_link, is_quoted, looks_like_code, whole, whole_form
from presscheck.match.normal import TEMPLATE_TAG, count_words, normal
from presscheck.model import OPAQUE, Block, Document, Hit

PARAGRAPH_WORDS = 15
"""A paragraph of fewer words may stand twice by right: a label, a cry, an answer."""

NEXT_WORDS = 8
"""Right after its first, a paragraph of fewer words is a repeat too, down to this many."""

LONG_WORDS = 40
"""A shorter paragraph may recur by right in another section, or where it is a call or an answer."""

SECTIONS = 3
"""What stands in so many sections or more is a standing note, whatever its length."""

ITEM_WORDS = 25
"""A list item of fewer words may stand twice by right: an entry of a table of contents, an answer, a step."""

ACROSS_WORDS = 12
"""A paragraph of fewer words may stand in several articles by right."""

LIST_ITEMS = 3
"""A list of fewer links may stand twice by right: what to read before, what to read next."""

TANDEM_WORDS = 7
"""What is pasted twice in a row has at least this many words, four of them different."""

TANDEM_REACH = 200
"""And at most this many."""

NEAR = 92.0
"""The similarity, in per cent of `rapidfuzz.fuzz.ratio` over normal forms, from which two paragraphs are one."""

_WINDOW = 4_096
_KEY_LETTERS = 7
_KEYS_SHARED = 0.5
_HOLDERS = 2
_LONGEST = 20_000
_SAME_WORD = 60

_RECURS = regex.compile(r"[:?]['\"”’»)*_]*$|^[–—-]")
"""A lead-in to a list, a question put to several people, and a name under a quotation recur by right."""

_LABEL = regex.compile(r"[\p{L} ]{2,30}:\s")
_LINK = regex.compile(r"\]\s*[(\[]|<a\s|https?:|www[.]")
_LEAD_IN = regex.compile(r"[:：]['\"”’»)*_]*\s*$")
_PATH = regex.compile(r"/[\w.-]+/[\w.-]+")
_WORD = regex.compile(
    rf"(?:(?:https?:|www[.])\S++|{TEMPLATE_TAG.pattern})(*SKIP)(*FAIL)"
    r"|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*"
)
_LETTERS = re.compile(r"[^\W_]+")
_PRESENTED = ("opaque", "list-item", "table-cell")
_DECKS = ("deck", "dek", "subtitle", "standfirst")
_ADDRESS = regex.compile(r"(?:https?:|www[.])\S+$")
_FIGURE = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class _Stand:
    """One place where a paragraph stands: the number of its block, of its section, and what it stands between."""

    block: Block
    at: int
    section: int
    lead: str
    adjacent: bool
    presents: bool
    """Whether code, a list or a table follows, which the paragraph introduces."""


def paragraphs(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the paragraphs that stand a second time; verse is left alone."""
    found: list[tuple[int, Hit]] = []
    for form, stands in _stands(document, blocks).items():
        first = stands[0]
        words = count_words(normal(first.block.text)) if OPAQUE in first.block.text else count_words(form)
        if len(stands) < 2 or words < NEXT_WORDS or looks_like_code(first.block.text):
            continue
        standing = len({stand.section for stand in stands}) >= SECTIONS
        for stand in stands[1:]:
            apart = stand.section != first.section
            if not stand.adjacent and (
                words < PARAGRAPH_WORDS
                or (apart and (words < LONG_WORDS or standing))
                or (stand.lead and stand.lead == first.lead)
                or (words < LONG_WORDS and stand.presents and first.presents)
                or _recurs_by_right(document, stand.block, words)
            ):
                continue
            found.append((stand.at, hit(document, whole(stand.block), whole(first.block))))
    yield from (found_hit for _, found_hit in sorted(found, key=lambda pair: pair[0]))


def _stands(document: Document, blocks: Sequence[Block]) -> dict[str, list[_Stand]]:
    """Return where each paragraph stands whose opening letters stand twice, by normal form."""
    opening = {block: _opening(block) for block in blocks if block.kind == "paragraph"}
    openings = Counter(opening.values())
    wanted = {b for b, letters in opening.items() if openings[letters] > 1 and not _is_verse(document, b)}
    headline = headlines(document).headline
    headline_form = headline.form if headline else ""
    stands: dict[str, list[_Stand]] = defaultdict(list)
    section, lead, before = 0, "", ""
    content = [block for block in document.blocks if block.kind not in ("link", "alt", "comment")]
    for at, (block, after) in enumerate(zip(content, [*content[1:], None], strict=True)):
        form = ""
        section += block.kind == "heading"
        if block in wanted:
            form = whole_form(document, block)
            if form and form != headline_form:
                stands[form].append(
                    _Stand(block, at, section, lead, form == before, after is not None and after.kind in _PRESENTED)
                )
        before = form
        lead = block.text[-LONG_WORDS:] if _LEAD_IN.search(block.text[-LONG_WORDS:]) else ""
    return stands


def _opening(block: Block) -> str:
    """Return the first letters of a block: what equal paragraphs share, told cheaply."""
    text = TEMPLATE_TAG.sub("", block.text[:_LONGEST]) if "{" in block.text[:120] else block.text
    letters = "".join(_LETTERS.findall(text[:120]))[:12]
    return letters[:6].lower() if letters.isascii() else normal(letters)[:6]


def _recurs_by_right(document: Document, block: Block, words: int) -> bool:
    if words >= LONG_WORDS:
        return False
    ends = _RECURS.search(block.text[-20:]) or _RECURS.match(block.text)
    return bool(ends or _LABEL.match(block.text)) or _has_link(document, block)


def nearly(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the long paragraphs that stand a second time but for a few letters or words.

    Each is compared with the paragraph right before it, and with the earlier one that shares most of its rarer
    pairs of words, if any does: the time it takes is in proportion to the text.
    """
    wanted = set(blocks)
    forms: list[_Form] = []
    holders: dict[str, list[int]] = {}
    section, before = 0, None
    for block in document.blocks:
        if block.kind in ("link", "alt", "comment"):
            continue
        section += block.kind == "heading"
        least, before_block, before = 4 * PARAGRAPH_WORDS, before, None
        if block.kind != "paragraph" or block not in wanted or not least <= len(block.text) <= _LONGEST:
            continue
        words = whole_form(document, block).split()
        if len(words) < PARAGRAPH_WORDS or looks_like_code(block.text):
            continue
        form = before = _Form(block, words, section)
        if len(words) < LONG_WORDS:
            first = None
        else:
            first = _most_alike(form, forms, holders)
            forms.append(form)
        for other in (before_block, first):
            if other and _is_near(form, other) and not _is_verse(document, block):
                yield hit(document, whole(block), whole(other.block))
                break


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A paragraph, the words of its normal form, and the number of its section."""

    block: Block
    words: list[str]
    section: int


def _most_alike(form: _Form, forms: Sequence[_Form], holders: dict[str, list[int]]) -> _Form | None:
    """Return the earlier paragraph that shares most of the rarer pairs of words, and put this one's on record."""
    pairs = zip(form.words, form.words[1:], strict=False)
    keys = {f"{word} {after}" for word, after in pairs if len(word) >= _KEY_LETTERS}
    votes = Counter(at for key in keys for at in holders.get(key, ()))
    for key in keys:
        held = holders.setdefault(key, [])
        if len(held) < _HOLDERS:
            held.append(len(forms))
    if not votes:
        return None
    at, shared = max(votes.items(), key=lambda vote: (vote[1], -vote[0]))
    return forms[at] if shared >= _KEYS_SHARED * len(keys) else None


def _is_near(form: _Form, first: _Form) -> bool:
    """Tell whether two are one paragraph, mended; the same with other figures, names or things is another one."""
    ours, theirs = " ".join(form.words), " ".join(first.words)
    if ours == theirs or _FIGURE.findall(ours) != _FIGURE.findall(theirs):
        return False
    if not fuzz.ratio(ours, theirs, score_cutoff=NEAR):
        return False
    put_for_another = 0
    for change in Levenshtein.opcodes(first.words, form.words):
        old = first.words[change.src_start : change.src_end]
        new = form.words[change.dest_start : change.dest_end]
        if change.tag == "replace":
            put_for_another += any(fuzz.ratio(a, b) < _SAME_WORD for a, b in zip(old, new, strict=True))
    return put_for_another <= (form.section == first.section)


def across(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Line, str]]:
    """Yield the paragraphs that are compared with those of other articles, each once, and their normal forms."""
    seen: set[str] = set()
    for block in blocks:
        text = block.text
        if 3 * ACROSS_WORDS <= len(text) <= _LONGEST and not looks_like_code(text):
            form = whole_form(document, block)
            if form not in seen and count_words(form) >= ACROSS_WORDS:
                seen.add(form)
                yield whole(block), form


def list_items(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the list items that stand a second time in one run of items."""
    seen: dict[str, Block] = {}
    before = ""
    for block in document.blocks:
        if block.kind in ("link", "alt"):
            continue
        if block.kind != "list-item":
            seen, before = {}, ""
            continue
        form = whole_form(document, block)
        words = count_words(form)
        next_to_it = form == before
        enough = words >= (NEXT_WORDS if next_to_it else ITEM_WORDS)
        if form in seen and enough and (next_to_it or not _recurs_by_right(document, block, words)):
            yield hit(document, whole(block), whole(seen[form]))
        if words >= NEXT_WORDS:
            seen.setdefault(form, block)
        before = form


def link_lists(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the first item of each list of links that stands a second time, item for item."""
    wanted = set(blocks)
    seen: dict[tuple[str, ...], Block] = {}
    items: list[Block] = []
    for block in (*document.blocks, None):
        if block is not None and block.kind in ("alt", "link"):
            continue
        if block is not None and block in wanted:
            items.append(block)
            continue
        if len(items) >= LIST_ITEMS and all(_leads_on(document, item) for item in items):
            form = tuple(normal(item.text) for item in items)
            first = seen.setdefault(form, items[0])
            if first is not items[0]:
                found = hit(document, whole(items[0]), whole(first))
                yield replace(found, values={**found.values, "links": str(len(items))})
        items = []


def _leads_on(document: Document, item: Block) -> bool:
    """Tell whether an item is a link and nothing else."""
    if OPAQUE in item.text:
        return False
    end = item.span(0, len(item.text))[1]
    return (
        is_link(document, item)
        or document.source.text[end : end + 3].lower() == "</a"
        or bool(_ADDRESS.match(item.text))
    )


def deck(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the first paragraph where it repeats the deck: the subtitle of the front matter."""
    first = next((block for block in blocks if block.kind == "paragraph" and block.text.strip()), None)
    if first is None or count_words(form := normal(first.text[:_LONGEST])) < NEXT_WORDS:
        return
    for field in document.blocks:
        if field.kind == "field" and field.name.lower() in _DECKS and form == normal(field.text):
            yield hit(document, whole(first), whole(field))
            return


def tandems(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield what was pasted twice in a row within a paragraph: the second of two equal runs of words."""
    for block in blocks:
        if block.kind not in ("paragraph", "list-item", "quotation", "heading") or not _may_repeat(block.text):
            continue
        if "![" in block.text or _is_verse(document, block):
            continue
        after = 0
        for words, first, start, end in _tandems_in(block.text):
            begin, finish = words[start][1], words[end - 1][2]
            pasted = block.text[begin:finish]
            if begin < after or _PATH.search(pasted) or looks_like_code(pasted):
                continue
            if is_quoted(block.text, begin, finish):
                continue
            after = finish
            yield hit(document, Line(block, begin, finish), Line(block, words[first][1], words[start - 1][2]))


def _may_repeat(text: str) -> bool:
    """Tell cheaply whether a text may hold a run of words twice: if so it holds most of its triples twice."""
    if len(text) > _LONGEST:
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
            for found in _tandem_words(words):
                yield words, *found
            words = words[-2 * TANDEM_REACH :]
    for found in _tandem_words(words):
        yield words, *found


def _tandem_words(words: Sequence[_Word]) -> Iterator[tuple[int, int, int]]:
    """Yield (first start, start, end) of the second of two equal neighbouring runs of words."""
    folded = [word.casefold() for word, _, _ in words]
    last: dict[tuple[str, ...], int] = {}
    index = 0
    while index + TANDEM_WORDS <= len(words):
        key = tuple(folded[index : index + TANDEM_WORDS])
        first = last.get(key)
        last[key] = index
        if first is not None:
            period = index - first
            if (
                TANDEM_WORDS <= period <= TANDEM_REACH
                and len(set(folded[first:index])) >= 4
                and (period >= 10 or not words[first][0][:1].islower())
                and folded[first:index] == folded[index : index + period]
            ):
                yield first, index, index + period
                index += period
                continue
        index += 1


def _has_link(document: Document, block: Block) -> bool:
    start, end = block.span(0, len(block.text))
    return is_link(document, block) or bool(_LINK.search(document.source.text, start, end))


def _is_verse(document: Document, block: Block) -> bool:
    """Tell whether a block stands in the source as three or more short lines."""
    if OPAQUE in block.text or len(block.text) > _LONGEST:
        return False
    start, end = block.span(0, len(block.text))
    lines = document.source.text[start:end].splitlines()
    return len(lines) >= 3 and max(map(len, lines)) < 60
