"""Write the parts of the guides that the program says itself: the keys of a configuration, a sample of each format.

python bench/guide_parts.py        write them into docs/ (what `make docs` does)

A part stands in its page between `<!-- made: NAME -->` and `<!-- made -->`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from presscheck.config.schema import schema
from presscheck.report import NAMES
from presscheck.report.pages import escape

DOCS = Path(__file__).parents[1] / "docs"
REPORT = DOCS / "samples" / "report.html"
"""The page that the format `html` makes of the draft."""

DRAFT = """\
# Ferry resumes after ten years

By [Your Name]

The ferry sails again, the port said. I hope this helps!
"""
_LANGUAGES = {
    "sarif": "json", "json": "json", "jsonl": "json", "gitlab": "json", "rdjson": "json",
    "junit": "xml", "checkstyle": "xml", "markdown": "markdown",
}  # fmt: skip
_PART = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(<!-- made -->)", re.DOTALL)
_SECONDS = re.compile(r"(?:under )?\d+\.\d s$", re.MULTILINE)


def made(page: str, parts: Mapping[str, str]) -> str:
    """Return a page with its parts as they are today."""
    return _PART.sub(lambda part: f"{part[1]}\n{parts[part[2]]}\n{part[3]}", page)


def parts_of(page: str) -> list[str]:
    """Return the names of the parts that a page has a place for."""
    return [part[2] for part in _PART.finditer(page)]


def parts() -> dict[str, str]:
    """Return every part by its name."""
    found = {"keys": keys(), "draft": f"```markdown\n{DRAFT}```\n"}
    for name in NAMES:
        if name != "html":
            found[name] = f"```{_LANGUAGES.get(name, 'text')}\n{report(name)}```\n"
    return found


def keys() -> str:
    """Return the table of all keys of a configuration."""
    rows = [
        f"| `{name}` | {escape(told['description'])}{_default(told)} |"
        for name, told in schema()["properties"].items()
    ]
    return "\n".join(["| key | holds |", "|---|---|", *rows]) + "\n"


def _default(told: Mapping[str, Any]) -> str:
    return f" Default: `{json.dumps(told['default'])}`." if "default" in told else ""


def report(form: str) -> str:
    """Return what `presscheck drafts/ferry.md --format FORM` writes about the draft; seconds are made up."""
    with TemporaryDirectory() as folder:
        draft = Path(folder, "drafts", "ferry.md")
        draft.parent.mkdir()
        draft.write_text(DRAFT, "utf-8")
        env = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "GITHUB_WORKSPACE")}
        run = subprocess.run(
            [sys.executable, "-m", "presscheck", "drafts/ferry.md", "--no-config", "--format", form],
            cwd=folder,
            env={**env, "COLUMNS": "80", "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
        )
    return _SECONDS.sub("0.1 s", run.stdout.decode())


def pages() -> dict[Path, str]:
    """Return every file that has such parts, as it is today."""
    today = parts()
    guides = {page: page.read_text("utf-8") for page in sorted(DOCS.glob("*.md"))}
    return {REPORT: report("html"), **{page: made(text, today) for page, text in guides.items() if parts_of(text)}}


if __name__ == "__main__":
    for path, content in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8", newline="\n")
