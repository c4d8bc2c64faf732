"""What `presscheck init` found out and wrote, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from presscheck.config.start import Step
from presscheck.config.starter import HOOK, WHEEL
from presscheck.config.survey import Survey

_NAMES = {"github": "GitHub", "gitlab": "GitLab"}


def lines(found: Survey, steps: Sequence[Step]) -> Iterator[str]:
    """Yield a line about the project, one for each file, and what is left to do."""
    yield _about(found)
    width = max(len(step.path) for step in steps)
    for step in steps:
        yield f"{step.done:<6} {step.path:<{width}}  {step.note}"
        if step.done == "left":
            yield from (f"       {line}".rstrip() for line in step.content.splitlines())
    if any(step.done == "wrote" and step.path.endswith(HOOK) for step in steps):
        yield "next   run `pre-commit install` once, so that commits are checked"
    if any(WHEEL in step.content for step in steps):
        yield f"next   put a wheel of presscheck into {WHEEL.partition('/')[0]}/: CI installs it from there"
    if not found.services:
        yield "next   for a CI service, take a job from docs/ci.md"


def _about(found: Survey) -> str:
    drafts = _listed([f"{folder}/" for folder in found.drafts]) or "this folder"
    parts = [f"drafts in {drafts}"]
    if found.generators:
        parts.append(f"rendered by {_listed(found.generators, 'or')}")
    if found.services:
        parts.append(f"checked by {_listed([_NAMES[service] for service in found.services])}")
    return f"found  {', '.join(parts)}"


def _listed(items: Iterable[str], word: str = "and") -> str:
    *first, last = list(items) or [""]
    return f"{', '.join(first)} {word} {last}" if first else last
