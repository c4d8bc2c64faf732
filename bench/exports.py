"""How long exports take and how much memory, in each format: whole processes over made-up exports.

    .venv/bin/python bench/exports.py               2 MB and 8 MB of each format
    .venv/bin/python bench/exports.py --size 1000 --only export.jsonl     1 GB of one format, and a quarter of it

Seconds are those of the processor. Memory should be the same for both sizes but for what is found: every fiftieth
article has a leftover.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from html import escape
from itertools import islice
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
PLAIN = """The ferry between Dunmore and the islands sails again. For eleven days the harbour had been closed, \
since the storm of the ninth drove a barge on to the northern pier and broke two of its piles.

Divers cleared the channel on Sunday. The first boat left at noon with forty passengers, the post and nine \
sheep, and came in at a quarter past two, ten minutes late. On the quay the school band played, as it does \
whenever a boat is late.

The council had set aside 1.2 million for repairs, of which a third is spent. The rest goes to the sea wall, \
whose stones date from 1871 and were last looked at in the spring. An engineer of the county found then that \
every tenth one is loose. “It will stand another winter,” the report says, “but nobody should promise a second.”

For the islanders the pause was more than a nuisance. The shop ran out of milk on the third day and of coffee on \
the fifth. Two weddings were put off. The doctor came by helicopter, once, and stayed the night because of the \
fog.

Margit Ahlers, who has run the ferry for twenty-two years, says that she used the time to paint the wheelhouse. \
It is green now. Her father painted it white, and his father blue; both would have had an opinion, she thinks, \
and neither would have said it.

Whether the summer timetable can be kept depends on a spare part from Gothenburg. Until it arrives, boats leave \
at eight and at noon, on Sundays at ten. Tickets that were bought for the days of the closure hold until the end \
of October."""
"""An article such as most are."""


Item = dict[str, str]


def items(size: int) -> Iterator[Item]:
    """Yield articles of 2 kB, `size` bytes of them in all; every fiftieth holds a leftover.

    One in three is an interview about chatbots, which has to be read closely, as in the archives that we know.
    """
    interview = (EXAMPLES / "interview-clean.txt").read_text(encoding="utf-8").strip()
    articles = [_paragraphs(text) for text in (interview, PLAIN, PLAIN)]
    for number in range(max(1, size * len(articles) // sum(map(len, articles)))):
        by = "<p>By [Your Name]</p>" if number % 50 == 0 else f"<p>Number {number:,} of the series.</p>"
        yield {"slug": f"a-{number}", "title": f"Ferry {number} resumes", "html": articles[number % 3] + by}


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in text.split("\n\n"))


def write_jsonl(path: Path, size: int) -> None:
    """Write JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(item) + "\n" for item in items(size))


def write_ghost(path: Path, size: int) -> None:
    """Write a Ghost export."""
    with path.open("w", encoding="utf-8") as out:
        out.write('{"db": [{"meta": {"version": "5.0"}, "data": {"posts": [')
        for number, item in enumerate(items(size)):
            out.write(("," if number else "") + json.dumps({"id": str(number), **item, "lexical": None}))
        out.write('], "tags": []}}]}')


def write_csv(path: Path, size: int) -> None:
    """Write CSV."""
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, ["slug", "title", "html"])
        rows.writeheader()
        rows.writerows(items(size))


def write_wxr(path: Path, size: int) -> None:
    """Write a WordPress export."""
    with path.open("w", encoding="utf-8") as out:
        out.write(
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
            ' xmlns:wp="http://wordpress.org/export/1.2/"><channel>\n'
        )
        for item in items(size):
            out.write(
                f"<item><title>{item['title']}</title><content:encoded><![CDATA[{item['html']}]]></content:encoded>"
                f"<wp:post_name>{item['slug']}</wp:post_name><wp:post_type>post</wp:post_type></item>\n"
            )
        out.write("</channel></rss>")


def write_parquet(path: Path, size: int) -> None:
    """Write Parquet, in groups of 5,000 rows."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    rows = items(size)
    schema = pyarrow.schema([(name, pyarrow.string()) for name in ("slug", "title", "html")])
    with ParquetWriter(path, schema, compression="none", use_dictionary=False) as out:
        while group := list(islice(rows, 5_000)):
            out.write_table(pyarrow.Table.from_pylist(group, schema))


FORMATS: dict[str, Callable[[Path, int], None]] = {
    "export.jsonl": write_jsonl,
    "ghost.json": write_ghost,
    "export.csv": write_csv,
    "wordpress.xml": write_wxr,
    "export.parquet": write_parquet,
}


def measure(path: Path) -> tuple[float, float]:
    """Return the seconds of the processor and the megabytes (resident, at most) that a check of a file takes."""
    with open(os.devnull, "wb") as nowhere:
        run = subprocess.Popen([sys.executable, "-m", "presscheck", "check", "-q", str(path)], stdout=nowhere)
        _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 1, "every export holds leftovers"
    return used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def main(size: int, names: Collection[str]) -> None:
    """Print a line for each of these formats and sizes."""
    print(f"{'export':<16}{'MB':>8}{'seconds':>10}{'MB/s':>8}{'memory, MB':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in FORMATS.items():
            if name not in names:
                continue
            for part in (size // 4, size):
                path = Path(folder, name)
                write(path, part)
                seconds, memory = measure(path)
                large = path.stat().st_size / 1e6
                print(f"{name:<16}{large:>8.0f}{seconds:>10.1f}{large / seconds:>8.1f}{memory:>12.0f}", flush=True)
                path.unlink()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure checks of exports.")
    parser.add_argument("--size", type=int, default=8, help="megabytes of the larger export (8)")
    parser.add_argument(
        "--only", nargs="+", choices=FORMATS, default=list(FORMATS), metavar="NAME", help="of these"
    )
    options = parser.parse_args()
    main(options.size * 1_000_000, options.only)
