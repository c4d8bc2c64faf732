"""The real application, in this process and as a program of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from starlette.testclient import TestClient

from presscheck.web.app import create_app
from presscheck.web.choice import Choice
from presscheck.web.guard import Access
from presscheck.web.workers import Workers

Serve = Callable[..., str]


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The application as on loopback: nobody needs a token."""
    with TestClient(create_app(Access(), Choice(), Workers(1)), base_url="http://localhost:7737") as client:
        yield client


@contextmanager
def served(*options: str, **env: str) -> Iterator[str]:
    """Run `presscheck serve` on a free port and give the address that it prints."""
    program = subprocess.Popen(
        [sys.executable, "-m", "presscheck", "serve", "--no-open", "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **env},
    )
    try:
        assert program.stdout
        assert program.stderr
        line = program.stdout.readline()
        if not line.startswith("presscheck is at "):
            raise RuntimeError(line + program.stderr.read())
        yield line.split()[3]
    finally:
        program.send_signal(signal.SIGINT)
        said, complained = program.communicate(timeout=30)
    assert (said, complained, program.returncode) == ("", "", 0)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server for all tests that change nothing of it."""
    with served() as address:
        yield address


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server with options of one's own; returns its address."""
    with ExitStack() as stack:
        yield lambda *options, **env: stack.enter_context(served(*options, **env))
