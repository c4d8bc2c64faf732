"""Draw the pictures of docs/desk.md: the real page in Chromium, one state a picture.

After `make test-browser`, which installs what is needed: `.venv/bin/python bench/desk_pictures.py`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "desk"
FLAGS = "--headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb"
COLOURS = 96
"""So many colours have a picture; it is of text, and small."""
WIDE, PHONE = {"width": 1200, "height": 780}, {"width": 360, "height": 740}


@contextmanager
def served(*options: str) -> Iterator[str]:
    """Run `presscheck serve` and give its address."""
    command = [sys.executable, "-m", "presscheck", "serve", "--no-open", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout
        yield program.stdout.readline().split()[3]
        program.terminate()


def check(page: Any) -> None:
    """Have an example checked."""
    page.fill("#text", (ROOT / "examples" / "press-release.txt").read_text(encoding="utf-8"))
    page.click("#paste .main")
    page.locator("#desk").wait_for()


def bring_export(page: Any) -> None:
    """Have an export checked: every example as an article of it."""
    told = [
        (path.stem, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "examples").glob("*.[mth][dxt]*"))
    ]
    lines = [
        json.dumps({"slug": name, "title": name.replace("-", " ").capitalize(), "body": text}) + "\n"
        for name, text in told
    ]
    page.set_input_files("#file", {"name": "articles.jsonl", "mimeType": "", "buffer": "".join(lines).encode()})
    page.locator("#export").wait_for()


def draw(browser: Any, name: str, address: str, *, dark: bool = False, phone: bool = False) -> None:
    """Draw one state of the page."""
    page = browser.new_page(
        viewport=PHONE if phone else WIDE, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page.goto(address)
    if name == "folder":
        page.locator("#folder-summary", has_text="follows each save").wait_for()
    else:
        page.locator("#start").wait_for()
    if name == "export":
        bring_export(page)
    elif name not in ("start", "folder"):
        check(page)
        for _ in range(3):
            page.keyboard.press("j")
    if name == "fill":
        page.keyboard.press("f")
        page.keyboard.type("Marit Lund")
        page.fill("#slot-3", "Ottermere")
        page.fill("#slot-4", "3 February")
        page.focus("#slot-4")
    if not phone:
        page.evaluate("scrollTo(0, 0)")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    page.close()


def main() -> None:
    """Draw them all."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    with served() as address, served("examples") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        for name in ("start", "report", "fill", "export"):
            draw(browser, name, address)
        draw(browser, "dark", address, dark=True)
        draw(browser, "phone", address, phone=True)
        draw(browser, "folder", folder)
        browser.close()


if __name__ == "__main__":
    main()
