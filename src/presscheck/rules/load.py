"""YAML files → rules: where they are found, how one is read, what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from presscheck.match import MATCHERS, check_spec, probes_of
from presscheck.model import Format, Kind, Severity
from presscheck.rule import Example, Mend, Rule
from presscheck.rules.schema import Node, choice, entries, listing, mapping, nearest, read_yaml, text
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

FAMILIES = {
    "PH": "placeholder",
    "NT": "note",
    "CH": "chat",
    "DU": "duplicate",
    "BP": "boilerplate",
    "MU": "markup",
    "MD": "metadata",
    "LK": "link",
    "OF": "office",
    "ST": "stet",
}
"""The two letters an id starts with, and the family they stand for. Users' own rules may use any other letters."""

PROSE: frozenset[Kind] = frozenset(
    {"heading", "paragraph", "list-item", "quotation", "table-cell", "caption", "alt", "field"}
)
"""Where a rule looks that does not say where: everything a reader reads, in the page or in its preview."""

_DATA = frozenset({"vocabulary", "judge", "topic", "stock"})
"""Folders that hold no rules but what rules rest on."""

_MARKS = "«»"


def load_files(paths: Sequence[Path], shown: Sequence[str]) -> Iterator[Rule]:
    """Yield the rules of files and folders (walked for `*.yaml` and `*.yml`), in order of path, each file once.

    `shown` holds each path as errors shall name it. Raises Trouble for a missing path, an empty folder or a bad
    rule.
    """
    read: set[Path] = set()

    def is_new(file: Path) -> bool:
        # A folder may be named by the configuration and on the command line, too.
        there = len(read)
        read.add(file.resolve())
        return len(read) > there

    for path, name in zip(paths, shown, strict=True):
        if path.is_dir():
            files = sorted(f for suffix in ("*.yaml", "*.yml") for f in path.rglob(suffix))
            files = [f for f in files if not _DATA & set(f.relative_to(path).parts)]
            if not files:
                raise Trouble(f"{name}: no rules here (looked for *.yaml and *.yml)")
            for file in filter(is_new, files):
                yield load_rule(file, f"{name}/{file.relative_to(path).as_posix()}")
        elif is_new(path):
            yield load_rule(path, name)


def load_rule(path: Path, shown: str) -> Rule:
    """Read one rule file; `shown` is its path in errors. Raises Trouble naming file, line and key."""
    return rule_from(read_yaml(path, shown))


def rule_from(node: Node) -> Rule:
    """Check a composed rule file and return its rule. Raises Trouble naming file, line and key."""
    values = _RULE(node)
    matcher, spec = values["match"]
    flagged, clean = values["examples"]["flagged"], values["examples"]["clean"]
    for example in flagged:
        if not example.spans:
            raise Trouble(f"{node.path}:{example.line}: a flagged example marks its span, as in '… «[Name]» …'")
    return Rule(
        id=values["id"],
        name=values["name"],
        family=values.get("family") or FAMILIES.get(values["id"][:2], "custom"),
        severity=Severity[values["severity"].upper()],
        summary=values["summary"],
        message=values["message"],
        why=values["why"].strip(),
        fix=values["fix"].strip(),
        matcher=matcher,
        spec=spec,
        kinds=frozenset(values.get("in", PROSE)),
        formats=frozenset(values.get("formats", get_args(Format))),
        probes=probes_of(matcher, spec),
        flagged=flagged,
        clean=clean,
        path=node.path,
        mend=_mend(values, node),
    )


def _mend(values: Mapping[str, Any], node: Node) -> Mend | None:
    """Return what mends a rule's findings; what is said of the mended text must go with it."""
    shown = [example for example in values["examples"]["flagged"] if example.fixed is not None]
    if "mend" not in values:
        if shown:
            raise Trouble(f"{node.path}:{shown[0].line}: 'fixed' needs a 'mend' that says what goes")
        return None
    if not shown:
        raise node.trouble("a rule with 'mend' has a flagged example with 'fixed', the text once it is mended")
    return Mend(**values["mend"])


def _id(node: Node) -> str:
    value = text(node)
    if not (len(value) == 5 and value[:2].isalpha() and value[:2].isupper() and value[2:].isdigit()):
        raise node.trouble(f"an id is two capital letters and three digits, as in PH101, not '{value}'")
    return value


def _name(node: Node) -> str:
    value = text(node)
    if not all(part.isalnum() and part.islower() for part in value.replace("2", "b").split("-")):
        raise node.trouble(f"a name is lower-case words with hyphens, as in bracketed-slot, not '{value}'")
    return value


def _match(node: Node) -> tuple[str, dict[str, object]]:
    found = entries(node)
    if len(found) != 1:
        raise node.trouble(f"expected one matcher, got {len(found)}")
    ((matcher, spec),) = found.items()
    if matcher not in MATCHERS:
        raise spec.trouble(f"unknown matcher '{matcher}'{nearest(matcher, MATCHERS)}")
    return matcher, check_spec(matcher, spec)


def _example(node: Node) -> Example:
    """Read an example: a text with its spans between « and », or a mapping that also names format or marks.

    Instead of a text it may hold `texts`, the documents of a run; the spans stand in the first of them.
    """
    try:
        values = entries(node)
    except Trouble:
        return _marked(text(node), "text", _MARKS, node)
    fields = _EXAMPLE(node)
    marks = fields.get("marks", _MARKS)
    if len(marks) != 2:
        raise values["marks"].trouble("marks are two characters, one to open and one to close")
    first, *others = _texts(fields, node)
    example = _marked(first, fields.get("format", "text"), marks, node)
    return example._replace(others=tuple(others), fixed=fields.get("fixed"))


def _texts(fields: Mapping[str, Any], node: Node) -> tuple[str, ...]:
    if ("text" in fields) == ("texts" in fields):
        raise node.trouble("an example holds 'text' or, for a run of several documents, 'texts'")
    return fields["texts"] if "texts" in fields else (fields["text"],)


def _marked(marked: str, form: Format, marks: str, node: Node) -> Example:
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for char in marked:
        if char == marks[0] and start is None:
            start = len(plain)
        elif char == marks[1] and start is not None:
            spans.append((start, len(plain)))
            start = None
        else:
            plain.append(char)
    if start is not None:
        raise node.trouble(f"a mark {marks[0]} is not closed")
    return Example("".join(plain), tuple(spans), form, node.line)


def _clean_example(node: Node) -> Example:
    try:
        entries(node)
    except Trouble:
        return Example(text(node), (), "text", node.line)
    fields = _EXAMPLE(node)
    if "fixed" in fields:
        raise node.trouble("a clean example has nothing to be 'fixed'")
    first, *others = _texts(fields, node)
    return Example(first, (), fields.get("format", "text"), node.line, tuple(others))


def _types(noun: type, name: str) -> tuple[str, ...]:
    return get_args(get_type_hints(noun)[name])


_EXAMPLE = mapping(
    {
        "text": text,
        "texts": listing(text),
        "format": choice(*get_args(Format)),
        "marks": text,
        "fixed": text,
    }
)

_RULE = mapping(
    {
        "id": _id,
        "name": _name,
        "family": text,
        "severity": choice(*(str(severity) for severity in Severity)),
        "summary": text,
        "message": text,
        "why": text,
        "fix": text,
        "match": _match,
        "mend": mapping(
            {"remove": choice(*_types(Mend, "remove")), "safe": choice(*_types(Mend, "safe"))},
            required=["remove", "safe"],
        ),
        "in": listing(choice(*(kind for kind in get_args(Kind) if kind not in ("opaque", "stet")))),
        "formats": listing(choice(*get_args(Format))),
        "examples": mapping(
            {"flagged": listing(_example), "clean": listing(_clean_example)}, required=["flagged", "clean"]
        ),
    },
    required=["id", "name", "severity", "summary", "message", "why", "fix", "match", "examples"],
)
