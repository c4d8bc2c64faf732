"""Which line ends a writer meant, and which only keep a line short."""

from __future__ import annotations

from collections.abc import Sequence

from presscheck.late import late

_LONGEST = 120
_SHORTEST = 30

_NEXT = late(r"\n[ \t>]*([^\s]*)")
_STOP = late(r"[.!?…:。！？：]['\"’”»)\]*_]*\Z")
_AROUND_WORDS = "'’\"“”«»(),-–—.;:!?*_"
# A bracket that closes within three lines of where it opened. Each class leaves out its own opener, so that
# one search ends where the next begins and all of them together read the text once.
_BRACKETS = late(
    "|".join(
        rf"{left}[^{left}{right}\n]*+(?:\n(?![ \t>]*\n)[^{left}{right}\n]*+){{1,3}}{right}"
        for left, right in ((r"\[", r"\]"), (r"\(", r"\)"), (r"\{", r"\}"), ("«", "»"), ("<", ">"))
    )
)


def wrapped_ends(text: str, ends: Sequence[int]) -> frozenset[int]:
    """Return those line ends that only wrap a line; the writer meant the others.

    `ends` are the offsets of line feeds between two lines of one paragraph, in rising order. A line is
    wrapped where the next word would not have fitted in the width the whole text is wrapped at, where a
    bracket is still open, and where a sentence goes on in lower case.
    """
    if not ends:
        return frozenset()
    bracketed = _bracketed(text, ends)
    lengths: list[int] = []
    nexts: list[str] = []
    lasts: list[str] = []
    for end in ends:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].rstrip()
        lengths.append(len(line))
        lasts.append(line[-8:])
        following = _NEXT.match(text, end)
        nexts.append(following[1] if following else "")
    width = _width(lengths, nexts)
    return bracketed | {
        end
        for end, length, last, word in zip(ends, lengths, lasts, nexts, strict=True)
        if (width and length + 1 + len(word) > width) or (_goes_on(word) and not _STOP.search(last))
    }


def _width(lengths: list[int], nexts: list[str]) -> int:
    """Return the width a text is wrapped at, 0 if it is not.

    The width is the length that nine lines in ten keep to, so that a long address does not set it. It counts
    only where most lines are full and many of them break within a sentence, which tells prose from addresses.
    """
    width = sorted(lengths)[len(lengths) * 9 // 10]
    if not _SHORTEST <= width <= _LONGEST:
        return 0
    full = [word for length, word in zip(lengths, nexts, strict=True) if length + 1 + len(word) > width]
    within = sum(not word[:1].isupper() and word[:1].isalpha() for word in full)
    return width if 2 * len(full) >= len(lengths) and 3 * within >= len(full) else 0


def _goes_on(word: str) -> bool:
    """Tell a lower-case word, which goes on with a sentence, from an address such as `www.example.org`."""
    word = word.strip(_AROUND_WORDS)
    return word[:1].islower() and word.replace("-", "").replace("'", "").replace("’", "").isalpha()


def _bracketed(text: str, ends: Sequence[int]) -> frozenset[int]:
    spans = [match.span() for match in _BRACKETS.finditer(text)]
    found: list[int] = []
    number = 0
    for start, close in spans:
        while number < len(ends) and ends[number] < start:
            number += 1
        while number < len(ends) and ends[number] < close:
            found.append(ends[number])
            number += 1
    return frozenset(found)
