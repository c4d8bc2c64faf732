"""The real page in Debian's Chromium, driven by Playwright; `make test-browser` installs both.

Without them every test here is skipped. Playwright waits for what the page shows, never for the clock.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: run `make test-browser`")
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: as root `make test-browser` installs it from Debian")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Any, server: str) -> Iterator[Any]:
    """A browser with an empty profile, in which every request goes to our server and nothing goes wrong unseen."""
    context = browser.new_context(
        base_url=server, viewport={"width": 1280, "height": 860}, accept_downloads=True, reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    requests: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert [url for url in requests if not url.startswith((server, "blob:"))] == []
    assert [each for each in complaints if "status of 4" not in each] == []


@pytest.fixture
def page(context: Any) -> Any:
    """The page, open at its start."""
    page = context.new_page()
    page.goto("")
    page.locator("#start").wait_for()
    return page
