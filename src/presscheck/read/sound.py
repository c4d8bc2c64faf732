"""Whether a file can be decoded and its front matter parsed without a word of complaint, told from its bytes.

Yes is certain; what it says no to may be in order all the same, and only a parser can tell.
"""

from __future__ import annotations

import re

from presscheck.late import late
from presscheck.read.decode import is_plain_utf8

# YAML as most front matter is: keys at the margin, with a value or a list of values each. A plain value starts with
# no sign that has a meaning, holds no colon before a space and no `#` after one, and may go on in indented lines.
_ANY = rb"(?:[^\x00-\x1f\x7f:#]|:(?=[^ \t\n])|(?<=[^ \t\n])\#)"
_PLAIN = rb"[A-Za-z0-9./(~+$^_<\x80-\xff]%b*+(?:\n[ ]+[A-Za-z0-9(\x80-\xff]%b*+)*+" % (_ANY, _ANY)
_QUOTED = rb"\"[^\"\\\x00-\x09\x0b-\x1f\x7f]*+\"|'(?:[^'\x00-\x09\x0b-\x1f\x7f]|'')*+'"
_WORD = rb"[A-Za-z0-9_\x80-\xff][A-Za-z0-9_ .()/\x80-\xff-]*+"
_LIST = rb"\[[ ]*(?:%b(?:,[ ]*%b)*+)?\]" % (_WORD, _WORD)
_VALUE = rb"(?:%b|%b)[ ]*+\n" % (_QUOTED, _PLAIN)
_YAML = late(
    rb"""(?:[A-Za-z_][\w-]*+:(?:
        [ ]+(?:%b|%b[ ]*+\n)
        |[ ]*+\n(?:(?P<dash>[ ]*+)-[ ]+%b(?:(?P=dash)-[ ]+%b)*+)?
        |[ ]+[|>][+-]?\n(?P<indent>[ ]+)(?=\S)[^\x00-\x1f\x7f]*+\n(?:(?P=indent)[^\x00-\x1f\x7f]*+\n|[ ]*+\n)*+
    )|\#[^\x00-\x1f\x7f]*+\n|\n)*+\Z"""
    % (_VALUE, _LIST, _VALUE, _VALUE),
    re.VERBOSE,
)
# TOML likewise; a key that stands twice is an error, so each may stand once in all.
_STRING = rb"\"[^\"\\\x00-\x1f\x7f]*+\"|'[^'\x00-\x1f\x7f]*+'"
_TOML = late(
    rb"""(?:(?:[\w-]++[ ]*+=[ ]*+(?:%b|true|false|\d{1,15}|\d{4}-\d\d-\d\d
        |\[\s*+(?:(?:%b)\s*+(?:,\s*+(?:%b)\s*+)*+,?\s*+)?\])
        |\[[\w-]++\]|\#[^\x00-\x1f\x7f]*+)?[ ]*+\n)*+\Z"""
    % (_STRING, _STRING, _STRING),
    re.VERBOSE,
)
_TOML_KEY = late(rb"^\[?[\w-]++(?=[ ]*=|\])", re.MULTILINE)
_DATE = late(rb"=[ ]*\d{4}-(?!(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])\b)|=[ ]*0\d")
_HEAD = 4096
_ODD = late(rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]|\xef\xbb\xbf|\n(?:---|\.\.\.)")
_FENCED = late(rb"(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def is_sound(data: bytes) -> bool:
    """Tell whether a text file is surely UTF-8 without a mark, and its front matter, if it has any, in order."""
    if not is_plain_utf8(data):
        return False
    if not data.startswith((b"---", b"+++")):
        return True
    if b"\r" in data[:_HEAD]:
        return False
    found = _FENCED.match(data)
    if found is None:
        return True
    inner = found[2]
    if _ODD.search(inner):
        return False
    return bool(_YAML.match(inner)) if found[1] == b"---" else _is_toml(inner)


def _is_toml(inner: bytes) -> bool:
    keys = _TOML_KEY.findall(inner)
    return len(set(keys)) == len(keys) and not _DATE.search(inner) and bool(_TOML.match(inner))
