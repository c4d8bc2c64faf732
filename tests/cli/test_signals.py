import os
import signal
import subprocess
import sys

import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="signals of a POSIX system")


@posix
def test_an_interrupt_ends_the_run_without_a_traceback() -> None:
    code = "import sys; print('ready', flush=True); from presscheck.cli import main; main(['-'])"
    run = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )
    assert run.stdout
    assert run.stdout.readline() == b"ready\n"
    try:
        run.wait(3)
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=20)
    assert run.returncode == 130
    assert err.strip() == b""


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
