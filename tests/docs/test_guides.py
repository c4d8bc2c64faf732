"""Everything that README, CONTRIBUTING and the guides show in a block of code is run, or read by what it is for.

The blocks of a page are taken in their order, in one folder: a block with a title is the file of that name, what
stands after `$ ` is run and must print what is shown (`…` stands for any more lines), the lines of a `sh` block
must run. Some blocks have tests of their own; they are named here, so that no block is forgotten.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from git_repository import Repository
from markdown_it import MarkdownIt

from presscheck.config.read import read_layers

ROOT = Path(__file__).parents[2]
PAGES = {
    path.stem: path
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
}
MADE = {"options"}
"""Pages that are made as a whole; `test_site_of_guides.py` holds them to the program."""

HELD = {
    ("README", "console"): "tests/test_readme.py",
    ("README", "python"): "tests/test_readme.py",
    ("README", "yaml"): "tests/test_readme.py",
    ("CONTRIBUTING", "text"): "",  # a drawing
    ("api", "sh"): "tests/docs/test_api_page.py",
    ("baseline", "console"): "tests/docs/test_keeping_guides.py",
    ("baseline", "json"): "tests/docs/test_keeping_guides.py",
    ("baseline", "text"): "tests/docs/test_keeping_guides.py",
    ("ci", "groovy"): "tests/docs/test_ci_page.py",
    ("ci", "sh"): "tests/docs/test_ci_page.py",
    ("ci", "yaml"): "tests/docs/test_ci_page.py",
    ("cms", "php"): "tests/browser/test_wordpress.py",
    ("cms", "sh"): "tests/docs/test_ghost_webhook.py",
    ("configuration", "console"): "tests/docs/test_configuration_page.py",
    ("json", "json"): "tests/report/test_json.py",
    ("stet", "markdown"): "tests/docs/test_keeping_guides.py",
    ("stet", "sh"): "tests/docs/test_keeping_guides.py",
    ("stet", "yaml"): "tests/docs/test_keeping_guides.py",
}
SECONDS = re.compile(r"(?:under )?\d+\.\d s$", re.MULTILINE)
STARTS = re.compile(r"\bpresscheck serve\b|--watch\b")
"""What runs until somebody stops it."""

WXR = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Ferry resumes</title><wp:post_name>ferry-resumes</wp:post_name><wp:post_type>post</wp:post_type>
<content:encoded><![CDATA[By [Your Name], staff writer]]></content:encoded></item>
</channel></rss>
"""

posix = pytest.mark.skipif(os.name == "nt", reason="the commands are written for a POSIX shell")


class Code(NamedTuple):
    """A block of code: its language, the name of the file that it is, and what stands in it."""

    language: str
    title: str
    body: str


def blocks(page: str) -> list[Code]:
    """Return a page's blocks of code but for those that a program wrote."""
    text = re.sub(r"<!-- made: .*?<!-- made -->", "", PAGES[page].read_text("utf-8"), flags=re.DOTALL)
    found = []
    for token in MarkdownIt().parse(text):
        assert token.type != "code_block", f"{page}: give the block a language: {token.content}"
        if token.type == "fence":
            language, _, more = token.info.partition(" ")
            title = re.search(r'title="([^"]+)"', more)
            found.append(Code(language or "text", title[1] if title else "", token.content))
    return found


def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder a repository with drafts of every kind."""
    repository = Repository(folder, monkeypatch)
    (folder / "drafts").mkdir()
    for name in ("brief.txt", "web-page.html", "feature-clean.md"):
        shutil.copy(ROOT / "examples" / name, folder / "drafts")
    repository.write("drafts/story.md", "By Ana Ruiz\n")
    repository.write("export.xml", WXR)
    repository.write("articles.csv", "slug,body\nferry,The ferry sails again.\n")
    repository.commit()
    import docx

    document = docx.Document()
    document.add_paragraph("By [Your Name]")
    document.save(str(folder / "drafts" / "ferry.docx"))
    stand_ins = folder / ".git" / "bin"
    stand_ins.mkdir()
    for name, does in (("pbpaste", "echo Gulls returned."), ("pbcopy", "cat"), ("reviewdog", "cat")):
        (stand_ins / name).write_text(f"#!/bin/sh\n{does}\n")
        (stand_ins / name).chmod(0o755)


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    path = os.pathsep.join([str(folder / ".git" / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**kept, "PATH": path, "COLUMNS": "80", "PYTHONUTF8": "1", "BROWSER": "true"}


def run(line: str, folder: Path, typed: str = "") -> str:
    """Return what a command line writes, to standard error too."""
    ran = subprocess.run(
        ["sh", "-c", f"{line}\n"],
        cwd=folder,
        env=environment(folder),
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    # A line that is shown may be one of ours about what is wrong.
    assert ran.returncode in (0, 1) or (ran.returncode, ran.stdout[:12]) == (2, "presscheck: "), (
        f"{line}\n{ran.stdout}"
    )
    return ran.stdout


def start(line: str, folder: Path) -> None:
    """Have a command begin that runs until it is stopped, and stop it."""
    line = line.replace("presscheck serve", "presscheck serve --no-open --port 0").replace("0.0.0.0", "127.0.0.1")
    program = subprocess.Popen(
        ["sh", "-c", f"exec env {line}"],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    first = program.stdout.readline()
    program.send_signal(signal.SIGINT)
    _, complaints = program.communicate(timeout=60)
    assert first, complaints


def known(line: str) -> bool:
    """Tell whether a line is for a checkout of presscheck, and names what there is: too slow to be run here."""
    words = line.split()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    match words:
        case ["make", *targets]:
            return not subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, capture_output=True).returncode
        case ["pip", "install", what]:
            extra = re.search(r"\[(\w+)\]", what)
            return not extra or extra[1] in project["project"]["optional-dependencies"]
        case [".venv/bin/python", "-m", "pip", "install", "--group", group]:
            return group in project["dependency-groups"]
        case [".venv/bin/python", script, *options] if script.startswith(("bench/", "tests/")):
            source = (ROOT / script).read_text("utf-8")
            return all(option in source for option in options if option.startswith("--"))
        case [".venv/bin/python", "-X", *_]:
            return True
        case _:
            return False


def shows(expected: str, printed: str) -> bool:
    """Tell whether what was printed is what is shown, in which … on a line of its own is any number of lines."""
    parts = [re.escape(SECONDS.sub("TIME", part)) for part in re.split(r"^…\n", expected, flags=re.MULTILINE)]
    return bool(re.fullmatch("(?:.*\n)*?".join(parts), SECONDS.sub("TIME", printed)))


def talk(session: str, folder: Path) -> None:
    """Run the commands of a block and hold what they print to what is shown; what is typed stands after prompts."""
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", session, re.MULTILINE):
        typed = "".join(f"{word}\n" for word in re.findall(r"^(?:  Text:|Write .*\? \[y/N\]) ?(.*)$", output, re.M))
        output = re.sub(r"^(  Text:|Write .*\? \[y/N\]).*$", r"\1 ", output, flags=re.MULTILINE)
        printed = run(command, folder, typed)
        assert shows(output, printed), f"$ {command}\n{printed}"


def script(body: str, folder: Path) -> None:
    for line in body.replace("\\\n", " ").splitlines():
        bare = re.sub(r"\s+#.*", "", line)
        if known(bare):
            continue
        if STARTS.search(bare):
            start(bare, folder)
            continue
        typed = "Ely\n" * 3 + "y\n" if "presscheck fill" in bare else ""
        complaints = re.findall(
            r"^(?:presscheck|sh): (?!no draft gained|nothing was written).*", run(bare, folder, typed), re.M
        )
        assert complaints == []


@posix
@pytest.mark.parametrize("page", [page for page in PAGES if page not in MADE])
def test_what_a_page_shows_is_what_happens(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "desk"
    monkeypatch.syspath_prepend(str(ROOT))
    printed = ""
    for number, code in enumerate(blocks(page)):
        if (page, code.language) in HELD and not code.title:
            continue
        if not folder.exists():
            desk(folder, monkeypatch)
            monkeypatch.chdir(folder)
        if code.title:
            (folder / code.title).parent.mkdir(parents=True, exist_ok=True)
            (folder / code.title).write_text(code.body, "utf-8")
        match code.language:
            case "console":
                talk(code.body, folder)
            case "sh":
                script(code.body, folder)
            case "python":
                with redirect_stdout(io.StringIO()) as out:
                    exec(code.body, {})
                printed = out.getvalue()
            case "text" if printed:
                assert code.body == printed
            case "toml":
                (tmp_path / f"{number}.toml").write_text(code.body, "utf-8")
                assert read_layers(str(tmp_path / f"{number}.toml"))
            case "yaml":
                assert yaml.safe_load(code.body)
            case "markdown" if code.title:
                pass
            case _:
                pytest.fail(f"nothing checks this block of {page}: {code}")


def test_every_page_is_looked_at() -> None:
    assert {page for page, _ in HELD} <= PAGES.keys()
    assert [test for test in HELD.values() if test and not (ROOT / test).exists()] == []
