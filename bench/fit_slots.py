"""Fit the weights of the slot judge on labelled passages and print how well it holds on passages it has not seen.

    python bench/fit_slots.py            fit, cross-validate, print
    python bench/fit_slots.py --write    and store the weights in rules/judge/slot.yaml

The passages are the project's own (bench/slots/*.yaml) and, where ../shared/accuracy is at hand, the labelled text
there. The model is a logistic regression with a small ridge penalty; a weight never crosses zero to the side its
evidence is not meant for. Cross-validation leaves out whole source documents, so that a template which stands in
many passages cannot vote for itself, and each document's passages together weigh no more than a few.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize

from labelled import SHARED
from labelled import unmark as unmark
from presscheck.match.evidence import EVIDENCE, FOR
from presscheck.match.slot import judged
from presscheck.model import Source
from presscheck.read import format_of, open_document, read_source

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "rules" / "judge" / "slot.yaml"
FOLDS = 5
PER_DOCUMENT = 6
"""The candidates of one document together weigh no more than this many."""
RIDGE = 0.1


@dataclass(frozen=True)
class Case:
    """A candidate: its evidence, whether it is a slot, the document it comes from, and its text for print."""

    evidence: dict[str, float]
    slot: bool
    document: str
    shown: str


def main() -> None:
    """Fit, cross-validate, print, and store if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="store the weights")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="list N cases it gets wrong unseen")
    args = parser.parse_args()
    cases = [*own_cases(), *shared_cases()]
    print(f"{len(cases)} candidates, {sum(case.slot for case in cases)} of them slots")
    cross_validate(cases, args.wrong)
    bias, weights = fit(cases)
    for name, weight in weights.items():
        share = sum(name in case.evidence for case in cases)
        print(f"  {name:18} {weight:+.2f}   seen {share}")
    if args.write:
        write(bias, weights)


def own_cases() -> Iterator[Case]:
    """Yield the candidates of the project's own passages; each passage is a document of its own."""
    for path in sorted((HERE / "slots").glob("*.yaml")):
        for number, passage in enumerate(yaml.safe_load(path.read_text("utf-8"))["passages"]):
            marks = "«»"
            if isinstance(passage, dict):
                passage, marks = passage["text"], passage.get("marks", marks)
            plain, spans = unmark(passage, marks)
            source = Source(f"{path.stem}{number}.txt", plain, "text")
            yield from cases_of(source, spans, (), f"{path.stem}{number}")


def shared_cases(folder: Path = SHARED) -> Iterator[Case]:
    """Yield the candidates of the labelled text beside the project, where it is at hand."""
    if not folder.is_dir():
        return
    for line in (folder / "passages.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        sure = [(s["start"], s["end"]) for s in row["spans"] if s["sure"]]
        unsure = [(s["start"], s["end"]) for s in row["spans"] if not s["sure"]]
        yield from cases_of(Source(row["id"] + ".txt", row["text"], "text"), sure, unsure, row["source"])
    known = {}
    for line in (folder / "clean_leftovers.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        known[row["doc"]] = [(s["start"], s["end"]) for s in row["spans"]]
    for path in sorted(p for p in (folder / "clean").rglob("*") if p.is_file()):
        name = path.relative_to(folder / "clean").as_posix()
        source = read_source(path.read_bytes(), path.name, format_of(path.name))
        yield from cases_of(source, [], known.get(name, []), name.replace("/", ":", 1))


def cases_of(
    source: Source, slots: Sequence[tuple[int, int]], unsure: Sequence[tuple[int, int]], document: str
) -> Iterator[Case]:
    """Yield a case for each candidate of a source that is not under an unsure label."""
    for slot in judged(open_document(source)):
        start, end = slot.block.span(slot.start, slot.end)
        if not any(start < last and first < end for first, last in unsure):
            yes = any(start < last and first < end for first, last in slots)
            yield Case(
                dict(slot.verdict.evidence),
                yes,
                document,
                " ".join(source.text[max(0, start - 40) : end + 25].split()),
            )


def fit(cases: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Return the bias and weights that fit the cases best, each weight kept to its side of zero."""
    names = list(EVIDENCE)
    per_document = Counter(case.document for case in cases)
    share = np.array([min(1.0, PER_DOCUMENT / per_document[case.document]) for case in cases])
    given = np.array([[1.0, *(case.evidence.get(name, 0.0) for name in names)] for case in cases])
    wanted = np.array([float(case.slot) for case in cases])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = given @ weights
        value = share @ (np.logaddexp(0.0, score) - wanted * score) + RIDGE * weights[1:] @ weights[1:]
        slope = given.T @ (share * (1 / (1 + np.exp(-score)) - wanted))
        slope[1:] += 2 * RIDGE * weights[1:]
        return float(value), slope

    sides = [(None, None), *((0.0, None) if name in FOR else (None, 0.0) for name in names)]
    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=sides).x
    return float(best[0]), dict(zip(names, map(float, best[1:]), strict=True))


def cross_validate(cases: Sequence[Case], wrong: int) -> None:
    """Print recall and precision on documents that had no part in the fit."""
    documents = sorted({case.document for case in cases})
    fold_of = {name: index % FOLDS for index, name in enumerate(documents)}
    right = missed = false = 0
    listed: list[str] = []
    for fold in range(FOLDS):
        bias, weights = fit([case for case in cases if fold_of[case.document] != fold])
        for case in cases:
            if fold_of[case.document] == fold:
                score = bias + sum(weights[name] * value for name, value in case.evidence.items())
                said = score > 0
                right += said and case.slot
                missed += case.slot and not said
                false += said and not case.slot
                if said != case.slot:
                    listed.append(
                        f"{'missed' if case.slot else 'false '} {score:+.1f} {case.document[-30:]}: {case.shown}"
                    )
    print(f"unseen documents: recall {right / (right + missed):.3f}, precision {right / (right + false):.3f}")
    for line in sorted(listed)[:wrong]:
        print("  " + line)


def write(bias: float, weights: dict[str, float]) -> None:
    """Store bias and weights, keeping each piece of evidence's wording."""
    says = {name: item["says"] for name, item in yaml.safe_load(WEIGHTS.read_text("utf-8"))["evidence"].items()}
    lines = [
        "# The weights of the slot judge, fitted by bench/fit_slots.py: do not tune them by hand.",
        "# A weight is in log odds: what the evidence adds for (+) or against (-) a slot.",
        f"bias: {bias:.2f}",
        "evidence:",
    ]
    for name, weight in weights.items():
        lines.append(f"  {name + ':':19} {{weight: {weight:5.2f}, says: {json.dumps(says[name])}}}")
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
