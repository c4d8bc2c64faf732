"""A text cut down to its letters, straight from its bytes: what stays the same however it is marked up.

What two stretches of a draft have in common as readers see them, they have in common here. Letters are counted in
bytes of ASCII: those with accents are left out, for they can be written in several ways, and so is `s`, for ß in
capitals is SS. A text that holds another script than Latin is taken character by character instead.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from unicodedata import normalize

from presscheck.late import late
from presscheck.match.code import without_code
from presscheck.model import Format
from presscheck.read.elements import KNOWN

RUN = 24
"""What is pasted twice in a row has at least so many letters."""

APART_RUN = 48
"""What stands again farther down has at least so many."""

CLOSE_RUN = 48
"""Of two shorter paragraphs next to each other so many will do, from one of the first `OPENING` letters on."""

LONG_RUN = 4 * RUN
"""Two paragraphs that are nearly one have so many in common, one after the other, from where a sentence starts."""

OPENING = 30
CLOSE = 600
"""How many letters the shorter ones have at most."""

PASTED_MOST = 2_000
"""What is pasted twice in a row has at most so many."""

STARTS = "\n.!?:;|)=/»·…。！？"
"""After these a line, a sentence or a headline may start."""

_START_BYTES = bytes(char.encode()[-1] for char in STARTS if char < "\u0100" or char == "…")
_LETTER_BYTES = bytes(code for code in range(0x80) if chr(code).isalnum() and chr(code) not in "sS")
_OTHER_SCRIPTS = bytes(code for code in range(0xCE, 0xEF) if code != 0xE2)
_SKIPPED = bytes(code for code in range(256) if code not in _LETTER_BYTES + _OTHER_SCRIPTS + _START_BYTES)
SIGNS = _SKIPPED + _START_BYTES
"""Every byte that is no letter."""

_LOWER = bytes(range(256)).lower()
_ENDS_MARKED = bytes(0x09 if code in _START_BYTES and code != 0x0A else code for code in _LOWER)
_SIGNS_BUT_LINE_ENDS = SIGNS.replace(b"\n", b"")

_DOTLESS, _DOTTED = "ı".encode(), "İ".encode()

_START = late(f"[{re.escape(STARTS[1:])}]")
_SIGN = late(r"[^\w\n\t]+|_+|s+")
_OTHER_SPACE = late(r"[^\S\x00-\x20]")
_ENTITY = late(rb"&(?:#[0-9xX]|[a-zA-Z][a-zA-Z0-9]{1,30};)")
_ANY_ENTITY = late(rb"&[#a-zA-Z]")
_LESS_THAN = late(rb"&(?:lt|LT|#0*60|#[xX]0*3[cC]);?")
# What is no element of HTML, and has no value, may be a slot: `<Your Name>`.
_TAG = late(
    rb"<(?:/[a-zA-Z][^<>]*|(?:%b)(?=[\s/>])[^<>]*|([a-zA-Z][^<>=]*)|[a-zA-Z][^<>]*)>"
    % "|".join(sorted(KNOWN)).encode(),
    re.IGNORECASE,
)
# With several words that are no title it is none.
_LINK = late(
    rb"""\](?:\(\s*+(?:<[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)
    |\[[^\]\n]*+\])""",
    re.VERBOSE,
)
_NOTE = late(rb"\[\^[^\[\]\n]*\]")
_TEMPLATE = late(rb"\{(?:\{<?[^{}<\n]*\}|%[^{}<\n]*%|[#:][^{}\n]*)\}")
# Spaces that are not ASCII end it, too: they begin with one of three bytes.
_ADDRESS = late(
    rb"https?://(?:[^\s<>\")\]\xc2\xe2\xe3]"
    rb"|(?!\xc2\xa0|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe3\x80\x80)[\xc2\xe2\xe3])+"
)


def unmarked(data: bytes, form: Format) -> bytes:
    """Return a text in UTF-8 with line feeds for line ends, without most of what no reader sees.

    Left out are fenced code, the targets of links, template tags and addresses; entities are characters. Tags of
    HTML are still there.
    """
    data = data.removeprefix(BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not data.isascii() and (b"\xcc" in data or b"\xcd" in data or b"\xef" in data):
        # A space of another kind would become one that marks the item of a list.
        text = _OTHER_SPACE.sub("\v", data.decode("utf-8", "replace"))
        data = normalize("NFKC", text).encode("utf-8", "replace")
    if _DOTLESS in data or _DOTTED in data:  # "SINIRA" is "sınıra" again, and "İLK" "ilk"
        data = data.replace(_DOTLESS, b"i").replace(_DOTTED, b"I")
    if form != "html":
        data = without_code(data)
    if form != "text" and b"&" in data and (_ANY_ENTITY if form == "html" else _ENTITY).search(data):
        from html import unescape

        data = _LESS_THAN.sub(b" ", data)  # which begins no tag
        data = unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    # One sign is looked for much faster than two.
    if b"{" in data:
        data = _TEMPLATE.sub(b"\v", data)  # what follows starts no list
    if form == "markdown" and b"]" in data:
        data = _LINK.sub(b"", data)
    if form == "markdown" and b"^" in data:
        data = _NOTE.sub(b"", data)
    if form == "markdown" and (b"[x]" in data or b"[X]" in data):
        data = data.replace(b"[x]", b"").replace(b"[X]", b"")
    return _ADDRESS.sub(b"", data)


def without_tags(text: bytes) -> bytes:
    """Return a text of Markdown or HTML with a line end for each tag, and without comments.

    What may be a slot stands in a line of its own.
    """
    if b"<" not in text:
        return text
    if b"<!--" in text:
        first, *others = text.split(b"<!--")
        text = b"".join([first, *map(_after_comment, others)])
    return _TAG.sub(_parted, text)


def _parted(tag: re.Match[bytes]) -> bytes:
    return b"\n" + tag[1] + b"\n" if tag[1] else b"\n"


def _after_comment(text: bytes) -> bytes:
    _, end, after = text.partition(b"-->")
    return b"\n" + after if end else text  # what nothing closes is text


def lines_with_starts(text: bytes) -> list[bytes]:
    """Return the letters of each line of a text, with a tab where a sentence or the like may start within it."""
    marked = text.translate(_ENDS_MARKED, _SKIPPED)
    if not marked.isascii():
        marked = _SIGN.sub("", _START.sub("\t", _folded(text).replace("\t", " "))).encode("utf-8", "replace")
    return marked.split(b"\n")


def letters_alone(text: bytes) -> bytes:
    """Return the letters of a text, whatever stands between them."""
    plain = text.translate(_LOWER, SIGNS)
    if plain.isascii():
        return plain
    return _SIGN.sub("", _folded(text)).encode("utf-8", "replace").translate(None, b"\n\t")


def joined(lines: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """Return the letters of lines as one, and where among them a line, a sentence or the like may start."""
    pieces = list(filter(None, b"\t".join(lines).split(b"\t")))
    return b"".join(pieces), list(accumulate(map(len, pieces), initial=0))


def may_be_near(a: bytes, b: bytes) -> bool:
    """Tell from the letters of two headlines whether they may be one but for a word or two.

    Two fifths of them are the same at the start or at the end, and few letters of one are not in the other.
    """
    longer = max(len(a), len(b))
    if abs(len(a) - len(b)) > 0.3 * longer:
        return False
    same = max(3, 2 * longer // 5)
    if a[:same] != b[:same] and a[-same:] != b[-same:]:
        return False
    ours, theirs = Counter(a), Counter(b)
    return ((ours - theirs) + (theirs - ours)).total() <= 0.3 * longer + 2


def _folded(text: bytes) -> str:
    return normalize("NFKC", text.decode("utf-8", "replace").casefold())
