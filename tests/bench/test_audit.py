"""A known weakness fails the audit; where the database does not answer, that is said and is no clean answer."""

import json
from typing import Any

from audit import LOCK, verdict


def answer(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


SOUND = {"name": "click", "version": "8.5.1", "vulns": []}
WEAK = {
    "name": "rich",
    "version": "14.3",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["14.4"], "description": ""}],
}
LEFT_OUT = {"name": "regex", "skip_reason": "Dependency not found and could not be audited: regex (2026.1.1)"}


def test_what_is_locked_is_what_is_asked_for() -> None:
    assert LOCK.is_file()


def test_a_known_weakness_fails_and_is_named() -> None:
    assert verdict(answer(SOUND, WEAK), "") == (1, ["::error::rich 14.3: PYSEC-1, mended in 14.4"])


def test_no_known_weakness_passes() -> None:
    assert verdict(answer(SOUND), "No known vulnerabilities found") == (0, ["no weakness is known of 1 packages"])


def test_what_the_database_does_not_know_is_named() -> None:
    assert verdict(answer(SOUND, LEFT_OUT), "")[1][1:] == ["::warning::not in the database: regex"]


def test_an_answer_that_leaves_out_everything_is_no_clean_one() -> None:
    code, (line,) = verdict(answer(LEFT_OUT), "No known vulnerabilities found")
    assert code == 0
    assert line.startswith("::warning::")


def test_no_answer_is_said_and_fails_nothing() -> None:
    said = "::warning::the database of weaknesses could not be asked: ERROR: could not connect"
    assert verdict("", "Traceback\nERROR: could not connect\n") == (0, [said])
