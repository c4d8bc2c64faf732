"""What a site renders is no leftover there; in a bare draft, and in a page that was built, the same text is one."""

from pathlib import Path

import pytest

from presscheck import check_paths, check_text
from presscheck.match.site import rendered
from presscheck.model import House, Source
from presscheck.read import open_document

FERRY = "The ferry leaves the old pier at nine and comes back at noon.\n\n"


def project(folder: Path, *markers: str) -> Path:
    """A project with these files at its root, and the path of a draft three folders down."""
    (folder / ".git").mkdir()
    for marker in markers:
        path = folder / marker
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix or marker.startswith("LocalSettings"):
            path.write_text("")
        else:
            path.mkdir(exist_ok=True)
    draft = folder / "content" / "2024" / "may" / "ferry.md"
    draft.parent.mkdir(parents=True, exist_ok=True)
    return draft


def found(draft: Path, text: str) -> list[str]:
    """The rules that find something in a draft of this text at this path."""
    draft.write_text(FERRY + text + "\n")
    return [finding.rule for finding in check_paths(draft).findings]


TAGS = [
    ("_config.yml", "By {{ page.title }} again.", "PH114"),
    ("_config.yml", "Tickets are sold here. {% include tickets.html %}", "PH122"),
    ("_config.yml", "See you there :tada:", "MU125"),
    ("_config.toml", "Tickets are sold here. {% include tickets.html %}", "PH122"),
    ("hugo.toml", '{{< figure src="ferry.jpg" >}}', "PH123"),
    ("hugo.yaml", '{{< figure src="ferry.jpg" >}}', "PH123"),
    ("hugo.json", '{{% notice "tip" %}} Bring a coat.', "PH123"),
    ("config/_default", '{{< figure src="ferry.jpg" >}}', "PH123"),
    ("config.toml", '{{< figure src="ferry.jpg" >}}', "PH123"),
    ("_quarto.yml", "{{< video ferry.mp4 >}}", "PH123"),
    ("mkdocs.yml", "See you there :rocket:", "MU125"),
    ("mkdocs.yml", "By {{ config.site_name }} again.", "PH114"),
    (".eleventy.js", "By {{ author | upcase }} again.", "PH122"),
    ("eleventy.config.mjs", "Tickets are sold here. {% image 'ferry.jpg' %}", "PH122"),
    ("docusaurus.config.js", "import Tabs from '@theme/Tabs';", "MU126"),
    ("astro.config.mjs", "import Card from '../components/Card.astro';", "MU126"),
    ("next.config.js", "import Card from '../components/card';", "MU126"),
    ("gatsby-config.js", "import Card from '../components/card';", "MU126"),
    ("docusaurus.config.ts", "Written by {author} in May.", "PH113"),
    (".obsidian", "She worked on [[Old Pier|the pier]] for years.", "MU124"),
    ("LocalSettings.php", "She worked on [[Old Pier]] for years.", "MU124"),
    ("wp-config.php", '[gallery ids="4,7,12"]', "MU101"),
]


@pytest.mark.parametrize(("marker", "text", "rule"), TAGS)
def test_a_project_may_hold_what_its_generator_renders(tmp_path: Path, marker: str, text: str, rule: str) -> None:
    assert found(project(tmp_path, marker), text) == []


@pytest.mark.parametrize(("marker", "text", "rule"), TAGS)
def test_the_same_text_in_a_bare_draft_is_a_leftover(tmp_path: Path, marker: str, text: str, rule: str) -> None:
    (tmp_path / ".git").mkdir()
    assert rule in found(tmp_path / "ferry.md", text)


@pytest.mark.parametrize(("marker", "text", "rule"), [tag for tag in TAGS if not tag[1].startswith("import")])
def test_the_same_text_in_a_built_page_is_a_leftover(tmp_path: Path, marker: str, text: str, rule: str) -> None:
    page = project(tmp_path, marker).with_suffix(".html")
    shown = text.replace("<", "&lt;").replace(">", "&gt;")
    page.write_text(f"<!DOCTYPE html><html><body><h1>The ferry</h1><p>{FERRY}</p><p>{shown}</p></body></html>")
    rules = {finding.rule for finding in check_paths(page).findings}
    assert rule in rules


def test_a_template_folder_holds_templates_and_no_pages(tmp_path: Path) -> None:
    (tmp_path / "_includes").mkdir()
    page = tmp_path / "_includes" / "title.html"
    page.write_text("<h1>{{ page.title }}</h1>")
    assert not check_paths(page).findings


def test_a_slot_in_words_is_a_leftover_also_where_templates_are_rendered(tmp_path: Path) -> None:
    assert found(project(tmp_path, "_config.yml"), "By {{ Author Name }}, {Your City}") == ["PH114", "PH113"]


def test_a_generator_renders_only_its_own_tags(tmp_path: Path) -> None:
    assert "MU124" in found(project(tmp_path, "_config.yml"), "She worked on [[Old Pier]] for years.")
    assert "MU101" in found(tmp_path / "other.md", '[gallery ids="4,7,12"]')


def test_a_text_without_a_file_is_in_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_config.yml").write_text("")
    monkeypatch.chdir(tmp_path)
    report = check_text(FERRY + "By {{ page.title }} again.", filename="ferry.md")
    assert [finding.rule for finding in report.findings] == ["PH114"]


@pytest.mark.parametrize(
    "text",
    [
        "---\nlayout: post\n---\n\nThe ferry leaves at nine. {% include tickets.html %} :tada: {{ page.title }}",
        "---\r\nlayout: post\r\n---\r\n\r\nThe ferry leaves at nine. {% include tickets.html %}",
        "+++\ntitle = 'The ferry'\n+++\n\nThe ferry leaves at nine. {{< figure src=\"ferry.jpg\" >}}",
        "The ferry leaves at {% if summer %}nine{% else %}ten{% endif %}. By {{ page.title }}.",
        'The ferry leaves at nine. See [the pier]({{< ref "/pier" >}}), {{< figure src="pier.jpg" >}}.',
    ],
)
def test_a_text_shows_by_itself_that_a_generator_reads_it(text: str) -> None:
    assert not check_text(text, filename="ferry.md").findings


def test_two_rules_around_prose_are_no_front_matter() -> None:
    text = f"---\n\n{FERRY}---\n\nTickets are sold here. {{% include tickets.html %}}"
    assert [finding.rule for finding in check_text(text, filename="ferry.md").findings] == ["PH122"]


def test_a_lone_tag_does_not_show_that_a_generator_reads_the_text() -> None:
    assert [f.rule for f in check_text(FERRY + "{% include tickets.html %}").findings] == ["PH122"]


def test_mdx_holds_components_wherever_it_stands() -> None:
    text = f"import Card from './Card.astro';\n\n{FERRY}<Card title=\"Times\">At nine, {{name}}.</Card>\n"
    assert not check_text(text, filename="ferry.mdx").findings
    assert check_text(text, filename="ferry.txt").findings


def test_a_forge_shows_the_emoji_of_a_readme() -> None:
    assert not check_text(FERRY + "Welcome :tada:", filename="README.md").findings
    assert check_text(FERRY + "Welcome :tada:", filename="ferry.md").findings


def test_a_site_that_is_named_counts_and_no_other() -> None:
    source = Source("ferry.md", "---\nlayout: post\n---\n", "markdown")
    assert "templates" in rendered(open_document(source))
    assert rendered(open_document(source, House(site="none"))) == frozenset()
    assert rendered(open_document(source, House(site="obsidian"))) == {"wiki-links"}
