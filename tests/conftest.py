"""Settings all tests share."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest
from hypothesis import settings

Serve = Callable[..., str]

# The default format is that of the CI service a run stands in; what tests start shall not depend on ours.
for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
    os.environ.pop(name, None)

# A cache would hide what a change of the code broke; the tests of it name one of their own.
os.environ["PRESSCHECK_CACHE_DIR"] = os.devnull

# The first example pays for imports and compiled patterns, and a busy machine for the rest.
settings.register_profile("presscheck", deadline=None)
settings.load_profile("presscheck")


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


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Start a server with options of one's own for as long as a `with` statement lasts; gives its address."""
    return served


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server with options of one's own; returns its address."""
    with ExitStack() as stack:
        yield lambda *options, **env: stack.enter_context(served(*options, **env))
