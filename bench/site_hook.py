"""What MkDocs asks us about the site of docs/ (the hook that mkdocs.yml names): where the pages of the rules stand.

There are as many as there are rules, so they are not listed by hand: each family is a section.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import Any

INDEX = "rules/index.md"
_FAMILY = re.compile(r"\[([a-z]+)\]\(index\.md#")


def on_config(config: Any) -> Any:
    """Put the pages of the rules below their index, wherever the navigation has that."""
    config["nav"] = [_with_rules(entry, Path(config["docs_dir"])) for entry in config["nav"]]
    return config


def _with_rules(entry: dict[str, Any], docs: Path) -> dict[str, Any]:
    ((title, target),) = entry.items()
    return {title: [INDEX, *rules(docs)]} if target == INDEX else entry


def rules(docs: Path) -> list[dict[str, list[str]]]:
    """Return a section of the navigation for each family, with the pages of its rules in order of their ids."""
    pages = sorted(path for path in (docs / "rules").glob("*.md") if path.name != "index.md")
    families = sorted((_family(page), page) for page in pages)
    return [
        {family: [page.relative_to(docs).as_posix() for _, page in found]}
        for family, found in groupby(families, key=lambda pair: pair[0])
    ]


def _family(page: Path) -> str:
    found = _FAMILY.search(page.read_text("utf-8"))
    assert found, f"{page} does not name its family"
    return found[1]
