"""The fuzz targets: what each is called, how large its share of all inputs is, and how long these are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

import carrying
import changing
import matching
import reading
import settling
import telling

SOURCES = Path(__file__).resolve().parents[2] / "src"


class Target(NamedTuple):
    """What an input is given to: a function that raises where a law is broken."""

    run: Callable[[bytes], None]
    share: int
    """Of every thousand inputs; what is quick gets more of them."""
    longest: int = 40
    """Bytes that an input has at most. Of a draft a byte is a word or a mark."""


TARGETS = {
    "decode": Target(reading.decoding, 130, 256),
    "read": Target(reading.reading, 140, 96),
    "read-signs": Target(reading.reading_signs, 110, 256),
    "office": Target(reading.office, 60, 96),
    "export": Target(reading.export, 50),
    "rows": Target(carrying.rows, 30),
    "rich-text": Target(carrying.rich_text, 45, 96),
    "google-doc": Target(carrying.google_doc, 45, 96),
    "match": Target(matching.matching, 20),
    "near": Target(matching.near, 40),
    "pattern": Target(matching.patterns, 80),
    "across": Target(matching.across, 10),
    "rule-file": Target(settling.rule_files, 60, 128),
    "config": Target(settling.configuring, 60, 128),
    "answers": Target(settling.answers, 50, 128),
    "baseline": Target(settling.baselines, 10),
    "fix": Target(changing.fixing, 12),
    "fix-document": Target(changing.fixing_documents, 8, 96),
    "slots": Target(changing.slots, 5),
    "fill": Target(changing.filling, 5),
    "stet": Target(changing.letting_stand, 10),
    "report": Target(telling.reporting, 8),
    "command": Target(telling.commanding, 12),
}


def broken(target: Target, data: bytes) -> str | None:
    """Return how an input breaks a law, in one line that names the same fault by the same words; None if not."""
    try:
        target.run(data)
    except Exception as error:
        frames = extract_tb(error.__traceback__)
        ours = [frame for frame in frames if str(SOURCES) in frame.filename]
        # A law that does not hold is told by the law; an error of the program by where it was raised.
        frame = frames[-1] if isinstance(error, AssertionError) or not ours else ours[-1]
        said = str(error).split("\n")[0][:80] if isinstance(error, AssertionError) else ""
        return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno} {said}".rstrip()
    return None


def shrunk(target: Target, data: bytes) -> bytes:
    """Return a shorter input that breaks a law in the same way, as short as a few hundred trials make it."""
    fault, trials = broken(target, data), 0
    size = len(data) // 2
    while size and trials < 400:
        at = 0
        while at < len(data) and trials < 400:
            trials += 1
            if broken(target, shorter := data[:at] + data[at + size :]) == fault:
                data = shorter
            else:
                at += size
        size //= 2
    return data


if __name__ == "__main__":  # one input by its file, with its traceback
    TARGETS[sys.argv[1]].run(Path(sys.argv[2]).read_bytes())
