"""Where to draw the line between a headline that was changed and another headline: what each threshold costs.

    .venv/bin/python bench/fit_headlines.py FOLDER...

FOLDER holds published articles (Markdown, HTML, text). Of each, two kinds of pairs are taken: its headline and the
same with a slip in it, as writers make them (a word left out, added or misspelt); its headline and every other
heading. For each threshold: the share of slips that is found, and how many others are taken for the headline.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz

from presscheck.match.normal import count_words, headline_forms, normal
from presscheck.match.repeat.alike import is_near
from presscheck.match.repeat.headline import headlines
from presscheck.model import Document
from presscheck.read import FORMATS, open_document, read_source
from presscheck.trouble import Trouble

THRESHOLDS = range(80, 99, 2)
LEAST_WORDS = 5

Pair = tuple[str, str]


def documents(folders: list[str]) -> Iterator[Document]:
    """Yield the documents in these folders that can be read."""
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in FORMATS and path.is_file():
                try:
                    yield open_document(read_source(path.read_bytes(), str(path)))
                except Trouble:
                    continue


def slips(headline: str, rng: random.Random) -> Iterator[str]:
    """Yield a headline with one slip each."""
    words = headline.split()
    at = rng.randrange(1, len(words))
    yield " ".join(words[:at] + words[at + 1 :])
    yield " ".join([*words[:at], rng.choice(["the", "new", "now", "a"]), *words[at:]])
    word = words[at]
    cut = rng.randrange(len(word))
    yield " ".join([*words[:at], word[:cut] + word[cut + 1 :], *words[at + 1 :]])
    yield " ".join([*words[:at], word + "s", *words[at + 1 :]])


def pairs(folders: list[str]) -> tuple[list[Pair], list[Pair]]:
    """Return pairs of normal forms: headlines with slips and without, headlines and other headings."""
    rng = random.Random(1)
    slipped: set[Pair] = set()
    others: set[Pair] = set()
    for document in documents(folders):
        found = headlines(document)
        first = found.first
        if first is None or min(count_words(first.form), len(first.form.split())) < LEAST_WORDS:
            continue
        form = first.form
        slipped |= {(normal(slip), form) for slip in slips(form, rng)}
        for line in found.lines():
            if line.block.kind == "heading" and not headline_forms(line.text) & headline_forms(first.text):
                others.add((line.form, form))
    return sorted((a, b) for a, b in slipped if a != b), sorted(others)


def main() -> None:
    """Print what each threshold finds, and the others that come nearest."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    slipped, others = pairs(sys.argv[1:])
    print(f"{len(slipped):,} slips, {len(others):,} other headings")
    print("threshold    slips    others taken")
    for threshold in THRESHOLDS:
        same, other = (sum(fuzz.ratio(a, b) >= threshold for a, b in kind) for kind in (slipped, others))
        print(f"{threshold:9} {same / max(1, len(slipped)):8.3f} {other:15}")
    same, other = (sum(is_near(a, b) for a, b in kind) for kind in (slipped, others))
    print(f" the rule {same / max(1, len(slipped)):8.3f} {other:15}")
    for a, b in sorted(others, key=lambda pair: -fuzz.ratio(*pair))[:12]:
        print(f"  {fuzz.ratio(a, b):5.1f} {'taken' if is_near(a, b) else '':5}  {a[:70]}  |  {b[:70]}")


if __name__ == "__main__":
    main()
