"""The front matter of a draft in the form in which anchors are looked for: its values, without the keys."""

from __future__ import annotations

import re

from presscheck.late import late
from presscheck.match.stretch import PART

_FRONT_MATTER = late(rb"(---|\+\+\+)[ \t]*\n(.*?\n)??(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ASSIGNED = {
    b"---": late(
        rb"""\A\s*\Z|^[ \t]*(?:\#|\{|[-?] |["']?[\w$@.-][\w$@.: -]{0,40}["']?:(?:[ \t]|$))""", re.MULTILINE
    ),
    b"+++": late(rb"\A\s*\Z|^[ \t]*(?:#|\[|[\"']?[\w.-][^\n=]*=)", re.MULTILINE),
}
# Lines that only say what a value is, or are part of one below its key.
# Each line is read in one way only, for a line of two would take twice the time.
_FIELD = rb"""(?:\#[^\n]*|(?:-[ ]+)*["']?[\w$@.-][\w$@.:\ -]{0,40}?["']?[ \t]*[:=][^\n]*
    |-[^\n]*|\[[^\n]*\]|[\]}],?)?\n"""
_FIELDS = late(rb"(?:[ \t]*+%b (?:[ \t][^\n]*+\n|%b)*+)?\Z" % (_FIELD, _FIELD), re.VERBOSE)
# A value that is a block of lines below its key, in which a line may begin as a key does.
_BLOCK = late(rb"[|>][+-]?\d*[ \t]*\n")
_SCALAR = late(rb"^([ \t]*+)[^\n]*[|>][+-]?\d*[ \t]*\n((?:\1[ \t]++[^\n]*\n|[ \t]*+\n)*+)", re.MULTILINE)
_KEY = late(rb"^[ \t]*(?:- +)*([\"']?)[\w$@.-][\w$@.: -]{0,40}?\1[ \t]*(?::(?=[ \t\n])|=)", re.MULTILINE)
_OPENS = late(rb"(?:[ \t]*(?:#[^\n]*)?\n)*+[\"'\[{\w$@.]")
# A value that ends before its line does, which is none; of it only that is read.
_QUOTED = late(rb"[:=,\[{][ \t]*+([\"'])((?:(?!\1)[^\n])*+)\1[ \t]*+\w")
_ESCAPE = late(rb"\\[^\"\\/']")


def front_matter(data: bytes, parts: list[bytes]) -> int | None:
    """Return where the front matter of a text ends, having added its values to parts; None if it must be read."""
    found = _FRONT_MATTER.match(data)
    if not found:
        return 0
    inner = (found[2] or b"").replace(b"''", b"'")
    if _ESCAPE.search(inner):
        return None
    if not _ASSIGNED[found[1]].search(inner):
        return 0
    fields = _FIELDS.match(inner)
    if b"[" in inner and not (fields and _OPENS.match(inner)):
        return None  # in what is no mapping a bracket may be text
    if not fields:
        parts.append(inner)
    if _BLOCK.search(inner):
        parts += [lines for _, lines in _SCALAR.findall(inner)]
    values = _KEY.sub(PART, inner)
    parts += [values, *(quoted for _, quoted in _QUOTED.findall(inner))]
    if b"[" in inner or b"{" in inner:
        parts.append(values.replace(b",", PART).replace(b": ", PART))
    return found.end()
