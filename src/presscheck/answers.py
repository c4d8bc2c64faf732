"""The file that says what goes into the slots of a draft: YAML or JSON, a slot and its text a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from presscheck.fill import Slot, named
from presscheck.model import Trouble
from presscheck.rules.schema import entries, parse, text

_ESCAPE = re.compile(r"\\u(?P<high>[dD][89abAB]\w\w)\\u(?P<low>[dD][c-fC-F]\w\w)|\\.")


def read_answers(path: str, slots: Sequence[Slot]) -> dict[Slot, str]:
    """Return the texts of a file by the slots they are for; a slot is named with or without its brackets.

    An empty text leaves its slot as it is. Raises Trouble, naming file and line, where it cannot be read, is no
    mapping of texts, or names what is no slot.
    """
    answers: dict[Slot, str] = {}
    for name, node in entries(parse(_read(path), path)).items():
        try:
            found = named(slots, name)
        except Trouble as trouble:
            raise node.trouble(str(trouble)) from None
        for slot in found:
            if slot in answers:
                raise node.trouble(f"'{name}' answers {slot.text}, which is answered already")
            answers[slot] = text(node)
    return {slot: words for slot, words in answers.items() if words.strip()}


def as_file(answers: Iterable[tuple[Slot, str]]) -> str:
    """Return the content of a file that gives these answers."""
    return "".join(
        f"{json.dumps(slot.text, ensure_ascii=False)}: {json.dumps(answer, ensure_ascii=False)}\n"
        for slot, answer in answers
    )


def _read(path: str) -> str:
    try:
        content = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Trouble(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise Trouble(f"{path}: not valid UTF-8 at byte {error.start}") from None
    if path.lower().endswith(".json"):
        try:
            json.loads(content)
        except json.JSONDecodeError as error:
            raise Trouble(f"{path}:{error.lineno}: not valid JSON: {error.msg}") from None
        except RecursionError:
            raise Trouble(f"{path}:1: nested too deep") from None
        # All JSON is YAML but for tabs, which stand only between its tokens, and characters in two halves.
        content = _ESCAPE.sub(_in_one, content.replace("\t", " "))
    return content


def _in_one(escape: re.Match[str]) -> str:
    high, low = escape["high"], escape["low"]
    return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF)) if high else escape[0]
