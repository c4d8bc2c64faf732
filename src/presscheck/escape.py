"""Words put into a draft so that a reader reads them as they are, whatever its format makes of signs."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from presscheck.model import Block, Source
from presscheck.trouble import Trouble

_LINE = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
_ACTIVE = re.compile(r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])")
_LEADING = re.compile(r"[#>+=-]|\d{1,9}(?=[.)])")
_BLANK = re.compile(r"[\r\n][ \t]*(?:\r\n?|\n)")
_TAG = re.compile(r"[ \t]{0,3}<[a-zA-Z/!]")
_LONGEST = 10_000
"""No paragraph is longer, in code points: so far back is looked for its start."""
_MARKERS = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|\[[ xX]\])[ \t]+)*\Z")
_PLAIN_YAML = re.compile(r"[^\W_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*\Z")
_NO_TEXT = re.compile(r"(?!\d{4}-\d\d-\d\d)(?:true|false|yes|no|on|off|null|[\d.,:_eE+-]+)\Z", re.IGNORECASE)
"""What YAML takes for something other than a text, a figure or a yes or no; a date is meant for one."""
_LIST_SIGN = re.compile(r"[,\[\]{}]")
_PART_YAML = re.compile(r":(?:\s|\Z)|\s#|\A\W")
_VALUE = re.compile(r"[ \t]*(?P<key>(?:-[ \t]+)?[\"']?[\w. -]+[\"']?[ \t]*[:=])[ \t]*(?P<quote>[\"']?)[^\n]*\Z")


def one_line(words: str, shown: str) -> str:
    """Return words on one line, without white space around them.

    Raises Trouble, naming the slot `shown`, where they are none, or hold what a text cannot.
    """
    line = _LINE.sub(" ", words.strip())
    if not line:
        raise Trouble(f"the text for {shown} is empty")
    if any((ord(char) < 32 and char != "\t") or "\ud800" <= char <= "\udfff" for char in line):
        raise Trouble(f"the text for {shown} holds a control character or half a one")
    return line


def escaped(words: str, source: Source, block: Block, start: int, end: int) -> str:
    """Return words as they are written in the place of a span of a block, in its source's format.

    Raises Trouble where the front matter leaves no room for them.
    """
    if source.format == "office":
        return words
    if block.kind == "field" and source.text.startswith(("---", "+++")):
        return _in_front_matter(words, source, start, end)
    if source.format == "html":
        return escape(words, quote=block.kind in ("alt", "link", "field"))
    if source.format == "text":
        return words
    if block.kind == "link":
        return quote(words, safe="/:?#[]@!$&'*+,;=%~")
    if _is_html(source.text, start):
        return escape(words, quote=block.kind == "alt")
    return _in_markdown(words, source, block, start, end)


def _is_html(text: str, start: int) -> bool:
    """Tell whether the paragraph of Markdown around an offset starts with a tag: it is HTML then."""
    paragraph = max(0, start - _LONGEST)
    for blank in _BLANK.finditer(text, paragraph, start):
        paragraph = blank.end()
    return bool(_TAG.match(text, paragraph))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _in_markdown(words: str, source: Source, block: Block, start: int, end: int) -> str:
    text = source.text
    # The signs beside the words decide whether one at their end opens emphasis.
    before, after = text[start - 1 : start], text[end : end + 1]
    beside = before + words + after
    shown = "".join(
        f"\\{char}" if _ACTIVE.match(beside, len(before) + at) else char for at, char in enumerate(words)
    )
    shown = shown.replace("&", "&amp;") if re.search(r"&(?:#|\w)", words) else shown
    shown = shown.replace("<", "&lt;")
    if (block.text + words).count("$") > 1:
        shown = shown.replace("$", "\\$")  # a second one makes mathematics of what stands between
    if block.kind == "table-cell":
        # A backslash before a bar takes the bar's meaning, whatever stands before the backslash.
        shown = shown.replace("\\\\", "&#92;").replace("|", "\\|")
    if source.path.lower().endswith(".mdx"):
        shown = shown.replace("{", "\\{").replace("}", "\\}")
    leading = _LEADING.match(shown)
    if leading and _MARKERS.match(text, _line_start(text, start), start):
        return (
            f"{shown[: leading.end() - 1]}\\{shown[leading.end() - 1 :]}"
            if not leading[0].isdigit()
            else (f"{leading[0]}\\{shown[leading.end() :]}")
        )
    return shown


def _in_front_matter(words: str, source: Source, start: int, end: int) -> str:
    text = source.text
    value = _VALUE.match(text, _line_start(text, start), start)
    sign = value["quote"] if value else ""
    if sign == '"':
        return _quoted(words)[1:-1]
    if text.startswith("+++"):
        fitting = words if sign == "'" and "'" not in words else None
    elif sign == "'":
        fitting = words.replace("'", "''")
    else:
        before = text[value.end("key") if value else start : start].strip()
        fitting = _bare(words, before, text[end : text.find("\n", end)].strip())
    if fitting is None:
        line = source.line_column(start)[0]
        raise Trouble(f'{source.path}:{line}: these words need quotes here; put the value in " and fill again')
    return fitting


def _bare(words: str, before: str, after: str) -> str | None:
    """Return words for a YAML value without quotes, told what else stands in it; None where they need some."""
    in_list = before.startswith(("[", "{"))
    if (not before or before[-1] in "[,{:") and (not after or (in_list and after[0] in ",]}")):
        plain = _PLAIN_YAML.match(words) and not _NO_TEXT.match(words)
        return words if plain and not (in_list and _LIST_SIGN.search(words)) else _quoted(words)
    return None if in_list or _PART_YAML.search(words) else words


def _quoted(words: str) -> str:
    """Return words as YAML and TOML write them between double quotation marks."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
