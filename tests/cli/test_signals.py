import os
import subprocess
import sys

import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="signals of a POSIX system")


# Standard input on which, as soon as it is read, somebody presses Ctrl-C.
INTERRUPTED = """
import os, signal, sys, time
from types import SimpleNamespace

def read(size=-1):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(30)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.stdin = SimpleNamespace(buffer=SimpleNamespace(read=read))
from presscheck.cli import main
main(["-"])
"""


@posix
def test_an_interrupt_ends_the_run_without_a_traceback() -> None:
    run = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, timeout=60, check=False)
    assert run.returncode == 130
    assert run.stderr.strip() == b""
    assert run.stdout == b""


@posix
def test_a_reader_that_goes_away_is_no_error() -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "presscheck", "rules", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    assert run.stderr.read() == b""
    assert run.wait(20) == 141
    run.stderr.close()
