"""Score the rules on passages that they were not made from, and print what they miss and what they wrongly report.

    python bench/unseen.py                        recall, precision and F1 of each language
    python bench/unseen.py --misses --alarms de   and list the cases behind the figures of German

The passages are the project's own (bench/unseen/*.yaml), written before the rules were looked at, and in fresh
words after each change: `de.yaml` came first, then `de-2.yaml` and `de-3.yaml`. What generalises counts: a rule is
widened by its class of sentences, never by the one that it missed. A finding of any rule that overlaps a leftover
finds it; one that overlaps none is a false alarm.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

import presscheck
from labelled import unmark

HERE = Path(__file__).parent
SUFFIX = {"text": ".txt", "markdown": ".md", "html": ".html"}


@dataclass
class Score:
    """What was found, what was missed, and what was reported without cause."""

    found: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Return the score as one line of a table."""
        recall = self.found / max(1, self.found + len(self.misses))
        precision = self.right / max(1, self.right + len(self.alarms))
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        counts = f"{self.found:4} found {len(self.misses):4} missed {len(self.alarms):4} false"
        return f"{name:5} recall {recall:.3f}  precision {precision:.3f}  F1 {f1:.3f} {counts}"


def main() -> None:
    """Score every language and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", help="only these, as in `de tr`")
    parser.add_argument("--misses", action="store_true", help="list what is missed")
    parser.add_argument("--alarms", action="store_true", help="list what is wrongly reported")
    args = parser.parse_args()
    total = Score()
    for path in sorted((HERE / "unseen").glob("*.yaml")):
        if args.languages and path.stem.partition("-")[0] not in args.languages:
            continue
        score = Score()
        for text, spans, suffix in passages(path):
            judge(score, text, spans, suffix)
        print(score.line(path.stem))
        for line in [*(score.misses if args.misses else ()), *(score.alarms if args.alarms else ())]:
            print(f"    {line}")
        total.found, total.right = total.found + score.found, total.right + score.right
        total.misses, total.alarms = total.misses + score.misses, total.alarms + score.alarms
    print(total.line("all"))


def passages(path: Path) -> Iterator[tuple[str, list[tuple[int, int]], str]]:
    """Yield each passage without its marks, the spans of its leftovers, and the suffix of its format."""
    for passage in yaml.safe_load(path.read_text("utf-8"))["passages"]:
        if isinstance(passage, str):
            passage = {"text": passage}
        yield *unmark(passage["text"], passage.get("marks", "«»")), SUFFIX[passage.get("format", "text")]


def judge(score: Score, text: str, spans: list[tuple[int, int]], suffix: str) -> None:
    """Check one passage and add what comes of it to the score."""
    found = [
        (finding.place.start, finding.place.end, finding)
        for finding in presscheck.check_text(text, filename="draft" + suffix).findings
    ]
    for start, end in spans:
        if any(start < last and first < end for first, last, _ in found):
            score.found += 1
        else:
            score.misses.append(f"missed {shown(text, start, end)}")
    for first, last, finding in found:
        if any(start < last and first < end for start, end in spans):
            score.right += 1
        else:
            score.alarms.append(f"false {finding.rule} {shown(text, first, last)}")


def shown(text: str, start: int, end: int) -> str:
    """Return the span with a little of what stands around it, on one line."""
    return " ".join(f"{text[max(0, start - 30) : start]}»{text[start:end]}«{text[end : end + 30]}".split())


if __name__ == "__main__":
    main()
