"""How time grows with files, bytes, rules and findings: whole processes, in seconds of the processor.

    .venv/bin/python bench/scaling.py [--most 1.0] [--only files|bytes|rules|findings]

Each table makes one thing greater and leaves the others. The last column is what should stay the same: the time
beyond that of a start, for a unit. Text is drawn from the words of this project's documentation. `--most 0.01`
leaves out all sizes above a hundredth of the greatest.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
DRAFT = 5_000
"""Bytes of an ordinary draft."""
SLOT = "By [Your Name], staff reporter"
RULE = """\
id: ZZ{number:03}
name: {name}
severity: error
summary: a phrase of the house
message: 'a phrase of the house: {{match}}'
why: It is for the desk.
fix: Delete it.
match: {{phrase: {{phrases: ['{phrase}']}}}}
examples:
  flagged: ['See «{phrase}» here.']
  clean: ['All is well.']
"""

Row = tuple[int, float]
"""How many units there are, and the seconds of the processor."""


def prose(size: int, seed: int = 1, *, paragraph: int = 400) -> str:
    """Return ordinary text of about so many bytes, in paragraphs of about so many."""
    rng = random.Random(seed)
    pages = " ".join(page.read_text("utf-8") for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"))
    words = sorted({word.lower() for word in pages.split() if word.isalpha() and word.isascii()})
    each = sum(map(len, words)) // len(words) + 1
    made = []
    left = size
    while left > 0:
        text = " ".join(rng.choices(words, k=max(1, min(left, paragraph) // each))).capitalize() + "."
        made.append(text)
        left -= len(text) + 2
    return "\n\n".join(made) + "\n"


def seconds(*args: str, cwd: Path) -> float:
    """Return the seconds of the processor that a run in one process takes, whatever it finds."""
    command = [sys.executable, "-m", "presscheck", "check", "--no-config", "--jobs", "1", "--format", "json", *args]
    before = os.times()
    subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def by_files(folder: Path, most: float) -> Iterator[Row]:
    """Yield the time for 10 to 10,000 drafts of 5 kB."""
    for count in sizes(most, 10, 100, 1_000, 10_000):
        drafts = folder / str(count)
        drafts.mkdir()
        for number in range(count):
            (drafts / f"{number:05}.txt").write_text(prose(DRAFT, number % 100), "utf-8")
        yield count, seconds(".", cwd=drafts)


def by_bytes(folder: Path, most: float) -> Iterator[Row]:
    """Yield the time for one draft of 1 kB to 50 MB."""
    for size in sizes(most, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000):
        (folder / "draft.txt").write_text(prose(size), "utf-8")
        yield size, seconds("draft.txt", cwd=folder)


def by_paragraph(folder: Path, most: float) -> Iterator[Row]:
    """Yield the time for one draft that is a single paragraph of 1 kB to 50 MB."""
    for size in sizes(most, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000):
        (folder / "draft.txt").write_text(prose(size, paragraph=2 * size), "utf-8")
        yield size, seconds("draft.txt", cwd=folder)


def by_rules(folder: Path, most: float) -> Iterator[Row]:
    """Yield the time for 50 to 1,000 rules of a house's own beside ours, on 200 drafts, less that without them."""
    rng = random.Random(2)
    (folder / "drafts").mkdir()
    for number in range(200):
        (folder / "drafts" / f"{number}.txt").write_text(prose(DRAFT, number), "utf-8")
    without = seconds("drafts", cwd=folder)
    for count in sizes(most, 50, 200, 1_000):
        rules = folder / f"rules-{count}"
        rules.mkdir()
        for number in range(count):
            words = ["".join(rng.choices("abcdefghiklmnoprstu", k=6)) for _ in range(3)]
            text = RULE.format(number=number, name="-".join(words), phrase=" ".join(words))
            (rules / f"{number}.yaml").write_text(text, "utf-8")
        yield count, seconds("drafts", "--rules", str(rules), cwd=folder) - without


def by_findings(folder: Path, most: float) -> Iterator[Row]:
    """Yield the time for 200 drafts with 1 to 50 findings each, less that of drafts with none."""
    without = 0.0
    for count in (0, *sizes(most, 1, 5, 50)):
        drafts = folder / str(count)
        drafts.mkdir()
        for number in range(200):
            text = "\n\n".join([prose(DRAFT, number), *(f"{SLOT} {each}." for each in range(count))])
            (drafts / f"{number}.txt").write_text(text, "utf-8")
        taken = seconds(".", cwd=drafts)
        if count:
            yield 200 * count, taken - without
        else:
            without = taken


def sizes(most: float, *all_sizes: int) -> Sequence[int]:
    """Return the sizes up to a share of the greatest, at least the first."""
    return [size for size in all_sizes if size <= most * all_sizes[-1]] or all_sizes[:1]


TABLES: dict[str, tuple[str, Callable[[Path, float], Iterator[Row]], bool]] = {
    "files": ("drafts of 5 kB", by_files, True),
    "bytes": ("bytes in one draft", by_bytes, True),
    "paragraph": ("bytes in one paragraph", by_paragraph, True),
    "rules": ("rules of one's own", by_rules, False),
    "findings": ("findings in 200 drafts", by_findings, False),
}
"""For each table what grows, how it is measured, and whether the time of a start is in it."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=float, default=1.0, metavar="SHARE", help="of the greatest sizes")
    parser.add_argument("--only", choices=TABLES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "empty.txt").touch()
        start = min(seconds("empty.txt", cwd=Path(made)) for _ in range(3))
        for name, (title, rows, with_start) in TABLES.items():
            if options.only not in (None, name):
                continue
            folder = Path(made) / name
            folder.mkdir()
            print(f"\n{title:>24} {'seconds':>9} {'µs each':>10}", flush=True)
            for count, taken in rows(folder, options.most):
                each = 1e6 * (taken - start * with_start) / count
                print(f"{count:24,} {taken:9.2f} {each:10.3f}", flush=True)


if __name__ == "__main__":
    main()
