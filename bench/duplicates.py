"""Time and memory of finding repeats, in one document and across a run, at 10,000 to 1,000,000 paragraphs.

    .venv/bin/python bench/duplicates.py [--most 1000000] [--near]

Each size runs in a process of its own, so that its peak memory is its own. The text is drawn from the words of this
project's documentation; a tenth of the paragraphs stand more than once. What is timed, in seconds of the processor,
is the matching: the blocks of a document are made before the clock starts.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from presscheck.across import Across
from presscheck.match import find
from presscheck.model import Block, Document, Run, Source
from presscheck.rules import load_rules

PARAGRAPHS_A_DOCUMENT = 20
MEBIBYTE = 1 << 20


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


def main() -> None:
    """Print a table, one process a row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--most", type=int, default=1_000_000, metavar="N", help="the greatest number of paragraphs"
    )
    parser.add_argument("--near", action="store_true", help="compare nearly, too (needs presscheck[archive])")
    parser.add_argument("--row", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
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
