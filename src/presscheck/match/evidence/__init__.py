"""The evidence that the slot judge weighs: every piece by its name, and the side it may speak for.

Each is a yes or no, or a share, about a candidate: what it says (`content`), where it stands (`place`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from presscheck.match.evidence import content, place
from presscheck.match.evidence.reading import Candidate, Reading
from presscheck.rules.lexicon import Lexicon

Evidence = Callable[[Reading], bool | float]

EVIDENCE: Mapping[str, Evidence] = {
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
    "label-before": place.label_before,
    "byline": place.byline,
    "honorific-before": place.honorific_before,
    "dateline": place.dateline,
    "alone": place.alone,
    "gap": place.gap,
    "subject": place.subject,
    "other-script": place.other_script,
    "sibling": lambda r: r.candidate.siblings > 0 and bool(r.nouns),
    # against
    "quotation": place.in_quotation,
    "speech": place.speech,
    "definite": place.definite,
    "editorial": content.editorial,
    "opens-small": content.opens_small,
    "code": content.code,
    "figures": content.figures,
    "media": content.media,
    "names": content.names,
    "credit": content.credit,
    "notice": content.notice,
    "states": content.states,
    "after-name": place.after_name,
    "before-name": place.before_name,
    "address": content.address,
    "symbols": content.symbols,
    "lone-word": content.lone_word,
    "lower-noun": content.bare_lower_noun,
    "lower-words": content.lower_words,
    "unknown-words": content.unknown,
    "long": content.long,
    "no-words": content.no_words,
    "parentheses": lambda r: r.candidate.opening == "(",
    # of the document, given by `match.slot`
    "certain-neighbour": lambda r: False,
    "about-slots": lambda r: False,
}
"""Every piece of evidence, by the name it has in the weights file."""

FOR = frozenset(list(EVIDENCE)[: list(EVIDENCE).index("quotation")]) | {"certain-neighbour"}
"""The evidence that may only speak for a slot; all other may only speak against one."""


def evidence(candidate: Candidate, lexicon: Lexicon) -> dict[str, float]:
    """Return the evidence that holds for a candidate, with its strength (1, or a share)."""
    reading = Reading(candidate, lexicon)
    return {name: float(value) for name, tell in EVIDENCE.items() if (value := tell(reading))}


def speaks_of_slots(aside: str, lexicon: Lexicon) -> bool:
    """Tell whether the content of round brackets, which mostly explain, is worth judging at all."""
    r = Reading(Candidate(aside, 0, len(aside), aside, "("), lexicon)
    if len(r.words) > 8:
        return False
    return content.instruction(r) or content.mark(r) or (content.opener(r) and content.all_known(r))
