"""Whether a weakness is known of anything that presscheck is worked with, as far as the database can be asked.

    python -m pip install 'pip-audit>=2.9,<3'
    python bench/audit.py

Asks `pip-audit` of all that `requirements-dev.lock` holds and ends with 1 where a weakness is known. Where nobody
answers, or the answer leaves everything out, `pip-audit` alone would be content or fail like with a weakness; here
that is said, as a warning that CI shows, and nothing fails for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements-dev.lock"
COMMAND = (
    *("-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "30"),
)


def verdict(out: str, err: str) -> tuple[int, list[str]]:
    """Return the exit code and the lines to print for what `pip-audit` wrote to its two streams."""
    try:
        asked = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = (err.strip() or "no answer").splitlines()[-1]
        return 0, [f"::warning::the database of weaknesses could not be asked: {said}"]
    weak = [
        f"{each['name']} {each['version']}: {known['id']}, mended in {' or '.join(known['fix_versions']) or 'none'}"
        for each in asked
        for known in each.get("vulns", ())
    ]
    if weak:
        return 1, [f"::error::{line}" for line in weak]
    left_out = [each["name"] for each in asked if "skip_reason" in each]
    if len(left_out) == len(asked):
        return 0, ["::warning::the database of weaknesses knows none of the packages: it was not asked in truth"]
    lines = [f"no weakness is known of {len(asked) - len(left_out)} packages"]
    return 0, lines + [f"::warning::not in the database: {', '.join(left_out)}"] * bool(left_out)


def main() -> int:
    """Ask, print what came of it, and return the exit code."""
    ran = subprocess.run([sys.executable, *COMMAND], capture_output=True, text=True, check=False)
    code, lines = verdict(ran.stdout, ran.stderr)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
