"""What mends a finding: the stretch of the source that goes, so that what is left is whole.

A rule says in `mend` what goes and when that is safe; here it becomes a `Fix`, a span of the source and its new
text. Markup around what goes is taken along, blank lines do not pile up, and where no clean cut is found there is
no fix: text is never broken to be mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from presscheck.blank import without_lines
from presscheck.late import late
from presscheck.model import Document, Fix, Hit, Source
from presscheck.paragraph import without_paragraphs
from presscheck.rule import Mend, Rule
from presscheck.safety import is_safe, stands_alone

_INLINE = frozenset({"alt", "link", "table-cell"})
_SPACE = " \t\u00a0"
_PAIRS = (("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("~~", "~~"), ("(", ")"), ("[", "]"))
_OPENING = frozenset("<*`[]_")
_LEFT = frozenset("*_~([>")
"""What may stand right before a span as the end of markup around it."""
_OPEN_TAG = late(r"<([a-zA-Z][\w-]*)(?:\s[^<>]*)?>\Z")
_TAG = late(r"<(/?)([a-zA-Z][\w-]*)(?:\s[^<>]*)?(/?)>")
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "meta", "link"})
_PHRASES = frozenset(
    {"a", "abbr", "b", "cite", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "u"}
)
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "blockquote", "figcaption"})
_WRAPPERS = frozenset({"li", "blockquote"})
_TAIL = late(r"\]\([^()\s]*\)")
_SEPARATOR = late(r"(?:\?|&(?:amp;|#0*38;)?)\Z")
_NEXT = late(r"&(?:amp;|#0*38;)?")
_VALUE = late(r"[\w.~%+:@/,-]*")
_PARAMETER = late(r"[?&]?(?:amp;)?[\w.-]+=")
_ATTRIBUTE = late(r"[\s\"']([\w:-]+)(?==|[\s>]|\Z)")
_MARKS = frozenset("-*+#>.)")
_PLAIN = frozenset({"href", "target", "rel", "title"})
"""Attributes of a link that is nothing but a link: with others it may be a button, or be linked to."""
_STOP = late(r"[.,;:!?]+(?=\s)")
"""What ends a sentence or a part of one, and cannot begin a line."""
_LONG_TAG, _LONG_LABEL = 500, 2_000
"""Characters within which a tag, or the words of a link, end; nothing longer is mended."""

_HREF = late(r"<a\s[^<>]*\Z", re.IGNORECASE)
_LINK_LABEL = late(r"\]\(\s*<?\Z")
_LINK_END = late(r">?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?\s*\)")


def mended(rule: Rule, hit: Hit, document: Document) -> Fix | None:
    """Return what mends a rule's hit; None where the rule names nothing, or it cannot be done cleanly."""
    source, mend = document.source, rule.mend
    if mend is None or hit.block.kind == "field":
        return None
    if source.format == "office":
        return _in_document(hit, document, mend) if source.layout and mend.remove == "finding" else None
    if mend.remove == "parameter":
        return _without_parameter(hit, source, mend.safe == "always")
    if mend.remove == "link":
        return _without_link(hit, source, mend.safe == "always")
    return _without(hit, source, safe=is_safe(mend.safe, hit, document), alone=stands_alone(hit))


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """Return a text with the fixes carried out, and which these were: of two that overlap, the first."""
    done: list[Fix] = []
    pieces: list[str] = []
    at = 0
    for fix in sorted(fixes, key=lambda fix: (fix.start, fix.end)):
        if fix.start < at or (done and fix.start == done[-1].start):
            continue
        pieces += [text[at : fix.start], fix.text]
        at = fix.end
        done.append(fix)
    return "".join([*pieces, text[at:]]), done


def _without(hit: Hit, source: Source, *, safe: bool, alone: bool) -> Fix | None:
    text = source.text
    start, end = hit.block.span(hit.start, hit.end)
    if start == end:
        return None
    if hit.block.kind not in ("alt", "link"):
        start, end = _with_marks(text, start, end)
    if source.format != "text":
        whole = balanced(text, start, end)
        if whole is None:
            return None
        start, end = whole
    if alone and hit.block.kind not in _INLINE:
        start, end, in_tag = _element(text, start, end) if source.format != "text" else (start, end, False)
        lines = without_lines(text, start, end, hit.block, source.format)
        if lines is not None:
            return Fix(*lines, safe)
        if in_tag:
            return Fix(start, end, "", safe)
        if hit.block.kind == "list-item":
            return None
    return Fix(*_with_space(text, start, end), "", safe)


def _in_document(hit: Hit, document: Document, mend: Mend) -> Fix | None:
    """Return a fix for a word processor's document: the whole paragraph goes, or words within one."""
    source, safe = document.source, is_safe(mend.safe, hit, document)
    start, end = hit.block.span(hit.start, hit.end)
    if start == end or hit.block.kind in ("alt", "link"):
        return None
    if not stands_alone(hit):
        return Fix(*_with_space(source.text, start, end), "", safe)
    lines = without_paragraphs(hit, source)
    return Fix(*lines, "", safe) if lines else None


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span grown over the emphasis, brackets and phrase tags that hold nothing else."""
    while start and text[start - 1] in _LEFT:
        for opening, closing in _PAIRS:
            if text.endswith(opening, 0, start) and text.startswith(closing, end):
                link = _TAIL.match(text, end) if opening == "[" else None
                start, end = start - len(opening), link.end() if link else end + len(closing)
                break
        else:
            tag = _OPEN_TAG.search(text, max(0, start - 200), start)
            closing_tag = f"</{tag[1]}>" if tag else ""
            if not tag or tag[1].lower() not in _PHRASES or not text.startswith(closing_tag, end):
                return start, end
            start, end = tag.start(), end + len(closing_tag)
    return start, end


def balanced(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span, or one grown by a mark at either end, whose markup opens and closes within it."""
    if _is_balanced(text[start:end]):
        return start, end
    spans = [(start - len(mark), end) for mark, _ in _PAIRS[:5] if text.endswith(mark, 0, start)]
    spans += [(start, end + len(mark)) for mark, _ in _PAIRS[:5] if text.startswith(mark, end)]
    return next((span for span in spans if _is_balanced(text[slice(*span)])), None)


def _is_balanced(text: str) -> bool:
    if _OPENING.isdisjoint(text):
        return True
    if not text.strip("*_"):
        return True  # a stray mark is what goes
    opened: list[str] = []
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _VOID or tag[3]:
            continue
        if not tag[1]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return (
        not opened
        and text.count("**") % 2 == 0
        and text.replace("**", "").count("*") % 2 == 0
        and text.count("`") % 2 == 0
        and text.count("[") == text.count("]")
        and text.count("__") % 2 == 0
    )


def _element(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Return a span grown to the HTML element it is the content of, and whether there is one."""
    found = False
    while True:
        first, last = start, end
        while first and text[first - 1].isspace():
            first -= 1
        while last < len(text) and text[last].isspace():
            last += 1
        tag = _OPEN_TAG.search(text, max(0, first - _LONG_TAG), first)
        name = tag[1].lower() if tag else ""
        if not tag or name not in (_WRAPPERS if found else _BLOCKS | _PHRASES):
            return start, end, found
        closing = f"</{tag[1]}>"
        if not text.startswith(closing, last):
            return start, end, found
        start, end = tag.start(), last + len(closing)
        found = found or name in _BLOCKS


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span within a line grown over the space that would stand double, or before a stop, without it."""
    left = start
    while left and text[left - 1] in _SPACE:
        left -= 1
    at_start = left == 0 or text[left - 1] in "\r\n"
    if at_start and (stop := _STOP.match(text, end)):
        end = stop.end()
    right = end
    while right < len(text) and text[right] in _SPACE:
        right += 1
    at_end = right == len(text) or text[right] in "\r\n"
    if at_start or _is_marker(text, left):
        return start, right if not at_end else end
    if at_end:
        return left, end
    if right == end and text[end] in ".!?" and text[left - 1] in ".!?…":
        return left, end + 1
    if right == end and text[end] in ".,;:!?)":
        return left, end
    return (start, right) if left < start or text[start - 1] in "(>“„" else (start, end)


def _is_marker(text: str, end: int) -> bool:
    """Tell whether nothing but the sign of an item, a heading or a quotation stands on a line before `end`."""
    start = end
    while start and (text[start - 1] in _MARKS or text[start - 1].isdecimal()):
        start -= 1
    return start < end and (not start or text[start - 1] == "\n")


def _without_parameter(hit: Hit, source: Source, safe: bool) -> Fix | None:
    """Return a fix that takes a parameter out of an address, with one of the signs beside it."""
    text = source.text
    start, end = hit.block.span(hit.start, hit.end)
    found = _PARAMETER.match(text, start)
    if not found:
        return None
    start += len(text[start:end]) - len(text[start:end].lstrip("?&"))
    if text.startswith(("amp;", "#38;", "#038;"), start):
        start = text.index(";", start) + 1
    if value := _VALUE.match(text, end):
        end = value.end()
    while end > start and text[end - 1] in ".,:":
        end -= 1
    before = _SEPARATOR.search(text, max(0, start - 8), start)
    after = _NEXT.match(text, end)
    if not before:
        return None
    if after and before[0] == "?":
        return Fix(start, after.end(), "", safe)
    return Fix(before.start(), end, "", safe)


def _without_link(hit: Hit, source: Source, safe: bool) -> Fix | None:
    """Return a fix that takes a link off its words: `[words](#)` and `<a href="#">words</a>` become `words`."""
    text = source.text
    start, end = hit.block.span(0, len(hit.block.text)) if hit.block.text else hit.block.span(0, 0)
    if tag := _HREF.search(text, max(0, start - _LONG_TAG), start):
        opened = text.find(">", end, end + _LONG_TAG)
        closed = text[opened : opened + _LONG_LABEL].lower().find("</a>") + opened
        if opened < 0 or closed < opened or "<a " in text[opened:closed].lower():
            return None
        plain = {name.lower() for name in _ATTRIBUTE.findall(text[tag.start() : opened])} <= _PLAIN
        return Fix(tag.start(), closed + len("</a>"), text[opened + 1 : closed], safe and plain)
    label, tail = _LINK_LABEL.search(text, max(0, start - 8), start), _LINK_END.match(text, end)
    if not label or not tail:
        return None
    opening = _opening(text, label.start())
    if opening < 0 or text.endswith("!", 0, opening):
        return None
    return Fix(opening, tail.end(), text[opening + 1 : label.start()], safe)


def _opening(text: str, closing: int) -> int:
    """Return where the bracket opens that closes at `closing`, -1 where it does not on these lines."""
    depth = 0
    for at in range(closing, max(-1, closing - _LONG_LABEL), -1):
        if at and text[at - 1] == "\\":
            continue
        depth += (text[at] == "]") - (text[at] == "[")
        if not depth:
            return at
    return -1
