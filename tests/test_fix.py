"""Findings mended in their drafts: safely, wholly, and once and for all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.check import again
from presscheck.config.configuration import Configuration
from presscheck.fix import PASSES, Again, Revision, fix_files, fixed, write
from presscheck.keep import Kept
from presscheck.lint import lint
from presscheck.model import Finding, Fix, Format, Place, Report, Severity, Source
from presscheck.rule import Example, Rule
from presscheck.rules import load_rules
from presscheck.run import check_paths
from presscheck.trouble import Trouble

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "accuracy"
RULES = load_rules()
BUILT_IN = Configuration(search=False)
MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|\d+[.)]|\[x\]")
SUFFIX = {"text": "txt", "markdown": "md", "html": "html"}
DRAFTS = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".md", ".html"))
MENDING = [rule for rule in RULES if rule.mend]
REMOVING = [rule for rule in MENDING if rule.mend and rule.mend.remove == "finding"]


def examples(rule: Rule) -> list[Example]:
    return [example for example in rule.flagged if example.format != "office" and not example.others]


def check(source: Source) -> Sequence[Finding]:
    return lint(source, RULES)


def mend(text: str, form: Format = "markdown", *, unsafe: bool = False) -> str:
    return fixed(text.encode(), f"draft.{SUFFIX[form]}", check, unsafe=unsafe).after.text


def assert_mended_for_good(data: bytes, path: str, *, unsafe: bool) -> Revision:
    """Hold a draft to the laws: nothing to fix is left, nothing more happens, what goes is what was found."""
    once = fixed(data, path, check, unsafe=unsafe)
    assert [finding.text for finding in once.left if finding.fix and (finding.fix.safe or unsafe)] == []
    assert fixed(once.new, path, check, unsafe=unsafe).new == once.new
    assert is_rest(once.after.text, once.before.text)
    return once


def is_rest(short: str, long: str) -> bool:
    """Tell whether one text is another with stretches left out."""
    rest = iter(long)
    return all(char in rest for char in short)


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.name)
def test_an_example_draft_is_mended_for_good(draft: Path, unsafe: bool) -> None:
    assert_mended_for_good(draft.read_bytes(), draft.name, unsafe=unsafe)


@pytest.mark.parametrize("rule", MENDING, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_are_mended_for_good(rule: Rule) -> None:
    for example in examples(rule):
        assert_mended_for_good(example.text.encode(), f"draft.{SUFFIX[example.format]}", unsafe=True)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled text is not beside this checkout")
def test_real_articles_are_mended_for_good() -> None:
    articles = sorted(path for path in (SHARED / "clean").rglob("*") if path.is_file())
    for path in articles[::60]:
        assert_mended_for_good(path.read_bytes(), path.name, unsafe=True)


@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from([example.text for rule in MENDING for example in examples(rule)]),
            st.sampled_from(["{}", "{}\n\n", "> {}", "- {}", "# {}", "He said {} and left."]),
        ),
        min_size=1,
        max_size=4,
    ),
    form=st.sampled_from(["text", "markdown", "html"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_made_up_drafts_are_mended_for_good(parts: list, form: Format, line_end: str) -> None:  # type: ignore[type-arg]
    text = "\n\n".join(frame.format(part) for part, frame in parts).replace("\n", line_end)
    assert_mended_for_good(text.encode(), f"draft.{SUFFIX[form]}", unsafe=True)


@pytest.mark.parametrize("rule", REMOVING, ids=lambda rule: rule.id)
def test_beside_the_finding_no_word_goes(rule: Rule) -> None:
    for example in examples(rule):
        text = example.text
        for finding in lint(Source(f"draft.{SUFFIX[example.format]}", text, example.format), [rule]):
            if fix := finding.fix:
                beside = text[fix.start : finding.place.start] + text[finding.place.end : fix.end]
                assert not re.search(r"[^\W_]", MARKUP.sub("", beside)), (text, finding.text)


def test_only_what_is_safe_is_mended_unless_told_otherwise() -> None:
    text = "# Rents\n\nRents fell :contentReference[oaicite:0]{index=0} in May.\n\nI hope this helps!\n"
    assert mend(text) == "# Rents\n\nRents fell in May.\n\nI hope this helps!\n"
    assert mend(text, unsafe=True) == "# Rents\n\nRents fell in May.\n"


def test_of_a_text_that_stands_twice_one_stays() -> None:
    paragraph = "The city closed the old bridge on Monday after the engineers had found new cracks in the pillars."
    text = f"# Bridge\n\n{paragraph}\n\nTraffic takes the tunnel.\n\n{paragraph}\n\n{paragraph}\n"
    assert mend(text) == f"# Bridge\n\n{paragraph}\n\nTraffic takes the tunnel.\n"


def test_two_findings_that_speak_of_each_other_do_not_both_go() -> None:
    def blaming_each_other(source: Source) -> Sequence[Finding]:
        """Find "one" and "two" where both stand, each to be taken out for the other's sake."""
        places = [Place.of(source, at, at + 3) for at in map(source.text.find, ("one", "two")) if at >= 0]
        if len(places) < 2:
            return []
        return [
            Finding(
                rule="ZZ101",
                name="twin",
                family="custom",
                severity=Severity.ERROR,
                place=place,
                text="",
                message="",
                advice="",
                before="",
                after="",
                related=other,
                fix=Fix(place.start, place.end, "", True),
            )
            for place, other in (places, places[::-1])
        ]

    assert fixed(b"one and two", "draft.txt", blaming_each_other, unsafe=False).new == b" and two"


def test_no_stop_is_left_at_the_start_of_a_line() -> None:
    assert mend("# Bridge\n\nciteturn0search1. It closed.\n") == "# Bridge\n\nIt closed.\n"


def test_what_a_fix_uncovers_is_mended_next() -> None:
    paragraph = "The city closed the old bridge on Monday after the engineers had found new cracks in the pillars."
    text = f"# Bridge\n\n{paragraph}\n\nBody:\n\n{paragraph}\n"
    revision = fixed(text.encode(), "draft.md", check, unsafe=False)
    assert revision.after.text == f"# Bridge\n\n{paragraph}\n"


def test_what_a_short_draft_uncovers_is_mended_however_often() -> None:
    text = (
        "Besuchen Sie regelmäßig unsere Website.<code>]("
        + "Bedankt voor het bezoeken van onze website.<code>](" * 70
    )
    revision = fixed(text.encode(), "draft.md", check, unsafe=True)
    assert len(revision.fixed) > PASSES
    assert not [finding for finding in revision.left if finding.fix]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_stay(encoding: str, line_end: str) -> None:
    text = "# Größe\n\nMieten fielen citeturn0search1.\n\nShare this article\n\nEnde\n".replace("\n", line_end)
    after = "# Größe\n\nMieten fielen.\n\nEnde\n".replace("\n", line_end)
    assert fixed(text.encode(encoding), "draft.md", check, unsafe=False).new == after.encode(encoding)


def test_a_draft_that_changed_since_it_was_read_is_not_written(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"Rents fell.\n\nShare this article\n")
    revision = fixed(draft.read_bytes(), str(draft), check, unsafe=False)
    draft.write_bytes(b"Rents rose.\n\nShare this article\n")
    with pytest.raises(Trouble, match="has changed since it was read; nothing was written"):
        write(revision)
    assert draft.read_bytes() == b"Rents rose.\n\nShare this article\n"


def test_the_report_is_on_what_is_left_in_the_files(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"Share this article\n\nBy [Your Name]\n")

    def run() -> Report:
        return check_paths([str(draft)], BUILT_IN)

    report = fix_files(run(), run, again(BUILT_IN, stdin=False), unsafe=False)
    assert draft.read_bytes() == b"By [Your Name]\n"
    assert [(finding.place.line, finding.text) for finding in report.findings] == [(1, "[Your Name]")]
    assert report.fixed == 1


def test_a_draft_that_cannot_be_written_does_not_stop_the_others(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_bytes(b"Rents fell.\n\nShare this article\n")
    (tmp_path / "b.md").chmod(0o444)
    readers = Again(lambda path: Path(path).read_bytes(), lambda path: check, lambda path: lambda s: Kept(check(s)))

    def run() -> Report:
        return check_paths([str(tmp_path)], BUILT_IN)

    report = fix_files(run(), run, readers, unsafe=False)
    assert report.fixed == 2
    assert [trouble.rpartition("/")[2] for trouble in report.troubles] == [
        "b.md: the file is read-only; nothing was written"
    ]
    assert [finding.place.path.rpartition("/")[2] for finding in report.findings] == ["b.md"]
