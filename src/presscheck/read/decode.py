"""From bytes to text: which encoding a draft is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from presscheck.late import late
from presscheck.trouble import Trouble

_BINARY = (b"\x89PNG", b"PK\x03\x04", b"%PDF-", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b\x08", b"{\\rtf")
_HINTS = {
    b"\xd0\xcf\x11\xe0": "save an old document of Word as .docx or .odt",
    b"%PDF-": "take the document that the PDF was made from",
    b"PK\x03\x04": "a document of Word or LibreOffice has .docx or .odt in its name; save others as .docx",
    b"{\\rtf": "rich text has .rtf in its name",
}
"""What to do about a document that is no text, by what it starts with."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = late(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# What browsers read these as, because Windows wrote them.
_WINDOWS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_LIKELY = ["cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256"]
_LIKELY += ["shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"]
_LATIN = frozenset({"cp1250", "cp1254"})
_WESTERN = late(r"[\x00-\x7f\xa0-\xa3\xa7-\xab\xad\xae\xb0\xb4\xb7\xba\xbb\xbf-\xff€…‘’“”•–—™„‚œŒ‹›]*+\Z")
_CONTROL = late(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, path: str, *, declared: bool = False) -> tuple[str, str]:
    """Return the text of a file without its byte order mark, and the name of the encoding it is in.

    `utf-8-sig`, `utf-16-le`, `utf-16-be` and the two of UTF-32 stood after a byte order mark. `declared` is
    whether a charset in the first 1,024 bytes counts, as in HTML; valid UTF-8 counts for more. Raises
    `Trouble` for binary content and for UTF-8 with a few broken bytes.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, path), encoding
    if b"\0" in data or data.startswith(_BINARY):
        raise _binary(path, data)
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        offset = error.start + 3 * marked
        cut = error.reason == "unexpected end of data" and error.end - error.start > 1
    if marked or cut or _is_nearly_utf8(data):
        raise Trouble(f"{path}: not valid UTF-8 at byte {offset}; save it as UTF-8")
    if len(_CONTROL.findall(data)) > len(data) // 50:
        raise _binary(path, data)
    for encoding in _candidates(data, declared):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1"), "latin-1"


def is_plain_utf8(data: bytes) -> bool:
    """Tell whether `decode` takes a file for UTF-8 without a byte order mark."""
    if b"\0" in data or data.startswith((*_BINARY, codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _binary(path: str, data: bytes) -> Trouble:
    hint = next((f"; {hint}" for start, hint in _HINTS.items() if data.startswith(start)), "")
    return Trouble(f"{path}: looks like a binary file, not text{hint}")


def _marked(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding[:6].upper()
        raise Trouble(f"{path}: not valid {name} at byte {error.start + 2}; save it as UTF-8") from None
    if "\0" in text:
        raise _binary(path, data)
    return text


def _is_nearly_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes from an encoding where hardly any sequence is UTF-8 by chance."""
    text = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= char <= "\udcff" for char in text)
    valid = sum(char > "\x7f" for char in text) - broken
    return valid > broken


def _candidates(data: bytes, declared: bool) -> list[str]:
    names: list[str] = []
    found = _DECLARED.search(data, 0, 1024) if declared else None
    if found:
        try:
            name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
        except (LookupError, UnicodeDecodeError):
            name = "utf-8"
        # A codec such as `rot13` or `hex` is no charset; one of 7 bits cannot be what these bytes are in.
        if name in _WINDOWS or name.startswith(("cp", "iso8859", "koi8", "shift_jis", "euc", "big5", "gb", "mac")):
            names.append(_WINDOWS.get(name, name))
    if not names:
        names.append(_detected(data))
    return [*names, "cp1252"]


def _detected(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:65536], cp_isolation=_LIKELY).best()
    name = best.encoding if best else "cp1252"
    if name in _LATIN:
        # Central European and Western text look much alike to a frequency count; Western is the commoner.
        western = data.decode("cp1252", "replace")
        if _WESTERN.match(western):
            return "cp1252"
    return name
