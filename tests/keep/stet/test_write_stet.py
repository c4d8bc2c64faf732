"""`presscheck stet` writes a stet that holds, in the way of the format, and changes nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.keep.stet.command import write_stet
from presscheck.run import check_paths
from presscheck.trouble import Trouble

ALL = Configuration(layer_of({"level": "advice"}, "--{}"), search=False)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(place: str, rule: str, reason: str = "a form") -> str:
    return write_stet(place, rule, reason, ALL)


def test_what_is_wrong_with_a_stet_cannot_be_let_stand() -> None:
    Path("a.html").write_text("<!-- stet: ", encoding="utf-8")
    with pytest.raises(Trouble, match=r"a.html:1: no stet lets stand what is wrong with a stet; mend .* \(ST103\)"):
        write("a.html:1", "ST103")


WRITTEN = {
    "a paragraph": (
        "a.md",
        "Prose.\n\nBy [Author Name]\n",
        "Prose.\n\n<!-- stet: PH101 a form -->\nBy [Author Name]\n",
    ),
    "a heading": (
        "a.md",
        "# By\n\n## By [Author Name]\n",
        "# By\n\n<!-- stet: PH101 a form -->\n## By [Author Name]\n",
    ),
    "an item": ("a.md", "- One\n\n- [Date]\n- Two\n", "- One\n\n- [Date] <!-- stet: PH101 a form -->\n- Two\n"),
    "a cell": (
        "a.md",
        "| a | b |\n|---|---|\n| [Date] | x |\n",
        "| a | b |\n|---|---|\n| [Date] <!-- stet: PH101 a form --> | x |\n",
    ),
    "a quotation": (
        "a.md",
        "A\n\n> By [Insert name of witness here]\n",
        "A\n\n> By [Insert name of witness here] <!-- stet: PH101 a form -->\n",
    ),
    "MDX": ("a.mdx", "Prose.\n\nBy [Author Name]\n", "Prose.\n\n{/* stet: PH101 a form */}\nBy [Author Name]\n"),
    "plain text": ("a.txt", "Prose.\n\nBy [Author Name]\n", "Prose.\n\n[stet: PH101 a form]\nBy [Author Name]\n"),
    "a file of CR LF": ("a.txt", "Prose.\r\n\r\n[Date]", "Prose.\r\n\r\n[stet: PH101 a form]\r\n[Date]"),
    "an element": (
        "a.html",
        "<div>\n\n  <p>By [Author Name]</p>\n</div>",
        "<div>\n\n  <!-- stet: PH101 a form -->\n  <p>By [Author Name]</p>\n</div>",
    ),
    "one of two elements on a line": (
        "a.html",
        "\n\n<p>Prose.</p><p>By [Author Name]</p>\n",
        "\n\n<p>Prose.</p><p>By [Author Name] <!-- stet: PH101 a form --></p>\n",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_it_goes_where_the_format_has_it(name: str) -> None:
    path, before, after = WRITTEN[name]
    Path(path).write_bytes(before.encode())
    write(f"{path}:3", "PH101")
    assert Path(path).read_bytes().decode() == after
    assert check_paths([path], Configuration(search=False)).findings == ()


FRONT = {
    "a first one": ("---\nauthor: Your Name\n---\n", '---\nstet: "MD102 a form"\nauthor: Your Name\n---\n'),
    "beside a text": (
        "---\nauthor: Your Name\nstet: chat a quote\n---\nI hope this helps!\n",
        '---\nauthor: Your Name\nstet:\n  - chat a quote\n  - "MD102 a form"\n---\nI hope this helps!\n',
    ),
    "in a list": (
        "---\nauthor: Your Name\nstet:\n- chat a quote\n---\nI hope this helps!\n",
        '---\nauthor: Your Name\nstet:\n- chat a quote\n- "MD102 a form"\n---\nI hope this helps!\n',
    ),
    "in TOML": ('+++\nauthor = "Your Name"\n+++\n', '+++\nstet = "MD102 a form"\nauthor = "Your Name"\n+++\n'),
}


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_has_it_among_its_fields(name: str) -> None:
    before, after = FRONT[name]
    Path("a.md").write_text(before, encoding="utf-8")
    write("a.md:2", "MD102")
    assert Path("a.md").read_text(encoding="utf-8") == after


def test_what_was_done_is_told() -> None:
    Path("a.md").write_text("By [Author Name]\n", encoding="utf-8")
    assert (
        write("a.md:1:4", "bracketed-slot", "it's  a form")
        == "a.md:2: [Author Name] may stand (PH101): it's a form"
    )


def test_a_column_tells_two_findings_of_a_line_apart() -> None:
    Path("a.md").write_text("| [Date] | [City] |\n|---|---|\n", encoding="utf-8")
    write("a.md:1:13", "PH101")
    assert "[City] <!-- stet" in Path("a.md").read_text(encoding="utf-8")


def test_encoding_and_mark_stay() -> None:
    Path("a.txt").write_bytes(b"\xef\xbb\xbfCaf\xc3\xa9\r\n\r\nBy [Author Name]\r\n")
    write("a.txt:3", "PH101")
    assert (
        Path("a.txt").read_bytes() == b"\xef\xbb\xbfCaf\xc3\xa9\r\n\r\n[stet: PH101 a form]\r\nBy [Author Name]\r\n"
    )


REFUSED = {
    "no place": ("a.md", "PH101", "a form", "a.md: name a file and a line, as in drafts/mayor.md:12"),
    "no file": ("b.md:1", "PH101", "a form", "b.md: no such file or folder"),
    "standard input": ("-:1", "PH101", "a form", "standard input cannot be written to; name the file"),
    "no rule": ("a.md:1", "PH999", "a form", "no rule, family or name 'PH999'; did you mean"),
    "an empty rule": ("a.md:1", "", "a form", "name the rule that may find something there, as in PH101"),
    "nothing there": ("a.md:3", "PH101", "a form", "a.md:3: PH101 finds nothing there, nor does any other rule"),
    "another rule": ("a.md:1", "CH201", "a form", "a.md:1: CH201 finds nothing there; what is found there: PH101"),
    "no reason": ("a.md:1", "PH101", " ", "a stet says why: give a reason, in a few words"),
    "no end": (
        "a.md:1",
        "PH101",
        "a --> b",
        "the reason holds '--', which would end the comment that it is written in",
    ),
    "twice": ("a.md:5", "PH101", "a form", "a.md:5: PH101 stands there already: his words"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_written_is_one_line_and_changes_nothing(name: str) -> None:
    place, rule, reason, said = REFUSED[name]
    text = "By [Author Name]\n\nProse.\n\nIn [City], it rained. <!-- stet: PH101 his words -->\n"
    Path("a.md").write_text(text, encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        write(place, rule, reason)
    assert str(trouble.value).startswith(said)
    assert Path("a.md").read_text(encoding="utf-8") == text


def test_a_document_takes_none() -> None:
    docx = pytest.importorskip("docx")
    draft = docx.Document()
    draft.add_paragraph("By [Author Name]")
    draft.save("a.docx")
    with pytest.raises(
        Trouble, match=r"^a\.docx: a document takes no stet from here; add a comment .* stet: PH101 "
    ):
        write("a.docx:1", "PH101")


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_a_read_only_file_stays() -> None:
    Path("a.md").write_text("By [Author Name]\n", encoding="utf-8")
    Path("a.md").chmod(0o444)
    with pytest.raises(Trouble, match="the file is read-only; nothing was written"):
        write("a.md:1", "PH101")


def test_where_one_finding_ends_and_the_next_begins_the_next_is_meant() -> None:
    Path("a.txt").write_text("[/quote][quote=harbour_master;4411]", encoding="utf-8")
    assert "[quote=harbour_master;4411]" in write("a.txt:1:9", "MU103")
