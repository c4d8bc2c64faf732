"""Write the JSON Schema of a configuration, for editors, into docs/.

.venv/bin/python bench/config_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from presscheck.config.schema import schema

SCHEMA = Path(__file__).parents[1] / "docs" / "presscheck.schema.json"


def content() -> str:
    """Return the file's content."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(content(), encoding="utf-8")
