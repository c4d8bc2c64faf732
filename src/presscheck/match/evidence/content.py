"""What a candidate says: evidence out of its own words, a function for each piece."""

from __future__ import annotations

import regex

from presscheck.late import late_regex
from presscheck.match.evidence.reading import POSSESSIVE, Reading, fold
from presscheck.rules.lexicon import ABOUT, POLITE, UNKNOWN

_YOURS = frozenset(
    ("your", "dein", "deine", "ihr", "ihre", "tu", "tus", "su", "votre", "ton", "tuo", "tua", "seu", "sua", "uw")
)
_NUMBER = late_regex(r"[\d\s.,:;/%$€£+–-]*\d[\d\s.,:;/%$€£+–-]*(?:[a-zA-Z]{1,3})?")
_VARIABLE = late_regex(UNKNOWN)
_LETTERED = late_regex(
    r"(?!(?i:figure|section|chapter|page|abschnitt|kapitel|seite|página|sección|capítulo|chapitre|pagina)\s)"
    r"\p{L}{3,}\s+(?:[A-EXYZ]|XYZ|#?[1-9])"
)
_CHOICE = late_regex(r"\p{Ll}{3,}(?:\s\p{Ll}{3,}){0,2}")
_LABEL = late_regex(r"\p{L}+\s*[,:;]")
_OF = r"(?:of|for|de|des|du|della?|do|da|van|von|der|eine[rs])"
_NAME_OF = late_regex(rf"\p{{L}}+\s+{_OF}\s")
_HEADS = late_regex(
    rf"\s+(?:{_OF}|from|about|on|by|with|showing|über|zu|mit|aus|sobre|con|sur|avec|su|over|met)\s+|[,/:(]"
)
_SYMBOL = late_regex(r"[=;|\\{}()\"“”!?<>@]|::|->|\w\.\w")
_CREDIT = late_regex(r"\p{L}+\s*(?::|(?:courtesy|by|via|von|por|par|di|door)\b)\s*(?P<whom>.+)", regex.DOTALL)
_WORD = late_regex(r"\p{L}+")
_IDENTIFIER = late_regex(r"\p{Lu}[\p{Lu}\d]*+(?:_[\p{Lu}\d]++)++")
_SNAKE = late_regex(r"\p{Ll}++(?:_\p{Ll}++)++")
_CHANGED = late_regex(
    r"(?<!\w)(?:bekannt|geändert|changed|withheld|cambiad[oa]|modificad[oa]|omitid[oa]|changée?|modifiée?|cambiat[oa]"
    r"|alterad[oa]|trocad[oa]|preservad[oa]|bekend|gefingeerd|değiştirildi|değiştirilmiştir|saklı(?:dır)?)\W*\Z"
)
"""What a paper says it did with the name of somebody whom it protects."""
_PAUSE = late_regex(r"[:,.]")
_STATES = late_regex(
    r"(?<!\w)(?:is|are|was|were|has|have|had|did|been|ist|sind|war|wurde|wurden|hat|haben|es|son|fue|fueron|ha|han"
    r"|est|sont|était|ont|è|sono|hanno|é|são|foi|foram|werd|werden|heeft|zijn)(?!\w)",
    regex.IGNORECASE,
)
_URL = late_regex(r"https?://|www[.]|\w@\w|\.(?:com|org|net|gov|edu|io)\b")


def instruction(r: Reading) -> bool:
    """Tell whether it tells the writer what to do."""
    if len(r.words) < 2 or _LABEL.match(r.content):
        return False
    lexicon = r.lexicon
    if r.first in POLITE and len(r.words) > 2:
        return lexicon.is_verb(r.words[1]) and not lexicon.is_noun(r.words[1])
    if lexicon.is_verb(r.first) and not lexicon.is_noun(r.first):
        return True
    if lexicon.is_verb(r.first):  # "Link to our story", but not "link text" or "name of the bride"
        return (
            r.content[:1].isupper()
            and len(r.words) > 2
            and r.words[1] not in ("of", "and", "or", "de", "du", "der")
        )
    if not lexicon.is_verb(r.last) or lexicon.is_noun(r.last):
        return False
    return bool(r.nouns) or r.last in lexicon.marks  # "Datum einfügen", "Bahnsteig einfügen"


def noun_head(r: Reading) -> bool:
    """Tell whether it names the kind of thing that belongs here."""
    if not r.nouns:
        return False
    heads = (part.split() for part in _HEADS.split(r.low))
    return any(
        words and (r.lexicon.is_noun(POSSESSIVE.sub("", words[-1])) or words[0] in r.lexicon.leading_nouns)
        for words in heads
    )


def field_name(r: Reading) -> bool:
    """Tell whether it is the name, the number, the date of something: "Park Name", "name of the park"."""
    names = r.lexicon.names
    if len(r.words) < 2 or len(r.words) > 6:
        return False
    if r.last in names or any(r.last.endswith(name) for name in r.lexicon.compound_nouns if name in names):
        return True
    return r.first in names and bool(_NAME_OF.match(r.low))


def all_known(r: Reading) -> bool:
    """Tell whether it holds only words of slots."""
    return bool(r.nouns) and not unknown(r)


def unknown(r: Reading) -> float:
    """Return the share of its words that no slot holds."""
    if all(word in r.lexicon.fillers for word in r.words):
        return 1.0
    strange = [
        word
        for raw, word in zip(r.raw, r.words, strict=True)
        if not r.lexicon.knows(word) and not _VARIABLE.fullmatch(raw) and len(word) > 1
    ]
    return len(strange) / len(r.words)


def title_case(r: Reading) -> bool:
    """Tell whether it is written like a field's name."""
    letters = [word for word in r.raw if word[0].isalpha()]
    return (
        len(letters) > 1
        and all(w[0].isupper() or w.lower() in r.lexicon.fillers for w in letters)
        and bool(r.nouns)
    )


def capitals(r: Reading) -> bool:
    """Tell whether it is written in capitals."""
    return bool(r.nouns) and r.content.isupper() and len(r.content) > 2


def capital_noun(r: Reading) -> bool:
    """Tell whether it is one capitalised noun."""
    return len(r.words) == 1 and bool(r.nouns) and r.content[:1].isupper() and not r.content.isupper()


def bare_lower_noun(r: Reading) -> bool:
    """Tell whether it is one lower-case noun."""
    return len(r.words) == 1 and bool(r.nouns) and r.content.islower()


def lower_words(r: Reading) -> bool:
    """Tell whether it is in lower case."""
    return len(r.words) > 1 and r.content.islower()


def opener(r: Reading) -> bool:
    """Tell whether it speaks to the writer."""
    return len(r.words) > 1 and r.first in r.lexicon.openers and bool(r.nouns)


def yours(r: Reading) -> bool:
    """Tell whether it calls a thing the writer's own."""
    return len(r.words) > 1 and r.first in _YOURS and bool(r.nouns)


def orders(r: Reading) -> bool:
    """Tell whether it is a command, and then the thing that belongs here."""
    return instruction(r) and bool(r.nouns) and r.lexicon.is_verb(r.first) and not r.lexicon.is_noun(r.first)


def alternatives(r: Reading) -> bool:
    """Tell whether it offers alternatives."""
    parts = [part.strip() for part in r.content.split("/")]
    if len(parts) < 2 or any(not part or any(c.isdigit() for c in part) for part in parts):
        return False
    if all(_CHOICE.fullmatch(part) for part in parts):  # "[rain/snow]", but not "[and/or]" or "[he/she]"
        return not any(word in r.lexicon.editorial or word in r.lexicon.fillers for word in r.words)
    return any(r.lexicon.is_noun(POSSESSIVE.sub("", part.lower().split()[-1])) for part in parts)


def variable(r: Reading) -> bool:
    """Tell whether it stands for an unknown value."""
    words = r.content.split()
    if len(words) > 1 and words[0].lower().rstrip(".") in ABOUT:
        words = words[1:]
    if words and (_VARIABLE.fullmatch(words[0]) or (len(words) > 1 and words[-1] == "XYZ")):
        return True
    return bool(r.nouns) and bool(_LETTERED.fullmatch(r.content))


def half_filled(r: Reading) -> bool:
    """Tell whether it is filled in but for its end."""
    parts = [part.split() for part in r.low.split(",")]
    return len(parts) > 1 and all(parts) and len(parts[-1]) < 3 and r.lexicon.is_noun(parts[-1][-1]) and names(r)


def code(r: Reading) -> bool:
    """Tell whether it is a short code."""
    return len(r.content) < 4 and r.content.isupper() and not variable(r) and not mark(r)


def phrase(r: Reading) -> bool:
    """Tell whether it holds a turn that only slots take."""
    return r.lexicon.holds_phrase(r.low) and not notice(r)


def identifier(r: Reading) -> bool:
    """Tell whether it is a name as programs write it: "[GROSS_MARGIN]", or with words of slots "{company_name}"."""
    return bool(_IDENTIFIER.fullmatch(r.content)) or (all_known(r) and bool(_SNAKE.fullmatch(r.content)))


def mark(r: Reading) -> bool:
    """Tell whether it says that it is to come."""
    return any(word in r.lexicon.marks for word in r.words)


def editorial(r: Reading) -> bool:
    """Tell whether it opens with a word that editors insert."""
    return r.first in r.lexicon.editorial and not r.lexicon.is_verb(r.first) and not phrase(r)


def opens_small(r: Reading) -> bool:
    """Tell whether it opens with a small word; in "e-posta adresi" and "son başvuru tarihi" that is none."""
    return (
        r.first in r.lexicon.fillers
        and r.content[:1].islower()
        and not phrase(r)
        and not r.lexicon.is_inflected(r.last)
    )


def figures(r: Reading) -> bool:
    """Tell whether it is a figure."""
    return bool(_NUMBER.fullmatch(r.content)) or (bool(r.raw) and r.raw[0][0].isdigit())


def media(r: Reading) -> bool:
    """Tell whether it labels a file or a medium."""
    return bool(r.words) and (r.first in r.lexicon.media or r.last in r.lexicon.media) and not instruction(r)


def names(r: Reading) -> bool:
    """Tell whether it holds a proper name."""
    strange = [
        word
        for word, low in zip(r.raw, r.words, strict=True)
        if word[0].isupper() and not r.lexicon.knows(low) and (len(r.raw) == 1 or not _VARIABLE.fullmatch(word))
    ]
    return bool(strange) and not r.lexicon.is_verb(r.first)


def credit(r: Reading) -> bool:
    """Tell whether it says whose picture it is."""
    match = _CREDIT.match(r.content)
    if not match or r.first not in r.lexicon.media:
        return False
    return any(word[0].isupper() and not r.lexicon.knows(fold(word)) for word in _WORD.findall(match["whom"]))


def notice(r: Reading) -> bool:
    """Tell whether it is a notice to readers: a correction, an editor's note, a name changed."""
    if r.nouns and _CHANGED.search(r.low):
        return True
    return len(r.words) > 2 and r.first in r.lexicon.notices and bool(_PAUSE.search(r.content))


def states(r: Reading) -> bool:
    """Tell whether it is a sentence that states something."""
    return len(r.words) > 3 and not instruction(r) and bool(_STATES.search(r.content))


def address(r: Reading) -> bool:
    """Tell whether it holds an address."""
    return bool(_URL.search(r.content))


def symbols(r: Reading) -> bool:
    """Tell whether it holds symbols of code."""
    return bool(_SYMBOL.search(r.content))


def lone_word(r: Reading) -> bool:
    """Tell whether it is one word that no slot is called by."""
    return len(r.words) == 1 and not r.nouns and unknown(r) > 0


def long(r: Reading) -> bool:
    """Tell whether it is longer than slots are."""
    return len(r.words) > 12


def no_words(r: Reading) -> bool:
    """Tell whether it holds no word."""
    return not any(word[0].isalpha() for word in r.words)
