"""What stands twice is found at the right place; what may stand twice is left alone."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from presscheck.lint import lint
from presscheck.match.duplicate import LIMIT
from presscheck.model import Format, Source
from presscheck.read import format_of
from presscheck.rules import load_rules

DUPLICATE = tuple(load_rules().select(["duplicate"]))

HEADLINE = "Harbour bridge closes for a year"
PARAGRAPHS = [
    "The old bridge over the harbour will be closed to all traffic from Monday, the city said.",
    "Engineers found rust in two of the four main cables during the yearly inspection in March.",
    "Until then the ferry runs every ten minutes, and tickets are free for everybody who lives on the quay.",
    "Shop owners on the east side fear for the summer season, which begins in a few weeks.",
]


def found(text: str, form: Format = "text") -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in lint(Source("draft", text, form), DUPLICATE)]


def test_an_article_without_repeats_is_clean() -> None:
    assert found("\n\n".join([HEADLINE, *PARAGRAPHS])) == []


@given(place=st.integers(1, 4), case=st.sampled_from(["as it is", "upper", "title"]))
def test_a_headline_pasted_anywhere_is_found_where_it_stands(place: int, case: str) -> None:
    copy = {"as it is": HEADLINE, "upper": HEADLINE.upper(), "title": HEADLINE.title()}[case]
    blocks = [HEADLINE, *PARAGRAPHS]
    blocks.insert(place, copy)
    text = "\n\n".join(blocks)
    (finding,) = lint(Source("draft", text, "text"), DUPLICATE)
    assert finding.place.start == len("\n\n".join([*blocks[:place], ""]))
    assert finding.text == copy
    assert finding.related is not None
    assert finding.related.line == 1


@given(which=st.integers(0, 3), place=st.integers(0, 5))
def test_a_paragraph_pasted_anywhere_is_found_once_and_not_before_its_first(which: int, place: int) -> None:
    blocks = [HEADLINE, *PARAGRAPHS, "The mayor did not comment."]
    blocks.insert(max(1, place), PARAGRAPHS[which])
    ((rule, text),) = found("\n\n".join(blocks))
    assert text == PARAGRAPHS[which]
    assert rule == "DU301"


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_repeat_is_found_in_every_format(form: Format) -> None:
    line = {"text": "{}\n\n", "markdown": "## {}\n\n", "html": "<h2>{}</h2>\n"}[form]
    first = {"text": "{}\n\n", "markdown": "# {}\n\n", "html": "<h1>{}</h1>\n"}[form]
    body = {"text": "{}\n\n", "markdown": "{}\n\n", "html": "<p>{}</p>\n"}[form]
    text = first.format(HEADLINE) + body.format(PARAGRAPHS[0]) + line.format(HEADLINE) + body.format(PARAGRAPHS[1])
    assert found(text, form) == [("DU101", HEADLINE)]


def test_of_many_repeats_the_first_are_reported_and_the_rest_counted() -> None:
    text = "# The day\n\n" + "## One heading for all\n\nA line.\n\n" * 3_000
    findings = lint(Source("draft", text, "markdown"), DUPLICATE)
    assert len(findings) == LIMIT
    assert findings[-1].message == f"the heading of line 3 stands here again, and {2_999 - LIMIT:,} more follow"
    assert findings[0].message == "the heading of line 3 stands here again"


def test_a_refrain_is_left_alone() -> None:
    refrain = "Row, brothers, row\nagainst the tide\nand the rising wind"
    assert (
        found(
            f"The ferry song\n\n{refrain}\n\nThe night was long\nand the sea was cold\nand nobody sang\n\n{refrain}"
        )
        == []
    )


def test_a_quotation_of_the_headlines_words_is_left_alone() -> None:
    assert found(f"# {HEADLINE}\n\n{PARAGRAPHS[0]}\n\n> {HEADLINE}\n\n{PARAGRAPHS[1]}", "markdown") == []


TITLE = "A bridge too old for the town"
DRESSES = [
    "# {}",
    "## {}",
    "# {}  #",
    "# **{}**",
    "# _{}_",
    "# [{}](https://example.org/bridge)",
    "# {} {{#bridge}}",
    "# “{}”",
    "# {}.",
    "# 🌉 {}",
    "# {} | The Quay Post",
    "# {} – Quay Post",
    "{}\n===",
    "{}\n---",
    "<h1>{}</h1>",
    "<h1 class='title'><a href='/'>{}</a></h1>",
    "**{}**",
    "{}",
    "# A&nbsp;bridge too old for the&#32;town",
    "# A Bridge Too Old for the Town",
    "Photo: Ann Lee\n\n# {}",
    "![](bridge.jpg)\n\n# {}",
]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(
    "matter", ["---\ntitle: {}\n---\n", "---\ntitle: '{}'\nlayout: post\n---\n", '+++\ntitle = "{}"\n+++\n']
)
def test_a_title_repeated_at_the_top_is_found_in_any_dress(matter: str, dress: str) -> None:
    text = f"{matter.format(TITLE)}\n{dress.format(TITLE)}\n\n{PARAGRAPHS[0]}\n\n## What now\n\n{PARAGRAPHS[1]}\n"
    ((rule, _),) = found(text, "markdown")
    assert rule in ("DU101", "DU102", "DU105")


@pytest.mark.parametrize(
    "title",
    ["'Never again': the mayor", "Q&A with the mayor", "C# in the town hall", "100 % rain", "Ärger im Hafen"],
)
def test_a_title_with_signs_is_found(title: str) -> None:
    quoted = title.replace('"', '\\"')
    ((rule, _),) = found(f'---\ntitle: "{quoted}"\n---\n\n# {title}\n\n{PARAGRAPHS[0]}\n', "markdown")
    assert rule == "DU105"


@pytest.mark.parametrize(
    "body",
    [
        "# {{ title }}\n\n{0}",
        "{0}\n\n## A bridge too old\n\n{1}",
        "# The bridge is closed\n\n{0}",
        "{0}\n\nThe answer is:\n\n**A bridge too old for the town**",
        "{0}\n\nFor more, see\n[A bridge too old for the town](https://example.org/)",
        "{0}\n\n> A bridge too old for the town\n\n{1}",
        "{0}\n\n![A bridge too old for the town](bridge.jpg)",
        "{0}\n\n| A bridge too old for the town | 1 |\n|---|---|\n| A bridge too old for the town | 2 |",
        "{0}\n\n```\n# A bridge too old for the town\n```",
    ],
)
def test_what_only_mentions_the_title_is_left_alone(body: str) -> None:
    text = body.replace("{{", "{{{{").replace("}}", "}}}}").format(*PARAGRAPHS)
    assert found(f"---\ntitle: {TITLE}\n---\n\n{text}\n", "markdown") == []


@pytest.mark.parametrize("repeat", ["<h1>{}</h1>", "<h2>{}</h2>", "<p><strong>{}</strong></p>"])
def test_a_page_shows_its_title_once_and_a_second_headline_is_found(repeat: str) -> None:
    page = f"<title>{TITLE} | The Quay Post</title><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>"
    assert found(page, "html") == []
    assert found(page + repeat.format(TITLE), "html") == [("DU101", TITLE)]


@pytest.mark.parametrize("heading", ["# Use `ferry run` at night", "# Use <code>ferry run</code> at night"])
@pytest.mark.parametrize("title", ["Use ferry run at night", "Use `ferry run` at night"])
def test_a_title_with_code_is_found(title: str, heading: str) -> None:
    text = f"---\ntitle: {title}\n---\n\n{heading}\n\n{PARAGRAPHS[0]}\n"
    ((rule, _),) = found(text, "markdown")
    assert rule == "DU105"


def test_a_title_on_a_line_of_its_own_in_the_front_matter_counts() -> None:
    assert found(f"---\ntitle: >\n  {TITLE}\n---\n\n# {TITLE}\n\nText.\n", "markdown") == [("DU105", TITLE)]


def test_a_whole_page_under_front_matter_may_show_its_title() -> None:
    assert found(f"---\nlayout: none\n---\n<html><title>{TITLE}</title><h1>{TITLE}</h1></html>\n", "html") == []


def test_html_with_front_matter_is_held_to_it() -> None:
    page = f"---\ntitle: {TITLE}\n---\n<h1>{TITLE}</h1>\n<p>{PARAGRAPHS[0]}</p>\n"
    assert found(page, "html") == [("DU105", TITLE)]


HANDS_OFF = {
    "speaker labels": "**Reporter:** Why is the bridge closed?\n\n**Mayor:** It is old.\n\n**Reporter:** Why is the bridge closed?",
    "the same question to two people": "## Ann Lee\n\nWhat did you see that night when the water came over the quay and into the houses?\n\nRain.\n\n"
    "## Ben Roe\n\nWhat did you see that night when the water came over the quay and into the houses?\n\nMud.",
    "parallel sub-headings": "## Model A\n\n### How to use it\n\nPush.\n\n## Model B\n\n### How to use it\n\nPull.",
    "a pattern of headings": "## Step\n\nOne.\n\n## For the other systems\n\nNo.\n\n## Step\n\nTwo.\n\n## For the other systems\n\nYes.",
    "a changelog": "## 1.1\n\n### Bugs that were fixed\n\n- A leak\n\n## 1.0\n\n### Bugs that were fixed\n\n- A leak",
    "a standing note": "".join(
        f"## Fund {name}\n\nText.\n\nPast gains are no promise of gains to come, and the price of a share may fall as well "
        "as rise, so that you may get back less than you paid in; read the prospectus before you buy, ask somebody "
        "who knows, and mind the costs.\n\n"
        for name in "ABCD"
    ),
    "a recap": "The wall will stand a metre higher than the last flood, and be paid for by the port.\n\n## The wall\n\n"
    "The wall will stand a metre higher than the last flood, and be paid for by the port.",
    "lead-ins to code": "Run this in the folder of the project to see all that it prints to the screen\n\n```\na\n```\n\n"
    "Run this in the folder of the project to see all that it prints to the screen\n\n```\nb\n```",
    "credits": "![](a.jpg)\n*Photo: Ann Lee for the Quay Post*\n\nText.\n\n![](b.jpg)\n*Photo: Ann Lee for the Quay Post*",
    "a call": "[Buy your ticket for the long night of the harbour here and save two crowns on every single one](/buy)\n\n"
    "Text.\n\n[Buy your ticket for the long night of the harbour here and save two crowns on every single one](/buy)",
    "a post quoted twice": "Ann Lee posted on Monday:\n\nThe wall will stand a metre higher than the last flood, and the port will pay.\n\n"
    "It rained.\n\nAnn Lee posted on Monday:\n\nThe wall will stand a metre higher than the last flood, and the port will pay.",
    "a series": "# The first law of the harbour master\n\nText.\n\n## The third law of the harbour master\n\nText.",
    "figures": "# What the harbour earned in the year 2023\n\nText.\n\n## What the harbour earned in the year 2024\n\nText.",
    "unmarked code": "for (i = 0; i < 3; i++) { print(i); }\n\nfor (i = 0; i < 3; i++) { print(i); }",
}


@pytest.mark.parametrize("text", HANDS_OFF.values(), ids=HANDS_OFF)
def test_what_recurs_by_right_is_left_alone(text: str) -> None:
    assert found(text + "\n", "markdown") == []


ARTICLE = f"""\
# {HEADLINE}

{PARAGRAPHS[0]} {PARAGRAPHS[1]} {PARAGRAPHS[2]}

## What the engineers found

{PARAGRAPHS[1]} They will come back in autumn with better lamps, a diver and a drone, and look at all that they could \
not reach from the boat, the chief engineer said to the council's committee on Tuesday night.

- The cables
- The bearings

## What the ferry costs

{PARAGRAPHS[3]} A study for the port found that every second customer comes over the bridge, most of them on foot, and \
that few of them would take a ferry for the sake of a loaf of bread or a newspaper in the morning.

> It will be a long year.

## What happens to the market

Stalls move to the east side, where the town will lay water and power before the first of May at the latest.
"""
PARTS = ARTICLE.strip().split("\n\n")
COPIED = [part for part in PARTS if part.startswith("#") or len(part.split()) >= 40]


@given(part=st.sampled_from(COPIED), place=st.integers(1, len(PARTS)))
def test_a_copy_of_any_heading_or_long_paragraph_is_found_where_it_stands(part: str, place: int) -> None:
    parts = [*PARTS[:place], part, *PARTS[place:]]
    findings = lint(Source("draft", "\n\n".join(parts), "markdown"), DUPLICATE)
    second = max(number for number, other in enumerate(parts) if other == part)
    start = len("\n\n".join([*parts[:second], ""])) + (len(part) - len(part.lstrip("# ")))
    assert [(finding.place.start, finding.text) for finding in findings] == [(start, part.lstrip("# "))]
    assert findings[0].related is not None
    assert findings[0].related.start < start


DRAFTS = sorted((Path(__file__).parents[2] / "examples").glob("*-clean.*"))


def test_there_are_clean_drafts_to_copy_within() -> None:
    assert DRAFTS


@given(draft=st.sampled_from(DRAFTS), number=st.integers(0, 99), place=st.integers(0, 99))
@settings(max_examples=60)
def test_a_copy_of_any_long_paragraph_of_a_clean_draft_is_found(draft: Path, number: int, place: int) -> None:
    parts = draft.read_text(encoding="utf-8").strip().split("\n\n")
    long = [at for at, part in enumerate(parts) if at and len(part.split()) >= 40 and part[:1].isalpha()]
    assume(long)
    part = parts[long[number % len(long)]]
    parts.insert(2 + place % (len(parts) - 1), part)
    text = "\n\n".join(parts)
    findings = lint(Source(draft.name, text, format_of(draft.name)), DUPLICATE)
    second = max(at for at, other in enumerate(parts) if other == part)
    assert [finding.place.start for finding in findings] == [len("\n\n".join([*parts[:second], ""]))]


def test_labels_that_recur_in_a_plain_text_are_no_headings() -> None:
    talk = "".join(
        f"**A question from the floor**\n\nAnswer number {word} is long enough to be an answer.\n\n"
        for word in "abc"
    )
    assert found(f"{HEADLINE}\n\n{PARAGRAPHS[0]}\n\n{talk}") == []


def test_the_article_itself_is_clean() -> None:
    assert found(ARTICLE, "markdown") == []


BAD = {
    "fifty thousand equal headings": ("markdown", "# The day\n\n" + "## One heading for all\n\n" * 50_000),
    "a hundred thousand words in one paragraph": (
        "text",
        "The bridge was closed for one whole year because of rust. " * 9_000,
    ),
    "many short lines": ("text", "\n".join(f"line {number % 1000}" for number in range(100_000))),
    "signs": ("text", "A fine headline of words\n\n" + "*" * 500_000 + " x " + "." * 500_000),
    "equal paragraphs": ("text", (PARAGRAPHS[0] + "\n\n") * 10_000),
    "quotation marks": ("text", f'"{HEADLINE}"\n\n' + f'read more about {HEADLINE} " ' * 4_000),
}


@pytest.mark.parametrize(("form", "text"), BAD.values(), ids=BAD)
def test_bad_input_ends_in_few_findings(form: Format, text: str) -> None:
    assert len(found(text, form)) <= 3 * LIMIT


GROWING = {
    "equal headings": ("markdown", "# The day\n\n", "## One heading for all\n\n"),
    "headings of a series": (
        "markdown",
        "# The day by the sea\n\n",
        "## The day by the sea, part {}\n\nIt rains.\n\n",
    ),
    "short lines": ("text", "", "line {}\n"),
    "equal lines": ("text", "", "It rains.\n"),
    "equal paragraphs": ("text", "", PARAGRAPHS[0] + "\n\n"),
    "paragraphs that begin alike": ("text", "", PARAGRAPHS[2] + " So says notice {} of the port.\n\n"),
    "one paragraph": ("text", "", "The bridge was closed for a year, and "),
    "items": (
        "markdown",
        "",
        "- Bring your own cup and plate to the fair, and leave dog {} at home with somebody\n",
    ),
    "links": ("markdown", "", "- [The ferry runs](/ferry)\n- [The tunnel](/tunnel)\n- [It](/it)\n\nText {}.\n\n"),
    "quotation marks": ("text", f'"{HEADLINE}"\n\n', f'read more about {HEADLINE} " '),
}


@pytest.mark.parametrize(("form", "head", "piece"), GROWING.values(), ids=GROWING)
def test_work_grows_with_the_text_and_no_faster(form: Format, head: str, piece: str) -> None:
    small, large = (
        steps(partial(found, head + "".join(piece.format(number) for number in range(times)), form))
        for times in (150, 600)
    )
    assert large < 6 * small


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python some work takes, whatever else the computer does meanwhile."""
    count = 0

    def tracer(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
