"""The parts of a Word document: what each refers to, and what is known of the one that is read."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from presscheck.read.office.fields import Field
from presscheck.read.office.package import Package


class Target(NamedTuple):
    """What a part refers to: the kind, the part or address, and whether that is outside of the document."""

    kind: str
    name: str
    outside: bool


@dataclass
class Part:
    """The part that is being read: its name, its relationships, and where its paragraphs go.

    `where` is empty for the body. What is read `once` is left out where it stands in the same words already.
    """

    name: str
    targets: dict[str, Target]
    where: str = ""
    within: tuple[str, ...] = ()
    once: bool = False
    fields: list[Field] = field(default_factory=list)


def targets_of(package: Package, part: str) -> dict[str, Target]:
    """Return what a part refers to, by id; the empty part is the package itself."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found = {}
    for one in package.tree(path).elements("rel:Relationship") if path in package else ():
        outside = one.get("TargetMode") == "External"
        target = one.get("Target")
        if not outside:
            target = posixpath.normpath(posixpath.join(folder, unquote(target))).lstrip("/")
        found[one.get("Id")] = Target(one.get("Type").rpartition("/")[2], target, outside)
    return found
