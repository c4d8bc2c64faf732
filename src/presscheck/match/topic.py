"""What an article is about, and whether a leftover's words are its subject there and not a leftover.

An article about chatbots quotes what chatbots say, a guide to templates names their slots. A topic is told by its
words (`rules/topic/`, one YAML file a language): enough of them, in several sentences, in headings above all, and
none of them counts that stands in a sentence with a hit, or in a slot.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from presscheck.late import late_regex
from presscheck.match.reach import reach, sentence_starts
from presscheck.model import Block, Document, Hit, Kind
from presscheck.rules.topics import load_words

WEIGHTS: Mapping[Kind, int] = {
    "heading": 3,
    "field": 2,
    "paragraph": 1,
    "list-item": 1,
    "quotation": 1,
    "caption": 1,
    "table-cell": 1,
}
"""What a topic's word weighs by where it stands."""

LEAST = 4
"""No topic weighs less than this in an article that is about it, nor has words in fewer than three sentences."""

WORDS_A_MENTION = 120
"""A long article that is about a topic names it at least once in so many words."""

_CONTENT = frozenset({"heading", "paragraph", "list-item", "quotation", "caption", "table-cell"})
_WORD = late_regex(r"[\p{L}\p{M}\p{N}]+(?:['’.+#-][\p{L}\p{M}\p{N}]+)*")
_SLOT = late_regex(r"\[[^\[\]\n]{1,240}+\]|\{[^{}\n]{1,240}+\}|<[^<>\n]{1,240}+>")
_OPENS_OR_ENDS_LOUDLY = late_regex(r"[:!.…]\s*$")
_SPEAKER = late_regex(
    r"^[ \t*_>-]{0,6}(?P<name>\p{Lu}[\p{L}.'’]*(?:[ ]\p{Lu}[\p{L}.'’]*){0,3})[*_]*:[*_]*\s+\S", regex.MULTILINE
)
_LABELS = """
    user assistant human ai chatgpt chatbot bot system prompt answer response model instruction input output
    note title headline subheadline subtitle body lede lead intro introduction conclusion date dateline
    byline by author source caption photo image summary keywords slug tags category location contact email
    phone website
"""
_NO_SPEAKERS = frozenset(_LABELS.split())
"""What stands before a colon and is no name."""


class Mention(NamedTuple):
    """A topic's word in an article: in which sentence of which block, and what it weighs."""

    block: Block
    start: int
    end: int
    weight: int


def subject_of(document: Document, hits: Sequence[Hit] = ()) -> frozenset[str]:
    """Return the topics that a document is about, told by what stands outside of the sentences of `hits`."""
    mentions, words = _read(document)
    taken = _sentences(hits)
    about = {
        topic
        for topic, found in mentions.items()
        if _weighs_enough([m for m in found if not _within(m, taken)], words)
    }
    if _is_transcript(document):
        about.add("transcript")
    return frozenset(about)


def leftovers(document: Document, hits: Sequence[Hit], silent_in: Sequence[str]) -> list[Hit]:
    """Return the hits that are no mention: all, but in an article about one of the topics only its frame.

    The frame is what opens or closes the document as a line of its own, for there nothing is discussed. A link's
    target says nothing to readers, so its hits stay too.
    """
    if not hits or not subject_of(document, hits) & set(silent_in):
        return list(hits)
    content = [block for block in document.blocks if block.kind in _CONTENT and block.text.strip()]
    return [hit for hit in hits if hit.block.kind == "link" or _frames(content, hit)]


def _weighs_enough(mentions: Sequence[Mention], words: int) -> bool:
    sentences = {(id(m.block), m.start) for m in mentions}
    return len(sentences) >= 3 and sum(m.weight for m in mentions) >= max(LEAST, words / WORDS_A_MENTION)


def _sentences(hits: Sequence[Hit]) -> Mapping[Block, Sequence[tuple[int, int]]]:
    """Return the spans of the sentences that hits stand in, in order and none over another, by their block."""
    found: dict[Block, list[tuple[int, int]]] = {}
    for hit in sorted(hits, key=lambda hit: hit.start):
        start, end = reach("sentence")(hit.block.text, hit.start, hit.end)
        spans = found.setdefault(hit.block, [])
        if spans and start < spans[-1][1]:
            spans[-1] = (min(start, spans[-1][0]), max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return found


def _within(mention: Mention, taken: Mapping[Block, Sequence[tuple[int, int]]]) -> bool:
    spans = taken.get(mention.block, ())
    at = bisect_left(spans, (mention.end, 0))
    return at > 0 and spans[at - 1][1] > mention.start


@lru_cache(maxsize=4)
def _read(document: Document) -> tuple[Mapping[str, Sequence[Mention]], int]:
    """Return the mentions of every topic in a document, and its length in words."""
    known = load_words()
    mentions: dict[str, list[Mention]] = {}
    alone: dict[str, frozenset[str]] = {}  # A long text has few words that it does not repeat.
    count = 0
    for block in document.blocks:
        weight = WEIGHTS.get(block.kind, 0)
        if not weight:
            continue
        shown = _SLOT.sub(lambda slot: " " * len(slot[0]), block.text)
        starts: list[int] = []
        before = ""
        for word in _WORD.finditer(shown):
            count += 1
            low = word[0].lower().replace("’", "'").removesuffix("'s")
            if low not in alone:
                alone[low] = known.alone(low)
            for topic in alone[low] | known.pairs.get(f"{before} {low}", frozenset()):
                starts = starts or sentence_starts(shown)
                sentence = bisect_right(starts, word.start())
                end = starts[sentence] if sentence < len(starts) else len(shown)
                mentions.setdefault(topic, []).append(Mention(block, starts[sentence - 1], end, weight))
            before = low
    return mentions, count


@lru_cache(maxsize=4)
def _is_transcript(document: Document) -> bool:
    """Tell whether at least two people speak in turn, with their names or Q and A before what they say."""
    turns = [
        speaker["name"].lower()
        for block in document.blocks
        if block.kind in _CONTENT
        for speaker in _SPEAKER.finditer(block.text)
    ]
    turns = [name for name in turns if name.split()[0] not in _NO_SPEAKERS]
    return len(turns) >= 4 and sum(count > 1 for count in Counter(turns).values()) >= 2


def _frames(content: Sequence[Block], hit: Hit) -> bool:
    """Tell whether a hit opens or closes the document, as a line of its own or as its very first sentence.

    `content` are the blocks that a reader sees; only the first and the last two of them can hold such a hit.
    """
    if hit.block not in content[:2] and hit.block not in content[-2:]:
        return False
    if len(content) > 1 and hit.block is content[0] and hit.block.kind == "heading":
        return bool(_OPENS_OR_ENDS_LOUDLY.search(hit.block.text)) and _alone(hit)
    opens = hit.block is content[0] or (
        len(content) > 1 and hit.block is content[1] and content[0].kind == "heading"
    )
    closes = hit.block in content[-2:]
    first = hit.start == 0  # no white space stands at either end of a block
    if hit.block is content[0] and first and _is_sentence(hit):
        return True
    last = reach("line")(hit.block.text, hit.start, hit.end)[1] == len(hit.block.text)
    return ((opens and first) or (closes and last)) and _alone(hit)


def _alone(hit: Hit) -> bool:
    """Tell whether a hit is at least half of its line."""
    return _share(hit, "line") >= 0.5


def _is_sentence(hit: Hit) -> bool:
    return _share(hit, "sentence") >= 0.8


def _share(hit: Hit, of: str) -> float:
    text = hit.block.text
    start, end = reach(of)(text, hit.start, hit.end)
    while start < hit.start and text[start].isspace():
        start += 1
    while end > hit.end and text[end - 1].isspace():
        end -= 1
    return (hit.end - hit.start) / max(1, end - start)
