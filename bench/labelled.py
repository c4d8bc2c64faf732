"""Labelled text: what a person finds in it, whichever of our files says so, or the collection beside the project.

A `Text` holds a draft and its labels. A label is `sure`, or one on which editors may disagree: then it counts
neither for nor against. `document` is what it was cut from: text of one is never both fitted on and scored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from presscheck.model import Format, Severity, Source
from presscheck.read import read_source
from presscheck.rule import Example, Rule

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "accuracy"
ANY = "not named"
"""The family of a label whose file does not name one."""

_SUFFIX: dict[Format, str] = {"text": ".txt", "markdown": ".md", "html": ".html", "office": ".docx"}
_SMALL_WORDS = {
    "en": "the a and of to in is on was for that with said are his by from has have this you your here",
    "de": "der das und ist nicht den von mit ein eine im auf für dem wird sich sie hier zu als des am ich",
    "es": "el los las una que por del para su es al más como fue este aquí lo un en",
    "fr": "le les une et est des du dans que qui au sur par pas cette ici vous nous il un votre",
    "it": "il di che è una del della non sono gli nel alla ecco questo lo un ha dal",
    "nl": "het een van en dat op te zijn voor met niet aan door er hier deze wordt bij de",
    "pt": "os uma que da em para não é na dos ao foi aqui um seu mais",
    "tr": "ve bir bu için ile da de olarak daha çok olan ne gibi sonra kadar mi değil burada",
    "pl": "na się nie że jest oraz przez tutaj po od jak",
    "cs": "na je že jsou ve byl zde podle který po jako od",
    "da": "og det er til på af som den har ikke en et her vil ikke med",
    "sv": "och det att är på av som den har inte en ett här vill med till",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
"""By language, small words that English has no use for."""


@dataclass(frozen=True)
class Label:
    """A span of a source's text that a person marked, in code points."""

    start: int
    end: int
    family: str = ANY
    sure: bool = True


@dataclass(frozen=True)
class Text:
    """A draft with its labels.

    `collection` is the row of the table it counts in, `whole` tells that every leftover in it is labelled, and not
    only those of one kind.
    """

    name: str
    source: Source
    labels: tuple[Label, ...]
    collection: str
    document: str
    language: str
    whole: bool = True


def language_of(text: str) -> str:
    """Return the language whose small words a text holds most, English where there are none."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if sum(word > "\u036f" for word in words) > len(words) / 2:  # neither Latin nor its accents
        return "other"
    counts = {language: sum(word in small for word in words) for language, small in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > max(1, counts["en"]) else "en"


def unmark(marked: str, marks: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a passage without its marks, and the spans they stood around."""
    plain, spans = "", []
    for part in marked.split(marks[0]):
        inside, closed, rest = part.partition(marks[1])
        if closed:
            spans.append((len(plain), len(plain) + len(inside)))
        plain += inside + rest
    return plain, spans


def own_texts(rules: Iterable[Rule]) -> Iterator[Text]:
    """Yield all labelled text of the project: examples of rules, passages, and the drafts in `examples/`."""
    for rule in rules:
        yield from rule_texts(rule)
    for folder in ("slots", "unseen"):
        for path in sorted((ROOT / "bench" / folder).glob("*.yaml")):
            yield from passages(path)
    yield from drafts(ROOT / "examples")


def rule_texts(rule: Rule) -> Iterator[Text]:
    """Yield the examples of a rule. Of a rule that is not shown by default the labels are not sure."""
    sure = rule.severity > Severity.ADVICE
    for example in (*rule.flagged, *rule.clean):
        labels = tuple(Label(start, end, rule.family, sure) for start, end in example.spans)
        yield Text(
            f"{rule.path}:{example.line}",
            example_source(example),
            labels,
            "rules",
            rule.id,
            language_of(example.text),
            whole=False,
        )


def example_source(example: Example) -> Source:
    """Return an example as the draft it would be."""
    return Source(f"example{_SUFFIX[example.format]}", example.text, example.format)


def passages(path: Path) -> Iterator[Text]:
    """Yield the passages of a file of `bench/slots` or `bench/unseen`; each is a document of its own.

    In `slots` only slots are marked, in `unseen` every leftover.
    """
    content = yaml.safe_load(path.read_text("utf-8"))
    slots = path.parent.name == "slots"
    for number, passage in enumerate(content["passages"]):
        if isinstance(passage, str):
            passage = {"text": passage}
        plain, spans = unmark(passage["text"], passage.get("marks", "«»"))
        form: Format = passage.get("format", "text")
        yield Text(
            f"{path.parent.name}/{path.name} {number + 1}",
            Source(f"{path.stem}{number}{_SUFFIX[form]}", plain, form),
            tuple(Label(start, end, "placeholder" if slots else ANY) for start, end in spans),
            f"bench/{path.parent.name}/{path.name}",
            f"{path.stem}{number}" if slots else f"unseen/{path.stem}{number}",
            content["language"],
            whole=not slots,
        )


def drafts(folder: Path) -> Iterator[Text]:
    """Yield the drafts of a folder, labelled by its `leftovers.yaml`: file, line, pieces of that line."""
    for name, found in yaml.safe_load((folder / "leftovers.yaml").read_text("utf-8")).items():
        source = read_source((folder / name).read_bytes(), str(folder / name))
        lines = source.text.splitlines(keepends=True)
        labels = []
        for number, pieces in (found or {}).items():
            for piece in [pieces] if isinstance(pieces, str) else pieces:
                start = sum(map(len, lines[: number - 1])) + lines[number - 1].index(piece)
                labels.append(Label(start, start + len(piece)))
        language = language_of(source.text)
        yield Text(f"{folder.name}/{name}", source, tuple(labels), f"{folder.name}/{name}", name, language)


def shared_passages(folder: Path) -> Iterator[Text]:
    """Yield the labelled passages of a collection beside the project (`passages.jsonl`)."""
    for row in _rows(folder / "passages.jsonl"):
        name = row["id"] + row.get("suffix", ".txt")
        source = read_source(row["text"].encode(), name)
        language = row.get("language") or language_of(row["text"])
        yield Text(row["id"], source, _labels(row), row["source"].split(":")[0], row["source"], language)


def clean_documents(folder: Path) -> Iterator[Text]:
    """Yield the published documents of a collection (`clean/`), and what they hold of leftovers all the same."""
    known = {row["doc"]: row for row in _rows(folder / "clean_leftovers.jsonl")}
    for path in sorted(path for path in (folder / "clean").rglob("*") if path.is_file()):
        name = path.relative_to(folder / "clean").as_posix()
        source = read_source(path.read_bytes(), str(path))
        labels = tuple(Label(label.start, label.end, sure=False) for label in _labels(known.get(name, {})))
        document = name.replace("/", ":", 1)
        yield Text(name, source, labels, name.split("/")[0], document, language_of(source.text[:5_000]))


def _labels(row: Mapping[str, Any]) -> tuple[Label, ...]:
    return tuple(Label(s["start"], s["end"], s["family"], s.get("sure", True)) for s in row.get("spans", ()))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
