"""Long paragraphs that stand twice but for a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from presscheck.match.letters import CLOSE, CLOSE_RUN, LONG_RUN, OPENING
from presscheck.match.repeat.alike import is_near_paragraph
from presscheck.match.repeat.line import (
    LONG_BLOCK,
    code_in,
    hit,
    is_verse,
    letters_of,
    looks_like_code,
    whole,
    whole_form,
)
from presscheck.match.repeat.paragraph import LONG_WORDS, PARAGRAPH_WORDS, label_of
from presscheck.model import Block, Document, Hit

VERY_LONG_WORDS = 80
"""A shorter paragraph may stand in another section with a word more or less by right: an answer, a condition."""

_KEY_LETTERS = 7
_KEYS_SHARED = 0.5


def nearly(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the long paragraphs that stand a second time but for a few letters or words.

    Each is compared with the paragraph right before it, and with the earlier one that shares most of its rarer
    pairs of words, if any does: the time it takes is in proportion to the text.
    """
    wanted = set(blocks)
    known: list[_Form] = []
    holders: _Holders = {}, {}
    section, before = 0, None
    for block in document.blocks:
        if block.kind in ("link", "alt", "comment"):
            continue
        section += block.kind == "heading"
        least, before_block, before = 4 * PARAGRAPH_WORDS, before, None
        if block.kind != "paragraph" or block not in wanted or not least <= len(block.text) <= LONG_BLOCK:
            continue
        words = (text := whole_form(document, block)).split()
        if len(words) < PARAGRAPH_WORDS or looks_like_code(block.text):
            continue
        form = before = _Form(block, text, len(words), section)
        first = None
        if len(words) >= LONG_WORDS:
            first = _most_alike(words, known, holders)
            known.append(form)
        for other in (before_block, first):
            if other and _is_near(document, form, other) and not is_verse(document, block):
                yield hit(document, whole(block), whole(other.block))
                break


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A paragraph, its normal form, how many words that has, and the number of its section."""

    block: Block
    text: str
    words: int
    section: int


_Holders = tuple[dict[str, int], dict[str, int]]
"""The first and the second paragraph, by number, that holds a pair of words."""


def _most_alike(words: Sequence[str], known: Sequence[_Form], holders: _Holders) -> _Form | None:
    """Return the earlier paragraph that shares most of the rarer pairs of words, and put this one's on record."""
    pairs = pairwise(words)
    keys = {f"{word} {after}" for word, after in pairs if len(word) >= _KEY_LETTERS}
    votes = Counter(held[key] for held in holders for key in keys if key in held)
    for key in keys:
        first, second = holders
        (second if key in first else first).setdefault(key, len(known))
    if not votes:
        return None
    at, shared = max(votes.items(), key=lambda vote: (vote[1], -vote[0]))
    return known[at] if shared >= _KEYS_SHARED * len(keys) else None


def _is_near(document: Document, form: _Form, first: _Form) -> bool:
    """Tell whether two are one paragraph, mended; the same with other names or things is another one."""
    same_section = form.section == first.section
    return (
        (same_section or form.words >= VERY_LONG_WORDS)
        and not _are_of_two(label_of(form.block), label_of(first.block))
        and is_near_paragraph(form.text, first.text, changes=same_section)
        and code_in(document, form.block) == code_in(document, first.block)
        and _have_run_in_common(letters_of(document, form.block), letters_of(document, first.block))
    )


def _are_of_two(label: str, other: str) -> bool:
    """Tell whether labels say that paragraphs are about two things: "Dunmore: sunny", "Athlone: sunny"."""
    return bool(label and other) and label != other


_Letters = tuple[bytes, list[int]]


def _have_run_in_common(one: _Letters, other: _Letters) -> bool:
    """Tell whether many letters in a row are the same in both, from where a sentence starts."""
    (ours, our_starts), (theirs, their_starts) = one, other
    if not _runs(ours, our_starts, LONG_RUN).isdisjoint(_runs(theirs, their_starts, LONG_RUN)):
        return True
    our_starts, their_starts = ([at for at in starts if at <= OPENING] for starts in (our_starts, their_starts))
    return len(theirs) < CLOSE - OPENING and not _runs(ours, our_starts, CLOSE_RUN).isdisjoint(
        _runs(theirs, their_starts, CLOSE_RUN)
    )


def _runs(flat: bytes, starts: Sequence[int], length: int) -> set[bytes]:
    return {flat[at : at + length] for at in starts if at + length <= len(flat)}
