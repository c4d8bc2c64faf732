import pytest

from presscheck.model import Source
from presscheck.read import open_document
from presscheck.read.frontmatter import front_matter_problem


def fields(text: str) -> list[tuple[str, str, str]]:
    """Return each field's name, its text, and what the file holds where it stands."""
    source = Source("a.md", text, "markdown")
    found = [block for block in open_document(source).blocks if block.kind == "field"]
    spans = [block.span(0, len(block.text)) for block in found]
    return [(block.name, block.text, text[slice(*span)]) for block, span in zip(found, spans, strict=True)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: Your Title # note", [("title", "Your Title", "Your Title")]),
        ("title: 'it''s'", [("title", "it's", "it''s")]),
        (r'title: "a \"b\" \u2019 ü"', [("title", 'a "b" ’ ü', r"a \"b\" \u2019 ü")]),
        ("date: 2024-01-02", [("date", "2024-01-02", "2024-01-02")]),
        ("date: YYYY-MM-DD", [("date", "YYYY-MM-DD", "YYYY-MM-DD")]),
        ("n: 5", [("n", "5", "5")]),
        ("draft: true\nempty:\nnone: null\nno: ~", []),
        ('title: ""', [("title", "", "")]),
        ("image:\n  alt: An ü\n  at: {x: y}", [("image.alt", "An ü", "An ü"), ("image.at.x", "y", "y")]),
        ("tags: [a, b]\nmore:\n- c", [("tags", "a", "a"), ("tags", "b", "b"), ("more", "c", "c")]),
        ("list:\n- name: x", [("list.name", "x", "x")]),
        ("a: &x one\nb: *x\nc: two", [("a", "one", "one"), ("c", "two", "two")]),
        ("? key\n: value\n[a, b]: other", [("key", "value", "value")]),
        ("long: one\n  two", [("long", "one two", "one\n  two")]),
        ("long: >\n  one\n  two\n\n  three", [("long", "one two\nthree", "one\n  two\n\n  three")]),
        ("poem: |\n  one\n   two", [("poem", "one\n two", "one\n   two")]),
        ('long: "one\n  two \\\n  three"', [("long", "one two three", "one\n  two \\\n  three")]),
        ("title: [Broken\nauthor: 'X' # y", [("title", "[Broken", "[Broken"), ("author", "X", "X")]),
    ],
)
def test_yaml_values_are_fields(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert fields(f"---\n{line}\n---\nText.\n") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('title = "Your Title" # note', [("title", "Your Title", "Your Title")]),
        (r'title = "a \"b\" \u2019 ü"', [("title", 'a "b" ’ ü', r"a \"b\" \u2019 ü")]),
        (r"title = 'C:\x'", [("title", r"C:\x", r"C:\x")]),
        ("date = 2024-01-02T00:00:00Z", [("date", "2024-01-02T00:00:00Z", "2024-01-02T00:00:00Z")]),
        ("draft = true", []),
        ('[a.b]\n"c d" = 1', [("a.b.c d", "1", "1")]),
        ("[[a]]\nb = 'x'", [("a.b", "x", "x")]),
        ("a.b = 'x'", [("a.b", "x", "x")]),
        ("tags = ['a', # c\n  \"b\",\n]", [("tags", "a", "a"), ("tags", "b", "b")]),
        ("a = {b = 'x', c = ['y']}", [("a.b", "x", "x"), ("a.c", "y", "y")]),
        ('long = """\none\ntwo"""', [("long", "one\ntwo", "one\ntwo")]),
        ('long = """one \\\n  two"""', [("long", "one two", "one \\\n  two")]),
        ("raw = '''\none'''", [("raw", "one", "one")]),
        ("broken = \ntitle = 'x'", [("title", "x", "x")]),
    ],
)
def test_toml_values_are_fields(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert fields(f"+++\n{line}\n+++\nText.\n") == expected


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_format_may_have_front_matter(form: str) -> None:
    source = Source("a", "---\ntitle: X\n---\nText here.\n", form)  # type: ignore[arg-type]
    assert [(block.kind, block.text) for block in open_document(source).blocks] == [
        ("field", "X"),
        ("paragraph", "Text here."),
    ]


@pytest.mark.parametrize("text", ["---\nJust prose.\n---\n", "---\ntitle: never closed\n", "\n---\na: b\n---\n"])
def test_rules_with_prose_between_them_are_no_front_matter(text: str) -> None:
    assert fields(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("---\na: b\n---\n", None),
        ("No front matter", None),
        ("+++\na = 1\n+++\n", None),
        (
            "---\ntitle: x\nauthor: [y\nz: 1\n---\n",
            "a.md:4: front matter is not valid YAML: did not find expected ',' or ']'",
        ),
        (
            "---\r\na: b: c\r\n---\r\n",
            "a.md:2: front matter is not valid YAML: mapping values are not allowed in this context",
        ),
        ("+++\na = 1\nb =\n+++\n", "a.md:3: front matter is not valid TOML: Invalid value"),
        ("---\na: " + "[" * 5000 + "\n---\n", "a.md:2: front matter is not valid YAML: too many brackets"),
    ],
)
def test_a_problem_is_said_in_one_line_with_its_place(text: str, problem: str | None) -> None:
    assert front_matter_problem(Source("a.md", text, "markdown")) == problem


def test_prose_between_two_rules_stays_prose() -> None:
    document = open_document(Source("a.md", "---\n\nThe ferry leaves at nine.\n\n---\n\nIt is late.\n", "markdown"))
    assert [block.text for block in document.blocks] == ["The ferry leaves at nine.", "It is late."]
