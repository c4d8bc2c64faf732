"""Write a page for each rule, and their index.

python bench/rule_pages.py        write docs/rules (what `make docs` does)
"""

from __future__ import annotations

from pathlib import Path

from presscheck.report.pages import INDEX, file_name, index_page, rule_page
from presscheck.rules import RuleSet, load_rules

PAGES = Path(__file__).parents[1] / "docs" / "rules"


def pages(rules: RuleSet) -> dict[str, str]:
    """Return the content of every page by its file name."""
    return {INDEX: index_page(rules), **{file_name(rule): rule_page(rule) for rule in rules}}


def write(folder: Path, wanted: dict[str, str]) -> None:
    """Make a folder hold these pages and no other; what is right already is not touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in folder.glob("*.md"):
        if page.name not in wanted:
            page.unlink()
    for name, content in wanted.items():
        page = folder / name
        if not page.exists() or page.read_text("utf-8") != content:
            page.write_text(content, "utf-8", newline="\n")


if __name__ == "__main__":
    write(PAGES, pages(load_rules()))
