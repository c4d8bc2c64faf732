"""axe-core finds nothing against WCAG 2.2 AA in any state of the page, light or dark, wide or narrow."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DRAFT = """Harbour Ferry Resumes After Storm

Harbour Ferry Resumes After Storm

[City], [Date] – By [Your Name]. The ferry left at noon and reached [City] by two.

> A quotation [sic]

Read [more](#). I hope this helps!
"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def start(page: Any) -> None:
    page.locator("#start").wait_for()


def complaint(page: Any) -> None:
    page.click("#paste >> text=Check")


def report(page: Any) -> None:
    page.fill("#text", DRAFT)
    page.select_option("#format", "draft.md")
    page.click("#paste >> text=Check")
    page.locator("#desk").wait_for()


def opened(page: Any) -> None:
    report(page)
    page.keyboard.press("j")
    page.click(".entry.current >> text=Let it stand…")


def settled(page: Any) -> None:
    report(page)
    page.click("#safe")
    page.click("#tab-fill")
    page.fill("#slot-0", "Leeds")
    page.click("#tab-findings")


def filling(page: Any) -> None:
    report(page)
    page.keyboard.press("f")


def keys(page: Any) -> None:
    page.click("#help")


def export(page: Any) -> None:
    told = [{"slug": "ferry", "title": "Ferry resumes", "body": "The boat left."}, {"slug": "pier", "body": DRAFT}]
    data = "".join(json.dumps(each) + "\n" for each in told).encode() + b"{"
    page.set_input_files("#file", {"name": "articles.jsonl", "mimeType": "", "buffer": data})
    page.locator("#export").wait_for()


def choosing(page: Any) -> None:
    page.set_input_files("#file", {"name": "a.csv", "mimeType": "", "buffer": b"number,copytext\n7,By [City]\n"})
    page.locator("#choosing").wait_for()


def article(page: Any) -> None:
    export(page)
    page.click("#articles >> text=pier")
    page.locator("#desk").wait_for()


STATES: dict[str, Callable[[Any], None]] = {
    each.__name__: each
    for each in (start, complaint, report, opened, settled, filling, keys, export, article, choosing)
}


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed: run `make test-browser`")
    source = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{each['id']}: {each['help']}: {node['target']}" for each in found["violations"] for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page: Any, state: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    STATES[state](page)
    assert violations(page) == []


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_a_telephone(page: Any, state: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    STATES[state](page)
    assert violations(page) == []


def test_axe_finds_nothing_in_the_table(page: Any, tmp_path: Path, serve: Callable[..., str]) -> None:
    (tmp_path / "ferry.txt").write_text(DRAFT)
    (tmp_path / "broken.docx").write_bytes(b"PK")
    table = page.context.browser.new_context().new_page()
    table.goto(serve(str(tmp_path)))
    table.locator("#folder-summary", has_text="2 drafts").wait_for()
    found = violations(table)
    table.context.close()
    assert found == []
