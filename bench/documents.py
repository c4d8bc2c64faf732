"""How long a word processor's document takes and how much memory: whole processes over a made-up one.

    .venv/bin/python bench/documents.py               a .docx of 300 pages
    .venv/bin/python bench/documents.py --pages 1000

python-docx writes it: headings, paragraphs with bold and italic words, a table, and on every thirtieth page a slot.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import docx

EXAMPLES = Path(__file__).parents[1] / "examples"
WORDS = 450
"""Words on a page."""

PARAGRAPH = 75
"""Words of a paragraph."""


def write_document(path: Path, pages: int) -> None:
    """Write a document of so many pages."""
    words = (EXAMPLES / "interview-clean.txt").read_text(encoding="utf-8").split()
    document = docx.Document()
    for page in range(pages):
        document.add_heading(f"Chapter {page + 1}", 1 + page % 3)
        for number in range(WORDS // PARAGRAPH):
            first = page * 37 + number * PARAGRAPH
            taken = [words[(first + each) % len(words)] for each in range(PARAGRAPH)]
            paragraph = document.add_paragraph(f"Day {page}, hour {number}. ")
            for part in range(0, PARAGRAPH, 15):
                run = paragraph.add_run(" ".join(taken[part : part + 15]) + " ")
                run.bold, run.italic = part % 2 == 1, part % 4 == 3
        if page % 30 == 0:
            document.add_paragraph("By [Your Name], staff reporter")
    table = document.add_table(rows=50, cols=4)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = f"Row {number}, column {column}"
    document.save(str(path))


def measure(path: Path) -> tuple[float, float, float]:
    """Return the seconds that a check takes, those of the processor, and the megabytes (resident, at most)."""
    started = perf_counter()
    with open(os.devnull, "wb") as nowhere:
        run = subprocess.Popen([sys.executable, "-m", "presscheck", "check", str(path)], stdout=nowhere)
        _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 1, "the document holds leftovers"
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return perf_counter() - started, used.ru_utime + used.ru_stime, memory


def main(pages: int) -> None:
    """Print the best of three checks of a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pages.docx")
        write_document(path, pages)
        seconds, processor, memory = map(min, zip(*(measure(path) for _ in range(3)), strict=True))
        print(f"{pages} pages, {path.stat().st_size / 1e3:,.0f} kB:")
        print(f"  {seconds:.2f} s ({processor:.2f} s of the processor), {memory:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the check of a document.")
    parser.add_argument("--pages", type=int, default=300, help="how many (300)")
    main(parser.parse_args().pages)
