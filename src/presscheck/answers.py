"""The file that says what goes into the slots of a draft: YAML or JSON, a slot and its text a line."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from presscheck.fill import Answers, Slot, named
from presscheck.rules.schema import entries, is_mapping, mapping, parse, text
from presscheck.trouble import Trouble
from presscheck.whole import read_whole

_STET = mapping({"stet": text}, required=["stet"])
_ESCAPE = re.compile(r"\\u(?P<high>[dD][89abAB]\w\w)\\u(?P<low>[dD][c-fC-F]\w\w)|\\.")


def read_answers(path: str, slots: Sequence[Slot]) -> Answers:
    """Return the answers of a file; a slot is named with or without its brackets.

    An empty text leaves its slot as it is. Raises Trouble, naming file and line, where it cannot be read, is no
    mapping of texts and stets, or names what is no slot.
    """
    texts: dict[Slot, str] = {}
    reasons: dict[Slot, str] = {}
    for name, node in entries(parse(_read(path), path)).items():
        try:
            found = named(slots, name)
        except Trouble as trouble:
            raise node.trouble(str(trouble)) from None
        for slot in found:
            if slot in texts or slot in reasons:
                raise node.trouble(f"'{name}' answers {slot.text}, which is answered already")
            if is_mapping(node):
                reasons[slot] = _STET(node)["stet"]
            else:
                texts[slot] = text(node)
    return Answers({slot: words for slot, words in texts.items() if words.strip()}, reasons)


def as_file(answers: Answers) -> str:
    """Return the content of a file that gives these answers."""
    told: list[tuple[Slot, object]] = [*answers.texts.items()]
    told += ((slot, {"stet": reason}) for slot, reason in answers.reasons.items())
    return "".join(f"{_json(slot.text)}: {_json(answer)}\n" for slot, answer in told)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(path: str) -> str:
    try:
        content = read_whole(path).decode("utf-8-sig")
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
        except ValueError:
            raise Trouble(f"{path}:1: a number without end") from None
        # All JSON is YAML but for tabs, which stand only between its tokens, and characters in two halves.
        content = _ESCAPE.sub(_in_one, content.replace("\t", " "))
    return content


def _in_one(escape: re.Match[str]) -> str:
    high, low = escape["high"], escape["low"]
    return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF)) if high else escape[0]
