"""The site of docs/ in a browser that has no network: opened as a file it searches, and it is light or dark."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(ROOT / "mkdocs.yml")]
    subprocess.run([*command, "--site-dir", str(folder)], check=True)
    return folder.as_uri()


@pytest.fixture
def start(browser: Any, site: str) -> Iterator[Any]:
    context = browser.new_context(color_scheme="dark", offline=True)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{site}/index.html")
    yield page
    context.close()
    assert [url for url in requests if not url.startswith(f"{site}/")] == []


def test_what_is_typed_is_found(start: Any) -> None:
    start.locator("[data-md-component=search-query]").click()
    start.keyboard.type("embargo")
    found = start.locator(".md-search-result__item a")
    found.first.wait_for()
    assert any("NT503" in link.get_attribute("href") for link in found.all())


def test_it_is_dark_where_the_system_is_and_a_button_changes_that(start: Any) -> None:
    scheme = start.locator("body")
    assert scheme.get_attribute("data-md-color-scheme") == "slate"
    start.locator("label[for=__palette_1]").click()
    start.wait_for_function("document.body.dataset.mdColorScheme === 'default'")
