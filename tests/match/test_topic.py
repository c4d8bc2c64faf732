"""An article mentions what it is about; a leftover in it still opens or closes it."""

from pathlib import Path

import pytest

from presscheck import check_text
from presscheck.match.topic import subject_of
from presscheck.model import Source
from presscheck.read import open_document

ARTICLES = {path.name: path for path in sorted((Path(__file__).parent / "articles").glob("*.md"))}
SUBJECTS = {
    "chatbots.de.md": "chatbots",
    "chatbots.en.md": "chatbots",
    "chatbots.es.md": "chatbots",
    "gabarits.fr.md": "placeholders",
    "newsroom.en.md": "publishing",
    "platzhalter.de.md": "placeholders",
    "search.en.md": "seo",
    "templates.en.md": "placeholders",
}
OTHER = """\
# The ferry is late again

The ferry left the old pier at ten yesterday, an hour late, and the mayor was on board. He wanted to speak about the
harbour wall, which has been under repair since the storm of 2019.

Forty people waited in the rain. One of them had asked ChatGPT when the ferry would come, and had been told that
there was none. The harbour office says that a part for the engine has been ordered from Rostock.

Until it arrives, the boat goes twice a day. Tickets for the trips that were cancelled are taken back at the kiosk,
where the coffee, according to several who waited, has become better.
"""


def read(name: str) -> str:
    return ARTICLES[name].read_text("utf-8")


def rules(text: str, filename: str = "draft.md") -> list[str]:
    return [finding.rule for finding in check_text(text, filename=filename).findings]


def subjects(text: str) -> frozenset[str]:
    return subject_of(open_document(Source("draft.md", text, "markdown")))


def before(article: str, line: str) -> str:
    """The article with a line of its own under its headline."""
    headline, rest = article.split("\n\n", 1)
    return f"{headline}\n\n{line}\n\n{rest}"


def amid(article: str, line: str) -> str:
    """The article with a line of its own in its middle."""
    parts = article.split("\n\n")
    return "\n\n".join([*parts[: len(parts) // 2], line, *parts[len(parts) // 2 :]])


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_about_a_subject_may_mention_its_leftovers(name: str) -> None:
    assert rules(read(name)) == []


@pytest.mark.parametrize(("name", "subject"), SUBJECTS.items())
def test_the_subject_of_an_article_is_told_by_its_words(name: str, subject: str) -> None:
    assert subjects(read(name)) == {subject}


def test_an_article_that_only_names_a_subject_is_not_about_it() -> None:
    assert subjects(OTHER) == frozenset()


LEFTOVERS = [
    ("As an AI language model, I cannot see the harbour.", "CH205"),
    ("Sure, here's the article based on your prompt:", "CH103"),
    ("Lorem ipsum dolor sit amet, consectetur adipiscing elit.", "PH204"),
    ("The engine, TK, is a diesel.", "PH201"),
    ("Meta description: the ferry is late.", "NT408"),
]


@pytest.mark.parametrize(("line", "rule"), LEFTOVERS)
def test_an_article_on_another_subject_may_not(line: str, rule: str) -> None:
    assert rules(amid(OTHER, line)) == [rule]


@pytest.mark.parametrize("name", ["chatbots.de.md", "chatbots.en.md", "chatbots.es.md"])
def test_what_opens_an_article_about_chatbots_is_still_a_chatbots(name: str) -> None:
    opener = "Certainly! Here is a rewritten version of the article:"
    assert rules(f"{opener}\n\n{read(name)}") != []
    assert rules(before(read(name), opener)) != []
    assert rules(amid(read(name), opener)) == []


@pytest.mark.parametrize("name", ["chatbots.de.md", "chatbots.en.md", "chatbots.es.md"])
def test_what_closes_an_article_about_chatbots_is_still_a_chatbots(name: str) -> None:
    closer = "I hope this helps! Let me know if you would like me to change the tone."
    assert rules(f"{read(name)}\n{closer}\n") != []
    assert rules(amid(read(name), closer)) == []


def test_the_leftovers_of_an_article_do_not_make_it_one_about_them() -> None:
    line = "As an AI language model, I have no training data on this, and no chatbot can help."
    text = OTHER
    for _ in range(4):
        text = amid(text, line)
    assert rules(text).count("CH205") == 4


def test_slots_do_not_make_an_article_one_about_templates() -> None:
    text = OTHER + "\n\n[Insert placeholder text]\n\nBy [Author of template]\n\n{template name}, [boilerplate]\n"
    assert "placeholders" not in subjects(text)


def test_a_link_stays_a_leftover_whatever_the_article_is_about() -> None:
    text = amid(
        read("chatbots.en.md"), "See [the study](https://college.edu/a?utm_source=chatgpt.com) of the college."
    )
    assert rules(text) == ["CH403"]


def test_a_headline_speaks_of_a_subject_and_announces_nothing() -> None:
    article = read("templates.en.md").split("\n\n", 1)[1]
    assert rules(f"# Lorem ipsum dolor sit amet, five hundred years of it\n\n{article}") == []


TURNS = """\
# "We were never told"

Moor: What did the machine say when you asked it for the times?

Okafor: As an AI language model, I have no access to the timetable. That is what it said.

Moor: And then you went anyway?

Okafor: I went anyway, and it was raining.

Moor: Would you ask it again?

Okafor: I would ask the man at the kiosk.
"""


def test_who_speaks_in_a_transcript_may_say_what_chatbots_say() -> None:
    assert "transcript" in subjects(TURNS)
    assert rules(TURNS) == []


def test_the_turns_of_a_chat_are_no_transcript() -> None:
    chat = TURNS.replace("Moor:", "User:").replace("Okafor:", "Assistant:")
    assert "transcript" not in subjects(chat)
    assert "CH205" in rules(chat)


def test_the_labels_of_a_scaffold_are_no_transcript() -> None:
    text = "\n\n".join(f"{label}: something about the ferry" for label in ["Headline", "Body", "Headline", "Body"])
    assert "transcript" not in subjects(text)


def test_ten_thousand_mentions_are_read_in_a_breath() -> None:
    text = "# Chatbots\n\n" + "Chatbots speak of chatbots. " * 10_000
    assert subjects(text) == {"chatbots"}
