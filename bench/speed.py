"""How fast presscheck is beside other programs: whole processes on one folder, in turn, medians and ratios.

    make bench [CORPUS=DIR]
    .venv/bin/python bench/speed.py [--corpus DIR] [--runs N]

Without a folder it makes one of the example drafts, each many times with other words in between. ripgrep looks for
one literal a rule, in any case, in one thread. A peer that is not installed (`bench/install_peers.sh`) is left out.
Programs that need minutes for all of it are given a part of the files, and their time is told for a megabyte. Three
tables are printed: the peers, a start with one small draft, and the same folder with a slot in every other file.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from presscheck.match.rarity import MARKS
from presscheck.rules import load_rules

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "bench" / ".peers"
COPIES = 400
PART = 150
CHECK = (sys.executable, "-m", "presscheck", "check", "--no-config", "--format", "json")
FIRST = ("--no-cache",)
"""Without what earlier runs found out: each run is a first one."""

SLOT = "\n\nBy [Your Name], staff reporter\n"
CLEAN = (
    "The ferry to the island left at noon on Monday, an hour late, with two hundred people on board. The harbour",
    "master said that the wind had been too strong in the morning. Anna Berg, who has run the kiosk at the pier",
    "for thirty years, closed early and went home to feed her cats.\n",
    "The council will meet on Thursday to talk about the new pier. It is to be built of oak and steel, and it will",
    "cost more than the old one did. Nobody in the room spoke against it when the plan was shown in March, though",
    "the owner of the boatyard asked what would become of his slipway.\n",
    "On Sunday the school choir sang at the lighthouse. The rain held off until the last song, and then everybody",
    "ran for the bus, which was late as well. The next ferry was full.\n",
)


class Program(NamedTuple):
    """A program to be timed: its command, which the folder is added to, and what it does, for the table."""

    name: str
    command: Sequence[str]
    does: str
    of_all: bool = True
    """Whether it is given all files; else a part of them, each by its path."""


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
    folder.mkdir()
    for draft in sorted((ROOT / "examples").glob("*.[mth][dxt]*")):
        text = draft.read_text(encoding="utf-8")
        for number in range(COPIES):
            (folder / f"{draft.stem}-{number:04}{draft.suffix}").write_text(
                text.replace(". ", f" {number}. "), encoding="utf-8"
            )


def programs(patterns: Path) -> Iterator[Program]:
    """Yield the programs that are here."""
    yield Program("presscheck, one process", [*CHECK, *FIRST, "--jobs", "1"], "all rules, on what a reader reads")
    yield Program(f"presscheck, {os.cpu_count()} cores", [*CHECK, *FIRST], "the same")
    yield Program(
        "presscheck, a second run", [*CHECK, "--jobs", "1"], "what held nothing is not looked through again"
    )
    yield Program("cat", ["sh", "-c", 'find "$0" -type f -exec cat {} +'], "reads and writes")
    search = ["--no-config", "-j1", "-i", "-F", "-f", str(patterns), "--no-ignore"]
    todo = ["--no-textlintrc", "--rule", "no-todo", "--rule", "terminology"]
    for name, command, does, of_all in (
        ("ripgrep", ["rg", *search], f"{len(literals())} literals, one a rule, in any line", True),
        ("typos", ["typos", "-j1"], "known misspellings, word by word", True),
        ("codespell", ["codespell"], "known misspellings, word by word", True),
        ("proselint", ["proselint", "check"], "rules of style, as regular expressions", False),
        ("textlint", ["textlint", *todo], "two rules on parsed Markdown", False),
        ("markdownlint-cli2", ["markdownlint-cli2"], "rules of form on parsed Markdown", False),
    ):
        found = shutil.which(command[0]) or next(_installed(command[0]), None)
        if found:
            yield Program(name, [found, *command[1:]], does, of_all)
        else:
            print(f"bench: no {name} here; `sh bench/install_peers.sh` installs it", file=sys.stderr)


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As users have it: Python keeps what it has compiled."""


def _installed(name: str) -> Iterator[str]:
    for pattern in (f"bin/{name}", f"node_modules/.bin/{name}", f"node_modules/@vscode/*/bin/{name}"):
        yield from map(str, PEERS.glob(pattern))


def seconds(command: Sequence[str], folder: Path) -> float:
    """Return how long a command runs in a folder, whatever it finds."""
    started = perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**_ENVIRONMENT, "PRESSCHECK_CACHE_DIR": str(folder / "cache")},
    )
    return perf_counter() - started


def measured(commands: Mapping[str, Sequence[str]], runs: int, folder: Path) -> dict[str, float]:
    """Return the median time of each command, all run in turn so that a busy moment meets them all."""
    for command in commands.values():
        seconds(command, folder)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command, folder))
    return {name: statistics.median(each) for name, each in times.items()}


def size_of(files: Sequence[Path]) -> float:
    """Return how many megabytes files have."""
    return sum(path.stat().st_size for path in files) / 1e6


def compare(corpus: Path, runs: int, made: Path) -> None:
    """Print the table of peers, as it stands in the README."""
    patterns = made / "literals.txt"
    patterns.write_text("\n".join(literals()) + "\n", encoding="utf-8")
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    drafts = [path for path in files if path.suffix in (".md", ".txt", ".html")] or files
    part = drafts[:: max(1, len(drafts) // PART)][:PART]
    here = list(programs(patterns))
    commands = {p.name: [*p.command, *([str(corpus)] if p.of_all else map(str, part))] for p in here}
    times = measured(commands, runs, made)
    a_megabyte = {p.name: times[p.name] / (size_of(files) if p.of_all else size_of(part)) for p in here}
    base = "ripgrep" if "ripgrep" in times else "cat"
    print(f"{len(files):,} files, {size_of(files):.1f} MB; median of {runs} runs in turn\n")
    print(f"| program | what it does | MB/s | time beside {base} |\n|---|---|---:|---:|")
    for program in here:
        each = a_megabyte[program.name]
        rate = f"{1 / each:.0f}" if each < 0.1 else f"{1 / each:.2f}"
        print(f"| {program.name} | {program.does} | {rate} | {each / a_megabyte[base]:.1f} |")


def start(runs: int, made: Path) -> None:
    """Print what a start costs, beside that of Python alone."""
    folder = made / "start"
    folder.mkdir()
    (folder / "clean.md").write_text("\n".join(CLEAN), encoding="utf-8")
    (folder / "slot.md").write_text("\n".join(CLEAN) + SLOT, encoding="utf-8")
    ours = [sys.executable, "-m", "presscheck"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "presscheck --version": [*ours, "--version"],
        "one clean draft of 1 kB": [*ours, "clean.md", *FIRST],
        "the same again": [*ours, "clean.md"],
        "one with a finding": [*ours, "slot.md"],
    }
    times = measured(commands, 3 * runs, folder)
    print("\n| start | ms | beside Python alone |\n|---|---:|---:|")
    for name, each in times.items():
        print(f"| {name} | {1000 * each:.0f} | {each / times['python -c pass']:.1f} |")


def untidy(corpus: Path, runs: int, made: Path) -> None:
    """Print what findings cost: the same folder with a slot in every other file."""
    half = made / "half"
    shutil.copytree(corpus, half)
    for path in sorted(path for path in half.rglob("*") if path.suffix in (".md", ".txt"))[::2]:
        with path.open("a", encoding="utf-8") as file:
            file.write(SLOT)
    check = [*CHECK, *FIRST, "--jobs", "1"]
    commands = {"as it is": [*check, str(corpus)], "a slot in every other file": [*check, str(half)]}
    times = measured(commands, runs, made)
    print("\n| findings | seconds | beside the first |\n|---|---:|---:|")
    for name, each in times.items():
        print(f"| {name} | {each:.2f} | {each / times['as it is']:.1f} |")


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a folder of drafts")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        corpus = options.corpus.resolve() if options.corpus else made / "drafts"
        if not options.corpus:
            made_corpus(corpus)
        compare(corpus, options.runs, made)
        start(options.runs, made)
        untidy(corpus, options.runs, made)


if __name__ == "__main__":
    main()
