"""How common a literal is in any text: a guess, by which the rarest of several is chosen to look for.

It decides what is looked for and nothing else: a wrong guess costs time, not findings. The figures are rough
shares of running text, out of common knowledge of English and its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt

from presscheck.late import late

_SHARES = (
    (5e-2, "the http https ttp ttps www"),
    (2.5e-2, "of and to in a href src"),
    (
        8e-3,
        """is that for it as with on be are by this i you at or an from de la le et en un e o da do que el y der die
        das und les des il di van het een""",
    ),
    (
        3e-3,
        """was not have we your our can will has their but they he his more all which if one about so what when
        there who do use new also up out any how some no my these other than its into been time her she here would
        like just get make see need please work now only first used using could may must where two most over such
        then each way may per via non per con para por una uno los las del est pas pour dans sur une mit von den ist
        nicht auf ein eine zu im dem des sich für""",
    ),
    (
        1.2e-3,
        """text add want should why them back after well data page post site web content read news name date link
        image photo video file free help click write article title email number between through during within
        without under because while many much own good best user users people information service services content
        government public team know take come next last made day year years part place set end line list word words
        code test type run want look find give keep let long show start state school home story city world high
        section source version write version source system design https http www com org html body lead draft style
        note report question answer check change call open share search view image images support
        project program""",
    ),
)
_WORDS: Mapping[str, float] = {word: share for share, words in reversed(_SHARES) for word in words.split()}
_WHOLE = (1.0, 5e-3, 1e-3, 8e-4, 4e-4, 2e-4, 1.5e-4, 1e-4, 6e-5, 4e-5)
"""The share of a word that is not in the list, by its length."""

_WITHIN = (1.0, 3e-1, 2e-2, 6e-3, 1.5e-3, 6e-4, 3e-4, 1.5e-4, 8e-5, 5e-5)
"""The share of words that hold some letters, by their number."""

_SIGNS: Mapping[str, float] = {
    "://": 1.0, "//": 0.05, "](": 0.03,
    ",": 0.05, ".": 0.06, ":": 0.03, "-": 0.04, "'": 0.02, '"': 0.02, "(": 0.015, ")": 0.015, "/": 0.06,
    "’": 0.02, "“": 0.01, "”": 0.01, "–": 0.01, "—": 0.01, "=": 0.02, "<": 0.02, ">": 0.02, "#": 0.02,
    "[": 0.02, "]": 0.05,
}  # fmt: skip
_RARE_SIGN, _SPACE = 2e-3, 0.3
_NUMBER, _MIXED = 5e-3, 1e-4
_OTHER_LETTER = 3e-3
_TOKEN = late(r"://|//|\]\(|[a-z0-9]+|[^a-z0-9]")
_GIVEN_THE_LAST = 4.0
HEAD, EDGE, TAIL = MARKS = "\ue000\ue001\ue002"
"""Marks at the ends of literals, from the area that Unicode leaves to private use."""

_HEAD, _TAIL = 0.1, 0.2
_CAPITALS = 0.3
_HIT = 0.1
_THOUSAND = 1000.0


def cost(literal: str) -> float:
    """Return a guess of what it costs to look for a literal: how often it comes up, and as what it asks for."""
    bare = literal.strip(MARKS)
    stands = _rarity(bare, literal[0] in MARKS, literal[-1] in MARKS) * _capitals(bare)
    stands *= (_HEAD if literal[0] == HEAD else 1.0) * (_TAIL if literal[-1] == TAIL else 1.0)
    return _THOUSAND * (stands + _HIT * _rarity(bare, False, False))


def guess(words: Sequence[frozenset[str] | str]) -> float:
    """Return about what `cost` says of all literals together that words in a row, of several forms, and marks make.

    What the forms of one word cost is summed up, and the words are taken for independent of one another.
    """
    stands = hits = 1.0
    last = len(words) - 1
    before = False
    for number, forms in enumerate(words):
        if isinstance(forms, str):
            stands *= {HEAD: _HEAD, TAIL: _TAIL}.get(forms, 1.0)
            continue
        if not any(map(str.strip, forms)):
            if "" not in forms and _begins_with_sign(words[number + 1 :]):
                stands *= _SPACE
                hits *= _SPACE
            continue
        given = _GIVEN_THE_LAST if before else 1.0
        optional = "" in forms
        stand, come_up = _shares(forms - {""} if optional else forms, number > 0, number < last)
        stands *= optional + min(given * stand, len(forms))
        hits *= optional + min(given * come_up, len(forms))
        before = True
    return _THOUSAND * (stands + _HIT * hits)


def _begins_with_sign(words: Sequence[frozenset[str] | str]) -> bool:
    """Tell whether the first of some words that is more than white space begins with no letter or digit."""
    forms = next((forms for forms in words if not isinstance(forms, str) and any(map(str.strip, forms))), ())
    return bool(forms) and not any(form.lstrip()[:1].isalnum() for form in forms)


@cache
def _shares(forms: frozenset[str], whole_first: bool, whole_last: bool) -> tuple[float, float]:
    """Return guesses of how often one of several forms stands in a word, written as it must be and anyhow."""
    rarities = [(_rarity(form, whole_first, whole_last), form) for form in forms]
    return sum(rarity * _capitals(form) for rarity, form in rarities), sum(rarity for rarity, _ in rarities)


@cache
def _rarity(bare: str, whole_first: bool, whole_last: bool) -> float:
    """Return a guess of how often some letters and signs stand in a word of any text."""
    tokens = _TOKEN.findall(bare.lower())
    rarity = 1.0
    before = False
    for number, token in enumerate(tokens):
        if token == " ":
            # Between words there is one anyhow; beside a sign it is rarer, but before a comma or a bracket.
            rarity *= 1.0 if all(map(str.isalnum, tokens[max(0, number - 1) : number + 2 : 2])) else _SPACE
            continue
        if token.isascii() and token.isalnum():
            edges = (number > 0 or whole_first) + (number + 1 < len(tokens) or whole_last)
            share = _share(token, edges)
        else:
            share = _SIGNS.get(token, _RARE_SIGN) if token.isascii() or not token.isalpha() else _OTHER_LETTER
        rarity *= min(1.0, share * (_GIVEN_THE_LAST if before and len(token) > 1 else 1.0))
        before = True
    return rarity


def _capitals(bare: str) -> float:
    return 1.0 if bare == bare.lower() else _CAPITALS ** sum(word != word.lower() for word in bare.split())


@cache
def _share(word: str, edges: int) -> float:
    """Return the share of a word that is sought with none, one or both of its edges."""
    if not word.isalpha():
        return _NUMBER if word.isdigit() else _MIXED
    length = min(len(word), len(_WHOLE) - 1)
    within, whole = _WITHIN[length], _WHOLE[length]
    return max(_WORDS.get(word, 0.0), (within, sqrt(within * whole), whole)[edges])
