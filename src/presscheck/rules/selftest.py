"""A rule's examples are its tests: run them and say, in one line each, which do not hold."""

from __future__ import annotations

from presscheck.match import find
from presscheck.model import Example, Rule, Source
from presscheck.read import open_document

_SUFFIX = {"text": "txt", "markdown": "md", "html": "html", "office": "docx"}


def check_rule(rule: Rule) -> list[str]:
    """Return a line for each example that fails: a flagged span not found exactly, or a finding in a clean one."""
    return [failure for example in (*rule.flagged, *rule.clean) if (failure := _failure(rule, example))]


def found_in(rule: Rule, example: Example) -> list[tuple[int, int]]:
    """Return the source spans, in order, that a rule reports in an example."""
    first, *others = _sources(example)
    if example.others:
        from presscheck.across import Across

        run = Across([rule])
        for source in (first, *others):
            run.add(open_document(source))
        return sorted((f.place.start, f.place.end) for f in run.findings(lambda path: first))
    return sorted(hit.block.span(hit.start, hit.end) for hit in find(rule, open_document(first)))


def _sources(example: Example) -> list[Source]:
    suffix = _SUFFIX[example.format]
    texts = (example.text, *example.others)
    return [Source(f"example-{number:02}.{suffix}", text, example.format) for number, text in enumerate(texts, 1)]


def _failure(rule: Rule, example: Example) -> str | None:
    found = found_in(rule, example)
    if found == list(example.spans):
        return None
    expected = _marked(example.text, example.spans)
    kind = "flagged" if example.spans else "clean"
    got = _marked(example.text, found)
    return f"{rule.path}:{example.line}: {kind} example of {rule.id}: expected {expected}, got {got}"


def _marked(text: str, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    if not spans:
        return "nothing"
    shown = [" ".join(text[start:end].split()) for start, end in spans]
    return ", ".join(f"«{span}»" if span else "«» (empty)" for span in shown)
