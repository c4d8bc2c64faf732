"""The slot judge: whether `[…]` is a slot nobody filled in, or what an editor put there.

Each piece of evidence is a named yes or no about a candidate: what it says, where it stands, what stands around
it. A logistic model weighs them; its weights are data (`rules/judge/slot.yaml`), fitted by `bench/fit_slots.py`
on labelled passages. The names here and there are the same, and every verdict can show what it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp

import regex

from presscheck.match.reach import quotation_around
from presscheck.rules.bundle import bundled_or
from presscheck.rules.folder import builtin_folder
from presscheck.rules.lexicon import Lexicon, load_lexicon
from presscheck.rules.load import read_yaml
from presscheck.rules.schema import Node, entries, mapping, nearest, number, table, text


@dataclass(frozen=True)
class Candidate:
    """A delimited span of a block's text that might be a slot.

    `text[start:end]` is the whole span with its delimiters, `content` what stands between them, `opening` the
    delimiter it opens with. `siblings` counts further candidates in the block that are next to it, with no more
    than a comma, a dash or a line end between. `cited` tells that the whole block is a quotation.
    """

    text: str
    start: int
    end: int
    content: str
    opening: str
    siblings: int = 0
    cited: bool = False

    @property
    def before(self) -> str:
        """What stands before it, at most 80 code points."""
        return self.text[max(0, self.start - 80) : self.start]

    @property
    def after(self) -> str:
        """What stands after it, at most 80 code points."""
        return self.text[self.end : self.end + 80]


@dataclass(frozen=True)
class Weighing:
    """The model: a weight and a wording for each piece of evidence, and the odds without any."""

    bias: float
    weights: Mapping[str, float]
    says: Mapping[str, str]

    def probability(self, evidence: Mapping[str, float]) -> float:
        """Return how likely a candidate with this evidence is a slot, from 0 to 1."""
        score = self.bias + sum(self.weights[name] * value for name, value in evidence.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))

    def explain(self, evidence: Mapping[str, float]) -> tuple[str, ...]:
        """Return the evidence in words with its weight, the weightiest first."""
        told = [(self.weights[name] * value, name) for name, value in evidence.items()]
        told.sort(key=lambda item: (-abs(item[0]), item[1]))
        return tuple(f"{self.says[name]} ({weight:+.1f})" for weight, name in told if abs(weight) >= 0.05)


_OTHER: ContextVar[Weighing | None] = ContextVar("_OTHER", default=None)


def load_weighing() -> Weighing:
    """Return the model in use: the fitted one, unless `weighing_by` says otherwise.

    Raises Trouble naming file, line and key where the file is not one.
    """
    return _OTHER.get() or _fitted()


@contextmanager
def weighing_by(weighing: Weighing) -> Iterator[None]:
    """Judge by another model for a while: to measure weights on text that had no part in their fit."""
    token = _OTHER.set(weighing)
    try:
        yield
    finally:
        _OTHER.reset(token)


@cache
def _fitted() -> Weighing:
    return bundled_or(Weighing, builtin_weighing)


def builtin_weighing() -> Weighing:
    """Return the model of the built-in weights file. Raises Trouble where it is not one."""
    path = builtin_folder() / "judge" / "slot.yaml"
    return weighing_from(read_yaml(path, f"rules/judge/{path.name}"))


def weighing_from(node: Node) -> Weighing:
    """Check a composed weights file: each piece of evidence has a weight on its own side of zero and a wording.

    Raises Trouble naming file, line and key; so does evidence that is not known.
    """
    values = _WEIGHTS(node)
    evidence = values["evidence"]
    listed = entries(node)["evidence"]
    for name, item in entries(listed).items():
        if name not in EVIDENCE:
            raise item.trouble(f"unknown evidence '{name}'{nearest(name, EVIDENCE)}")
        weight = evidence[name]["weight"]
        if weight and (weight > 0) != (name in FOR):
            side = (
                "for a slot: its weight is not below" if name in FOR else "against a slot: its weight is not above"
            )
            raise item.trouble(f"evidence '{name}' speaks {side} zero, as {weight:g} is")
    for name in EVIDENCE:
        if name not in evidence:
            raise listed.trouble(f"evidence '{name}' is missing")
    return Weighing(
        values["bias"],
        {name: item["weight"] for name, item in evidence.items()},
        {name: item["says"] for name, item in evidence.items()},
    )


_WEIGHTS = mapping(
    {
        "bias": number,
        "evidence": table(mapping({"weight": number, "says": text}, required=["weight", "says"])),
    },
    required=["bias", "evidence"],
)

_POLITE = frozenset(("please", "bitte", "lütfen", "veuillez", "favor", "gelieve"))
_WORD = regex.compile(r"(?:\p{L}{1,5}['’](?=\p{L}{3}))?+\K[\p{L}\p{M}]+(?:['’.][\p{L}\p{M}]+)*[.]?|\d[\d.,:]*")
_PART = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|[\p{Lo}\p{M}]+|\d+")
_POSSESSIVE = regex.compile(r"['’]s?$|[.]$")
_NUMBER = regex.compile(r"[\d\s.,:;/%$€£+–-]*\d[\d\s.,:;/%$€£+–-]*(?:[a-zA-Z]{1,3})?")
_VARIABLE = regex.compile(
    r"[$€£#]?(?:X{1,4}|x{2,4}|XYZ|N{1,2}|Y{2,4}|#+|_+|\?+)\+?%?|(?:[DTMJGA]{1,4}[./-]){2}[YJAG]{2,4}|YYYY-MM-DD"
)
_LETTERED = regex.compile(r"\p{L}{3,}\s+(?:[A-EXYZ]|XYZ|#?[1-9])")
_NAME_BEFORE = regex.compile(r"(?:^|[^.!?:\s]\s+)(?:\p{Lu}\p{L}+['’]?s?\s+){0,3}\p{Lu}\p{Ll}+\s+$")
_GAP_BEFORE = regex.compile(
    r"""\b(?:at|by|in|of|from|with|for|to|near|on|the|a|an|named|called|is|was|as|like|and|between|against|over
       |approximately|around|about|nearly|some|via|per|than|through|including|toward|towards|visit|call|contact
       |de|del|la|el|en|por|para|con|los|las|un|una|du|des|le|les|à|au|aux|par|pour|dans|avec|une|sur|chez
       |bei|von|vom|zu|zur|zum|im|am|der|die|das|dem|den|mit|für|ein|eine|einem|einer|in|aus
       |do|da|dos|das|no|na|em|com|um|uma|di|del|della|dei|il|lo|gli|con|per|una|nel|nella|van|het|een|met|voor|te|op|bij)
       \s+[$€£]?$""",
    regex.VERBOSE | regex.IGNORECASE,
)
_ARTICLE_BEFORE = regex.compile(
    r"\b(?:the|this|that|his|her|their|its|der|die|das|dem|den|des|el|la|los|las|del|al|le|les|l['’]|du|au|o|a|os|as|do|da|il|lo|de|het)\s?$",
    regex.IGNORECASE,
)
_DATELINE_AFTER = regex.compile(r"\s*(?:[,(\[]\s*[\p{L}\[(]|[-–—]+\s|[:]\s|[)]?\s*[-–—])")
_LINE_START = regex.compile(r"(?:^|\n)[\s>*_#•-]*$")
_LINE_END = regex.compile(r"[\s*_.,;]*(?:$|\n)")
_LABEL_BEFORE = regex.compile(r"([\p{L}\p{M}.-]+)\s*[*_]*:[*_]*\s*[*_]*$")
_WORD_BEFORE = regex.compile(r"([\p{L}\p{M}]+[.]?)\s+$")
_BRACKETED = regex.compile(r"[\[({<][^\[\](){}<>]{0,80}+[\])}>]")
_SPEAKER = regex.compile(r"[*_]*+([QAPRF]|\p{Lu}[\p{L}. ]{1,30}+)[*_]*+\s?:")
_SPEAKER_WITHIN = 160
_SPEECH = regex.compile(
    r"""(?<!\w)(?:I|I['’]\p{Ll}+|[Ww]e|[Ww]e['’]\p{Ll}+|[Mm]y|[Mm]e|us|[Oo]ur|[Yy]ou|[Yy]ou['’]\p{Ll}+|[Yy]our
      |[Ii]ch|[Ww]ir|[Mm]eine?[rnms]?|uns|[Yy]o|[Nn]osotros|[Mm]i|nos|[Jj]e|[Nn]ous|[Mm]on|[Mm]a|[Mm]es|[Nn]otre
      |[Ee]u|[Nn]ós|[Mm]eu|[Mm]inha|[Ii]o|[Nn]oi|[Mm]io|[Ii]k|[Ww]ij|[Mm]ijn|[Oo]ns|[Bb]en|[Bb]iz)(?!\w)""",
    regex.VERBOSE,
)
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_URL = regex.compile(r"https?://|www[.]|\w@\w|\.(?:com|org|net|gov|edu|io)\b")
_VERB_AFTER = regex.compile(
    r"""\s*(?:,\s+(?:a|an|the|who|which|whose|known|one|\p{L}+\s+(?:of|at|for)|una?|le|la|der|die|das)\b
      | \s(?:said|says|is|was|has|have|had|will|told|announced|stated|added|according|unveiled|reported|delivered
            |ist|hat|sagte|dijo|est|a\s+déclaré|ha|disse|è|is|heeft)\b | ['’]s\b)""",
    regex.VERBOSE,
)


class Reading:
    """A candidate taken apart: its words, and which of them the lexicon knows for what."""

    def __init__(self, candidate: Candidate, lexicon: Lexicon) -> None:
        self.candidate = candidate
        self.lexicon = lexicon
        self.content = candidate.content.strip()
        self.low = " ".join(fold(self.content).split())
        self.raw = (
            _identifier_words(self.content)
            if "_" in self.content or candidate.opening == "{{"
            else [match.group() for match in _WORD.finditer(self.content)]
        )
        self.words = [_POSSESSIVE.sub("", fold(word)) for word in self.raw]
        only_media = all(word in lexicon.media or word in lexicon.fillers for word in self.words)
        self.nouns = [] if only_media else [word for word in self.words if lexicon.is_noun(word)]
        self.first = self.words[0] if self.words else ""
        self.last = self.words[-1] if self.words else ""

    def known(self, word: str) -> bool:
        """Tell whether the lexicon has the word in any list that speaks for a slot."""
        lexicon = self.lexicon
        return (
            lexicon.is_noun(word)
            or word in lexicon.openers
            or word in lexicon.fillers
            or word in lexicon.marks
            or lexicon.is_verb(word)
        )


def fold(text: str) -> str:
    """Return a text in lower case; a Turkish capital İ becomes a plain i."""
    return text.lower().replace("i\u0307", "i")


def _identifier_words(content: str) -> list[str]:
    return [match.group() for match in _PART.finditer(content)]


def _instruction(r: Reading) -> bool:
    if len(r.words) < 2 or regex.match(r"\p{L}+\s*[,:;]", r.content):
        return False
    lexicon = r.lexicon
    if r.first in _POLITE and len(r.words) > 2:
        return lexicon.is_verb(r.words[1]) and not lexicon.is_noun(r.words[1])
    if lexicon.is_verb(r.first) and not lexicon.is_noun(r.first):
        return True
    if lexicon.is_verb(r.first):  # "Link to our story", but not "link text" or "name of the bride"
        return (
            r.content[:1].isupper()
            and len(r.words) > 2
            and r.words[1] not in ("of", "and", "or", "de", "du", "der")
        )
    return bool(r.nouns) and lexicon.is_verb(r.last) and not lexicon.is_noun(r.last)  # "Datum einfügen"


def _noun_head(r: Reading) -> bool:
    if not r.nouns:
        return False
    heads = regex.split(r"\s+(?:of|for|de|des|du|della?|do|da|van|von|der)\s+|[,/:(]", r.low)
    return any(part.split() and r.lexicon.is_noun(_POSSESSIVE.sub("", part.split()[-1])) for part in heads)


def _all_known(r: Reading) -> bool:
    return bool(r.nouns) and not _unknown(r)


def _unknown(r: Reading) -> float:
    if all(word in r.lexicon.fillers for word in r.words):
        return 1.0
    strange = [
        word
        for raw, word in zip(r.raw, r.words, strict=True)
        if not r.known(word) and not _VARIABLE.fullmatch(raw) and len(word) > 1
    ]
    return len(strange) / len(r.words)


def _title_case(r: Reading) -> bool:
    letters = [word for word in r.raw if word[0].isalpha()]
    return (
        len(letters) > 1
        and all(w[0].isupper() or w.lower() in r.lexicon.fillers for w in letters)
        and bool(r.nouns)
    )


def _capitals(r: Reading) -> bool:
    return bool(r.nouns) and r.content.isupper() and len(r.content) > 2


def _capital_noun(r: Reading) -> bool:
    return len(r.words) == 1 and bool(r.nouns) and r.content[:1].isupper() and not r.content.isupper()


def _bare_lower_noun(r: Reading) -> bool:
    return len(r.words) == 1 and bool(r.nouns) and r.content.islower()


def _lower_words(r: Reading) -> bool:
    return len(r.words) > 1 and r.content.islower()


def _opener(r: Reading) -> bool:
    return len(r.words) > 1 and r.first in r.lexicon.openers and bool(r.nouns)


def _alternatives(r: Reading) -> bool:
    parts = [part.strip() for part in r.content.split("/")]
    if len(parts) < 2 or any(not part or any(c.isdigit() for c in part) for part in parts):
        return False
    return any(r.lexicon.is_noun(_POSSESSIVE.sub("", part.lower().split()[-1])) for part in parts)


def _variable(r: Reading) -> bool:
    words = r.content.split()
    if words and (_VARIABLE.fullmatch(words[0]) or (len(words) > 1 and words[-1] == "XYZ")):
        return True
    return bool(r.nouns) and bool(_LETTERED.fullmatch(r.content))


def _half_filled(r: Reading) -> bool:
    parts = [part.split() for part in r.low.split(",")]
    return len(parts) > 1 and all(parts) and len(parts[-1]) < 3 and r.lexicon.is_noun(parts[-1][-1]) and _names(r)


def _code(r: Reading) -> bool:
    return len(r.content) < 4 and r.content.isupper() and not _variable(r) and not _mark(r)


def _phrase(r: Reading) -> bool:
    return any(
        phrase in r.low
        and (_NO_SPACES.search(phrase) or regex.search(rf"(?<!\w){regex.escape(phrase)}(?!\w)", r.low))
        for phrase in r.lexicon.phrases
    )


def _mark(r: Reading) -> bool:
    return any(word in r.lexicon.marks for word in r.words)


def _label_before(r: Reading) -> bool:
    match = _LABEL_BEFORE.search(r.candidate.before)
    return bool(match and match.group(1).lower() in r.lexicon.labels)


def _byline(r: Reading) -> bool:
    match = _WORD_BEFORE.search(r.candidate.before)
    if not match or match.group(1).lower() not in ("by", "von", "por", "par", "di", "door"):
        return False
    return bool(_LINE_START.search(r.candidate.before[: match.start()]))


def _honorific_before(r: Reading) -> bool:
    match = _WORD_BEFORE.search(r.candidate.before)
    return bool(match and match.group(1).lower() in r.lexicon.honorifics) and bool(r.nouns)


def _dateline(r: Reading) -> bool:
    return bool(_LINE_START.search(r.candidate.before)) and bool(_DATELINE_AFTER.match(r.candidate.after))


def _alone(r: Reading) -> bool:
    return bool(_LINE_START.search(r.candidate.before)) and bool(_LINE_END.match(r.candidate.after))


def _gap(r: Reading) -> bool:
    return bool(r.nouns) and bool(_GAP_BEFORE.search(r.candidate.before))


def _subject(r: Reading) -> bool:
    return bool(r.nouns) and bool(_VERB_AFTER.match(r.candidate.after))


def _other_script(r: Reading) -> bool:
    inside, around = (_scripts(part) for part in (r.content, r.candidate.before + r.candidate.after))
    return bool(inside and around) and not inside & around


def _scripts(sample: str) -> set[str]:
    return {
        name
        for name, pattern in (
            ("latin", r"\p{Latin}"),
            ("han", r"\p{Han}"),
            ("other", r"(?![\p{Latin}\p{Han}])\p{L}"),
        )
        if regex.search(pattern, sample)
    }


def _in_quotation(r: Reading) -> bool:
    c = r.candidate
    around = quotation_around(c.text, c.start, c.end)
    if around is None:
        return c.cited
    beside = c.text[around[0] : c.start] + c.text[c.end : around[1]]
    return c.cited or c.opening != "[" or bool(regex.search(r"\w", beside))


def _speech(r: Reading) -> bool:
    c = r.candidate
    spoken, speaker = _speech_in(c.text)
    if any(not c.start <= at < c.end for at in spoken):
        return True
    return c.start > 0 and bool(speaker) and speaker not in r.lexicon.labels


@lru_cache(maxsize=4)
def _speech_in(text: str) -> tuple[list[int], str]:
    """Return where words of speech stand outside of brackets, and whom a transcript's line names as the speaker.

    Once a block: were it done for each candidate, a paragraph of many slots would take the square of its length.
    """
    bare = _BRACKETED.sub(lambda found: " " * len(found[0]), text)
    speaker = _SPEAKER.match(_BRACKETED.sub("", text[:_SPEAKER_WITHIN]))
    return [word.start() for word in _SPEECH.finditer(bare)], speaker[1].split()[-1].lower() if speaker else ""


def _definite(r: Reading) -> bool:
    return r.content[:1].islower() and bool(_ARTICLE_BEFORE.search(r.candidate.before))


def _editorial(r: Reading) -> bool:
    return r.first in r.lexicon.editorial and not r.lexicon.is_verb(r.first)


def _opens_small(r: Reading) -> bool:
    return r.first in r.lexicon.fillers and r.content[:1].islower()


def _figures(r: Reading) -> bool:
    return bool(_NUMBER.fullmatch(r.content)) or (bool(r.raw) and r.raw[0][0].isdigit())


def _media(r: Reading) -> bool:
    return bool(r.words) and (r.first in r.lexicon.media or r.last in r.lexicon.media) and not _instruction(r)


def _names(r: Reading) -> bool:
    strange = [w for w, low in zip(r.raw, r.words, strict=True) if w[0].isupper() and not r.known(low)]
    return bool(strange) and not r.lexicon.is_verb(r.first)


def _after_name(r: Reading) -> bool:
    match = _WORD_BEFORE.search(r.candidate.before)
    titled = bool(match and match.group(1).lower() in r.lexicon.honorifics)
    return not titled and bool(_NAME_BEFORE.search(r.candidate.before))


def _before_name(r: Reading) -> bool:
    return bool(regex.match(r"\s\p{Lu}\p{Ll}+", r.candidate.after)) and r.content[:1].islower()


def _address(r: Reading) -> bool:
    return bool(_URL.search(r.content))


def _symbols(r: Reading) -> bool:
    return bool(regex.search(r"[=;|\\{}()\"“”!?<>@]|::|->|\w\.\w", r.content))


def _lone_word(r: Reading) -> bool:
    return len(r.words) == 1 and not r.nouns and _unknown(r) > 0


def _long(r: Reading) -> bool:
    return len(r.words) > 12


def _no_words(r: Reading) -> bool:
    return not any(word[0].isalpha() for word in r.words)


Evidence = Callable[[Reading], bool | float]

EVIDENCE: Mapping[str, Evidence] = {
    # for
    "instruction": _instruction,
    "noun-head": _noun_head,
    "all-slot-words": _all_known,
    "title-case": _title_case,
    "capitals": _capitals,
    "capital-noun": _capital_noun,
    "opener": _opener,
    "alternatives": _alternatives,
    "variable": _variable,
    "half-filled": _half_filled,
    "phrase": _phrase,
    "mark": _mark,
    "label-before": _label_before,
    "byline": _byline,
    "honorific-before": _honorific_before,
    "dateline": _dateline,
    "alone": _alone,
    "gap": _gap,
    "subject": _subject,
    "other-script": _other_script,
    "sibling": lambda r: r.candidate.siblings > 0 and bool(r.nouns),
    # against
    "quotation": _in_quotation,
    "speech": _speech,
    "definite": _definite,
    "editorial": _editorial,
    "opens-small": _opens_small,
    "code": _code,
    "figures": _figures,
    "media": _media,
    "names": _names,
    "after-name": _after_name,
    "before-name": _before_name,
    "address": _address,
    "symbols": _symbols,
    "lone-word": _lone_word,
    "lower-noun": _bare_lower_noun,
    "lower-words": _lower_words,
    "unknown-words": _unknown,
    "long": _long,
    "no-words": _no_words,
    "parentheses": lambda r: r.candidate.opening == "(",
    # of the document, given by `match.slot`
    "certain-neighbour": lambda r: False,
    "about-slots": lambda r: False,
}
"""Every piece of evidence, by the name it has in the weights file."""

FOR = frozenset(list(EVIDENCE)[: list(EVIDENCE).index("quotation")]) | {"certain-neighbour"}
"""The evidence that may only speak for a slot; all other may only speak against one."""


def speaks_of_slots(content: str) -> bool:
    """Tell whether a content in round brackets, which mostly explain, is worth judging at all."""
    reading = Reading(Candidate(content, 0, len(content), content, "("), load_lexicon())
    return len(reading.words) <= 8 and (
        _instruction(reading) or _mark(reading) or (_opener(reading) and _all_known(reading))
    )


def evidence(candidate: Candidate) -> dict[str, float]:
    """Return the evidence that holds for a candidate, with its strength (1, or a share)."""
    reading = Reading(candidate, load_lexicon())
    return {name: float(value) for name, tell in EVIDENCE.items() if (value := tell(reading))}
