"""Every entry of `cases/*.yaml` is a hostile input or a fault, with what presscheck says of it.

    - name: what it is
      files: {draft.md: ...}      what `hostile_files.make` makes of it, in a folder of its own
      run: [draft.md]             the arguments, called within this process; or
      sh: presscheck draft.md     a line for the shell, where the fault needs a process of its own
      stdin: ...                  a content, as of a file
      env: {LC_ALL: C}
      code: 2                     the exit code
      out: ...                    the first line of standard output; nothing where it is missing
      err: ...                    the first line of standard error; nothing where it is missing
                                  (of both only the start, where it ends in an ellipsis)
      rest: {draft.md: ...}       files that are others afterwards; all the rest stay as they were, byte for byte

Whatever the case, there is no traceback, and nothing in what is said acts on a terminal or a CI service.
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hostile_files import content, make
from in_process import Said, call

HERE = Path(__file__).parent
TIME = re.compile(r"(?:under )?\d+\.\d s$")
ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    r"|##(?:vso|teamcity)?\[|^\s*::(?!error |warning |notice )",
    re.MULTILINE,
)
"""What a terminal or the log of a CI service would obey."""

Case = Mapping[str, Any]


def cases() -> list[Any]:
    """Return all cases, each with the name of its file and its own for pytest to show."""
    found = []
    for path in sorted((HERE / "cases").glob("*.yaml")):
        every = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found += [pytest.param(case, id=f"{path.stem}: {case['name']}") for case in every]
    return found


CASES = cases()


def test_there_are_eighty_of_them() -> None:
    assert len(CASES) >= 80
    names = [case.id for case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.skipif(os.name == "nt", reason="pipes, links, permissions and shells of POSIX systems")
@pytest.mark.parametrize("case", CASES)
def test_case(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    make(tmp_path, case.get("outside", {}))
    make(folder, case.get("files", {}))
    before = _held(folder)
    said = _run(case, folder)
    after = _held(folder)
    shown, complained = said.out.decode(errors="replace"), said.err.decode(errors="replace")
    assert "Traceback" not in shown + complained
    out, err = case.get("out", ""), case.get("err", "")
    assert (_first(shown, out), _first(complained, err), said.code) == (out, err, case["code"])
    acting = [] if case.get("raw") else ACTIVE.findall(shown + complained)
    assert not acting
    assert after == before | {name: content(what) for name, what in case.get("rest", {}).items()}


def _run(case: Case, folder: Path) -> Said:
    stdin = content(case.get("stdin", ""))
    env = {name: str(value) for name, value in case.get("env", {}).items()}
    if "run" in case:
        args = [os.fsdecode(str(arg).encode("utf-8", "surrogateescape")) for arg in case["run"]]
        return call(args, folder, stdin=stdin, env=env, encoding=case.get("encoding", "utf-8"))
    ran = subprocess.run(
        ["sh", "-c", case["sh"]],
        cwd=folder,
        env={"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80", **env},
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Said(ran.returncode, ran.stdout, ran.stderr)


def _first(text: str, expected: str) -> str:
    """Return the first line, cut as the expected one is where the rest of it is for other tests to tell."""
    line = TIME.sub("TIME", text.split("\n", 1)[0])
    if expected.endswith("…") and line.startswith(expected[:-1]):
        return expected
    return line


def _held(folder: Path) -> dict[str, bytes]:
    """Return what each file in a folder holds, by its path from there; of what is no file, what it is."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        kind = stat.S_IFMT(path.lstat().st_mode)
        name = os.fsencode(path.relative_to(folder)).decode("utf-8", "surrogateescape")
        if stat.S_ISREG(kind) and os.access(path, os.R_OK):
            found[name] = path.read_bytes()
        elif not stat.S_ISDIR(kind):
            found[name] = b"%o" % kind
    return found
