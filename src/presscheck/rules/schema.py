"""Strict YAML: every key, type and value is checked, and every error names file, line and what was meant.

YAML is imported when a file is read, for a run that reads the bundle needs none.

A checker is a function from a YAML node to a plain Python value; `text`, `choice`, `listing` and `mapping` make
them. The YAML is composed into nodes and never constructed, so a tag in a file has no effect but an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from math import isfinite, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from presscheck.trouble import Trouble
from presscheck.whole import MB, read_whole

if TYPE_CHECKING:
    from pathlib import Path


class Node(NamedTuple):
    """A YAML node and the file it stands in."""

    yaml: Any
    path: str

    @property
    def line(self) -> int:
        """The 1-based line the node starts on."""
        return int(self.yaml.start_mark.line) + 1

    def trouble(self, message: str) -> Trouble:
        """Return the error `message` at this node's place."""
        return Trouble(f"{self.path}:{self.line}: {message}")


Checker = Callable[[Node], Any]


DEEPEST = 100
"""So deep may lists and tables of a file be nested; some libyamls end the process for far deeper ones."""


def parse(text: str, path: str) -> Node:
    """Compose one YAML document; raise Trouble where it is broken, empty, too deep, or uses anchors to itself."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise Trouble(f"{path}:{line}: nested more than {DEEPEST} deep")
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Trouble(f"{path}:{line}: not valid YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Trouble(f"{path}:1: not valid YAML: {str(error).splitlines()[0]}") from None
    if node is None:
        raise Trouble(f"{path}:1: the file is empty")
    return Node(node, path)


def read_yaml(path: Path, shown: str) -> Node:
    """Read and compose one YAML file; `shown` is its path in errors. Raises Trouble where that cannot be done."""
    try:
        content = read_whole(str(path), MB).decode("utf-8-sig")
    except FileNotFoundError:
        raise Trouble(f"{shown}: no such rule file or folder") from None
    except OSError as error:
        raise Trouble(f"{shown}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Trouble(f"{shown}: not valid UTF-8 at byte {error.start}") from None
    return parse(content, shown)


def nearest(word: str, known: Collection[str]) -> str:
    """Return "; did you mean 'x'?" for the known word nearest to `word`, or the known words where none is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; known: {', '.join(sorted(known))}" if len(known) <= 16 else ""


def text(node: Node) -> str:
    """Check a non-empty string (a number or a date is taken as it is written)."""
    import yaml

    if not isinstance(node.yaml, yaml.ScalarNode) or node.yaml.tag == "tag:yaml.org,2002:null":
        raise node.trouble("expected a text")
    if not node.yaml.tag.startswith("tag:yaml.org,2002:"):
        raise node.trouble(f"unknown tag {node.yaml.tag}")
    return str(node.yaml.value)


def flag(node: Node) -> bool:
    """Check `true` or `false`."""
    value = text(node)
    if value not in ("true", "false"):
        raise node.trouble(f"expected true or false, not '{value}'")
    return value == "true"


def number(node: Node) -> float:
    """Check a number that one can reckon with: neither infinite nor undefined."""
    value = text(node)
    try:
        found = float(value)
    except ValueError:
        found = nan
    if not isfinite(found):
        raise node.trouble(f"expected a number, not '{value}'")
    return found


def choice(*known: str) -> Checker:
    """Check one of a few words."""

    def check(node: Node) -> str:
        value = text(node)
        if value not in known:
            raise node.trouble(f"unknown value '{value}'{nearest(value, known)}")
        return value

    return check


def listing(item: Checker) -> Checker:
    """Check a non-empty list; a lone item counts as a list of one."""

    def check(node: Node) -> tuple[Any, ...]:
        import yaml

        if not isinstance(node.yaml, yaml.SequenceNode):
            return (item(node),)
        if not node.yaml.value:
            raise node.trouble("the list is empty")
        return tuple(item(Node(child, node.path)) for child in node.yaml.value)

    return check


def is_mapping(node: Node) -> bool:
    """Tell whether a node has keys and values."""
    import yaml

    return isinstance(node.yaml, yaml.MappingNode)


def entries(node: Node) -> dict[str, Node]:
    """Return a mapping's values by key; raise Trouble where it is none or a key stands twice."""
    import yaml

    if not isinstance(node.yaml, yaml.MappingNode):
        raise node.trouble("expected keys and values")
    found: dict[str, Node] = {}
    for key_node, value in node.yaml.value:
        key = text(Node(key_node, node.path))
        if key in found:
            raise Node(key_node, node.path).trouble(f"key '{key}' stands twice")
        found[key] = Node(value, node.path)
    return found


def mapping(keys: Mapping[str, Checker], required: Collection[str] = ()) -> Checker:
    """Check a mapping that may hold `keys` and must hold those `required`."""

    def check(node: Node) -> dict[str, Any]:
        found = entries(node)
        for (key_node, _), key in zip(node.yaml.value, found, strict=True):
            if key not in keys:
                raise Node(key_node, node.path).trouble(f"unknown key '{key}'{nearest(key, keys)}")
        for key in required:
            if key not in found:
                raise node.trouble(f"key '{key}' is missing")
        return {key: keys[key](value) for key, value in found.items()}

    return check


def table(item: Checker) -> Checker:
    """Check a mapping with keys of the file's own choosing."""
    return lambda node: {key: item(value) for key, value in entries(node).items()}
