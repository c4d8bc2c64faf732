"""Long paragraphs that stand twice but for a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from presscheck.match.repeat.paragraph import LONG_WORDS, PARAGRAPH_WORDS
from presscheck.model import Block, Document, Hit

VERY_LONG_WORDS = 80
"""A shorter paragraph may stand in another section with a word more or less by right: an answer, a condition."""

_KEY_LETTERS = 7
_KEYS_SHARED = 0.5
_HOLDERS = 2


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
        if block.kind != "paragraph" or block not in wanted or not least <= len(block.text) <= LONG_BLOCK:
            continue
        words = whole_form(document, block).split()
        if len(words) < PARAGRAPH_WORDS or looks_like_code(block.text):
            continue
        form = before = _Form(
            block,
            words,
            section,
            letters_of(document, block),
            code_in(document, block),
        )
        if len(words) < LONG_WORDS:
            first = None
        else:
            first = _most_alike(form, forms, holders)
            forms.append(form)
        for other in (before_block, first):
            if other and _is_near(form, other) and not is_verse(document, block):
                yield hit(document, whole(block), whole(other.block))
                break


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A paragraph, the words of its normal form, and the number of its section."""

    block: Block
    words: list[str]
    section: int
    letters: tuple[bytes, list[int]]
    code: list[str]


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
    """Tell whether two are one paragraph, mended; the same with other names or things is another one."""
    same_section = form.section == first.section
    return (
        (same_section or len(form.words) >= VERY_LONG_WORDS)
        and form.code == first.code
        and _have_run_in_common(form, first)
        and is_near_paragraph(form.words, first.words, changes=same_section)
    )


def _have_run_in_common(form: _Form, first: _Form) -> bool:
    """Tell whether many letters in a row are the same in both, from where a sentence starts."""
    (ours, our_starts), (theirs, their_starts) = form.letters, first.letters
    if not _runs(ours, our_starts, LONG_RUN).isdisjoint(_runs(theirs, their_starts, LONG_RUN)):
        return True
    our_starts, their_starts = ([at for at in starts if at <= OPENING] for starts in (our_starts, their_starts))
    return len(theirs) < CLOSE - OPENING and not _runs(ours, our_starts, CLOSE_RUN).isdisjoint(
        _runs(theirs, their_starts, CLOSE_RUN)
    )


def _runs(flat: bytes, starts: Sequence[int], length: int) -> set[bytes]:
    return {flat[at : at + length] for at in starts if at + length <= len(flat)}
