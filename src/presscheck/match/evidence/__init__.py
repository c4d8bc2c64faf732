"""The evidence that the slot judge weighs: every piece by its name, and the side it may speak for.

Each is a yes or no, or a share, about a candidate: what it says (`content`), where it stands (`place`). Of the same
words it is told once, for a template leaves the same slot in a draft many times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from presscheck.match.evidence import content, place
from presscheck.match.evidence.reading import Beside, Candidate, Reading
from presscheck.rules.lexicon import Lexicon, load_lexicon

WITHIN: Mapping[str, Callable[[Reading], bool | float]] = {
    # for
    "instruction": content.instruction,
    "noun-head": content.noun_head,
    "field-name": content.field_name,
    "all-slot-words": content.all_known,
    "title-case": content.title_case,
    "capitals": content.capitals,
    "capital-noun": content.capital_noun,
    "opener": content.opener,
    "alternatives": content.alternatives,
    "variable": content.variable,
    "half-filled": content.half_filled,
    "phrase": content.phrase,
    "mark": content.mark,
    "identifier": content.identifier,
    # against
    "editorial": content.editorial,
    "opens-small": content.opens_small,
    "code": content.code,
    "figures": content.figures,
    "media": content.media,
    "names": content.names,
    "credit": content.credit,
    "notice": content.notice,
    "states": content.states,
    "address": content.address,
    "symbols": content.symbols,
    "lone-word": content.lone_word,
    "lower-noun": content.bare_lower_noun,
    "lower-words": content.lower_words,
    "unknown-words": content.unknown,
    "long": content.long,
    "no-words": content.no_words,
    "parentheses": lambda r: r.opening == "(",
}
"""What the candidate's own words tell."""

BESIDE: Mapping[str, Callable[[Reading, Beside], bool]] = {
    # for
    "label-before": place.label_before,
    "byline": place.byline,
    "honorific-before": place.honorific_before,
    "dateline": place.dateline,
    "alone": place.alone,
    "gap": place.gap,
    "subject": place.subject,
    "other-script": place.other_script,
    "attributed": place.attributed,
    "echoed": place.echoed,
    # against
    "definite": place.definite,
    "after-name": place.after_name,
    "before-name": place.before_name,
}
"""What the words right before and after it tell."""

AROUND: Mapping[str, Callable[[Reading, Candidate], bool]] = {
    # for
    "sibling": lambda r, candidate: candidate.siblings > 0 and bool(r.nouns),
    # against
    "quotation": place.in_quotation,
    "speech": place.speech,
}
"""What its block tells."""

OF_DOCUMENT = ("likely-neighbour", "several-certain", "about-slots")
"""What the document tells, which `match.slot` gives."""

EVIDENCE = (*WITHIN, *BESIDE, *AROUND, *OF_DOCUMENT)
"""Every piece of evidence, by the name it has in the weights file."""

FOR = frozenset(
    [
        *list(WITHIN)[: list(WITHIN).index("editorial")],
        *list(BESIDE)[: list(BESIDE).index("definite")],
        "sibling",
        "likely-neighbour",
        "several-certain",
    ]
)
"""The evidence that may only speak for a slot; all other may only speak against one."""

_ALIKE = 4096
"""So many candidates are remembered by their words, and by what is beside them."""

Tell = Callable[[Candidate], Mapping[str, float]]
"""Returns the evidence that holds for a candidate, with its strength (1, or a share); alike ones share it."""


@lru_cache(maxsize=4)
def evidence_in(languages: tuple[str, ...]) -> Tell:
    """Return what tells the evidence for a candidate by the lexicon of these languages, or of all."""
    lexicon = load_lexicon(languages)

    @lru_cache(maxsize=_ALIKE)
    def within(said: str, opening: str) -> tuple[Reading, Mapping[str, float]]:
        reading = Reading(said, opening, lexicon)
        return reading, {name: float(value) for name, tell in WITHIN.items() if (value := tell(reading))}

    @lru_cache(maxsize=_ALIKE)
    def beside(said: str, opening: str, near: Beside) -> Mapping[str, float]:
        reading, told = within(said, opening)
        return {**told, **{name: 1.0 for name, tell in BESIDE.items() if tell(reading, near)}}

    @lru_cache(maxsize=_ALIKE)
    def all_of(said: str, opening: str, near: Beside, around: tuple[str, ...]) -> Mapping[str, float]:
        return {**beside(said, opening, near), **dict.fromkeys(around, 1.0)}

    def tell(candidate: Candidate) -> Mapping[str, float]:
        said, opening = candidate.content, candidate.opening
        reading = within(said, opening)[0]
        around = tuple([name for name, holds in AROUND.items() if holds(reading, candidate)])
        return all_of(said, opening, candidate.beside, around)

    return tell


def speaks_of_slots(aside: str, lexicon: Lexicon) -> bool:
    """Tell whether the content of round brackets, which mostly explain, is worth judging at all."""
    r = Reading(aside, "(", lexicon)
    if len(r.words) > 8:
        return False
    return content.instruction(r) or content.mark(r) or (content.opener(r) and content.all_known(r))


def speaks_to_the_writer(identifier: str, lexicon: Lexicon) -> bool:
    """Tell whether an identifier orders a thing put in, or calls it yours, as NEW_BRANCH and CHECK_OK do not."""
    r = Reading(identifier, "_", lexicon)
    return content.mark(r) or content.yours(r) or content.orders(r)
