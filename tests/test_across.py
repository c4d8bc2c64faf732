"""What stands in several articles of a run is found once, whatever the order of the articles."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.across import Across
from presscheck.model import Finding, House, Source
from presscheck.read import format_of, open_document
from presscheck.rules import load_rules
from presscheck.trouble import Trouble

RULES = tuple(load_rules().select(["DU4"]))

WELCOME = "Come back to the Quay Post every morning for all there is to know about the old harbour."
BRIDGE = "# Harbour bridge closes for a year\n\nThe city closed the bridge on Monday.\n\n" + WELCOME + "\n"
FERRY = "# The ferry runs every ten minutes\n\nTickets are free.\n\n" + WELCOME + "\n"
TUNNEL = "# The tunnel is wet\n\n" + WELCOME + "\n\nBring boots.\n"


def found(texts: dict[str, str], **options: int) -> list[Finding]:
    return compared(list(texts.items()), **options)


def compared(texts: Sequence[tuple[str, str]], **options: int) -> list[Finding]:
    sources = {path: Source(path, text, format_of(path)) for path, text in texts}
    run = Across(**options)  # type: ignore[arg-type]
    for source in sources.values():
        run.add(open_document(source), RULES)
    return run.findings(sources.__getitem__)


def test_a_paragraph_in_three_articles_is_found_once_at_its_first_place() -> None:
    (finding,) = found({"c.md": TUNNEL, "a.md": BRIDGE, "b.md": FERRY})
    assert (finding.rule, finding.place.path, finding.place.line, finding.text) == ("DU402", "a.md", 5, WELCOME)
    assert [(place.path, place.line) for place in finding.places] == [("b.md", 5), ("c.md", 3)]
    assert finding.message == "this paragraph stands in 3 articles, also b.md:5 and c.md:3"


def test_a_paragraph_in_two_articles_may_be() -> None:
    assert found({"a.md": BRIDGE, "b.md": FERRY}) == []
    assert len(found({"a.md": BRIDGE, "b.md": FERRY}, articles=2)) == 1


def test_a_headline_on_two_articles_is_found_with_a_sites_name_or_without() -> None:
    page = "<title>Harbour Bridge Closes for a Year | The Quay Post</title><p>It is closed.</p>"
    (finding,) = found({"a.md": "# Harbour bridge closes for a year\n\nText.\n", "b.html": page})
    assert (finding.rule, finding.place.path, finding.text) == ("DU401", "a.md", "Harbour bridge closes for a year")


def test_of_many_places_a_message_names_the_first_and_counts_the_rest() -> None:
    (finding,) = found({f"{letter}.md": WELCOME for letter in "abcdefgh"})
    assert finding.message.endswith("in 8 articles, also b.md:1, c.md:1, d.md:1 and 4 more")
    assert len(finding.places) == 7


def test_short_lines_code_and_verse_are_left_alone() -> None:
    texts = ["Share this story with your friends.", "```\n" + WELCOME + "\n```", "> " + WELCOME]
    for text in texts:
        assert found({f"{letter}.md": text for letter in "abcd"}) == []


@given(order=st.permutations(range(8)), cut=st.integers(0, 8))
def test_neither_order_nor_processes_make_a_difference(order: list[int], cut: int) -> None:
    articles = [
        (f"{number}.md", f"# The same old headline {number % 3}\n\n{WELCOME} {'It rains. ' * (number % 2)}\n")
        for number in range(8)
    ]
    sources = {path: Source(path, text, "markdown") for path, text in articles}
    one, other = Across(), Across()
    for place, number in enumerate(order):
        (one if place < cut else other).add(open_document(sources[articles[number][0]]), RULES)
    one.absorb(other)
    assert one.findings(sources.__getitem__) == compared(articles)


def test_a_file_that_has_gone_since_is_still_told_of() -> None:
    def gone(path: str) -> Source:
        raise Trouble(f"{path}: no such file")

    run = Across()
    for path in ("a.md", "b.md", "c.md"):
        run.add(open_document(Source(path, WELCOME, "markdown")), RULES)
    (finding,) = run.findings(gone)
    assert (finding.place.path, finding.text) == ("a.md", "")


class TestNear:
    """With the extra `archive`, paragraphs that differ in a word or two are one."""

    LONG = (
        "Thank you for reading the Quay Post, the paper of the old harbour since the days of sail, and tell your "
        "friends on the east side about the {} that we bring to the door of every reader every single morning."
    )

    @pytest.fixture(autouse=True)
    def _needs_the_extra(self) -> None:
        pytest.importorskip("rensa")

    def test_paragraphs_that_differ_in_a_word_are_one(self) -> None:
        texts = {f"{word}.md": self.LONG.format(word) for word in ("news", "rolls", "weather")}
        assert found(texts) == []
        (finding,) = found(texts, near=True)
        assert [finding.place.path, *(place.path for place in finding.places)] == [
            "news.md",
            "rolls.md",
            "weather.md",
        ]

    def test_other_paragraphs_are_not(self) -> None:
        words = [f"word{number}" for number in range(400)]
        rng = random.Random(3)
        texts = {f"{number}.md": " ".join(rng.sample(words, 40)) for number in range(40)}
        assert found(texts, near=True) == []

    @given(order=st.permutations(range(6)), cut=st.integers(0, 6))
    def test_neither_order_nor_processes_make_a_difference(self, order: list[int], cut: int) -> None:
        articles = [(f"{number}.md", self.LONG.format(f"thing{number}")) for number in range(6)]
        sources = {path: Source(path, text, "markdown") for path, text in articles}
        one, other = Across(near=True), Across(near=True)
        for place, number in enumerate(order):
            (one if place < cut else other).add(open_document(sources[articles[number][0]]), RULES)
        one.absorb(other)
        assert one.findings(sources.__getitem__) == compared(articles, near=True)


def test_house_text_may_stand_in_every_article() -> None:
    def count(house: House) -> int:
        run = Across()
        for name, text in {"a.md": BRIDGE, "b.md": FERRY, "c.md": TUNNEL}.items():
            run.add(open_document(Source(name, text, "markdown"), house), RULES)
        return len(run.findings(lambda path: Source(path, BRIDGE, "markdown")))

    assert count(House()) == 1
    assert count(House(texts=(WELCOME,))) == 0


def test_an_article_is_compared_only_for_the_rules_that_it_is_checked_with() -> None:
    run = Across()
    for name in ("a.md", "b.md", "c.md", "d.md"):
        rules = [rule for rule in RULES if rule.id != "DU402" or name != "d.md"]
        run.add(open_document(Source(name, WELCOME, "markdown")), rules)
    (finding,) = run.findings(lambda path: Source(path, WELCOME, "markdown"))
    assert [place.path for place in finding.places] == ["b.md", "c.md"]
