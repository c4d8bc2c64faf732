"""The fast path finds what the slow one finds: the prefilter changes speed and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from labelled import passages
from presscheck.lint import lint, lint_naively
from presscheck.match.prefilter import Prefilter
from presscheck.model import Format, Source
from presscheck.read import format_of, open_document, read_source
from presscheck.rule import Rule
from presscheck.rules import load_only, load_rules

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "accuracy"
RULES = tuple(load_rules())
ODD_DRAFTS = yaml.safe_load((Path(__file__).parent / "odd_drafts.yaml").read_text(encoding="utf-8"))
SNIPPETS = [
    example.text[start:end] for rule in RULES for example in rule.flagged[:2] for start, end in example.spans[:1]
]


def assert_same(source: Source) -> None:
    assert lint(source, RULES) == lint_naively(source, RULES)


# What is wrong with a stet is found once all other rules have been at the document.
@pytest.mark.parametrize("rule", [r for r in RULES if r.matcher != "stet"], ids=lambda rule: rule.id)
def test_no_example_of_any_rule_is_passed_over(rule: Rule) -> None:
    for example in rule.flagged:
        source = Source("example", example.text, example.format)
        if example.format != "office" and not example.others:
            asked = Prefilter([rule])
            possible = asked.possible(source.text.encode(), source.format)
            assert {found for found, _, _ in asked.candidates(open_document(source), possible)} == {rule}


@pytest.mark.parametrize("draft", sorted((ROOT / "examples").glob("*.[mth][dxt]*")), ids=lambda path: path.name)
def test_the_example_drafts_give_the_same_findings(draft: Path) -> None:
    assert_same(read_source(draft.read_bytes(), draft.name))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled text is not beside this checkout")
def test_real_articles_give_the_same_findings() -> None:
    articles = sorted(path for path in (SHARED / "clean").rglob("*") if path.is_file())
    for path in articles[::100]:
        assert_same(read_source(path.read_bytes(), path.name, format_of(path.name)))


PASTED = "The ferry to the island left at noon on Monday, an hour late, with two hundred people on board."


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("html", "<script></table>"),  # nothing closes the script, so what comes after it is shown
        ("html", "<b>x</b><TITLE>a </p>"),
        ("markdown", f"{PASTED}<!--{PASTED}"),  # nor the comment, which is text in Markdown then
        ("text", "He said that \\U2019 and left."),  # patterns ignore case unless a rule says otherwise
        ("markdown", "\ud83d"),  # half a character, for which the reader has another one
    ],
)
def test_odd_drafts_give_the_same_findings(form: Format, text: str) -> None:
    assert_same(Source("draft", text, form))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "bench").glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_the_passages_give_the_same_slots(file: Path) -> None:
    # What the judge weighs the fast way must count too, or leave out what only speaks against a slot.
    slots = tuple(rule for rule in RULES if rule.matcher == "slot")
    for passage in passages(file):
        assert lint(passage.source, slots) == lint_naively(passage.source, slots)


SNAKE = r"""
id: HR101
name: snake
family: house
severity: error
summary: a snake
message: 'a snake: {match}'
why: It bites.
fix: Take it out.
match: {phrase: {phrases: ['sn*ke']}}
examples:
  flagged: ['A «sn*ke».']
  clean: ['A snake.']
"""


def test_a_phrase_with_a_sign_within_a_word_is_found_in_each_block(tmp_path: Path) -> None:
    (tmp_path / "snake.yaml").write_text(SNAKE, "utf-8")
    rules = tuple(load_only([str(tmp_path / "snake.yaml")]))
    source = Source("draft.txt", "A sn*ke.\n\nThe ferry left.\n\nAnother sn*ke.\n\nAt noon.", "text")
    assert [finding.place.line for finding in lint(source, rules)] == [1, 5]


def test_a_phrase_of_escapes_is_found_among_more_of_them(tmp_path: Path) -> None:
    (tmp_path / "snake.yaml").write_text(SNAKE.replace("sn*ke", r"\s\s"), "utf-8")
    rules = tuple(load_only([str(tmp_path / "snake.yaml")]))
    source = Source("draft.txt", r"[a-z]\s\s\sa", "text")  # which make fuzz made up
    assert [finding.text for finding in lint(source, rules)] == [r"\s\s"]


def test_a_sign_at_the_start_of_a_line_is_found_where_it_quotes_nothing(tmp_path: Path) -> None:
    (tmp_path / "sign.yaml").write_text(SNAKE.replace("sn*ke", ">"), "utf-8")
    rules = tuple(load_only([str(tmp_path / "sign.yaml")]))
    assert [finding.text for finding in lint(Source("draft.html", "At noon.\n> it", "html"), rules)] == [">"]


SLOTS = (
    "[{}]",
    "({})",
    "<{}>",
    "<<{}>>",
    "{{{}}}",
    "{{{{{}}}}}",
    "«{}»",
    "%{}%",
    "__{}__",
    "*|{}|*",
    "[[{}]]",
    "{}",
)
VALUES = ("Your Name", "YOUR_NAME", "__", "XX", "Insert Date here", "şehir adı", "Company Name, Inc.", "#")
BEFORE = (
    "",
    "_",
    "#",
    "!",
    ".",
    "=",
    "/",
    "-",
    "@",
    "$",
    "“",
    "(",
    "x",
    "é",
    "1",
    ":",
    "*",
    "**",
    ">",
    "by ",
    "`",
    "&",
)
BEHIND = (
    "",
    "_",
    "#",
    ".",
    "=",
    "/",
    "-",
    "”",
    ")",
    "x",
    "é",
    "1",
    ": ",
    "**",
    "(s)",
    "’s",
    "_x",
    ".a",
    "[x]",
    "`",
    "|",
)


@given(
    parts=st.tuples(*map(st.sampled_from, (SLOTS, VALUES, BEFORE, BEHIND))),
    around=st.tuples(st.sampled_from(("", "The mayor of ")), st.sampled_from(("", " said so."))),
    form=st.sampled_from(("text", "markdown", "html")),
)
def test_slots_are_the_same_whatever_stands_around_them(
    parts: tuple[str, ...], around: tuple[str, str], form: Format
) -> None:
    slot, value, before, behind = parts
    assert_same(Source("draft", f"{around[0]}{before}{slot.format(value)}{behind}{around[1]}", form))


def wrapped(snippet: str) -> str:
    return snippet.replace(" ", "\n")


def marked(snippet: str) -> str:
    return " ".join(f"**{word}**" if len(word) > 3 else word for word in snippet.split(" "))


def in_entities(snippet: str) -> str:
    return "".join(f"&#{ord(char)};" if char in "eo[" else char for char in snippet)


def odd_signs(snippet: str) -> str:
    return snippet.replace("'", "’").replace(" ", "\N{NO-BREAK SPACE}").replace("-", "\N{NON-BREAKING HYPHEN}")


def loud(snippet: str) -> str:
    return snippet.upper()


@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from(SNIPPETS),
            st.sampled_from([str, wrapped, marked, in_entities, odd_signs, loud]),
            st.sampled_from(
                ["{}", "He said that {} and left.", "{}\n\n", "Ärger, {} – ende", "# {}", "Κείμενο {}", "- {}"]
            ),
        ),
        max_size=4,
    ),
    form=st.sampled_from(["text", "markdown", "html"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_made_up_drafts_give_the_same_findings(parts: list, form: Format, line_end: str) -> None:  # type: ignore[type-arg]
    text = "\n\n".join(frame.format(change(snippet)) for snippet, change, frame in parts)
    assert_same(Source("draft", text.replace("\n", line_end), form))


@pytest.mark.parametrize("text", ["**[[Ann** **Lee]]**", "Headline: [[Ann Lee]]", "[[Ann Lee]] – The mayor left."])
def test_a_slot_in_doubled_brackets_is_not_passed_over(text: str) -> None:
    assert_same(Source("draft.txt", text, "text"))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    "slot", ["<Your\nName>", "{Your\nName}", "{{ your\nname }}", "%FIRST\nNAME%", "__YOUR\nNAME__"]
)
def test_a_slot_may_be_wrapped(slot: str, form: Format) -> None:
    assert_same(Source("draft", f"See {slot} now.", form))


def test_a_label_after_a_comment_that_stands_in_an_attribute_is_not_passed_over() -> None:
    text = '<a href="<!-- stet-start: PH ours -->**Opening paragraph:**'  # which make fuzz made up
    source = Source("a.html", text, "html")
    assert "NT404" in [finding.rule for finding in lint_naively(source, RULES)]
    assert_same(source)


# Made up by make fuzz.
@pytest.mark.parametrize("text", ['</p><a href="</p>', '<a href="</p><a href="', '<a href=">><a href="'])
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_an_address_that_nothing_closes_is_not_passed_over(text: str, form: Format) -> None:
    assert_same(Source("draft", text, form))


def test_a_sentence_pasted_over_an_empty_line_of_html_is_not_passed_over() -> None:
    pasted = "The ferry to the islands left late again on Monday!\n\nAnd "
    assert_same(
        Source("draft", pasted * 2 + "nobody in the harbour office could say why, for the crew had left.", "html")
    )


@pytest.mark.parametrize("slot", ["{{ third_lesson }}", "[lesson]", "<Third Lesson>"])
def test_a_slot_that_a_certain_one_vouches_for_is_not_passed_over(slot: str) -> None:
    assert_same(Source("draft.html", f"<p>Our source is [Source Name].</p>\n<ul><li>{slot}</li></ul>", "html"))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Please rewrite the passage\n---\n\nThank you.\n",
        "Thank you.\n\n![Please rewrite the passage](a.png)\n",
        "Please rew**rite** the *passage*.\n\n> Thank you.\n",
        "Thank you.\n\n" + "a " * 250 + "please rewrite the passage",
    ],
)
def test_what_must_stand_near_is_looked_for_in_every_block(text: str) -> None:
    assert_same(Source("draft.md", text, "markdown"))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("wrap", ["\n", "\n> "], ids=["folded", "quoted"])
def test_what_an_example_flags_is_found_wherever_it_is_wrapped(wrap: str, form: Format) -> None:
    for rule in RULES:
        for example in rule.flagged:
            if example.format != "office" and not example.others:
                text = example.text
                for start, end in reversed(example.spans):
                    text = text[:start] + text[start:end].replace(" ", wrap) + text[end:]
                source = Source("draft", text, form)
                assert lint(source, [rule]) == lint_naively(source, [rule]), (rule.id, text)


PLACES: dict[str, tuple[Format, str]] = {
    "title": ("markdown", "---\ntitle: '{}'\n---\n\nThe ferry left.\n"),
    "front matter": ("markdown", "---\nsummary: >\n  {}\n---\n\nThe ferry left.\n"),
    "alternative text": ("markdown", "The ferry.\n\n![{}](a.jpg)\n"),
    "link": ("markdown", "The ferry.\n\n[the pier](https://example.org/{})\n"),
    "note": ("markdown", "The ferry[^1].\n\n[^1]: {}\n"),
    "table": ("markdown", "| a | b |\n|---|---|\n| {} | c |\n"),
    "quotation": ("markdown", "> {}\n"),
    "before attributes": ("markdown", "# {} {#ferry}\n\nThe ferry left.\n"),
    "before a note's mark": ("markdown", "{}[^1]\n\n[^1]: The ferry left.\n"),
    "before many signs": ("markdown", "{} " + "-" * 99 + "\n"),
    "description": ("html", '<meta name="description" content="{}"><p>The ferry</p>'),
    "image": ("html", '<p>The ferry <img src="a.jpg" alt="{}"></p>'),
    "item": ("html", "<ul><li><b>{}</b></li></ul>"),
    "after a picture": ("markdown", "![The ferry](a.jpg) {}\n"),
    "after a script": ("html", "<script>x = 1</script>{}"),
    "before code": ("html", "<p>{} <code>ls -l</code></p>"),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_an_example_flags_is_found_wherever_it_stands(place: str) -> None:
    form, around = PLACES[place]
    for rule in RULES:
        for example in rule.flagged:
            if example.format != "office" and not example.others and "\n" not in example.text:
                source = Source("draft", around.replace("{}", example.text), form)
                assert lint(source, [rule]) == lint_naively(source, [rule]), (rule.id, source.text)


def one_word(before: str, behind: str, number: int) -> Callable[[str], str]:
    """Return what puts signs around a word of a text."""

    def written(text: str) -> str:
        words = text.split(" ")
        at = min(number, len(words) - 1)
        words[at] = f"{before}{words[at]}{behind}"
        return " ".join(words)

    return written


MARKED: dict[str, tuple[Format, Callable[[str], str]]] = {
    "first word strong": ("markdown", one_word("**", "**", 0)),
    "second word strong": ("markdown", one_word("<b>", "</b>", 1)),
    "a link by reference": ("markdown", lambda text: one_word("[", "][q]", 1)(text) + "\n\n[q]: /ferry\n"),
    "emphasis within words": ("markdown", lambda text: re.sub(r"\b([^\W\d_]{2})([^\W\d_]{2})", r"\1*\2", text)),
    "breaks": ("markdown", lambda text: text.replace(" ", "\\\n")),
    "escaped": ("markdown", lambda text: re.sub(r"([\[\](){}<>*_#!.+|~-])", r"\\\1", text)),
    "no-break spaces": ("html", lambda text: text.replace(" ", "&nbsp;")),
    "comments": ("html", lambda text: text.replace(" ", " <!-- ferry --> ")),
    "capitals": ("text", str.upper),
}


@pytest.mark.parametrize("mark", MARKED)
def test_what_an_example_flags_is_found_however_it_is_marked_up(mark: str) -> None:
    form, marked = MARKED[mark]
    for rule in RULES:
        for example in rule.flagged:
            # With a link in it an alternative text is none of the kind that the example is about.
            if example.format != "office" and not example.others and not re.search(r"\n|!\[", example.text):
                source = Source("draft", marked(example.text), form)
                assert lint(source, [rule]) == lint_naively(source, [rule]), (rule.id, source.text)


@pytest.mark.parametrize(("rule", "suffix", "text"), ODD_DRAFTS)
def test_what_was_passed_over_once_is_not_passed_over_again(rule: str, suffix: str, text: str) -> None:
    source = Source(f"draft.{suffix}", text, format_of(f".{suffix}"))
    asked = [each for each in RULES if each.id == rule]
    assert asked
    assert lint(source, asked) == lint_naively(source, asked)
