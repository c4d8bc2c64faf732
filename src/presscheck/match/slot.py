"""The `slot` matcher: delimited spans whose content the judge holds for a slot nobody filled in.

A rule names the delimiters and how certain the judge must be: `certain`, `likely` or `possible`, each a band of
probability that excludes the bands above it, so that three rules of falling severity share one delimiter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import regex

from presscheck.generator import Capability
from presscheck.late import late_regex
from presscheck.match.evidence import evidence_in, speaks_of_slots, speaks_to_the_writer
from presscheck.match.evidence.reading import Candidate
from presscheck.match.house import is_allowed
from presscheck.match.judge import Weighing, load_weighing
from presscheck.match.site import rendered
from presscheck.match.topic import subject_of
from presscheck.model import Block, Document, Hit
from presscheck.read.elements import KNOWN
from presscheck.rules.lexicon import Lexicon, load_lexicon
from presscheck.rules.schema import choice, mapping, text

BANDS = {"certain": (0.9, 1.01), "likely": (0.6, 0.9), "possible": (0.2, 0.6)}
"""The probabilities, from and below, that each word for certainty stands for."""

SPEC = mapping(
    {"open": text, "close": text, "certainty": choice(*BANDS, "at-least-likely")},
    required=["open", "close", "certainty"],
)

LONGEST = 240
"""No slot is longer, in code points: what stands between brackets further apart is an aside."""

FORMS: Mapping[str, regex.Pattern[str]] = {
    "[": late_regex(rf"(?<!\[)\[++(?P<content>[^\[\]]{{1,{LONGEST}}}+)\]++"),
    "(": late_regex(r"\((?P<content>[^()\[\]]{2,80}+)\)"),
    "<": late_regex(r"<{1,2}+(?P<content>\p{L}[^<>\n/=\"]{1,80}+)>{1,2}+"),
    "{": late_regex(r"(?<![{$%#_^\\\w])\{(?P<content>[\p{L}\[][^{}\n%]{1,80}+)\}(?!\})"),
    "{{": late_regex(r"\{\{-?\s*(?P<content>\p{L}[\p{L}\p{N} _.'’-]{1,60}?)\s*-?\}\}"),
    "«": late_regex(r"«(?P<content>[\p{L}_0-9]{2,40}+)»"),
    "%": late_regex(r"(?<![\w%])%{1,2}+(?P<content>[A-Z][A-Z0-9_ ]{2,40}+)%{1,2}+(?!\w)"),
    "__": late_regex(r"(?<!\w)_{2,3}+(?P<content>\p{Lu}[\p{Lu} ]{1,40}+(?:_[\p{Lu}\d]{1,40}+)*+)_{2,3}+(?!\w)"),
    "_": late_regex(r"(?<![\w/.$@-])(?P<content>\p{Lu}[\p{Lu}\d]*+(?:_[\p{Lu}\d]++)++)(?![\w(/])"),
    "*|": late_regex(r"\*\|(?P<content>[A-Z0-9_:]{1,40}+)\|\*"),
}
"""How a span with each opening delimiter is written; the innermost one counts, doubled delimiters are one."""

_LINK_AFTER = late_regex(r"\(|\[|:(?!\s*[\p{L}\[<])\S|:\s*(?:https?:|/|<|\#)|\s?\((?:https?:|/|\#|mailto:)")
_GLUED_BEFORE = late_regex(r"(?:[\p{L}\p{N}]|\w[.@=/]|--?)\Z")
_GLUED_AFTER = late_regex(r"[.@=/_]?[\p{L}\p{N}]")
_TITLE = late_regex(r"\p{Lu}[\p{L}'’]*+(?:\s\p{Lu}[\p{L}'’]*+)+")
_BETWEEN = late_regex(r"[\s,;|/–—-]*(?:and|or|und|y|et|e|en)?\s*")
_RARE = {"(": speaks_of_slots, "_": speaks_to_the_writer}
"""What asks of spans that mostly are none, round brackets and identifiers, whether they are worth judging."""

_DOUBTFUL = 0.1
_SEVERAL = 3
"""So many certain slots in a draft make of it a template, in which any bracket may be one more."""
_NEVER_IN_TEMPLATES = frozenset(("editorial", "media", "credit", "notice", "figures"))
"""But not one of which this is evident: editors insert words in a draft that has slots, too."""
_LISTED = 5
"""So many codes such as [DE], [EN] and [TK] in one document are a list of codes, not slots."""

_SUBJECT = 1.5
_WEIGHTS = {"heading": 3, "field": 2, "paragraph": 1, "list-item": 1}
_ENOUGH = 2
"""So much weight words for templates have at least in a document about them, by the kind of their block."""

_WORD = late_regex(r"[\p{L}-]+")
_BOX_BEFORE = late_regex(r"^\s*(?:[-*+•]\s*)?$", regex.MULTILINE)
_NOTE_OR_BOX = late_regex(r"\s*|[✓✔]|\^.*+|\.{2,}|…|\W*|[\d\s.,:;/%–-]++", regex.DOTALL)


@dataclass(frozen=True, eq=False)
class Verdict:
    """What the judge says of candidates for which the same evidence holds."""

    probability: float
    evidence: Mapping[str, float]


class Judged(NamedTuple):
    """A candidate with the judge's verdict."""

    block: Block
    start: int
    end: int
    opening: str
    verdict: Verdict


@lru_cache(maxsize=1024)
def _worded(verdict: Verdict, weighing: Weighing) -> tuple[str, ...]:
    return (f"{verdict.probability:.0%} likely a slot", *weighing.explain(verdict.evidence))


def build(spec: Mapping[str, Any]) -> Any:
    """Return the finder of a `slot` rule."""
    low, high = (BANDS["likely"][0], 1.01) if spec["certainty"] == "at-least-likely" else BANDS[spec["certainty"]]

    def find(document: Document, blocks: Sequence[Block]) -> Iterator[Hit]:
        wanted = set(blocks)
        weighing = load_weighing()
        for block, start, end, opening, verdict in judged(document):
            if opening == spec["open"] and low <= verdict.probability < high and block in wanted:
                yield Hit(block, start, end, evidence=_worded(verdict, weighing))

    return find


@lru_cache(maxsize=2)
def judged(document: Document) -> tuple[Judged, ...]:
    """Return every candidate of a document with its verdict, in the order of the document.

    Judged twice: first each for itself, then with what the document tells. One likely slot makes its doubtful
    neighbours likely, for templates leave several, and several certain ones all that stand with them; a page about
    templates makes all doubtful.
    """
    weighing = load_weighing()
    renders = rendered(document)
    house = document.house
    lexicon = load_lexicon(house.languages)
    evidence = evidence_in(house.languages)
    found = [
        (block, candidate)
        for block in document.blocks
        if block.kind not in ("opaque", "comment", "link")
        for candidate in candidates(block, lexicon)
        if not _is_rendered(candidate, renders) and not (house.slots and is_allowed(candidate.content, house))
    ]
    if sum([_is_short_code(candidate) for _, candidate in found]) >= _LISTED:
        found = [(block, candidate) for block, candidate in found if not _is_short_code(candidate)]
    if not found:
        return ()
    told = [evidence(candidate) for _, candidate in found]
    alike = {id(evident): evident for evident in told}
    alone = {same: weighing.probability(evident) for same, evident in alike.items()}
    likely, certain = (
        sum([alone[id(evident)] >= BANDS[band][0] for evident in told]) for band in ("likely", "certain")
    )
    about = _about_slots(document) if max(alone.values()) >= _DOUBTFUL else 0.0
    verdicts = {}
    for same, evident in alike.items():
        others = certain - (alone[same] >= BANDS["certain"][0])
        if about:
            evident = {**evident, "about-slots": about}
        elif others >= _SEVERAL and not _NEVER_IN_TEMPLATES & evident.keys():
            evident = {**evident, "likely-neighbour": 1.0, "several-certain": 1.0}
        elif likely > (alone[same] >= BANDS["likely"][0]) and alone[same] >= _DOUBTFUL:
            evident = {**evident, "likely-neighbour": 1.0}
        verdicts[same] = Verdict(weighing.probability(evident), evident)
    return tuple(
        [
            Judged(block, candidate.start, candidate.end, candidate.opening, verdicts[id(evident)])
            for (block, candidate), evident in zip(found, told, strict=True)
        ]
    )


def _is_short_code(candidate: Candidate) -> bool:
    return len(candidate.content) in (2, 3) and candidate.content.isalpha() and candidate.content.isupper()


def candidates(block: Block, lexicon: Lexicon) -> list[Candidate]:
    """Return the spans of a block that could be slots by their form, left to right, none within another."""
    text = block.text
    found: list[tuple[int, int, str, str]] = []
    for opening, form in FORMS.items():
        if opening in text:
            for match in form.finditer(text):
                content = match.group("content")
                if opening in _RARE and not _RARE[opening](content, lexicon):
                    continue
                if not _is_markup(text, match.start(), match.end(), content, opening):
                    found.append((match.start(), -match.end(), content.removesuffix("\\"), opening))
    if not found:
        return []
    outer: list[tuple[int, int, str, str]] = []
    last = 0
    for start, end, content, opening in sorted(found, key=itemgetter(0, 1)):
        if not outer or start >= last:
            last = -end
            outer.append((start, last, content, opening))
    # With nothing before the first and after the last one, of each pair that follows one another.
    beside = [False, *(_is_beside(text, a[1], b[0]) for a, b in pairwise(outer)), False]
    cited = block.kind == "quotation" or "quotation" in block.within
    return [
        Candidate(text, *each, siblings=before + after, cited=cited)
        for each, (before, after) in zip(outer, pairwise(beside), strict=True)
    ]


def _is_beside(text: str, end: int, start: int) -> bool:
    """Tell whether no more than a comma, a dash or a line end stands between two candidates."""
    return _BETWEEN.fullmatch(text, end, start) is not None


def _is_markup(text: str, start: int, end: int, content: str, opening: str) -> bool:
    """Tell whether a span is part of a word or an address, a tag, a link, a footnote, a task box or an ellipsis."""
    if _GLUED_BEFORE.search(text, max(0, start - 3), start) or _GLUED_AFTER.match(text, end):
        return True
    if opening == "<":
        return content.split()[0].lower() in KNOWN or not (" " in content or content[0].isupper())
    if opening != "[":
        return False
    return bool(
        _NOTE_OR_BOX.fullmatch(content)
        or _LINK_AFTER.match(text, end)
        or (content in "xX" and _BOX_BEFORE.search(text, 0, start))
        or (start > 0 and text[start - 1] in "]!)#")
        # "\[Name\]" is a slot escaped for Markdown, "\[Name]" is none.
        or (text[start - 1 : start] == "\\" and not content.endswith("\\"))
        or content[:1] in "#/@!"
    )


def _is_rendered(candidate: Candidate, renders: Collection[Capability]) -> bool:
    """Tell whether the site puts a value in the place of a candidate: a name as programs write it, no words."""
    content = candidate.content.strip()
    match candidate.opening:
        case "{{":
            return "templates" in renders and not _TITLE.fullmatch(content)
        case "{":
            return bool({"templates", "jsx"} & set(renders)) and " " not in content
        case "<":
            return "jsx" in renders and " " not in content
        case _:
            return False


def _about_slots(document: Document) -> float:
    """Return how far a document is about templates: 1 if it has words for them, more if they are its subject."""
    if "placeholders" in subject_of(document):
        return _SUBJECT
    about = load_lexicon(document.house.languages).about
    count = 0
    for block in document.blocks:
        if weight := _WEIGHTS.get(block.kind):
            shown = FORMS["["].sub("", block.text) if "[" in block.text else block.text
            count += weight * len([word for word in _WORD.findall(shown.lower()) if word in about])
            if count >= _ENOUGH:
                return 1.0
    return 0.0
