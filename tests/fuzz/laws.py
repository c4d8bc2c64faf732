"""What must hold whatever the input is."""

from __future__ import annotations

from collections.abc import Iterable

from presscheck.model import Block, Finding, Place, Source
from presscheck.trouble import Trouble


def hold_blocks(blocks: Iterable[Block], text: str) -> None:
    """A block's characters stand in the file, in order, and those that are verbatim are what the file has there."""
    start = 0
    for block in blocks:
        assert block.runs, block
        assert start <= block.runs[0].start, "blocks out of order"
        start = block.runs[0].start
        before = block.runs[0].start
        assert block.runs[0].at == 0
        ends = [run.at for run in block.runs[1:]] + [len(block.text)]
        for run, end in zip(block.runs, ends, strict=True):
            assert before <= run.start <= run.end <= len(text), "runs out of order"
            assert run.at < end or not block.text, "an empty run"
            before = run.end
            if run.verbatim:
                assert text[run.start : run.end] == block.text[run.at : end], "not what the file has there"
        assert block.text == block.text.strip()


def hold_findings(findings: Iterable[Finding], source: Source) -> None:
    """What is found stands in the file where it is said to stand, and so does all that is told along with it."""
    text = source.text
    for finding in findings:
        start, end = finding.place.start, finding.place.end
        _hold_place(finding.place, source)
        assert finding.text == text[start:end]
        assert text.endswith(finding.before, 0, start)
        assert text.startswith(finding.after, end)
        if finding.related:
            _hold_place(finding.related, source)
        if finding.fix:
            assert 0 <= finding.fix.start <= finding.fix.end <= len(text)
        assert "\n" not in finding.message


def _hold_place(place: Place, source: Source) -> None:
    assert 0 <= place.start <= place.end <= len(source.text)
    assert (place.line, place.column) == source.line_column(place.start)
    assert (place.end_line, place.end_column) == source.line_column(place.end)


def hold_said(trouble: Trouble) -> None:
    """What a user can mend is said in one line."""
    assert str(trouble)
    assert len(str(trouble).splitlines()) == 1, "more than a line"


def is_rest(short: str, long: str) -> bool:
    """Tell whether one text is another with stretches left out."""
    rest = iter(long)
    return all(char in rest for char in short)
