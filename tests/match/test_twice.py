"""Where a rule finds that something stands twice, the bytes of the text have told so before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presscheck.lint import lint_naively
from presscheck.match.duplicate import ACROSS
from presscheck.match.letters import letters_alone, unmarked
from presscheck.match.twice import may_stand_twice, why
from presscheck.model import Format, Source
from presscheck.read import format_of, read_source
from presscheck.rule import Example, Rule
from presscheck.rules import load_rules

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "accuracy"
RULES = tuple(rule for rule in load_rules() if rule.matcher == "duplicate" and rule.spec["of"] not in ACROSS)
EXAMPLES = [
    pytest.param(example, id=f"{rule.id}-{example.line}")
    for rule in load_rules()
    for example in (*rule.flagged, *rule.clean)
    if example.format != "office"
]


def found(source: Source) -> list[str]:
    return [finding.rule for finding in lint_naively(source, RULES)]


def assert_told(source: Source) -> None:
    if rules := found(source):
        assert may_stand_twice(source.text.encode("utf-8", "replace"), source.format), rules


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_example_of_any_rule_is_passed_over(example: Example) -> None:
    assert_told(Source("example", example.text, example.format))


@pytest.mark.parametrize("draft", sorted((ROOT / "examples").glob("*.[mth][dxt]*")), ids=lambda path: path.name)
def test_no_example_draft_is_passed_over(draft: Path) -> None:
    assert_told(read_source(draft.read_bytes(), draft.name))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled text is not beside this checkout")
def test_few_real_articles_need_a_closer_look_and_none_is_passed_over() -> None:
    articles = sorted(path for path in (SHARED / "clean").rglob("*") if path.is_file())[::20]
    closer = 0
    for path in articles:
        source = read_source(path.read_bytes(), path.name, format_of(path.name))
        assert_told(source)
        closer += may_stand_twice(path.read_bytes(), source.format)
    assert closer <= 0.15 * len(articles)


ARTICLE = [
    "# The old harbour bridge closes for a year",
    "The old bridge over the harbour will be closed to all traffic from Monday, the city said. Ferries run.",
    "## What the engineers found in March",
    "Engineers found rust in two of the four main cables during the yearly inspection. They will be back in "
    "autumn with better lamps, a diver and a drone, and look at all that they could not reach from the boat.",
    "- Bring your own cup and plate to the fair, and leave the dog at home with somebody whom it knows and likes, "
    "for last year there were too many of them",
    "Ärger im Hafen: Die alte Brücke wird für ein Jahr gesperrt, und die Straße zum Markt gleich mit ihr.",
    "Старый мост через гавань закроют на год, сообщили в понедельник городские власти и управление порта.",
]


def wrapped(text: str) -> str:
    return text.replace(" of ", "\nof ").replace(" and ", "\nand ")


def in_bold(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"{first} **{rest}**" if first in ("#", "##", "-") else f"**{text}**"


def marked(text: str) -> str:
    return " ".join(f"*{word}*" if len(word) > 5 else word for word in text.split(" "))


def linked(text: str) -> str:
    *words, last = text.split(" ")
    return " ".join([*words, f"[{last}](https://example.org/some/place?of=interest)"])


def in_entities(text: str) -> str:
    return text.replace("e", "&#101;").replace("ü", "&uuml;")


def in_tags(text: str) -> str:
    return text.replace("bridge", "<b class='word of its own'>bridge</b>").replace("cables", "cab<wbr>les")


def with_odd_signs(text: str) -> str:
    return text.replace(" the ", " the\N{NO-BREAK SPACE}").replace("old", "o\N{SOFT HYPHEN}ld").replace(",", " –")


def composed_otherwise(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFD", text)


def noted(text: str) -> str:
    return text + "[^1]"


def in_template(text: str) -> str:
    return text + " {{ site.name }}"


DRESSES = [
    str, str.upper, str.title, wrapped, in_bold, marked, linked, in_entities, in_tags, with_odd_signs,
    composed_otherwise, noted, in_template,
]  # fmt: skip
MATTERS = [
    "",
    "---\ntitle: {}\n---\n",
    '+++\ntitle = "{}"\n+++\n',
    "---\ntitle: >-\n  {}\n---\n",
    "---\ntitle: {}\n...\n",
    "---\nIt rains. {}\n---\n",
]
JOINTS = ["\n\n", "\n", " ", "  \n", "\n\n![A bridge](bridge.jpg)\n\n", "\n\n```\nlet it = be;\n```\n\n"]


@given(
    part=st.sampled_from(ARTICLE),
    dresses=st.tuples(st.sampled_from(DRESSES), st.sampled_from(DRESSES)),
    place=st.integers(0, len(ARTICLE)),
    joint=st.sampled_from(JOINTS),
    matter=st.sampled_from(MATTERS),
    form=st.sampled_from(["text", "markdown", "html"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=200)
def test_no_copy_in_any_dress_is_passed_over(
    part: str,
    dresses: tuple[Callable[[str], str], Callable[[str], str]],
    place: int,
    joint: str,
    matter: str,
    form: Format,
    line_end: str,
) -> None:
    parts = [dresses[0](other) if other == part else other for other in ARTICLE]
    parts[place : place + 1] = [*parts[place : place + 1], dresses[1](part)]
    text = matter.format(part.lstrip("#- ").replace('"', "")) + joint.join(parts)
    assert_told(Source("draft", text.replace("\n", line_end), form))


FRAMES = ["{} ", "{}\n", "{}\n\n", "# {}\n\n", "- {}\n", "1. {}\n", "> {}\n", "{}\n---\n", "<h2>{}</h2>\n"]
WORDS = ["the", "harbour", "bridge.", "closes", "Never", "again!", "in", "spring:", "rust", "a", "year", "(Leeds)"]


@given(
    pieces=st.lists(
        st.tuples(
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
            st.integers(1, 3),
            st.sampled_from(
                ["{} ", "{}\n", "{}\n\n", "# {}\n\n", "- {}\n", "1. {}\n", "> {}\n", "{}\n---\n", "<h2>{}</h2>\n"]
            ),
        ),
        max_size=8,
    ),
    form=st.sampled_from(["text", "markdown", "html"]),
)
@settings(max_examples=200)
@example(pieces=[("the harbour bridge closes in a year rust", 2, "{} ")], form="text")
def test_no_repeat_in_made_up_drafts_is_passed_over(pieces: list, form: Format) -> None:  # type: ignore[type-arg]
    assert_told(Source("draft", "".join(frame.format(text) * times for text, times, frame in pieces), form))


@given(st.text(alphabet=st.sampled_from("[]{}<>#*_- \n\r:.,Thé#&;\"'“»`|\\/()!01бр文\u0301")))
def test_any_text_gets_an_answer(text: str) -> None:
    for form in ("text", "markdown", "html", "office"):
        may_stand_twice(text.encode(), form)


def test_a_byte_order_mark_hides_no_title() -> None:
    text = "---\ntitle: A bridge too old\n---\n\n# A bridge too old\n\nIt is.\n"
    assert found(Source("draft", text, "markdown"))
    assert may_stand_twice(b"\xef\xbb\xbf" + text.encode(), "markdown")


def test_an_article_without_repeats_needs_no_closer_look() -> None:
    assert not may_stand_twice("\n\n".join(ARTICLE).encode(), "markdown")


def test_the_title_of_a_page_does_not_stand_twice_by_itself() -> None:
    page = "<title>The old harbour bridge closes for a year</title>\n" + "".join(
        f"<p>{each}</p>\n" for each in ARTICLE[1:]
    )
    assert not may_stand_twice(page.encode(), "html")
    assert may_stand_twice(
        page.replace("</title>\n", "</title>\n<p>The old harbour bridge closes for a year</p>").encode(), "html"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Die Straße", "DIE STRASSE"),
        ("café au lait", "cafe\u0301 AU lait"),
        ("It’s “closed” – again", 'It\'s "closed" - again'),
        ("**The** [bridge](https://example.org) _closes_", "The bridge closes"),
        ("R&amp;D at the harbour", "R&D at the harbour"),
        ("Гавань", "ГАВАНЬ"),
        ("ﬁn de siècle", "fin de siècle"),
    ],
)
def test_the_same_words_have_the_same_letters(one: str, other: str) -> None:
    assert letters_alone(unmarked(one.encode(), "markdown")) == letters_alone(unmarked(other.encode(), "markdown"))
    assert letters_alone(one.encode())


def rule_ids(rules: tuple[Rule, ...]) -> set[str]:
    return {rule.id for rule in rules}


def test_every_rule_that_compares_within_a_document_is_held_to_it() -> None:
    assert {"DU101", "DU106", "DU201", "DU301", "DU304", "BP804"} <= rule_ids(RULES)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_how_wide_a_gap_is_changes_nothing(form: Format) -> None:
    pieces = [
        "The ferry to the island was cancelled on Sunday because of the storm,\nthe company said.",
        "The ferry to the island was cancelled on Sunday because of the storm,\nthe company said.",
        "- A list of the ferries of the island and their hours on Sunday, in full.",
        "- A list of the ferries of the island and their hours on Sunday, in full.",
    ]
    narrow, wide = ("\n" + gap.join(pieces) + gap for gap in ("\n\n", "\n" * 9))
    assert set(why(wide.encode(), form)) == set(why(narrow.encode(), form)) != set()


def test_a_marked_heading_of_a_plain_text_is_a_headline_however_it_ends() -> None:
    headline = "Harbour bridge closes for a whole year, in three parts:"
    opening = "Welcome to the town, its council and its long, quiet harbour."
    opening += " We are here for you by day and by night, always."
    text = f"{opening}\n\n# {headline}\n\nNow {headline}"
    source = Source("draft.txt", text, "text")
    assert "DU103" in found(source)
    assert_told(source)
