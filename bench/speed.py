"""How fast presscheck is beside other programs: whole processes on one folder, in turn, medians and ratios.

    .venv/bin/python bench/speed.py [--corpus DIR] [--runs N]

Without a folder it makes one of the example drafts, each many times with other words in between. ripgrep looks for
one literal a rule, in any case, in one thread; it comes from the npm package `@vscode/ripgrep-linux-x64` or the
system. A peer that is not installed is left out. Their work differs: `cat` reads, ripgrep and codespell look for
words, and typos, proselint and codespell do not parse what they read as presscheck does.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

from presscheck.match.rarity import MARKS
from presscheck.rules import load_rules

ROOT = Path(__file__).parents[1]
COPIES = 400


def literals() -> list[str]:
    """Return one literal a rule: the longest that it looks for."""
    found = []
    for rule in load_rules():
        words = [literal.strip(MARKS) for probe in rule.probes for way in probe.ways for literal in way.literals]
        if words:
            found.append(max(words, key=lambda word: (len(word), word)))
    return sorted(set(found))


def made_corpus(folder: Path) -> None:
    """Write the example drafts many times, each copy with a number of its own in every paragraph."""
    for draft in sorted((ROOT / "examples").glob("*.[mth][dxt]*")):
        text = draft.read_text(encoding="utf-8")
        for number in range(COPIES):
            (folder / f"{draft.stem}-{number:04}{draft.suffix}").write_text(
                text.replace(". ", f" {number}. "), encoding="utf-8"
            )


def peers(corpus: Path, patterns: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the name and the command of each program that is here."""
    yield "presscheck", [sys.executable, "-m", "presscheck", "check", str(corpus), "--format", "json"]
    rg = shutil.which("rg") or next(map(str, ROOT.glob("node_modules/@vscode/ripgrep-*/bin/rg")), None)
    if rg:
        yield "ripgrep", [rg, "--no-config", "-j1", "-i", "-F", "-f", str(patterns), "--no-ignore", str(corpus)]
    files = sorted(str(path) for path in corpus.rglob("*") if path.is_file())
    yield "cat", ["sh", "-c", 'cat "$0"/* >/dev/null 2>&1; find "$0" -type f -exec cat {} +', str(corpus)]
    for name, command in (
        ("typos", ["typos", "-j1", str(corpus)]),
        ("codespell", ["codespell", str(corpus)]),
        ("proselint", ["proselint", "check", *files[:200]]),
    ):
        found = shutil.which(command[0]) or shutil.which(command[0], path=str(Path(sys.executable).parent))
        if found:
            yield name, [found, *command[1:]]


def seconds(command: Sequence[str]) -> float:
    """Return how long a command runs, whatever it finds."""
    started = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return perf_counter() - started


def measured(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Return the median time of each command, all run in turn so that a busy moment meets them all."""
    for command in commands.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a folder of drafts")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        corpus = options.corpus or Path(made, "drafts")
        if not options.corpus:
            corpus.mkdir()
            made_corpus(corpus)
        patterns = Path(made, "literals.txt")
        patterns.write_text("\n".join(literals()) + "\n", encoding="utf-8")
        files = [path for path in corpus.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        times = measured(dict(peers(corpus, patterns)), options.runs)
    print(f"{len(files):,} files, {size / 1e6:.1f} MB; median of {options.runs} runs in turn")
    base = times.get("ripgrep") or times["cat"]
    beside = "ripgrep" if "ripgrep" in times else "cat"
    print(f"| program | seconds | MB/s | time beside {beside} |\n|---|---:|---:|---:|")
    for name, each in times.items():
        print(f"| {name} | {each:.2f} | {size / each / 1e6:.1f} | {each / base:.1f} |")


if __name__ == "__main__":
    main()
