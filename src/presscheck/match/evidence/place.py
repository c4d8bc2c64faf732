"""Where a candidate stands: evidence out of what is around it, a function for each piece."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from presscheck.late import late_regex
from presscheck.match.evidence.reading import Beside, Candidate, Reading
from presscheck.match.reach import quotation_around
from presscheck.remembered import of_last_texts
from presscheck.rules.lexicon import SAYING

# What ends where a candidate starts is searched for from its end.
_NAME_BEFORE = late_regex(r"(?:^|[^.!?:\s]\s+)(?:\p{Lu}\p{L}+['’]?s?\s+){0,3}\p{Lu}\p{Ll}+\s+$", regex.REVERSE)
_BEFORE_GAPS = """
    at by in of from with for to near on the a an named called is was as like and between against over
    approximately around about nearly some via per than through including toward towards visit call contact
    de del la el en por para con los las un una du des le les à au aux par pour dans avec une sur chez bei
    von vom zu zur zum im am der die das dem den mit für ein eine einem einer in aus do da dos das no na em
    com um uma di del della dei il lo gli con per una nel nella van het een met voor te op bij
"""
_GAP_WORDS = frozenset(_BEFORE_GAPS.split())
"""After these, and a sign of money, a sentence has a gap; a set is made faster than a pattern."""
_LAST_WORD = late_regex(r"(\w++)\s+[$€£]?$", regex.REVERSE)
# Not "de" and "as": articles in Dutch and Portuguese, but "of" and "in the role of" in languages more written.
_ARTICLE_BEFORE = late_regex(
    r"\b(?:the|this|that|his|her|their|its|der|die|das|dem|den|des|el|la|los|las|del|al|le|les|l['’]|du|au|o|os|do|da|il|lo|het)\s?$",
    regex.IGNORECASE | regex.REVERSE,
)
_DATELINE_AFTER = late_regex(r"\s*(?:[,(\[]\s*[\p{L}\[(]|[-–—]+\s|[:]\s|[)]?\s*[-–—])")
_LINE_START = late_regex(r"(?:^|\n)[\s>*_#•-]*$", regex.REVERSE)
_LINE_END = late_regex(r"[\s*_.,;]*(?:$|\n)")
_LABEL_BEFORE = late_regex(r"([\p{L}\p{M}.-]+)\s*[*_]*:[*_]*\s*[*_]*$", regex.REVERSE)
_WORD_BEFORE = late_regex(r"([\p{L}\p{M}]+[.]?)\s+$", regex.REVERSE)
_FIRST_WORD = late_regex(r"[ -](\p{L}+)")
_NAME_AFTER = late_regex(r"\s\p{Lu}\p{Ll}+")
_SCRIPTS = {
    "latin": late_regex(r"\p{Latin}"),
    "han": late_regex(r"\p{Han}"),
    "other": late_regex(r"(?![\p{Latin}\p{Han}])\p{L}"),
}
_MARKS = 40
_QUOTE_ALONE = late_regex(r"\W*[,.!?]\W*")
_BRACKETED = late_regex(r"[\[({<][^\[\](){}<>]{0,80}+[\])}>]")
_SPEAKER = late_regex(r"[*_]*+([QAPRF]|\p{Lu}[\p{L}. ]{1,30}+)[*_]*+\s?:")
_SPEAKER_WITHIN = 160
_SPOKEN = """
    I We we My my Me me us Our our You you Your your Ich ich Wir wir Meine meine Meiner meiner Meinen meinen
    Meinem meinem Meines meines Mein mein Meins meins uns Yo yo Nosotros nosotros Mi mi nos Je je Nous nous
    Mon mon Ma ma Mes mes Notre notre Eu eu Nós nós Meu meu Minha minha Io io Noi noi Mio mio Ik ik Wij wij
    Mijn mijn Ons ons Ben ben Biz biz
"""
_SPEECH = frozenset(_SPOKEN.split())
_WORD = late_regex(r"\w++")
_SAID_BEFORE = late_regex(rf"""["”’']\s+(?:{SAYING})\s+(?:\p{{L}}+\s+)?$""", regex.REVERSE)
_VERB_AFTER = late_regex(
    r"""\s*(?:,\s+(?:a|an|the|who|which|whose|known|one|\p{L}+\s+(?:of|at|for)|una?|le|la|der|die|das)\b
      | \s(?:said|says|is|was|has|have|had|will|told|announced|stated|added|according|unveiled|reported|delivered
            |ist|hat|sagte|dijo|est|a\s+déclaré|ha|disse|è|is|heeft)\b | ['’]s\b)""",
    regex.VERBOSE,
)


def label_before(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands after a label."""
    match = _LABEL_BEFORE.search(beside.before)
    return bool(match and match.group(1).lower() in r.lexicon.labels)


def byline(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands in a byline."""
    match = _WORD_BEFORE.search(beside.before)
    if not match or match.group(1).lower() not in ("by", "von", "por", "par", "di", "door"):
        return False
    return bool(_LINE_START.search(beside.before[: match.start()]))


def honorific_before(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands after a title that wants a name."""
    match = _WORD_BEFORE.search(beside.before)
    return bool(match and match.group(1).lower() in r.lexicon.honorifics) and bool(r.nouns)


def dateline(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands in a dateline."""
    if not r.nouns:  # as the number of a change in a list of changes
        return False
    return bool(_LINE_START.search(beside.before)) and bool(_DATELINE_AFTER.match(beside.after))


def alone(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands alone on its line, and not in a quoted template, where all slots do."""
    return not beside.cited and bool(_LINE_START.search(beside.before)) and bool(_LINE_END.match(beside.after))


def gap(r: Reading, beside: Beside) -> bool:
    """Tell whether it fills a gap in the sentence."""
    word = _LAST_WORD.search(beside.before) if r.nouns else None
    return word is not None and word[1].lower() in _GAP_WORDS


def subject(r: Reading, beside: Beside) -> bool:
    """Tell whether it is what the sentence speaks of."""
    return bool(r.nouns) and bool(_VERB_AFTER.match(beside.after))


def other_script(r: Reading, beside: Beside) -> bool:
    """Tell whether it is in another script than its sentence."""
    context = beside.before + beside.after
    if r.content.isascii() and context.isascii():
        return False
    inside, around = _scripts(r.content), _scripts(context)
    return bool(inside and around) and not inside & around


def attributed(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands where the speaker of a quotation is named."""
    return bool(_SAID_BEFORE.search(beside.before))


def echoed(r: Reading, beside: Beside) -> bool:
    """Tell whether the next word is its last one again, as in "[miles] miles" and "the [Minute] minute"."""
    after = _FIRST_WORD.match(beside.after)
    if not after or len(r.last) < 3:
        return False
    return after[1].lower().removesuffix("s") == r.last.removesuffix("s")


def _scripts(sample: str) -> set[str]:
    return {name for name, letter in _SCRIPTS.items() if letter.search(sample)}


def in_quotation(r: Reading, candidate: Candidate) -> bool:
    """Tell whether it stands inside a quotation."""
    if candidate.cited:
        return True
    around = quotation_around(candidate.text, candidate.start, candidate.end)
    if around is None:
        return False
    if candidate.opening == "[" and _is_whole(candidate, *around):
        return False  # "[Quote from the mayor]," said the paper: a slot for the whole quotation
    return not (r.nouns and len(r.content) > 3 and r.content.isupper())  # no editor shouts within a quotation


def _is_whole(candidate: Candidate, start: int, end: int) -> bool:
    """Tell whether nothing but marks stands beside a candidate in its quotation, as far as one looks."""
    if candidate.start - start > _MARKS or end - candidate.end > _MARKS:
        return False
    text = candidate.text
    return bool(_QUOTE_ALONE.fullmatch(text[start : candidate.start] + text[candidate.end : end + 1]))


def speech(r: Reading, candidate: Candidate) -> bool:
    """Tell whether it stands among words of speech (I, we, you)."""
    spoken, speaker = _speech_in(candidate.text)
    for around in {None, quotation_around(candidate.text, candidate.start, candidate.end)} & spoken.keys():
        first, last = spoken[around]
        if first < candidate.start or last >= candidate.end:
            return True
    return candidate.start > 0 and bool(speaker) and speaker not in r.lexicon.labels


@of_last_texts
def _speech_in(text: str) -> tuple[Mapping[tuple[int, int] | None, tuple[int, int]], str]:
    """Return the first and last word of speech outside of brackets by its quotation, and a transcript's speaker.

    Once a block: were it done for each candidate, a paragraph of many slots would take the square of its length.
    """
    bare = _BRACKETED.sub(lambda found: " " * len(found[0]), text)
    speaker = _SPEAKER.match(_BRACKETED.sub("", text[:_SPEAKER_WITHIN]))
    spoken: dict[tuple[int, int] | None, tuple[int, int]] = {}
    for at in [word.start() for word in _WORD.finditer(bare) if word[0] in _SPEECH]:
        around = quotation_around(text, at, at + 1)
        spoken[around] = spoken.get(around, (at, at))[0], at
    return spoken, speaker[1].split()[-1].lower() if speaker else ""


def definite(r: Reading, beside: Beside) -> bool:
    """Tell whether it has an article before it."""
    return r.content[:1].islower() and bool(_ARTICLE_BEFORE.search(beside.before))


def after_name(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands after a name."""
    match = _WORD_BEFORE.search(beside.before)
    titled = bool(match and match.group(1).lower() in r.lexicon.honorifics)
    return not titled and bool(_NAME_BEFORE.search(beside.before))


def before_name(r: Reading, beside: Beside) -> bool:
    """Tell whether it stands before a name."""
    return r.content[:1].islower() and bool(_NAME_AFTER.match(beside.after))
