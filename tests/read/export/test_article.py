from presscheck.read import open_document
from presscheck.read.export.article import article


def test_html_has_its_title_and_deck_in_the_first_line() -> None:
    source = article("a.csv", "ferry", "<p>The boat left.</p>", "html", title="A & B", deck="“So”\nit was")
    assert source.text == (
        '<title>A &amp; B</title><meta name="description" content="“So” it was">\n<p>The boat left.</p>'
    )
    assert (source.path, source.article) == ("a.csv#ferry", "article “A & B”")


def test_markdown_and_text_have_them_as_front_matter() -> None:
    for form in ("markdown", "text"):
        source = article("a.csv", "ferry", "The boat left.", form, title='A "B": c \\ d', deck="So")
        fields = [(block.name, block.text) for block in open_document(source).blocks if block.kind == "field"]
        assert fields == [("title", 'A "B": c \\ d'), ("description", "So")]
        assert source.text.splitlines()[4] == "The boat left."


def test_a_text_with_front_matter_keeps_its_own() -> None:
    text = "---\ntitle: Mine\n---\nThe boat left."
    assert article("a.csv", "ferry", text, "markdown", title="Yours").text == text


def test_blank_lines_make_paragraphs_where_the_editor_of_wordpress_makes_them() -> None:
    source = article("a.xml", "ferry", "One.\r\n\r\n<b>Two.</b>\n \nThree.", "html", title=None)
    assert [block.text for block in open_document(source).blocks] == ["One.", "Two.", "Three."]
    assert source.text.count("\n") == 4


def test_an_article_without_a_title_says_so() -> None:
    assert article("a.csv", "7", "x", "text", title="").article == "article without a title"
    assert article("a.csv", "7", "x", "text", title=None).article == "article 7"
