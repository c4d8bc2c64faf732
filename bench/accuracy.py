"""Measure how many leftovers are found and how much else is reported, and print it as tables.

    python bench/accuracy.py                    the project's own labelled text, and ../shared/accuracy if at hand
    python bench/accuracy.py --own              only the project's own
    python bench/accuracy.py --misses 20        and list up to 20 leftovers that are missed
    python bench/accuracy.py --alarms 20        and up to 20 findings that are none
    python bench/accuracy.py --cross-validate   and score text by a judge whose weights were not fitted on it

docs/accuracy.md says what is counted and how.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from labelled import SHARED, Label, Text, clean_documents, own_texts, shared_passages
from presscheck.check import check_source
from presscheck.match.judge import Weighing, load_weighing, weighing_by
from presscheck.model import Finding
from presscheck.rules import RuleSet, load_rules

FOLDS = 5
OVERALL = "overall"

Model = Callable[[Text], Weighing]
"""Which weights judge a text."""


@dataclass
class Row:
    """What was looked for and what was reported, in spans."""

    spans: int = 0
    found: int = 0
    right: int = 0
    false: int = 0

    @property
    def recall(self) -> float | None:
        """The share of labelled spans that a finding overlaps; None where there are none."""
        return self.found / self.spans if self.spans else None

    @property
    def precision(self) -> float | None:
        """The share of findings that overlap a labelled span; None where there are no findings."""
        return self.right / (self.right + self.false) if self.right + self.false else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of recall and precision; None where either is missing."""
        recall, precision = self.recall, self.precision
        if recall is None or precision is None:
            return None
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@dataclass
class Score:
    """What came of a collection of texts, in all and by part, and the cases behind the figures."""

    texts: int = 0
    overall: Row = field(default_factory=Row)
    families: dict[str, Row] = field(default_factory=dict)
    languages: dict[str, Row] = field(default_factory=dict)
    collections: dict[str, Row] = field(default_factory=dict)
    documents: dict[str, Counter[str]] = field(default_factory=dict)
    """How many texts there are by `language` and by `collection`."""
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    alarms_by_rule: Counter[str] = field(default_factory=Counter)

    def add(self, text: Text, findings: Sequence[Finding], settled: Settled) -> None:
        """Count one text and what was found in it."""
        self.texts += 1
        for part, name in (("language", text.language), ("collection", text.collection)):
            self.documents.setdefault(part, Counter())[name] += 1
        rows = [
            self.overall,
            self.languages.setdefault(text.language, Row()),
            self.collections.setdefault(text.collection, Row()),
        ]
        sure = [label for label in text.labels if label.sure]
        for label in sure:
            hit = any(overlaps(finding, label) for finding in findings)
            for row in (*rows, self.families.setdefault(label.family, Row())):
                row.spans += 1
                row.found += hit
            if not hit:
                self.misses.append(f"missed {label.family}  {text.name}: {quote(text, label.start, label.end)}")
        for finding in findings:
            right = any(overlaps(finding, label) for label in sure)
            if not right and (any(overlaps(finding, label) for label in text.labels) or settled(text, finding)):
                continue
            for row in (*rows, self.families.setdefault(finding.family, Row())):
                row.right += right
                row.false += not right
            if not right:
                place = finding.place
                self.alarms.append(f"false {finding.rule}  {text.name}: {quote(text, place.start, place.end)}")
                self.alarms_by_rule[f"{finding.rule} {finding.name}"] += 1


Settled = Callable[[Text, Finding], bool]
"""Tells whether a finding beside every label counts neither for nor against."""


def overlaps(finding: Finding, label: Label) -> bool:
    """Tell whether a finding and a label share a character."""
    return finding.place.start < label.end and label.start < finding.place.end


def other_rules_leftover(rules: RuleSet) -> Settled:
    """Return the test for a leftover that a text holds beside those it was written to show.

    The example of one rule may hold what another was made for: `Byline:` before a default name. Where a text labels
    leftovers of one kind only, a finding counts neither way if its own rule marks the very same words in an example
    of its own. This does not hold for the slot judge and for repeats: there the place decides and not the words.
    """
    marked = {
        rule.id: {plain(example.text[start:end]) for example in rule.flagged for start, end in example.spans}
        for rule in rules
        if rule.matcher in ("phrase", "pattern", "field")
    }
    return lambda text, finding: not text.whole and plain(finding.text) in marked.get(finding.rule, ())


def plain(text: str) -> str:
    """Return a text in lower case with single spaces."""
    return " ".join(text.lower().split())


def quote(text: Text, start: int, end: int) -> str:
    """Return a span between »« with a little of what stands around it, on one line."""
    whole = text.source.text
    shown = f"{whole[max(0, start - 40) : start]}»{whole[start:end]}«{whole[end : end + 40]}"
    return " ".join(shown.split())[:220]


def measure(texts: Iterable[Text], rules: RuleSet, model: Model | None = None) -> Score:
    """Check every text with all rules at the default level, and count."""
    score, settled = Score(), other_rules_leftover(rules)
    for text in texts:
        with weighing_by(model(text)) if model else nullcontext():
            findings = check_source(text.source, rules).findings
        score.add(text, findings, settled)
    return score


def held_out(shared: Path) -> Model:
    """Return which weights to score a text with: those fitted without any text of its document's fold."""
    from fit_slots import fit, own_cases, shared_cases

    cases = [*own_cases(), *shared_cases(shared)]
    says = load_weighing().says
    models = [
        Weighing(*fit([case for case in cases if fold(case.document) != number]), says) for number in range(FOLDS)
    ]
    return lambda text: models[fold(text.document)]


def fold(document: str) -> int:
    """Return which of the folds a document is in, from its name alone."""
    return crc32(document.encode()) % FOLDS


def tables(score: Score) -> Iterator[str]:
    """Yield the lines that tell recall, precision and F1: in all, by family, by language, by source."""
    parts: Sequence[tuple[str, Mapping[str, Row]]] = (
        ("", {OVERALL: score.overall}),
        ("by family", score.families),
        ("by language", score.languages),
        ("by source", score.collections),
    )
    width = max(len(name) for _, rows in parts for name in rows) + 2
    head = f"{'spans':>7}{'found':>7}{'recall':>8}   {'findings':>8}{'false':>7}{'precision':>11}   {'F1':>5}"
    yield " " * (width + 2) + head
    for heading, rows in parts:
        if heading:
            yield from ("", heading)
        for name in sorted(rows):
            yield f"  {name:<{width}}{_cells(rows[name])}"


def _cells(row: Row) -> str:
    recall, precision, f1 = (_share(value) for value in (row.recall, row.precision, row.f1))
    findings = row.right + row.false
    return f"{row.spans:>7,}{row.found:>7,}{recall:>8}   {findings:>8,}{row.false:>7,}{precision:>11}   {f1:>5}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def clean_tables(score: Score) -> Iterator[str]:
    """Yield the lines that tell the false alarms in documents without leftovers: in all, and by part and rule."""
    parts: Sequence[tuple[str, Mapping[str, int], Mapping[str, int]]] = (
        ("", {OVERALL: score.overall.false}, {OVERALL: score.texts}),
        ("by language", _false(score.languages), score.documents["language"]),
        ("by source", _false(score.collections), score.documents["collection"]),
    )
    width = max(len(name) for _, alarms, _ in parts for name in alarms) + 2
    yield f"  {'':{width}}{'documents':>11}{'false alarms':>14}{'per 1,000':>11}"
    for heading, alarms, documents in parts:
        if heading:
            yield from ("", heading)
        for name in sorted(alarms):
            per = 1_000 * alarms[name] / documents[name]
            yield f"  {name:<{width}}{documents[name]:>11,}{alarms[name]:>14,}{per:>11.2f}"
    if score.alarms_by_rule:
        yield from ("", "by rule")
        for rule, count in sorted(score.alarms_by_rule.items(), key=lambda item: (-item[1], item[0])):
            yield f"  {rule:<{width}}{'':11}{count:>14,}"


def _false(rows: Mapping[str, Row]) -> dict[str, int]:
    return {name: row.false for name, row in rows.items()}


def compared(named: Mapping[str, tuple[Score, Score]], clean: tuple[Score, Score] | None) -> Iterator[str]:
    """Yield the lines that set scores beside those of the cross-validation."""
    width = max(map(len, named)) + 2
    yield f"  {'':{width}}{'':16}{'recall':>8}{'precision':>11}{'F1':>8}"
    for name, scores in named.items():
        for kind, score in zip(("fitted weights", "held out"), scores, strict=True):
            row = score.overall
            cells = f"{_share(row.recall):>8}{_share(row.precision):>11}{_share(row.f1):>8}"
            yield f"  {name if kind != 'held out' else '':<{width}}{kind:<16}{cells}"
    if clean:
        plain_alarms, unseen_alarms = (f"{1_000 * s.overall.false / s.texts:.2f}" for s in clean)
        yield f"  false alarms per 1,000 documents: {plain_alarms}, held out {unseen_alarms}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="PATH", help="labelled text of others")
    parser.add_argument("--own", action="store_true", help="measure the project's own text only")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list up to N missed spans of each part")
    parser.add_argument("--alarms", type=int, default=0, metavar="N", help="list up to N false alarms of each part")
    parser.add_argument("--cross-validate", action="store_true", help="score by weights fitted on other documents")
    args = parser.parse_args()
    rules = load_rules()
    sets: dict[str, list[Text]] = {"the project's own labelled text": list(own_texts(rules))}
    documents: list[Text] = []
    if not args.own and args.shared.is_dir():
        sets["labelled passages of others"] = list(shared_passages(args.shared))
        documents = list(clean_documents(args.shared))
    scores = {}
    for name, texts in sets.items():
        scores[name] = measure(texts, rules)
        show(f"{name[0].upper()}{name[1:]}: {len(texts):,} texts", tables(scores[name]), scores[name], args)
    clean = measure(documents, rules) if documents else None
    if clean:
        show("Published articles, in which nothing is a leftover", clean_tables(clean), clean, args)
    if args.cross_validate:
        model = held_out(args.shared)
        both = {name: (scores[name], measure(texts, rules, model)) for name, texts in sets.items()}
        unseen = (clean, measure(documents, rules, model)) if clean else None
        title = f"Cross-validated: fitted on {FOLDS - 1} of {FOLDS} parts of the documents, scored on the other"
        print("\n".join([title, *compared(both, unseen)]))


def show(title: str, lines: Iterable[str], score: Score, args: argparse.Namespace) -> None:
    """Print a title, tables, and the cases that were asked for."""
    cases = [*score.misses[: args.misses], *score.alarms[: args.alarms]]
    print("\n".join([title, "", *lines, *([""] if cases else []), *cases, ""]), flush=True)


if __name__ == "__main__":
    main()
