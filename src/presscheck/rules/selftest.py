"""A rule's examples are its tests: run them and say, in one line each, which do not hold."""

from __future__ import annotations

from presscheck.match import find
from presscheck.mend import apply, mended
from presscheck.model import Document, Finding, Source
from presscheck.read import open_document
from presscheck.rule import Example, Rule
from presscheck.rules.new import gaps_in

_SUFFIX = {"text": "txt", "markdown": "md", "html": "html", "office": "docx"}


def check_rule(rule: Rule) -> list[str]:
    """Return a line for each part that is still to be written, and for each example that fails.

    A flagged span is not found exactly, there is a finding in a clean one, or the mended text is another one.
    """
    if gaps := gaps_in(rule):
        return [f"{rule.path}:1: still to be written in {rule.id}: {', '.join(gaps)}"]
    return [failure for example in (*rule.flagged, *rule.clean) if (failure := _failure(rule, example))]


def found_in(rule: Rule, example: Example) -> list[tuple[int, int]]:
    """Return the source spans, in order, that a rule reports in an example."""
    first, *others = _sources(example)
    if example.others:
        from presscheck.across import Across

        run = Across()
        for source in (first, *others):
            run.add(open_document(source), [rule])
        return sorted((f.place.start, f.place.end) for f in run.findings(lambda path: first))
    document = open_document(first)
    if rule.matcher == "stet":
        return sorted((f.place.start, f.place.end) for f in _in_stets(rule, document))
    return sorted(hit.block.span(hit.start, hit.end) for hit in find(rule, document))


def _in_stets(rule: Rule, document: Document) -> list[Finding]:
    """Return what a rule about stets finds in a document that all rules have been at."""
    from presscheck.keep.stet import Stets
    from presscheck.lint import lint
    from presscheck.rules import RuleSet, load_rules

    others = [each for each in load_rules() if each.id != rule.id]
    stets = Stets(document, RuleSet([*others, rule]))
    stets.heed(lint(document.source, others))
    return [finding for finding in stets.problems() if finding.rule == rule.id]


def mended_text(rule: Rule, example: Example) -> str:
    """Return an example's text once everything that a rule finds in it is mended, as far as it can be."""
    first, *_ = _sources(example)
    document = open_document(first)
    fixes = [mended(rule, hit, document) for hit in find(rule, document)]
    return apply(first.text, [fix for fix in fixes if fix])[0]


def _sources(example: Example) -> list[Source]:
    suffix = _SUFFIX[example.format]
    texts = (example.text, *example.others)
    return [Source(f"example-{number:02}.{suffix}", text, example.format) for number, text in enumerate(texts, 1)]


def _failure(rule: Rule, example: Example) -> str | None:
    found = found_in(rule, example)
    if found == list(example.spans):
        return _wrongly_mended(rule, example)
    expected = _marked(example.text, example.spans)
    kind = "flagged" if example.spans else "clean"
    got = _marked(example.text, found)
    return f"{rule.path}:{example.line}: {kind} example of {rule.id}: expected {expected}, got {got}"


def _wrongly_mended(rule: Rule, example: Example) -> str | None:
    if example.fixed is None or (got := mended_text(rule, example)) == example.fixed:
        return None
    return f"{rule.path}:{example.line}: mended example of {rule.id}: expected {example.fixed!r}, got {got!r}"


def _marked(text: str, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    if not spans:
        return "nothing"
    shown = [" ".join(text[start:end].split()) for start, end in spans]
    return ", ".join(f"«{span}»" if span else "«» (empty)" for span in shown)
