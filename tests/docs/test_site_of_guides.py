"""The site that `make site` builds: whole, without dead ends, and without a request to another host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

import guide_parts
import options_page
import site_hook
from presscheck.report import NAMES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONFIG = ROOT / "mkdocs.yml"
LOADS = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")}
ELSEWHERE = re.compile(r"(?:https?:)?//")
NOT_LOADED = {"canonical", "prev", "next"}


class Page(HTMLParser):
    """What a page leads to, what it loads, and what can be led to in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.anchors |= {told[name] for name in ("id", "name") if name in told}
        for name in ("href", "src", "action", "poster", "data"):
            if name in told:
                self.links.append(told[name])
                if (tag, name) in LOADS and told.get("rel") not in NOT_LOADED:
                    self.loaded.append(told[name])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once for all who test at the same time."""
    folder = tmp_path_factory.getbasetemp()
    folder = (folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder) / "site"
    done = folder.with_suffix(".log")
    try:
        folder.mkdir()
    except FileExistsError:
        while not done.exists():
            time.sleep(0.1)
    else:
        places = ["--config-file", str(CONFIG), "--site-dir", str(folder)]
        run = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", *places],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        partial = folder.with_suffix(".partial")
        partial.write_text(run.stdout + run.stderr, "utf-8")
        partial.replace(done)
    assert done.read_text("utf-8") == "", "MkDocs complains, or warns"
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    # The page of an error is served for any address, so its own links start at the root of a site.
    return {path: Page(path) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}


def test_every_page_of_the_docs_is_in_the_site(pages: dict[Path, Page], site: Path) -> None:
    there = {path.relative_to(site).with_suffix("").as_posix() for path in pages}
    wanted = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}
    assert wanted - there == set()


def test_no_link_is_dead(pages: dict[Path, Page]) -> None:
    dead = []
    for path, page in pages.items():
        for link in set(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            there = target in pages if target.suffix == ".html" else target.is_file()
            if not there or (
                parts.fragment and target in pages and unquote(parts.fragment) not in anchors(pages[target])
            ):
                dead.append(f"{path.name}: {link}")
    assert dead == []


def anchors(page: Page) -> set[str]:
    return page.anchors | {"__top"}


def test_no_page_asks_another_host_for_anything(pages: dict[Path, Page], site: Path) -> None:
    assert [link for page in pages.values() for link in page.loaded if ELSEWHERE.match(link)] == []
    styles = [path.read_text("utf-8") for path in site.rglob("*.css")]
    assert [found for style in styles for found in re.findall(r"url\([\"']?((?:https?:)?//[^)]*)", style)] == []


def test_a_page_is_light_or_dark_as_the_system_is(site: Path) -> None:
    start = (site / "index.html").read_text("utf-8")
    schemes = re.findall(r'data-md-color-media="([^"]*)" data-md-color-scheme="(\w+)"', start)
    assert ("(prefers-color-scheme: light)", "default") in schemes
    assert ("(prefers-color-scheme: dark)", "slate") in schemes


def test_what_is_searched_is_there_without_a_server(site: Path) -> None:
    index = (site / "search" / "search_index.js").read_text("utf-8")
    assert index.startswith("var __index = {")
    assert "bracketed-slot" in index
    assert "assets/iframe-worker.js" in (site / "index.html").read_text("utf-8")


def test_no_markup_is_left_over_in_a_page(site: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "presscheck",
        str(site),
        "--no-config",
        "--quiet",
        "--select",
        "MU109,MU110,MU111",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines() == []


def test_every_page_is_in_the_navigation() -> None:
    told = yaml.safe_load(CONFIG.read_text("utf-8"))
    named = set(re.findall(r"[\w/-]+\.md", str(told["nav"])))
    assert {path.name for path in DOCS.glob("*.md")} - named == set(), "name it under `nav` in mkdocs.yml"


def test_every_rule_stands_below_its_family() -> None:
    sections = {family: names for section in site_hook.rules(DOCS) for family, names in section.items()}
    assert "rules/PH101-bracketed-slot.md" in sections["placeholder"]
    assert sorted(name for names in sections.values() for name in names) == sorted(
        f"rules/{path.name}" for path in DOCS.glob("rules/*.md") if path.name != "index.md"
    )


def test_the_page_of_options_is_what_the_commands_say() -> None:
    assert options_page.PAGE.read_text("utf-8") == options_page.content(), "run `make docs`"


def test_the_page_of_options_has_every_option_of_every_command() -> None:
    page = options_page.PAGE.read_text("utf-8")
    for name, command in options_page.commands():
        chapter = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert [
            opt for param in command.params for opt in param.opts if opt[:1] == "-" and opt not in chapter
        ] == []


def test_the_parts_of_guides_are_what_the_program_says() -> None:
    old = [path.name for path, today in guide_parts.pages().items() if path.read_text("utf-8") != today]
    assert old == [], "run `make docs`"


def test_every_format_has_a_sample() -> None:
    page = (DOCS / "formats.md").read_text("utf-8")
    assert set(NAMES) - set(guide_parts.parts_of(page)) == {"html"}
    assert f"]({guide_parts.REPORT.relative_to(DOCS).as_posix()})" in page
