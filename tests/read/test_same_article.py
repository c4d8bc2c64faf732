"""One article is one: as plain text, Markdown, a web page, a Word, OpenDocument or RTF file, the same is found.

Each draft in `examples/` is written anew in every format, from what a reader reads in it: by python-docx, by
LibreOffice where that is installed, and by hand. What only one format can have, such as a link's target or markup
that did not render, is left out, and so are rules that are for some formats alone.
"""

import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from shutil import which

import docx
import pytest

from presscheck import check_paths
from presscheck.model import OPAQUE, Block
from presscheck.read import open_document, read_source
from presscheck.rules import load_rules

EXAMPLES = Path(__file__).parents[2] / "examples"
DRAFTS = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".md", ".html"))
KINDS = ("heading", "paragraph", "list-item", "quotation")
EVERYWHERE = [rule.id for rule in load_rules() if len(rule.formats) == 4]

_MARKS = re.compile(r"(?<!\w)[*_]|[*_](?!\w)|[\\`<#|~&]|^[-+=>]|(?<=^\d)[.)]|(?<=^\d\d)[.)]", re.MULTILINE)
"""What Markdown would take for markup. Brackets stay as writers write them."""

Found = list[tuple[str, str]]


def article(draft: Path) -> list[Block]:
    """What a reader reads in a draft, block by block, without what stands beside the prose."""
    blocks = open_document(read_source(draft.read_bytes(), draft.name)).blocks
    return [block for block in blocks if block.kind in KINDS and OPAQUE not in block.text]


def as_text(blocks: Iterable[Block]) -> str:
    marks = {"list-item": "- ", "quotation": "> "}
    return "\n\n".join(marks.get(block.kind, "") + block.text for block in blocks) + "\n"


def as_markdown(blocks: Iterable[Block]) -> str:
    marks = {"list-item": "- ", "quotation": "> "}

    def written(block: Block) -> str:
        text = _MARKS.sub(_escaped, block.text)
        start = "#" * block.level + " " if block.kind == "heading" else marks.get(block.kind, "")
        return start + text.replace("\n", "\\\n" + " " * (start == "- ") * 2)

    return "\n\n".join(map(written, blocks)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def as_html(blocks: Iterable[Block]) -> str:
    def written(block: Block) -> str:
        text = escape(block.text, quote=False).replace("\n", "<br>\n")
        match block.kind:
            case "heading":
                return f"<h{block.level}>{text}</h{block.level}>"
            case "list-item":
                return f"<ul><li>{text}</li></ul>"
            case "quotation":
                return f"<blockquote>{text}</blockquote>"
            case _:
                return f"<p>{text}</p>"

    return "<!doctype html>\n<body>\n" + "\n".join(map(written, blocks)) + "\n</body>\n"


def write_docx(blocks: Iterable[Block], path: Path) -> None:
    styles = {"list-item": "List Bullet", "quotation": "Quote"}
    document = docx.Document()
    for block in blocks:
        if block.kind == "heading":
            document.add_heading(block.text, block.level)
        else:
            document.add_paragraph(block.text, styles.get(block.kind))
    document.save(str(path))


WRITTEN: dict[str, Callable[[Sequence[Block]], str]] = {".txt": as_text, ".md": as_markdown, ".html": as_html}


def found(path: Path) -> Found:
    report = check_paths(path, select=EVERYWHERE, level="advice", title_in_body="forbid", config=False)
    assert not report.troubles
    return [(finding.rule, " ".join(finding.text.replace("\\", "").split())) for finding in report.findings]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every draft as a Word document, and in what LibreOffice makes of it where that is installed."""
    folder = tmp_path_factory.mktemp("documents")
    for draft in DRAFTS:
        write_docx(article(draft), folder / f"{draft.stem}.docx")
    if which("soffice"):
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        for form in ("odt", "rtf"):
            command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", str(folder)]
            drafts = map(str, folder.glob("*.docx"))
            subprocess.run([*command, *drafts], check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.name)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".docx", ".odt", ".rtf"])
def test_the_same_article_gives_the_same_findings(
    draft: Path, suffix: str, documents: Path, tmp_path: Path
) -> None:
    blocks = article(draft)
    page = tmp_path / "article.html"
    page.write_text(as_html(blocks), encoding="utf-8")
    path = documents / f"{draft.stem}{suffix}"
    if suffix in WRITTEN:
        path = tmp_path / f"article{suffix}"
        path.write_text(WRITTEN[suffix](blocks), encoding="utf-8")
    elif not path.exists():
        pytest.skip("LibreOffice is not installed")
    assert found(path) == found(page)
