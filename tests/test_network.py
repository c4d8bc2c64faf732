"""No command asks the network for anything: text stays on the computer that it is on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

# A hook of the interpreter's own: it hears of every socket, whoever opens it and however, and cannot be taken out.
WITHOUT_NETWORK = """
import sys
def refuse(event, details):
    if event.startswith("socket."):
        raise BaseException(f"network: {event} {details}")
sys.addaudithook(refuse)
"""

EVERY_COMMAND = """
import json
from presscheck.cli import main
for command in json.load(sys.stdin):
    try:
        main(command)
    except SystemExit as ended:
        print(ended.code, *command, file=sys.stderr)
"""

COMMANDS = [
    ["check", "drafts"],
    ["check", "drafts", "--across", "--explain", "--level", "advice", "--statistics"],
    *(["check", "drafts", "--format", form] for form in ("json", "sarif", "junit", "html", "markdown", "github")),
    ["check", "drafts", "--diff", "--unsafe-fixes"],
    ["check", "drafts", "--config", "presscheck.toml", "--rules", "rules"],
    ["fill", "drafts/brief.txt", "--list"],
    ["stet", "drafts/links.md:1", "LK106", "ours"],
    ["check", "drafts", "--fix"],
    ["baseline", "drafts"],
    ["config", "drafts"],
    ["init"],
    ["explain", "PH101"],
    ["rules", "list"],
    ["rules", "test", "rules"],
    ["rules", "new", "desk-note"],
    ["completion", "bash"],
    ["--version"],
]


def python(script: str, *, given: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, check=False)


def test_no_command_opens_a_socket(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    for name in ("brief.txt", "bericht.md", "web-page.html"):
        (drafts / name).write_bytes((ROOT / "examples" / name).read_bytes())
    link = "See [the report](https://example.com/report) and ![it](http://localhost:8000/a.png).\n"
    (drafts / "links.md").write_text(link, encoding="utf-8")
    (tmp_path / "presscheck.toml").write_text('ignore = ["hope-this-helps"]\n', encoding="utf-8")
    (tmp_path / "rules").mkdir()
    rule = (ROOT / "rules" / "note" / "end-mark.yaml").read_text(encoding="utf-8")
    named = rule.replace("NT501", "XX101").replace("name: end-mark", "name: our-end-mark")
    (tmp_path / "rules" / "end-mark.yaml").write_text(named, encoding="utf-8")
    ended = python(WITHOUT_NETWORK + EVERY_COMMAND, given=json.dumps(COMMANDS), cwd=tmp_path)
    assert "network: " not in ended.stderr
    assert ended.returncode == 0
    codes = [line for line in ended.stderr.splitlines() if line[:2] in ("0 ", "1 ", "2 ")]
    assert len(codes) == len(COMMANDS)
    assert [line for line in codes if line.startswith("2 ")] == []


def test_a_socket_would_be_heard_of() -> None:
    ended = python(WITHOUT_NETWORK + "import socket\nsocket.socket()")
    assert "network: socket.__new__" in ended.stderr
