"""Of a file with very many findings the most certain ones are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscheck import check_text
from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.keep.limit import limited
from presscheck.model import Severity
from presscheck.run import check_paths

DRAFT = "\n\n".join(f"Boat {n} left. I hope this helps!\n\nBy [Your Name]" for n in range(4))


def test_the_most_severe_stay_in_their_order() -> None:
    findings = check_text(DRAFT, level="advice").findings
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    told, more = limited(findings, lambda _: len(errors))
    assert 0 < len(errors) < len(findings)
    assert list(told) == errors
    assert more == {"draft.txt": len(findings) - len(errors)}


def test_a_file_with_no_more_than_that_is_told_whole() -> None:
    findings = check_text(DRAFT).findings
    assert limited(findings, lambda _: len(findings)) == (list(findings), {})


@pytest.mark.parametrize(("every", "number"), [(False, 2), (True, 4)])
def test_a_run_tells_as_many_of_each_file_as_it_is_to(tmp_path: Path, every: bool, number: int) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("By [Your Name]\n\n" * 4)
    configuration = Configuration(layer_of({"max-findings": 2, "select": ["PH101"]}, "{}"), search=False)
    report = check_paths([str(tmp_path)], configuration, every=every)
    assert len(report.findings) == 2 * number
    assert sum(report.more.values()) == 8 - len(report.findings)
    assert len(report.notes) == (0 if every else 2)
