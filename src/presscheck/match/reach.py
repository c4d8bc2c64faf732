"""How far a finding reaches beyond the words that gave it away, and whether they are used or only mentioned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

import regex

from presscheck.generator import CAPABILITIES
from presscheck.late import late_regex
from presscheck.remembered import of_last_texts
from presscheck.rules.schema import Checker, choice, flag, listing

SUBJECTS = ("chatbots", "placeholders", "programming", "publishing", "seo", "transcript")
"""What an article may be about, or be, so that it mentions leftovers; `match.topic` tells."""

REACH: dict[str, Checker] = {
    "report": choice("match", "sentence", "line", "block"),
    "quoted": flag,
    "silent_in": listing(choice(*SUBJECTS)),
    "unless_rendered": listing(choice(*CAPABILITIES)),
}
"""What `phrase` and `pattern` rules may say beside what they look for.

`report`: the span to report, `match` unless told otherwise. `quoted: true`: report it inside quotation marks too,
where a text most often only mentions it. `silent_in: [chatbots]`: leave it alone in an article about chatbots, but
for its first and last lines. `unless_rendered: templates`: leave it alone where the site renders templates.
"""

Reach = Callable[[str, int, int], tuple[int, int]]

# White space is read from its start only, for it may be all there is.
_SENTENCE_END = late_regex(
    r"""(?=\s)(?<!\s)(?<!\b\p{L}[.])(?<!\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|No|vs|etc|Inc|Jr|Sr|e\.g|i\.e)[.])
        (?<=[.!?…。！？]["'”’»)\]]*) \s+ (?=["'“‘«„(\[¿¡*_]*[\p{Lu}\p{Lo}\d])
      | (?<!\s)[^\S\n]*+\n\s*+""",
    regex.VERBOSE,
)

_OPENS = late_regex(r"""[“„«»"‘]|(?<!\w)'(?=\S)""")
_CLOSES = {
    "“": late_regex("”"),
    "„": late_regex("[“”]"),
    "«": late_regex("»"),
    "»": late_regex("«"),
    '"': late_regex('"'),
    "‘": late_regex(r"’(?!\w)"),
    "'": late_regex(r"'(?!\w)|\n"),
}
"""What ends a quotation, by the mark that begins it; an apostrophe within a word does not."""
_TO_THE_END = ("“", '"')
"""A quotation of several paragraphs may be closed in none but the last."""
_SPACE = late_regex(r"\s")
_LINE_END = late_regex(r"\n")


def reach(spec_report: str) -> Reach:
    """Return the function that widens a span of a text to what is reported."""
    return {"match": _match, "sentence": _sentence, "line": _line, "block": _block}[spec_report]


def quoted(text: str, start: int, end: int) -> bool:
    """Tell whether the span stands inside quotation marks, with other words or alone."""
    return quotation_around(text, start, end) is not None


def quotation_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the quotation that the span stands inside of, its marks included."""
    quotations = _quotations(text)
    at = bisect_left(quotations, (start, 0)) - 1
    return quotations[at] if at >= 0 and end <= quotations[at][1] else None


@of_last_texts
def _quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans of the quotations of a text, found once for all that is asked about it."""
    found: list[tuple[int, int]] = []
    closes: dict[str, int] = {}  # where the next mark stands that ends what a mark begins
    at = 0
    while opening := _OPENS.search(text, at):
        mark, at = opening[0], opening.end()
        if closes.get(mark, -1) < at:
            closing = _CLOSES[mark].search(text, at)
            closes[mark] = closing.start() if closing else len(text)
        end = closes[mark]
        if end == len(text) and mark not in _TO_THE_END:
            continue
        if mark == "'" and (text[end] == "\n" or _SPACE.match(text, end - 1)):
            continue
        at = min(end + 1, len(text))
        found.append((opening.start(), at))
    return found


def sentence_starts(text: str) -> list[int]:
    """Return where the sentences of a text start, the first at 0."""
    return [0, *(gap.end() for gap in _SENTENCE_END.finditer(text))]


def _match(text: str, start: int, end: int) -> tuple[int, int]:
    return start, end


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    starts, ends = _sentence_gaps(text)
    before, after = bisect_right(ends, start) - 1, bisect_left(starts, end)
    return ends[before] if before >= 0 else 0, starts[after] if after < len(starts) else len(text)


@of_last_texts
def _sentence_gaps(text: str) -> tuple[list[int], list[int]]:
    """Return where the gaps between the sentences of a text start, and where they end."""
    gaps = [gap.span() for gap in _SENTENCE_END.finditer(text)]
    return [start for start, _ in gaps], [end for _, end in gaps]


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    ends = _line_ends(text)
    before, after = bisect_left(ends, start) - 1, bisect_left(ends, end)
    return ends[before] + 1 if before >= 0 else 0, ends[after] if after < len(ends) else len(text)


@of_last_texts
def _line_ends(text: str) -> list[int]:
    return [end.start() for end in _LINE_END.finditer(text)]


def _block(text: str, start: int, end: int) -> tuple[int, int]:
    return 0, len(text)
