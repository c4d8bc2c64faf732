"""A load test of `presscheck serve` on loopback: checks arrive at a steady rate, whatever the answers take.

    .venv/bin/python bench/web.py                 100 a second for 20 s
    .venv/bin/python bench/web.py --rate 150 --seconds 60

Prints how long answers take and how much memory the server and its workers hold on the way.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import httpx2

EXAMPLES = Path(__file__).parents[1] / "examples"
SIZE = 5_000
"""Code points of the article that is sent."""

WARM_UP = 50


def article() -> str:
    """Return an article of 5,000 characters with a few leftovers: prose of the examples, one after the other."""
    names = ("feature-clean.md", "interview-clean.txt", "brief.txt", "news-story.txt", "press-release.txt")
    text = "\n\n".join((EXAMPLES / name).read_text(encoding="utf-8") for name in names)
    return text[:SIZE]


async def main(rate: int, seconds: int) -> None:
    """Start a server, send it checks at a rate, and print what came of it."""
    server = subprocess.Popen(
        [sys.executable, "-m", "presscheck", "serve", "--no-open", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
        async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
            body = json.dumps({"text": article(), "filename": "article.md"}).encode()
            for _ in range(WARM_UP):
                await check(client, body)
            print(f"{len(body):,} bytes a check, {rate} checks a second for {seconds} s")
            before = memory(server.pid)
            took = await load(client, body, rate, seconds)
            after = memory(server.pid)
        in_order = sorted(took)
        for share in (0.5, 0.9, 0.99):
            print(f"  {f'p{share * 100:.0f}':<8}{in_order[int(len(in_order) * share)] * 1000:8.1f} ms")
        print(f"  {'slowest':<8}{in_order[-1] * 1000:8.1f} ms")
        print(f"  memory  {before / 1e6:8.1f} MB before, {after / 1e6:.1f} MB after")
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(10)


async def load(client: httpx2.AsyncClient, body: bytes, rate: int, seconds: int) -> Sequence[float]:
    """Return how long each check took, in seconds from when it was due."""
    started = perf_counter()

    async def timed(due: float) -> float:
        await asyncio.sleep(max(0.0, started + due - perf_counter()))
        await check(client, body)
        return perf_counter() - started - due

    return await asyncio.gather(*(timed(number / rate) for number in range(rate * seconds)))


async def check(client: httpx2.AsyncClient, body: bytes) -> None:
    """Have a draft checked. Raises an error where that fails."""
    answer = await client.post("/api/check", content=body, headers={"content-type": "application/json"})
    answer.raise_for_status()


def memory(pid: int) -> int:
    """Return the bytes that a process and its children hold (resident, Linux only)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(memory(int(child)) for child in children)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Load `presscheck serve` with checks at a steady rate.")
    parser.add_argument("--rate", type=int, default=100, help="checks a second (100)")
    parser.add_argument("--seconds", type=int, default=20, help="how long (20)")
    options = parser.parse_args()
    asyncio.run(main(options.rate, options.seconds))
