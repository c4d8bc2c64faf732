"""What a document holds that is not read, run or fetched: macros, embedded objects, pictures elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.read.office.package import Package

_MACROS = re.compile(r"(?:word/)?vbaProject\.bin|Basic/.+|Scripts/.+", re.IGNORECASE)
_OBJECTS = re.compile(
    r"word/(?:embeddings|activeX)/[^/]+|Object \d+/content\.xml|ObjectReplacements/.+", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    rb"<draw:(?:image|object|object-ole|plugin|floating-frame)\b[^>]*\bxlink:href=\"(?:https?|ftp|file|smb):",
    re.IGNORECASE,
)
_NOT_OPENED = "holds embedded objects; they were not opened, so their text was not checked"
_HYPERLINK = "/hyperlink"


def ignored(data: bytes, path: str) -> Iterator[str]:
    """Yield a line for each kind of thing in a document that was left alone.

    Raises Trouble where the document cannot be read.
    """
    if data.startswith(b"{\\rtf") and b"\\objdata" in data:
        yield f"{path}: {_NOT_OPENED}"
    if not data.startswith(b"PK"):
        return
    package = Package(data, path)
    names = list(package)
    if any(map(_MACROS.fullmatch, names)):
        yield f"{path}: holds macros; they were not looked at, and nothing of them was run"
    if any(map(_OBJECTS.fullmatch, names)):
        yield f"{path}: {_NOT_OPENED}"
    if any(_refers_elsewhere(package, name) for name in names):
        yield f"{path}: refers to pictures or templates elsewhere; nothing was fetched"


def _refers_elsewhere(package: Package, name: str) -> bool:
    if name == "content.xml":
        return bool(_ELSEWHERE.search(package.read(name)))
    return name.lower().endswith(".rels") and any(
        link.get("TargetMode") == "External" and not link.get("Type").endswith(_HYPERLINK)
        for link in package.tree(name).all("rel:Relationship")
    )
