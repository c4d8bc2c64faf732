"""A checked draft as the page shows it: the article in passages, what may be filled in, and what its rules say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presscheck.fill import slots_of
from presscheck.model import Finding, Report, Source, Suppressed
from presscheck.report.article import Passage, Piece, passages
from presscheck.report.line import show
from presscheck.rule import Rule


def view(report: Report, path: str) -> dict[str, Any]:
    """Return what the page needs of a report on the one draft at `path`, beside the findings.

    `article` is the draft's passages, each in pieces that name the findings which cover them, by their number;
    `slots` are the texts to fill in, each once; `standing` is what the draft lets stand; `rules` is what is known
    of the rules that found something; `notes` says, for each finding, what stands around it and what to do.
    """
    source = report.read(path)
    named = {finding.rule for finding in report.findings}
    return {
        "article": [_passage(passage) for passage in passages(source, report.findings)],
        "slots": _slots(source, report.findings),
        "rules": {rule.id: rule_as_dict(rule) for rule in report.rules if rule.id in named},
        "standing": [_standing(each) for each in report.suppressed],
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


def _slots(source: Source, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    numbers = {id(finding): number for number, finding in enumerate(findings)}
    return [
        {"slot": slot.text, "findings": [numbers[id(gap.finding)] for gap in slot.gaps]}
        for slot in slots_of(source, findings)
    ]


def _standing(suppressed: Suppressed) -> dict[str, Any]:
    finding = suppressed.finding
    return {"message": finding.message, "line": finding.place.line, "reason": suppressed.reason}


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
