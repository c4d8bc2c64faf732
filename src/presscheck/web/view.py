"""A checked draft as the page shows it: the article in passages, what may be filled in, and what its rules say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presscheck.model import Finding, Report, Rule
from presscheck.report.article import Passage, Piece, passages
from presscheck.report.line import show


def view(report: Report, path: str) -> dict[str, Any]:
    """Return what the page needs of a report on the one draft at `path`, beside the findings.

    `article` is the draft's passages, each in pieces that name the findings which cover them, by their number;
    `slots` are the texts to fill in, each once; `rules` is what is known of the rules that found something;
    `notes` says, for each finding, what stands around it and what to do.
    """
    named = {finding.rule for finding in report.findings}
    return {
        "article": [_passage(passage) for passage in passages(report.read(path), report.findings)],
        "slots": slots(report.findings),
        "rules": {rule.id: rule_as_dict(rule) for rule in report.rules if rule.id in named},
        "notes": [_note(finding) for finding in report.findings],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    block = passage.block
    told: dict[str, Any] = {"kind": block.kind, "level": block.level}
    if block.name:
        told["name"] = shown(block.name)
    return {**told, "pieces": [_piece(piece) for piece in passage.pieces]}


def _piece(piece: Piece) -> dict[str, Any]:
    told: dict[str, Any] = {"text": shown(piece.text)}
    if piece.numbers:
        told |= {"findings": list(piece.numbers), "starts": list(piece.starts)}
    return told


def _note(finding: Finding) -> dict[str, Any]:
    return {
        "key": key(finding),
        "advice": finding.advice,
        "before": shown(finding.before),
        "text": shown(finding.text),
        "after": shown(finding.after),
    }


def shown(text: str) -> str:
    """Return text with what is invisible in it named, its lines kept."""
    return "\n".join(show(line) for line in text.split("\n"))


def key(finding: Finding) -> str:
    """Return what names a finding among those of its draft, such as `PH101@612`."""
    return f"{finding.rule}@{finding.place.start}"


def slots(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the distinct texts to fill in, in the order in which they first stand, with the findings of each."""
    by_text: dict[str, list[int]] = {}
    for number, finding in enumerate(findings):
        if finding.family == "placeholder":
            by_text.setdefault(" ".join(finding.text.split()), []).append(number)
    return [{"slot": text, "findings": numbers} for text, numbers in by_text.items()]


def rule_as_dict(rule: Rule) -> dict[str, Any]:
    """Return what people may want to know of a rule."""
    return {
        "id": rule.id,
        "name": rule.name,
        "family": rule.family,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "why": rule.why.strip(),
        "fix": rule.fix.strip(),
    }
