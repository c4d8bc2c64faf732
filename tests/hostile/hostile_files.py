"""What a case names under `files`, made on the disk.

A text is the file's content; a folder is a table of its own. A table with one of these keys is something else:

    {times: 100000, of: 'ab'}          a content that is long: `of` so many times, between `before` and `after`
    {hex: 'ff fe 00'}                  bytes that are no text
    {parts: [...]}                     contents one after the other
    {zip: {name: content}}             an archive of these
    {docx: XML}, {odt: XML}            a document with this as its main part
    {link: '../outside.md'}            a symbolic link
    {fifo: true}                       a pipe with a name
    {text: ..., mode: '000'}           a file with these permissions
    {utf-16: ...}, {cp1252: ...}       a text in this encoding
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_SPECIAL = {"times", "hex", "parts", "zip", "docx", "odt", "text", "utf-16", "utf-32", "cp1252", "base"}
_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def make(folder: Path, files: Mapping[str, Any]) -> None:
    """Make what a case names in a folder that is there."""
    for name, what in files.items():
        path = folder / os.fsdecode(os.fsencode(name.encode("utf-8", "surrogateescape")))
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(what, Mapping) and "link" in what:
            path.symlink_to(what["link"])
        elif isinstance(what, Mapping) and "fifo" in what:
            os.mkfifo(path)
        elif isinstance(what, Mapping) and not _SPECIAL & what.keys():
            path.mkdir(exist_ok=True)
            make(path, what)
        else:
            path.write_bytes(content(what))
            if isinstance(what, Mapping) and "mode" in what:
                path.chmod(int(str(what["mode"]), 8))


def content(what: Any) -> bytes:
    """Return the bytes that a case describes."""
    match what:
        case str():
            return what.encode("utf-8", "surrogateescape")
        case {"times": times, "of": of}:
            return content(what.get("before", "")) + content(of) * int(times) + content(what.get("after", ""))
        case {"hex": digits}:
            return bytes.fromhex(digits)
        case {"parts": parts}:
            return b"".join(map(content, parts))
        case {"zip": parts}:
            return _zipped({name: content(part) for name, part in parts.items()})
        case {"docx": xml}:
            return _zipped(
                {
                    "[Content_Types].xml": _TYPES,
                    "_rels/.rels": _RELATIONS.encode(),
                    "word/document.xml": content(xml),
                }
            )
        case {"odt": xml}:
            return _zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content(xml)})
        case {"text": text}:
            return content(text)
        case {"utf-16": text} | {"utf-32": text} | {"cp1252": text}:
            return str(text).encode(next(iter(what)))
    raise ValueError(f"no content: {what}")


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
