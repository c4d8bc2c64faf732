"""The commands of docs/api.md do what it says, and it names all that the description has."""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from presscheck.web.api import description

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = [
    command
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for command in re.findall(r"curl (?:.*\\\n)*.*", block)
]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_answered(command: str, server: str, tmp_path: Path) -> None:
    draft = docx.Document()
    draft.add_paragraph("By Ana Ruiz, [City]")
    draft.save(str(tmp_path / "ferry.docx"))
    items = "".join(f"<item><title>No. {n}</title></item>" for n in (1, 2))
    item = "<item><title>Ferry</title><content:encoded>By [City]</content:encoded></item>"
    (tmp_path / "export.xml").write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"{items}{item}</rss>"
    )
    line = command.replace("http://127.0.0.1:7737/", server)
    run = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, timeout=60, check=True)
    if "download=true" in command:
        filled = docx.Document(io.BytesIO((tmp_path / "new.docx").read_bytes()))
        assert filled.paragraphs[0].text == "By Ana Ruiz, Leeds"
    else:
        assert json.loads(run.stdout)["summary"]["findings"] == 1


def test_the_page_names_everything_in_the_description() -> None:
    told = description()
    schemas = told["components"]["schemas"]
    members = {name for schema in ("CheckText", "FillText") for name in schemas[schema]["properties"]} - {"view"}
    statuses = {status for each in told["paths"].values() for way in each.values() for status in way["responses"]}
    assert [name for name in members if f"`{name}`" not in PAGE] == []
    assert [status for status in statuses - {"200"} if not re.search(rf"\b{status}\b", PAGE)] == []
