import subprocess
import sys

import pytest

from presscheck.model import Format
from presscheck.read import format_of, read_source
from presscheck.trouble import Trouble

FRENCH = "Le café est fermé à Orléans, dit-il. « Nous n’avons rien à ajouter », a déclaré la porte-parole. "
RUSSIAN = "Президент заявил, что новые меры вступят в силу завтра, и поблагодарил всех участников. "
CZECH = "Žluťoučký kůň pěl ďábelské ódy. Vláda schválila nový zákon o dani z příjmů. "
JAPANESE = "今日は天気がいいですね。明日も晴れるでしょう。記者会見は三時からです。"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("Größe\r\n".encode(), "Größe\r\n", "utf-8"),
        (b"\xef\xbb\xbf" + "Größe".encode(), "Größe", "utf-8-sig"),
        (b"\xff\xfe" + "Größe 🗞".encode("utf-16-le"), "Größe 🗞", "utf-16-le"),
        (b"\xfe\xff" + "Größe 🗞".encode("utf-16-be"), "Größe 🗞", "utf-16-be"),
        (b"\xff\xfe\0\0" + "Größe".encode("utf-32-le"), "Größe", "utf-32-le"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252"),
        ("The café was closed.".encode("latin-1"), "The café was closed.", "cp1252"),
        ("He said “no” – it’s over.".encode("cp1252"), "He said “no” – it’s over.", "cp1252"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
        (RUSSIAN.encode("koi8_r"), RUSSIAN, "koi8_r"),
        (CZECH.encode("cp1250"), CZECH, "cp1250"),
        ((JAPANESE * 3).encode("shift_jis"), JAPANESE * 3, "shift_jis"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(data: bytes, text: str, encoding: str) -> None:
    source = read_source(data, "draft.txt")
    assert (source.text, source.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<META http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        ('<?xml version="1.0" encoding="iso-8859-5"?>', "iso8859-5"),
        ("<meta charset=iso-8859-1>", "cp1252"),
    ],
)
def test_html_may_declare_its_encoding(head: str, encoding: str) -> None:
    text = head + ("Größe “x”" if encoding == "cp1252" else "Привет")
    source = read_source(text.encode(encoding), "page.html")
    assert (source.text, source.encoding) == (text, encoding)


def test_a_wrong_declaration_does_not_break_utf8() -> None:
    text = "<meta charset=windows-1251>Größe"
    assert read_source(text.encode(), "page.html").text == text


@pytest.mark.parametrize("name", ["utf-7", "rot13", "hex", "nonsense", "idna", "undefined"])
def test_a_declaration_that_is_no_charset_counts_for_nothing(name: str) -> None:
    text = f"<meta charset={name}>The café was closed."
    assert read_source(text.encode("latin-1"), "page.html").text == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14",
        b"%PDF-1.7\n%\xe2\xe3",
        b"text\0text",
        bytes(range(1, 256)) * 4,
        "no mark".encode("utf-16-le"),
        b"\xff\xfea\0\0\0",
    ],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(Trouble, match=r"^a\.md: looks like a binary file, not text(;|$)"):
        read_source(data, "a.md")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "save an old document of Word as .docx or .odt"),
        ("a.pdf", b"%PDF-1.7\n", "take the document that the PDF was made from"),
        ("a.txt", b"{\\rtf1 By}", "rich text has .rtf in its name"),
    ],
)
def test_a_document_that_is_no_text_is_refused_with_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read_source(data, name)
    assert str(trouble.value) == f"{name}: looks like a binary file, not text; {said}"


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("Größe und Straße ".encode() + b"\xff x", 20),
        (b"\xef\xbb\xbfabc\xff", 6),
        ("Größe, Maße".encode() + "ß".encode()[:1], 14),
        (b"The end \xe2\x80", 8),
    ],
)
def test_utf8_with_a_broken_byte_is_refused_with_its_place(data: bytes, offset: int) -> None:
    with pytest.raises(Trouble, match=rf"^a\.txt: not valid UTF-8 at byte {offset}; save it as UTF-8$"):
        read_source(data, "a.txt")


def test_utf16_that_is_cut_off_is_refused() -> None:
    with pytest.raises(Trouble, match=r"^a\.txt: not valid UTF-16 at byte 4; save it as UTF-8$"):
        read_source(b"\xff\xfea\0b", "a.txt")


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("a.txt", "text"),
        ("a.b/C.MD", "markdown"),
        ("x.mdx", "markdown"),
        ("x.Rmd", "markdown"),
        ("x.HTM", "html"),
        ("x.xhtml", "html"),
        ("README", "text"),
        ("-", "text"),
        ("md", "text"),
        ("x.docx", "office"),
        ("x.pdf", "text"),
    ],
)
def test_the_format_is_told_from_the_suffix(path: str, form: Format) -> None:
    assert format_of(path) == form


def test_a_format_that_is_given_counts_for_more_than_the_suffix() -> None:
    assert read_source(b"", "a.txt", "html").format == "html"


def test_nothing_heavy_is_imported_before_a_document_is_parsed() -> None:
    code = (
        "import sys; from presscheck.read import read_source, open_document; "
        "open_document(read_source('ü'.encode(), 'a.md')); "
        "assert not {'pyromark', 'yaml', 'charset_normalizer', 'presscheck.read.plain'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
