"""A folder of junk: what presscheck takes of memory and time where nothing is what it is called.

    .venv/bin/python bench/junk.py [--size BYTES] [--jobs N]

Every kind gets an equal share of the size: noise, NULs, a line without an end, pages and exports that break off,
deep nesting, marks over and over, archives and documents that are renamed, hollow or cut in half; beside them one
file that is larger than a draft may be. The folder is checked as `presscheck check` does it, with the exports in it
named, for no search takes those for drafts, and deleted. Memory is the most that any of its processes held, time
that of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from presscheck.read.export import SUFFIXES

MB = 1_000_000
LARGEST = 8 * MB
"""Bytes of a file; what is larger than a draft may be is a file of its own."""

TOO_LARGE = 60 * MB

Make = Callable[[int], bytes]
"""Returns about so many bytes of a kind of junk, at least as many on the whole."""

DRAW = random.Random(7)


def again(piece: bytes, before: bytes = b"", after: bytes = b"") -> Make:
    """Return what makes junk of a piece over and over."""
    return lambda size: before + piece * (size // len(piece) + 1) + after


def archive(name: str, inside: Make) -> Make:
    """Return what makes a zip of one file."""

    def make(size: int) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            target.writestr(zipfile.ZipInfo(name), inside(size), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    return make


def half(make: Make) -> Make:
    """Return what makes junk of which the second half is missing."""
    return lambda size: make(2 * size)[:size]


JUNK: dict[str, Make] = {
    "noise.txt": DRAW.randbytes,
    "noise.md": DRAW.randbytes,
    "noise.html": DRAW.randbytes,
    "noise.docx": DRAW.randbytes,
    "nothing.txt": bytes,
    "words-and-nothing.md": again(b"By [Your Name]\0"),
    "one-line.txt": again(b"The ferry left at noon, and "),
    "one-word.md": again(b"a"),
    "one-line-of-slots.md": again(b"By [Your Name], "),
    "line-ends.txt": again(b"\n"),
    "brackets.md": again(b"[[({<"),
    "quotations.md": again(b"> "),
    "lists.md": again(b"- - - a\n"),
    "open-tags.html": again(b"<div><p><b>"),
    "open-comment.html": again(b" a - b", before=b"<!-- "),
    "half-a-page.html": again(b"<p>The ferry left.</p><table><tr><td "),
    "open-front-matter.md": again(b"a: [b\n", before=b"---\n"),
    "half-a-character.txt": again("Die Fähre ".encode("utf-16-le"), before=b"\xff\xfe", after=b"a"),
    "no-encoding.txt": again(bytes(range(128, 256))),
    "archive.txt": archive("a.bin", DRAW.randbytes),
    "archive.docx": archive("a.bin", DRAW.randbytes),
    "bomb.docx": archive("word/document.xml", lambda size: bytes(60 * size)),
    "half-a-document.odt": half(archive("content.xml", DRAW.randbytes)),
    "open-groups.rtf": again(rb"{\b By ", before=rb"{\rtf1 "),
    "half-an-export.jsonl": again(b'{"body": "By [Your Name]"}\n', after=b'{"body": "By'),
    "open-field.csv": again(b"By [Your Name]\n", before=b'body,slug\n"'),
    "no-export.xml": again(b"<item><title>By [Your Name]</title>", before=b"<rss>"),
}
"""What makes each kind of junk, by what its files are called."""


def fill(folder: Path, size: int) -> int:
    """Write about so many bytes of junk into a folder, in folders by their kind; return how many it is."""
    written = 0
    for kind, make in JUNK.items():
        left, number = size // len(JUNK), 0
        while left > 0:
            content = make(min(left, LARGEST))
            path = folder / f"{number:04}" / kind
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            written += len(content)
            left -= max(len(content), LARGEST // 8)  # an archive of nothing is small, however much it holds
            number += 1
    return written


def main() -> int:
    """Make junk, check it, and print what that took; return 1 where it ended in anything but a report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000 * MB, help="bytes of junk in all")
    parser.add_argument("--jobs", default="auto", help="processes that check, as of presscheck")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presscheck-junk-") as name:
        folder = Path(name)
        size = fill(folder, asked.size)
        if asked.size >= TOO_LARGE:
            (folder / "too-large.txt").write_bytes(bytes(TOO_LARGE))
        files = sum(path.is_file() for path in folder.rglob("*"))
        print(f"{files:,} files, {size / MB:,.0f} MB", flush=True)
        named = [".", *(f"**/*{suffix}" for suffix in sorted({Path(kind).suffix for kind in JUNK} & {*SUFFIXES}))]
        command = [sys.executable, "-m", "presscheck", "check", *named, "--no-config", "--format", "json"]
        run = subprocess.run([*command, "--jobs", asked.jobs], cwd=folder, capture_output=True, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1_024)
    print(f"{used.ru_utime + used.ru_stime:,.0f} s of the processor, {peak / MB:,.0f} MB at most in one process")
    if run.returncode != 2 or b"Traceback" in run.stderr:
        print(f"ended with {run.returncode}: {run.stderr.decode(errors='replace')[-2_000:]}")
        return 1
    report = json.loads(run.stdout)
    print(f"{len(report['findings']):,} findings shown, {len(report['troubles']):,} files refused in a line each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
