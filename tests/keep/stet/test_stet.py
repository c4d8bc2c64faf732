"""What a writer lets stand is not reported; a stet that is not in order is."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscheck import check_paths, check_text
from presscheck.model import Finding, Report, Suppressed
from presscheck.read import may_hold_stets

SLOTS = "The [Name of Mayor] spoke in [City]."


def check(text: str, name: str = "draft.md", **options: str) -> Report:
    return check_text(text, filename=name, **options)  # type: ignore[arg-type]


def left(text: str, name: str = "draft.md") -> list[str]:
    return [f"{finding.rule} {finding.place.line} {finding.text}" for finding in check(text, name).findings]


HELD = {
    "before a paragraph": f"<!-- stet: PH101 a form -->\n{SLOTS}\n",
    "before a paragraph, a line between": f"Prose.\n\n<!-- stet: PH101 a form -->\n\n{SLOTS}\n",
    "after the words": f"{SLOTS} <!-- stet: PH101 a form -->\n\nProse.\n",
    "within the paragraph": "The [Name of Mayor] <!-- stet: PH101 a form --> spoke\nin [City].\n",
    "before a heading": "<!-- stet: PH101 a form -->\n# By [Author Name]\n\nProse.\n",
    "after a heading": "# By [Author Name] <!-- stet: PH101 a form -->\n\nProse.\n",
    "within an item": "- Prose.\n- By [Author Name] <!-- stet: PH101 a form -->\n- Prose.\n",
    "within a cell": "| a | b |\n|---|---|\n| x | [Date] <!-- stet: PH101 a form --> |\n",
    "for a link": "<!-- stet: LK102 shown as an example -->\nSee [the report](#) below.\n",
    "after a link": "See [the report](#). <!-- stet: link shown as an example -->\n",
    "for a reference": "See [the report][1].\n\n<!-- stet: link an example -->\n[1]: http://localhost:8000/join\n",
    "for a picture": "<!-- stet: metadata an example -->\n![Image description here](a.png)\n",
    "over several lines": f"<!--\nstet: PH101\na form\n-->\n{SLOTS}\n",
    "by name": f"<!-- stet: bracketed-slot a form -->\n{SLOTS}\n",
    "by family": f"<!-- stet: placeholder a form -->\n{SLOTS}\n",
    "by the start of an id": f"<!-- stet: PH1 a form -->\n{SLOTS}\n",
    "in small letters": f"<!-- stet: ph101 a form -->\n{SLOTS}\n",
    "in capitals": f"<!-- STET: PH101 A FORM -->\n{SLOTS}\n",
    "without a colon": f"<!-- stet PH101 a form -->\n{SLOTS}\n",
    "with a dash": f"<!-- stet: PH101 – a form -->\n{SLOTS}\n",
    "for two rules": "<!-- stet: PH101, CH201 a form -->\nThe [Name of Mayor]. I hope this helps!\n",
    "two for one paragraph": (
        "<!-- stet: PH101 a form -->\n<!-- stet: CH201 a quote -->\nThe [Name of Mayor]. I hope this helps!\n"
    ),
    "from a start to an end": (
        f"<!-- stet-start PH101 a form -->\n\n{SLOTS}\n\n# By [Author Name]\n\n<!-- stet-end -->\n\nProse.\n"
    ),
    "for the file": f"{SLOTS}\n\nProse.\n\n<!-- stet-file PH101 a form -->\n",
    "in front matter": f'---\ntitle: x\nstet: "PH101 a form"\n---\n\n{SLOTS}\n',
    "a list in front matter": (
        "---\nstet:\n  - PH101 a form\n  - CH201 a quote\n---\n\nThe [Name of Mayor]. I hope this helps!\n"
    ),
    "a table in front matter": (
        "---\nstet:\n  PH101: a form\n  chat: a quote\n---\n\nThe [Name of Mayor]. I hope this helps!\n"
    ),
    "for front matter itself": "---\nstet: MD102 a form\nauthor: Your Name\n---\n\nProse.\n",
    "in TOML": f'+++\nstet = "PH101 a form"\n+++\n\n{SLOTS}\n',
    "a table in TOML": f'+++\ntitle = "x"\n[stet]\nPH101 = "a form"\n+++\n\n{SLOTS}\n',
}


@pytest.mark.parametrize("name", HELD)
def test_a_stet_in_markdown_lets_stand(name: str) -> None:
    report = check(HELD[name])
    assert [finding.message for finding in report.findings] == []
    assert report.suppressed


@pytest.mark.parametrize("name", HELD)
def test_it_does_so_whatever_ends_the_lines(name: str) -> None:
    assert check(HELD[name].replace("\n", "\r\n")).findings == ()


@pytest.mark.parametrize("name", HELD)
def test_without_its_stets_a_draft_is_reported(name: str) -> None:
    text = HELD[name].replace("stet", "note").replace("STET", "NOTE")
    assert check(text).findings


ELSEWHERE = {
    "a comment in HTML": ("a.html", "<!-- stet: PH101 a form -->\n<p>By [Author Name]</p><p>Prose.</p>"),
    "one within an element": ("a.html", "<p>By [Author Name]<!-- stet: PH101 a form --></p><p>Prose.</p>"),
    "one at the end of a line": ("a.html", "<p>By [Author Name]</p> <!-- stet: PH101 a form -->\n<p>Prose.</p>"),
    "one before a title": ("a.html", "<!-- stet: MD101 a form --><title>Untitled Document</title><p>Prose.</p>"),
    "one for a picture": (
        "a.html",
        '<p><img src="a.png" alt="Image description here"> <!-- stet: MD a form --></p>',
    ),
    "one for a link": ("a.html", '<p>Prose.</p>\n<!-- stet: LK a form -->\n<p><a href="#">more</a> here</p>'),
    "braces in MDX": ("a.mdx", "{/* stet: PH101 a form */}\nBy [Author Name]\n"),
    "braces after the words": ("a.mdx", "By [Author Name] {/* stet: PH101 a form */}\n\nProse.\n"),
    "a line of plain text": ("a.txt", "Prose.\n\n[stet: PH101 a form]\nBy [Author Name]\n"),
    "a line with a bracket in its reason": ("a.txt", "[stet: PH101 his own [sic] words]\nBy [Author Name]\n"),
    "a comment in plain text": ("a.txt", "<!-- stet: PH101 a form -->\nBy [Author Name]\n"),
    "lines around a stretch": ("a.txt", "[stet-start PH101 a form]\nBy [Author Name]\n\nIn [City]\n[stet-end]\n"),
    "a line for the file": ("a.txt", "By [Author Name]\n\nIn [City]\n\n[stet-file PH101 a form]\n"),
    "a quarto page": ("a.qmd", "<!-- stet: PH101 a form -->\nBy [Author Name]\n"),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_every_format_has_its_way(name: str) -> None:
    path, text = ELSEWHERE[name]
    report = check(text, path)
    assert [finding.message for finding in report.findings] == []
    assert report.suppressed


def test_it_holds_for_one_block_alone() -> None:
    text = f"{SLOTS}\n\n<!-- stet: PH101 a form -->\n{SLOTS}\n\n{SLOTS}\n"
    assert [finding.place.line for finding in check(text).findings] == [1, 1, 6, 6]


def test_in_a_table_it_holds_for_its_cell() -> None:
    text = "| a | b |\n|---|---|\n| [Date] | [City] <!-- stet: PH101 a form --> |\n"
    assert left(text) == ["PH101 3 [Date]"]


def test_it_holds_for_the_rules_it_names_alone() -> None:
    text = "<!-- stet: PH101 a form -->\nThe [Name of Mayor]. I hope this helps!\n"
    assert [finding.rule for finding in check(text).findings] == ["CH201"]


def test_what_it_lets_stand_is_told_with_its_reason() -> None:
    (found,) = check("<!-- stet: PH101  the mayor's\n own brackets -->\nBy [Author Name]\n").suppressed
    assert found == Suppressed(found.finding, "stet", "the mayor's own brackets")
    assert found.finding.text == "[Author Name]"


def test_the_nearest_of_several_gives_the_reason() -> None:
    text = (
        "<!-- stet-file PH101 all -->\n\n<!-- stet: PH101 this one -->\nBy [Author Name]\n\nIn [City], it rained.\n"
    )
    assert [each.reason for each in check(text).suppressed] == ["this one", "all"]


@pytest.mark.parametrize(
    "code",
    [
        "```\n<!-- stet: PH101 a form -->\n```\n\nBy [Author Name]\n",
        "    <!-- stet: PH101 a form -->\n\nBy [Author Name]\n",
        "By [Author Name] `<!-- stet: PH101 a form -->`\n",
        "<pre><!-- stet-file PH101 a form --></pre>\n\nBy [Author Name]\n",
    ],
)
def test_a_stet_in_code_says_nothing(code: str) -> None:
    assert [finding.text for finding in check(code).findings] == ["[Author Name]"]


def test_code_in_plain_text_says_nothing_either() -> None:
    assert left("```\n[stet: PH101 a form]\n```\nBy [Author Name]\n", "a.txt") == ["PH101 4 [Author Name]"]


@pytest.mark.parametrize(
    ("name", "stet"),
    [("a.md", "<!-- stet: XX [Your Name] TK -->"), ("a.txt", "[stet: XX [Your Name] TK lorem ipsum]")],
)
def test_no_rule_reads_a_stet(name: str, stet: str) -> None:
    assert {finding.family for finding in check(f"Prose.\n\n{stet}\n\nProse.\n", name).findings} == {"stet"}


def test_a_line_between_others_of_plain_text_changes_nothing_of_them() -> None:
    lines = "Bridge closes\nThe council met on Monday evening in the old hall,\nand [Name of Mayor] said little.\n"
    first, rest = lines.split("\n", 1)
    assert left(f"{first}\n[stet: PH101 a form]\n{rest}", "a.txt") == []
    assert left(f"[stet: PH101 a form]\n\n{lines}", "a.txt") != left(lines, "a.txt")


@pytest.mark.parametrize("remark", ["stet", "stet the comma here", "Was kostet das?", "stetig weiter"])
def test_an_editors_own_remark_is_no_stet(remark: str) -> None:
    assert left(f"<!-- {remark} -->\nBy [Author Name]\n") == ["PH101 2 [Author Name]"]


@pytest.mark.parametrize("name", [*HELD, *ELSEWHERE])
def test_no_stet_is_passed_over(name: str) -> None:
    assert may_hold_stets(HELD[name] if name in HELD else ELSEWHERE[name][1])


@pytest.mark.parametrize("text", ["Was kostet das: nichts.", "Kostet:", "Sie leistet-", "stet the comma"])
def test_a_word_that_ends_alike_is_no_reason_to_look(text: str) -> None:
    assert not may_hold_stets(text)


def problems(text: str, name: str = "draft.md", **options: str) -> list[str]:
    def shown(finding: Finding) -> str:
        return f"{finding.rule} {finding.place.line}:{finding.place.column} {finding.message}"

    return [shown(finding) for finding in check(text, name, **options).findings if finding.family == "stet"]


def test_one_that_lets_nothing_stand_is_reported_by_its_key() -> None:
    assert problems("<!-- stet: PH101, CH201 a form -->\nBy [Author Name]\n") == [
        "ST101 1:19 a stet that lets nothing stand: CH201"
    ]


def test_one_without_a_reason_holds_and_is_reported() -> None:
    assert left("<!-- stet: PH101 -->\nBy [Author Name]\n") == ["ST102 1 PH101"]


def test_one_for_an_unknown_rule_names_the_nearest() -> None:
    assert problems("<!-- stet: bracketed-slots a form -->\nBy [Author Name]\n") == [
        "ST103 1:12 a stet for 'bracketed-slots', which is no rule; did you mean 'bracketed-slot'?"
    ]


@pytest.mark.parametrize("written", ["stet:", "stet-file", "stet: - a form"])
def test_one_without_a_rule_is_reported(written: str) -> None:
    assert [line[:5] for line in problems(f"<!-- {written} -->\nBy [Author Name]\n")] == ["ST103"]


def test_a_start_without_an_end_does_not_hold_and_is_reported() -> None:
    assert left("<!-- stet-start PH101 a form -->\n\nBy [Author Name]\n") == [
        "ST104 1 PH101 a form",
        "PH101 3 [Author Name]",
    ]


def test_an_end_without_a_start_is_reported() -> None:
    assert problems("Prose.\n\n<!-- stet-end -->\n") == ["ST104 3:15 a stet-end without a stet-start"]


def test_a_key_of_front_matter_without_a_reason_is_reported() -> None:
    assert problems("---\nstet:\n  PH101:\n---\n\nBy [Author Name]\n") == [
        "ST102 3:9 a stet for PH101 does not say why"
    ]


@pytest.mark.parametrize("select", ["chat", "PH102", "stet"])
def test_a_rule_that_the_run_did_not_use_makes_no_stet_a_vain_one(select: str) -> None:
    assert problems("<!-- stet: PH101 a form -->\nBy [Author Name]\n", select=select) == []


def test_a_family_of_which_some_rules_were_not_used_makes_no_stet_a_vain_one() -> None:
    text = "<!-- stet: placeholder a form -->\nProse.\n"
    assert check_text(text, filename="a.md", select=["PH102", "stet"]).findings == ()
    assert len(check_text(text, filename="a.md").findings) == 1


def test_a_rule_that_compares_articles_makes_no_stet_a_vain_one() -> None:
    assert problems("<!-- stet: paragraph-in-several-articles our policy -->\nProse.\n") == []


def test_a_stet_for_advice_that_is_not_shown_is_not_vain() -> None:
    text = "<!-- stet: placeholder, boilerplate, metadata, note, chat, link, markup all -->\nBy [Author Name]\n"
    advice = check(text, level="advice")
    assert {each.finding.rule for each in advice.suppressed} == {"PH101"}


def test_no_stet_lets_a_problem_of_a_stet_stand() -> None:
    text = "<!-- stet-file ST102 we like it so -->\n\n<!-- stet: PH101 -->\nBy [Author Name]\n"
    assert [line[:5] for line in problems(text)] == ["ST101", "ST102"]


def test_problems_can_be_left_out_like_any_rule() -> None:
    assert check("<!-- stet: PH101 -->\nBy [Author Name]\n", ignore="stet").findings == ()


def test_one_lets_stand_what_other_articles_repeat(tmp_path: Path) -> None:
    for name, stet in (("a.md", "<!-- stet: duplicate two parts of a series -->\n"), ("b.md", "")):
        (tmp_path / name).write_text(
            f"{stet}# Old bridge closes for a whole year\n\nIn {name}.\n", encoding="utf-8"
        )
    report = check_paths(tmp_path, across=True)
    assert report.findings == ()
    assert [each.reason for each in report.suppressed] == ["two parts of a series"]


def test_a_comparison_of_an_exports_articles_goes_on_without_stets(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>Old bridge closes for a whole year</title><wp:post_name>{name}</wp:post_name>"
        f"<content:encoded><![CDATA[<p>Prose of {name}.</p>]]></content:encoded></item>"
        for name in ("a", "b")
    )
    head = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    (tmp_path / "x.xml").write_text(f"<rss {head}><channel>{items}</channel></rss>", encoding="utf-8")
    report = check_paths(tmp_path / "x.xml", across=True)
    assert (len(report.findings), report.troubles) == (1, ())
