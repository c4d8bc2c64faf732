"""The plugin of docs/cms.md between the real presscheck and a stand-in for WordPress, in PHP and in the browser."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SITE = Path(__file__).parent / "wordpress" / "site.php"
TOKEN = "0123456789abcdef"


@pytest.fixture
def edit(browser: Any, serve: Callable[..., str]) -> Iterator[Callable[[str], Any]]:
    """Open the editor of a WordPress that knows presscheck at an address (by default the real one)."""
    if not shutil.which("php"):
        pytest.skip("PHP is not installed: as root `make test-browser` installs it from Debian")
    programs: list[subprocess.Popen[str]] = []
    contexts: list[Any] = []

    def opened(address: str = "") -> Any:
        env = {
            **os.environ,
            "PRESSCHECK_URL": address or serve(PRESSCHECK_TOKEN=TOKEN).partition("/?")[0],
            "PRESSCHECK_TOKEN": TOKEN,
            "PLUGIN": str(ROOT / "docs" / "cms" / "wordpress"),
        }
        command = ["php", "-d", "display_errors=stderr", "-S", "127.0.0.1:0", str(SITE)]
        program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
        programs.append(program)
        assert program.stderr
        found = re.search(r"http://[\d.:]+", program.stderr.readline())
        assert found
        context = browser.new_context()
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(found[0])
        return page

    yield opened
    for context in contexts:
        context.close()
    for program in programs:
        program.terminate()
        _, said = program.communicate(timeout=30)
        assert not [line for line in said.splitlines() if "Warning" in line or "Fatal" in line]


def write(page: Any, title: str, content: str) -> Any:
    """Write a post, press Publish, and give what the panel then shows."""
    page.fill("#title", title)
    page.fill("#content", content)
    page.evaluate("openPanel()")
    return page.get_by_label("presscheck", exact=True)


def test_a_clean_post_may_be_published(edit: Callable[..., Any]) -> None:
    page = edit()
    panel = write(page, "Ferry resumes", "<!-- wp:paragraph --><p>It left at noon.</p><!-- /wp:paragraph -->")
    panel.get_by_text("Nothing was left behind.").wait_for()
    assert page.locator("#publish").is_enabled()


def test_errors_are_listed_and_lock_the_post_until_the_editor_says_so(edit: Callable[..., Any]) -> None:
    page = edit()
    panel = write(page, "Ferry <resumes>", "<p>By [Your Name], [City]</p>")
    panel.get_by_text("2 leftovers:").wait_for()
    assert panel.locator("li").all_inner_texts() == [
        "error unfilled slot [Your Name]",
        "error unfilled slot [City]",
    ]
    assert page.locator("#publish").is_disabled()
    panel.get_by_label("Publish all the same").check()
    page.wait_for_function("!document.getElementById('publish').disabled")


def test_the_title_is_checked_too(edit: Callable[..., Any]) -> None:
    page = edit()
    panel = write(page, "[Headline Here]", "<p>It left at noon.</p>")
    panel.get_by_text("1 leftover:").wait_for()


def test_a_post_is_checked_again_when_it_changes(edit: Callable[..., Any]) -> None:
    page = edit()
    panel = write(page, "Ferry resumes", "<p>By [Your Name]</p>")
    panel.get_by_text("1 leftover:").wait_for()
    page.fill("#content", "<p>By Ana Ruiz</p>")
    panel.get_by_text("Nothing was left behind.").wait_for()
    page.wait_for_function("!document.getElementById('publish').disabled")


def test_a_closed_panel_leaves_no_lock_behind(edit: Callable[..., Any]) -> None:
    page = edit()
    write(page, "Ferry resumes", "<p>By [Your Name]</p>").get_by_text("1 leftover:").wait_for()
    page.evaluate("closePanel()")
    assert page.locator("#publish").is_enabled()


def test_a_presscheck_that_does_not_answer_stops_nobody(edit: Callable[..., Any]) -> None:
    page = edit("http://127.0.0.1:9")
    write(page, "Ferry", "<p>By [City]</p>").get_by_text("presscheck does not answer: is it running?").wait_for()
    assert page.locator("#publish").is_enabled()
