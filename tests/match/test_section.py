"""A section that holds nothing, or only says that something is to come; a list of links that stands twice."""

import pytest

from presscheck.lint import lint
from presscheck.model import Format, Source
from presscheck.rules import load_rules

RULES = tuple(load_rules().select(["BP801", "BP802", "BP803", "BP804"]))
LINKS = "- [The ferry](/ferry)\n- [The tunnel](/tunnel)\n- [The mayor](/mayor)\n"


def found(text: str, form: Format = "markdown") -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in lint(Source("draft", text, form), RULES)]


@pytest.mark.parametrize("title", ["Table of Contents", "**In this article**", "Inhaltsverzeichnis:", "Sommaire"])
def test_a_table_of_contents_without_entries_is_found(title: str) -> None:
    ((rule, _),) = found(
        f"# The bridge\n\n{title}\n\nThe bridge over the old harbour will be closed from Monday.\n"
    )
    assert rule == "BP801"


@pytest.mark.parametrize(
    "entries",
    [
        "- History\n- Repairs",
        "1. History\n2. Repairs",
        "History  \nRepairs",
        "[[toc]]",
        "{{ toc }}",
        "<!-- toc -->",
    ],
)
def test_a_table_of_contents_with_entries_or_what_makes_them_is_left_alone(entries: str) -> None:
    assert found(f"# The bridge\n\n## Table of Contents\n\n{entries}\n\n## History\n\nOld.\n") == []


def test_a_heading_with_nothing_under_it_is_advice() -> None:
    (finding,) = lint(Source("draft", "# A\n\nText.\n\n## History\n\n## Repairs\n\nMany.\n", "markdown"), RULES)
    assert (finding.rule, finding.text, str(finding.severity)) == ("BP802", "History", "advice")


@pytest.mark.parametrize("stub", ["Coming soon", "*Content goes here.*", "TBD", "Inhalt folgt …"])
def test_a_section_that_was_never_written_is_found(stub: str) -> None:
    ((rule, _),) = found(f"# A\n\n## History\n\n{stub}\n\n## Repairs\n\nMany.\n")
    assert rule == "BP803"


def test_words_of_a_stub_within_a_section_are_left_alone() -> None:
    assert found("# A\n\n## July\n\nThe Quay\n\nComing soon\n") == []


def test_a_list_of_links_that_stands_twice_is_found_at_its_second_place() -> None:
    text = f"# A\n\n{LINKS}\nText.\n\n{LINKS}"
    (finding,) = lint(Source("draft", text, "markdown"), RULES)
    assert (finding.rule, finding.place.line) == ("BP804", 9)
    assert finding.message == "the 3 links of line 3 are listed here again"


def test_a_list_without_links_may_stand_twice() -> None:
    items = "- Paint\n- Rust\n- Cables\n"
    assert found(f"# A\n\n{items}\nText.\n\n{items}") == []
