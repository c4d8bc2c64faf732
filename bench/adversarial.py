"""What hostile text costs beside an ordinary draft of the same size.

    .venv/bin/python bench/adversarial.py [--size BYTES] [--above TIMES] [--only NAME]

Hostile are marks over and over, nested as deep as they go, and what rules nearly find: each clean example of a
rule, and each bad one cut off before its end or begun after its start, again and again; and what rules do find,
over and over. Of what a rule finds or nearly finds all is tried in small, and the worst in full. Ordinary is a
draft of the same format: the example drafts, which hold leftovers, and then articles without any. The cost is
processor time: to read, check and report as JSON. What is all leftovers, more than one in a thousand characters,
is no near miss: it is listed, and costs what its findings cost.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any

from presscheck import check_text
from presscheck.cli import CIRCLES
from presscheck.lint import MOST
from presscheck.model import Format
from presscheck.report import Look, write
from presscheck.rule import Rule
from presscheck.rules import load_rules
from presscheck.trouble import Trouble

ROOT = Path(__file__).parents[1]
SUFFIX: dict[Format, str] = {"text": "txt", "markdown": "md", "html": "html"}
SMALL = 20_000
"""Characters in which the near misses of a rule are compared with one another."""

MARKS = (
    *'[](){}<>«»"“”„‘’_*~`#|\\/$%&!?.,:;-–—=+@^',
    *("[[", "]]", "{{", "}}", "{%", "<<", "__", "**", "***", "```", "~~", "![", "](", "[]", "[](", "[a](", "[a]"),
    *("()", " ", "  ", "\t", "\n", "\n\n", "\u00a0", "\u200b", "\u2028", "\r", "\r\n", "a", "a ", "A", "é", "1"),
    *("1 ", "0", "XX ", "<a ", "<a>", "</a>", "<b>", "</b>", "<p>", "<div>", "</div>", "<li>", "<ul>", "<table>"),
    *("<td>", "<br>", "<!--", "<!-- x -->", "<![CDATA[", "<?", "<script>", "</script>", "<code>", "<title>"),
    *('<a href="', "<img alt='", "&amp;", "&amp", "&#", "&#x", "&nbsp;", "- ", "* ", "\n- ", "\n1. ", "\n> "),
    *("> ", "\n# ", "\n#", "\n    ", "\n\t", "\n|", "|a", "\n---\n", "\n===\n", "\n```\n", "\n~~~\n", "[^1]"),
    *("[^1]: ", "\n[a]: ", "[a][b]", "http://", "www.", "a@b", "a_b", "a*b", "TK", "stet: ", "[stet: "),
    *("<!-- stet: ", "\n<!-- stet: PH101 x -->\n", "Note: ", "(Note: ", "I ", "'s ", "“a ", "a” ", '"a '),
    *("***a ", "**a *b ", "_a __b ", "*a_ ", "[a *b](", "<a<b", '<a b="c ', "{{ a ", "{% a ", "${a", "%a"),
    *("a|b|", '"I" [Name] ', "¿", "\ufffd", "â€"),
)  # fmt: skip
"""What is written over and over."""

PAIRS = (
    *(("[", "]"), ("(", ")"), ("{", "}"), ("<", ">"), ("«", "»"), ("“", "”"), ("„", "“"), ("[[", "]]")),
    *(("{{", "}}"), ("{% if a %}", "{% endif %}"), ("[a](", ")"), ("![", "](a)"), ("[", "](a)"), ("[", "][a]")),
    *(("**a ", " a**"), ("*a ", " a*"), ("_a ", " a_"), ("(a ", " a)"), ("[a ", " a]"), ("{a ", " a}")),
    *(("<!-- ", " -->"), ("<a b='", "'>"), ("<b>", "</b>"), ("<p>", "</p>"), ("<div>", "</div>"), ("<q>", "</q>")),
    *(("<ul><li>", "</li></ul>"), ("<table><tr><td>", "</td></tr></table>"), ("<blockquote>", "</blockquote>")),
    ("```\n", "\n```"),
)  # fmt: skip
"""What opens over and over, and closes as often."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A class of hostile text: its name, its format, and one text of it for each size."""

    name: str
    form: Format
    piece: str
    head: str = ""
    step: str = ""
    """What stands before each line once more than before the last one, for what is nested deeper line by line."""
    tail: str = ""
    close: str = ""
    """What stands behind the pieces as often as these, half of the text for both."""

    def text(self, size: int) -> str:
        """Return a text of so many characters."""
        if self.step:
            lines = int((2 * size / max(1, len(self.step))) ** 0.5)
            return "".join(f"{self.step * number}{self.piece}" for number in range(lines))[:size]
        if self.close:
            times = size // len(self.piece + self.close)
            return f"{self.piece * times}Your Name{self.close * times}"
        return (self.head + self.piece * (size // len(self.piece) + 1))[:size] + self.tail


def marks() -> Iterator[Hostile]:
    """Yield what is made of marks, in every format."""
    for form in SUFFIX:
        for mark in MARKS:
            yield Hostile(f"{mark!r} again and again", form, mark)
        for opening, closing in PAIRS:
            yield Hostile(f"{opening!r} and then {closing!r}", form, opening, close=closing)
        yield Hostile("lists in lists", form, "- a\n", step="  ")
        yield Hostile("quotations in quotations", form, "a\n\n", step="> ")
        yield Hostile("open front matter of YAML", form, "a: [b\n", "---\n")
        yield Hostile("open front matter of TOML", form, 'a = ["b\n', "+++\n")
        for line in (
            "? a\n",
            "a: b\n",
            " a: b\n",
            "- a\n",
            " - a\n",
            " [a]\n",
            "- - a = b\n",
            "[a]\n",
            'a = ["b"]\n',
        ):
            for fence in ("---\n", "+++\n"):
                yield Hostile(f"front matter of {line!r}", form, line, f"{fence}a: 1\n", tail=f"\n?b\n{fence}")


def near_misses(rule: Rule) -> Iterator[Hostile]:
    """Yield what a rule nearly finds, written in one paragraph, and in many."""
    cut: dict[tuple[str, Format], None] = {}
    for example in rule.clean:
        cut[example.text, example.format] = None
    for example in rule.flagged[:6]:
        for start, end in example.spans[:1]:
            half = (start + end) // 2
            for piece in (example.text[:half], example.text[start:half], example.text[start : end - 1]):
                cut[piece, example.format] = None
            cut[example.text[start + 1 : end], example.format] = None
    for (piece, form), gap in ((each, gap) for each in cut for gap in (" ", "\n\n")):
        if piece.strip() and form in SUFFIX:
            yield Hostile(f"{rule.id} {piece[:30]!r}", form, piece + gap)


def leftovers(rule: Rule) -> Iterator[Hostile]:
    """Yield what a rule finds, written in one paragraph, and in many."""
    for example in rule.flagged[:6]:
        if example.format in SUFFIX:
            for gap in (" ", "\n\n"):
                yield Hostile(f"{rule.id} all of it {example.text[:30]!r}", example.format, example.text + gap)


def ordinary(form: Format, size: int, seed: int = 7) -> str:
    """Return a draft of so many characters: the examples of a format, then articles of words drawn from them."""
    drafts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob(f"*.{SUFFIX[form]}"))]
    clean = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*-clean.*")))
    words = [word for word in clean.split() if word.isalpha()]
    draw = random.Random(seed)
    pieces = ["\n\n".join(drafts)]
    length = len(pieces[0])
    while length < size:
        sentences = [
            " ".join(draw.choices(words, k=draw.randint(6, 20))).capitalize() + "."
            for _ in range(draw.randint(2, 5))
        ]
        paragraph = " ".join(sentences)
        pieces.append(f"<p>{paragraph}</p>" if form == "html" else paragraph)
        length += len(pieces[-1]) + 2
    return "\n\n".join(pieces)[:size]


def cost(text: str, form: Format) -> tuple[float, int]:
    """Return the processor time that a draft takes, in seconds, and how much is found in it."""
    started = process_time()
    try:
        report = check_text(text, filename=f"draft.{SUFFIX[form]}")
    except Trouble:  # as for one that has more findings than any draft
        return process_time() - started, MOST
    write(report, "json", BytesIO(), Look())
    return process_time() - started, len(report.findings)


def growth(hostile: Hostile, small: int = 600) -> float:
    """Return how many times the steps of Python a text of this class takes once it is four times as long."""
    less, more = (_steps(hostile.text(size), hostile.form) for size in (small, 4 * small))
    return more / less


def _steps(text: str, form: Format) -> int:
    count = 0

    def tracer(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        cost(text, form)
    finally:
        sys.settrace(before)
    return count


def main() -> int:
    """Measure, print the costliest classes and how many there are, and return 1 where one costs too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of each text")
    parser.add_argument("--above", type=float, default=10, help="how many times an ordinary draft is too much")
    parser.add_argument("--only", default="", help="classes whose name holds this")
    parser.add_argument("--rows", type=int, default=20, help="how many of the costliest to print")
    asked = parser.parse_args()
    gc.set_threshold(CIRCLES)  # as the command does
    base = {}
    for form in SUFFIX:
        # Each draft is another one, as each hostile text is, for something is remembered of the last one.
        first, *drafts = (ordinary(form, asked.size, seed) for seed in range(4))
        cost(f"{first[: SMALL * 10]}<!-- stet: PH101 x -->\n[stet: PH101 x]\n", form)  # compiles what has to be
        base[form] = min(cost(draft, form)[0] for draft in drafts)
        print(f"an ordinary draft, {form}: {base[form]:.2f} s for {asked.size:,} characters", flush=True)
    rows = []
    for hostile in _classes(asked.only):
        seconds, found = cost(hostile.text(asked.size), hostile.form)
        times = seconds / base[hostile.form]
        rows.append((times, hostile, found))
        if times > asked.above and not _is_all_leftovers(found, asked.size):
            steps = f"{growth(hostile):.1f} times the steps for a text four times as long"
            print(f"too much: {times:6.1f} × {hostile.form}: {hostile.name} ({steps})", flush=True)
    rows.sort(key=lambda row: -row[0])
    print(f"\n{len(rows)} classes of {asked.size:,} characters; the costliest:\n")
    print("| times an ordinary draft | format | findings | what |\n|---:|---|---:|---|")
    for times, hostile, found in rows[: asked.rows]:
        print(f"| {times:.1f} | {hostile.form} | {found:,} | {hostile.name} |")
    return int(any(times > asked.above and not _is_all_leftovers(found, asked.size) for times, _, found in rows))


def _is_all_leftovers(found: int, size: int) -> bool:
    return found > size / 1_000


def _classes(only: str) -> Iterator[Hostile]:
    yield from (hostile for hostile in marks() if only in hostile.name)
    for rule in load_rules():
        for every in (near_misses(rule), leftovers(rule)):
            named = [hostile for hostile in every if only in hostile.name]
            if named:
                yield max(named, key=lambda hostile: cost(hostile.text(SMALL), hostile.form)[0])


if __name__ == "__main__":
    sys.exit(main())
