"""Time and memory of finding repeats, in one document and across a run, at 10,000 to 1,000,000 paragraphs.

    .venv/bin/python bench/duplicates.py [--most 1000000] [--near]
    .venv/bin/python bench/duplicates.py --hostile [--share 1.0]

Each size runs in a process of its own, so that its peak memory is its own. The text is drawn from the words of this
project's documentation; a tenth of the paragraphs stand more than once. What is timed, in seconds of the processor,
is the matching: the blocks of a document are made before the clock starts.

With `--hostile` whole processes check files that nobody would write, with all rules: one paragraph of 50 MB,
1,000,000 short lines, 50,000 identical headings and 1,000,000 paragraphs, each at a hundredth and a tenth of that,
too. Time for a unit should stay the same.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from presscheck.across import Across
from presscheck.match import find
from presscheck.model import Block, Document, Run, Source
from presscheck.rules import load_rules

PARAGRAPHS_A_DOCUMENT = 20
MEBIBYTE = 1 << 20
MEGABYTE = 1_000_000


def words() -> list[str]:
    """Return the words of the project's own pages."""
    root = Path(__file__).parents[1]
    text = " ".join(page.read_text(encoding="utf-8") for page in [root / "README.md", root / "CONTRIBUTING.md"])
    return sorted({word for word in text.split() if word.isalpha()})


def paragraphs(count: int) -> Iterator[str]:
    """Yield paragraphs of 12 to 60 words; one in ten repeats an earlier one."""
    rng = random.Random(1)
    known = words()
    stock = [" ".join(rng.choices(known, k=30)) + "." for _ in range(50)]
    for _ in range(count):
        yield rng.choice(stock) if rng.random() < 0.1 else " ".join(rng.choices(known, k=rng.randint(12, 60))) + "."


def document(path: str, texts: list[str]) -> Document:
    """Return a document of these paragraphs, its blocks ready."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block("paragraph", text, (Run(0, at, at + len(text), True),)))
        at += len(text) + 2
    made = Document(Source(path, "\n\n".join(texts), "text"), lambda _: tuple(blocks))
    made.blocks  # noqa: B018  # parsed before the clock starts
    return made


def within(count: int) -> tuple[float, int]:
    """Return the seconds that the duplicate rules take on one document, and how much text it is, in bytes."""
    one = document("one.txt", list(paragraphs(count)))
    rules = [rule for rule in load_rules().select(["duplicate"]) if "text" in rule.formats]
    started = process_time()
    for rule in rules:
        for _ in find(rule, one):
            pass
    return process_time() - started, len(one.source.text)


def across(count: int, *, near: bool) -> tuple[float, int]:
    """Return the seconds that comparing a run takes, and how much text it is, in bytes."""
    run, rules = Across(near=near), load_rules().select(["DU402"])
    seconds, size = 0.0, 0
    texts = paragraphs(count)
    for number in range(count // PARAGRAPHS_A_DOCUMENT):
        one = document(f"{number:07}.txt", [next(texts) for _ in range(PARAGRAPHS_A_DOCUMENT)])
        started = process_time()
        run.add(one, rules)
        seconds += process_time() - started
        size += len(one.source.text)
    started = process_time()
    found = run.findings(lambda path: Source(path, "", "text"))
    seconds += process_time() - started
    if near is False and len(found) != 50:
        sys.exit(f"found {len(found)} of 50 stock paragraphs")
    return seconds, size


def one_paragraph(count: int) -> Iterator[str]:
    """Yield the text of one paragraph of so many bytes."""
    texts = paragraphs(count)
    while count > 0:
        text = next(texts) + " "
        yield text
        count -= len(text)


def short_lines(count: int) -> Iterator[str]:
    """Yield short lines of plain text, most of which stand many times."""
    rng = random.Random(1)
    known = words()
    for _ in range(count):
        yield " ".join(rng.choices(known[:100], k=2)) + "\n"


def headings(count: int) -> Iterator[str]:
    """Yield identical headings with a paragraph under each."""
    rng = random.Random(1)
    known = words()
    for _ in range(count):
        yield f"## The harbour is closed\n\n{' '.join(rng.choices(known, k=8))}.\n\n"


def many_paragraphs(count: int) -> Iterator[str]:
    """Yield paragraphs, a tenth of which stand more than once."""
    return (text + "\n\n" for text in paragraphs(count))


HOSTILE: dict[str, tuple[str, int, Callable[[int], Iterator[str]]]] = {
    "bytes of one paragraph": ("draft.txt", 50 * MEGABYTE, one_paragraph),
    "short lines": ("draft.txt", 1_000_000, short_lines),
    "identical headings": ("draft.md", 50_000, headings),
    "paragraphs": ("draft.txt", 1_000_000, many_paragraphs),
}
"""What nobody would write: the name of its file, how many units there are of it, and its text."""


def measure(name: str, texts: Iterator[str]) -> tuple[float, float, int]:
    """Return the seconds of the processor and the MiB that a check of a text takes, and its size in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        with path.open("w", encoding="utf-8") as out:
            out.writelines(texts)
        command = [sys.executable, "-m", "presscheck", "check", "-q", "--no-config", "--max-file-size", "1000"]
        with open(os.devnull, "wb") as nowhere:
            run = subprocess.Popen([*command, str(path)], stdout=nowhere, stderr=nowhere)
            _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, path.stat().st_size


def hostile(share: float) -> None:
    """Print a row for each kind and size, up to a share of the greatest."""
    print(f"{'':22} {'units':>11} {'MiB':>9} {'seconds':>9} {'µs each':>8} {'peak MiB':>10}", flush=True)
    for kind, (name, most, texts) in HOSTILE.items():
        for part in (0.01, 0.1, 1.0):
            if part <= share:
                count = int(most * part)
                seconds, peak, size = measure(name, texts(count))
                each = 1e6 * seconds / count
                print(
                    f"{kind:22} {count:11,} {size / MEBIBYTE:9.1f} {seconds:9.2f} {each:8.2f} {peak:10.0f}",
                    flush=True,
                )


def main() -> None:
    """Print a table, one process a row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--most", type=int, default=1_000_000, metavar="N", help="the greatest number of paragraphs"
    )
    parser.add_argument("--near", action="store_true", help="compare nearly, too (needs presscheck[archive])")
    parser.add_argument("--hostile", action="store_true", help="check what nobody would write")
    parser.add_argument("--share", type=float, default=1.0, help="up to this share of its greatest sizes (1.0)")
    parser.add_argument("--row", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.hostile:
        hostile(options.share)
        return
    if options.row:
        kind, count = options.row[0], int(options.row[1])
        seconds, size = within(count) if kind == "one document" else across(count, near=kind == "a run, nearly")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        text = size / MEBIBYTE
        print(f"{kind:15} {count:11,} {text:9.1f} {seconds:9.2f} {1e6 * seconds / count:8.1f} {peak:10.0f}")
        return
    print(f"{'':15} {'paragraphs':>11} {'text MiB':>9} {'seconds':>9} {'µs each':>8} {'peak MiB':>10}", flush=True)
    for kind in ("one document", "a run", *(["a run, nearly"] if options.near else [])):
        count = 10_000
        while count <= options.most:
            subprocess.run([sys.executable, __file__, "--row", kind, str(count)], check=True)
            count *= 10


if __name__ == "__main__":
    main()
