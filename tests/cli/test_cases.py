"""Every folder in `cases/` is a command line, run as a user runs it.

`cmd` is a line for the shell, run in a folder that holds `common/` and the case's `input/`; `expected.out`,
`expected.err` and `expected.code` are what must come of it (nothing, nothing and 0 where they are missing).
After a change that is meant: `UPDATE_CASES=1 pytest tests/cli`, and read the diff.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in (HERE / "cases").glob("*/cmd"))
TIME = re.compile(rb"(?:under )?\d+\.\d s(?=$|\x1b)", re.MULTILINE)


@pytest.mark.skipif(os.name == "nt", reason="the cases are written for a POSIX shell")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_command_line(case: Path, tmp_path: Path) -> None:
    for folder in (HERE / "common", case / "input"):
        if folder.is_dir():
            shutil.copytree(folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    run = subprocess.run(
        ["sh", "-c", (case / "cmd").read_text()],
        cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "80",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "PYTHONUTF8": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    outcome = {
        "expected.out": TIME.sub(b"TIME", run.stdout),
        "expected.err": run.stderr,
        "expected.code": b"%d\n" % run.returncode if run.returncode else b"",
    }
    if os.environ.get("UPDATE_CASES"):
        for name, content in outcome.items():
            (case / name).unlink(missing_ok=True)
            if content:
                (case / name).write_bytes(content)
    expected = {name: (case / name).read_bytes() if (case / name).exists() else b"" for name in outcome}
    assert {name: text.decode(errors="backslashreplace") for name, text in outcome.items()} == {
        name: text.decode(errors="backslashreplace") for name, text in expected.items()
    }
