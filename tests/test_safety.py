"""A fix is safe only where it cannot take away what was meant for the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscheck.lint import lint
from presscheck.match.stock import load_site_talk, read_site_talk
from presscheck.model import Finding, Source
from presscheck.read import format_of
from presscheck.rules import load_rules
from presscheck.trouble import Trouble

RULES = load_rules()
TIMETABLE = (
    "The ferry sails at nine, at noon and at five o'clock, and the last boat back leaves at six in the evening."
)


def found(text: str, path: str = "draft.md") -> list[Finding]:
    return lint(Source(path, text, format_of(path)), RULES)


def within(block: str) -> str:
    return f"# Harbour ferry sails late again\n\nThe ferry sails at nine.\n\n{block}\n\nNobody knows why.\n"


@pytest.mark.parametrize(
    "block",
    [
        "Share this article",
        "3 min read",
        "Thank you for visiting our website, your trusted source for the latest coverage.",
        "Welcome to The Tide, your ultimate source for breaking news. We keep you informed around the clock.",
        "Thank you for visiting our site, your trusted source for coverage of Harbour ferry sails late again.",
        "Headline: the tide is late",
        "The tide was late :contentReference[oaicite:0]{index=0} again.",
        "See [the notice](https://harbour.org/notice?utm_source=chatgpt.com).",
        "Harbour ferry sails late again",
    ],
)
def test_what_no_reader_wants_may_go_unseen(block: str) -> None:
    finding, *inside = found(within(block))
    assert finding.fix
    assert finding.fix.safe
    assert all(each.place.end <= finding.place.end for each in inside)


@pytest.mark.parametrize(
    "block",
    [
        # a paragraph with a stock sentence in it that also tells something
        "The mayor spoke on Monday about rents. Thank you for visiting our website.",
        "Don't forget to bookmark our site: the count starts at nine and the polls close at six.",
        "Join thousands of readers at the town hall. Doors open at seven.",
        # what a colon announces
        f"Asked about Monday, he said:\n\n{TIMETABLE}\n\nAsked about Tuesday, he said:\n\n{TIMETABLE}",
        "The note on the door read:\n\nLeave a comment",
        "The note on the door read:  \nLeave a comment",
        # words that a person may write too
        "Let me know if you would like to see more of these in the comments!",
        "As a journalist, I would rewrite the statement in calmer words.",
        "I have tried to keep the tone of the original text.",
        "I hope this helps!",
        # labels with a meaning, and marks that the law asks for
        "H1: revenue rose by five percent",
        "Second paragraph: The landlord shall give notice to the tenant.",
        "Sponsored content",
        # a link that is a button, or is linked to
        '<a href="#" onclick="play()">Play</a> the recording.',
        '<a id="note-1" href="#">One</a> of the boats sank.',
        # a picture in the second copy
        f"{TIMETABLE}\n\n![The quay](quay.jpg) {TIMETABLE}",
    ],
)
def test_what_a_reader_may_want_wants_an_eye(block: str) -> None:
    assert [finding.text for finding in found(within(block)) if finding.fix and finding.fix.safe] == []


def test_a_step_of_a_list_that_stands_twice_wants_an_eye() -> None:
    step = "- Stir the pot slowly and evenly for about two minutes\n"
    text = f"# Soup\n\n{step}{step}- Serve\n"
    assert [finding.fix.safe for finding in found(text) if finding.fix] == [False]


def test_the_headline_itself_wants_an_eye() -> None:
    assert [f.fix.safe for f in found("# Article template\n\nText of the page.\n") if f.fix] == [False]


def test_site_talk_is_told_from_news() -> None:
    talk = load_site_talk()
    assert talk.is_all_of("At The Tide, we bring you the latest stories. Visit The Tide now!")
    assert talk.is_all_of("Thank you for reading about Rents Fall In May.", "Rents Fall In May")
    assert not talk.is_all_of("We bring you the latest on the flood.")
    assert not talk.is_all_of("Join 40,000 readers.")


def test_a_bad_file_of_site_talk_is_said(tmp_path: Path) -> None:
    (tmp_path / "xx.yaml").write_text("language: xx\nwords: Welcome\n")
    with pytest.raises(Trouble, match=r"xx\.yaml:2: 'Welcome' is not in lower case"):
        read_site_talk([tmp_path / "xx.yaml"])
