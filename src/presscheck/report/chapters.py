"""What is told of a rule, in order: the same on the terminal and on its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from presscheck.model import Format, Severity
from presscheck.rule import Example, Rule

_FORMATS: dict[Format, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "HTML",
    "office": "word processors' documents",
}
_SUBJECTS = {
    "chatbots": "an article about chatbots",
    "placeholders": "an article about templates and placeholders",
    "programming": "an article about programming",
    "publishing": "an article about newsrooms",
    "seo": "an article about search engines",
    "transcript": "a transcript",
}
_GOES = {
    "finding": "what was found",
    "parameter": "the parameter and leaves the rest of the address",
    "link": "the link and leaves its words",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title, and paragraphs of prose or examples under it. In prose, `code` stands between backticks."""

    title: str
    paragraphs: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


def chapters(rule: Rule) -> Iterator[Chapter]:
    """Yield everything about a rule but its name, severity, family and summary."""
    yield Chapter("Why", _paragraphs(rule.why))
    yield Chapter("What to do", (*_paragraphs(rule.fix), *_mended(rule)))
    yield Chapter("Found", examples=rule.flagged)
    yield Chapter("Not found", examples=rule.clean)
    yield Chapter("Where", tuple(_where(rule)))


def _mended(rule: Rule) -> Iterator[str]:
    if rule.mend is None:
        return
    goes = _GOES[rule.mend.remove]
    match rule.mend.safe:
        case "always":
            yield f"`--fix` takes out {goes}."
        case "alone":
            yield f"`--fix` takes out {goes} where nothing else stands in its block, else `--unsafe-fixes` does."
        case "never":
            yield f"`--fix --unsafe-fixes` takes out {goes}."


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _where(rule: Rule) -> Iterator[str]:
    looks = f"Looks at: {', '.join(sorted(rule.kinds))}."
    if len(rule.formats) < len(get_args(Format)):
        looks += f" Only in {_listed([name for key, name in _FORMATS.items() if key in rule.formats], 'and')}."
    yield looks
    silent = [_SUBJECTS.get(subject, f"an article about {subject}") for subject in rule.spec.get("silent_in", ())]
    if silent:
        yield f"Silent in {_listed(silent, 'or')}, but for its first and last lines."
    if capabilities := list(rule.spec.get("unless_rendered", ())):
        yield f"Silent where the project's own files show that it renders {_listed(capabilities, 'or')}."
    if rule.matcher == "slot":
        yield "What speaks for a slot and against it is weighed; `--explain` shows the evidence."
    if rule.severity == Severity.ADVICE:
        yield "Shown only with `--level advice`."
    yield f"Switch it off with `--ignore {rule.id}`."


def _listed(items: list[str], word: str) -> str:
    return f"{', '.join(items[:-1])} {word} {items[-1]}" if len(items) > 1 else items[0]
