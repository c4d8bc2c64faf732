"""`presscheck fill` at a real terminal: keys are pressed, and what stands on the screen is read."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("a terminal of a POSIX system", allow_module_level=True)

import pty

DRAFT = b"# News from [City]\n\nBy [Your Name] in [City].\n"
PATIENCE = 30


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, run: "subprocess.Popen[bytes]", keyboard: int) -> None:
        self._run, self._keyboard = run, keyboard
        self.screen = ""
        self._read = 0

    def wait_for(self, words: str) -> None:
        """Read the screen until some words stand on it behind what was read before."""
        while (found := self.screen.find(words, self._read)) < 0:
            assert self._more(), f"not on the screen: {words!r}; there is: {self.screen!r}"
        self._read = found + len(words)

    def press(self, keys: str) -> None:
        os.write(self._keyboard, keys.encode())

    def interrupt(self) -> int:
        """Press Ctrl-C until the program ends, and return the exit code."""
        # One that comes in the moment before the program waits for a key is heard with the next.
        while True:
            self.press("\x03")
            for _ in range(50):
                if self._run.poll() is not None:
                    return self.end()
                if select.select([self._keyboard], [], [], 0.1)[0] and not self._more():
                    return self.end()

    def end(self) -> int:
        """Read the screen to its end and return the exit code."""
        while self._more():
            pass
        return self._run.wait(PATIENCE)

    def _more(self) -> bool:
        if not select.select([self._keyboard], [], [], PATIENCE)[0]:
            return False
        try:
            data = os.read(self._keyboard, 65536)
        except OSError:  # Linux says so where nobody holds the other end any more
            return False
        self.screen += data.decode(errors="replace")
        return bool(data)


@contextmanager
def fill(draft: Path) -> Iterator[Terminal]:
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-m", "presscheck", "fill", draft.name, "--no-color"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "PYTHONUTF8": "1"}
    run = subprocess.Popen(
        command,
        cwd=draft.parent,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=take_terminal,
    )
    os.close(terminal)
    try:
        yield Terminal(run, keyboard)
    finally:
        run.kill()
        run.wait()
        os.close(keyboard)


def take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # A shell lets what it starts in the background ignore Ctrl-C, and the tests may be that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_bytes(DRAFT)
    return path


def test_each_slot_is_asked_for_once_and_written_after_a_look(draft: Path) -> None:
    with fill(draft) as terminal:
        terminal.wait_for("[City] · 1 of 2 · in 2 places")
        terminal.wait_for("Text: ")
        terminal.press("Elly\x7f\x7fy\r")  # with the backspace key
        terminal.wait_for("[Your Name] · 2 of 2")
        terminal.wait_for("Text: ")
        terminal.press("Žoë\r")
        terminal.wait_for("+By Žoë in Ely.")
        terminal.wait_for("Write draft.md? [y/N]")
        assert draft.read_bytes() == DRAFT
        terminal.press("y\r")
        assert terminal.end() == 0
    assert draft.read_text(encoding="utf-8") == "# News from Ely\n\nBy Žoë in Ely.\n"


def test_ctrl_c_leaves_the_draft_as_it_is_and_says_so(draft: Path) -> None:
    with fill(draft) as terminal:
        terminal.wait_for("Text: ")
        terminal.press("Ely\r")
        terminal.wait_for("Text: ")
        assert terminal.interrupt() == 130
    assert "presscheck: stopped; nothing was written" in terminal.screen
    assert "Traceback" not in terminal.screen
    assert draft.read_bytes() == DRAFT


def test_ctrl_c_at_the_last_question_leaves_the_draft_as_it_is(draft: Path) -> None:
    with fill(draft) as terminal:
        for _ in range(2):
            terminal.wait_for("Text: ")
            terminal.press("Ely\r")
        terminal.wait_for("[y/N]")
        assert terminal.interrupt() == 130
    assert draft.read_bytes() == DRAFT


def test_the_end_of_input_leaves_the_draft_as_it_is_and_says_so(draft: Path) -> None:
    with fill(draft) as terminal:
        terminal.wait_for("Text: ")
        terminal.press("\x04")
        assert terminal.end() == 1
    assert "presscheck: the answers ended early; nothing was written" in terminal.screen
    assert draft.read_bytes() == DRAFT


def test_what_cannot_stand_in_its_place_is_asked_for_again(draft: Path) -> None:
    text = "---\ntitle: Rents in [City]\n---\n\nText of the day.\n"
    draft.write_text(text)
    with fill(draft) as terminal:
        terminal.wait_for("Text: ")
        terminal.press("Ely: the port\r")
        terminal.wait_for("draft.md:2: these words need quotes here")
        terminal.wait_for("Text: ")
        terminal.press("Ely\r")
        terminal.wait_for("[y/N]")
        terminal.press("y\r")
        assert terminal.end() == 0
    assert draft.read_text() == text.replace("[City]", "Ely")


def test_answers_are_shown_where_the_draft_has_changed_meanwhile(draft: Path) -> None:
    with fill(draft) as terminal:
        for words in ("Ely", "Ana"):
            terminal.wait_for("Text: ")
            terminal.press(f"{words}\r")
        terminal.wait_for("[y/N]")
        draft.write_bytes(DRAFT + b"Somebody else's words.\n")
        terminal.press("y\r")
        assert terminal.end() == 2
    assert '"[City]": "Ely"\r\n"[Your Name]": "Ana"' in terminal.screen
    assert "draft.md: the file has changed since it was read; nothing was written" in terminal.screen
    assert draft.read_bytes() == DRAFT + b"Somebody else's words.\n"


def test_a_slot_may_be_told_to_stand(draft: Path) -> None:
    with fill(draft) as terminal:
        terminal.wait_for("Text: ")
        terminal.press("Ely\r")
        terminal.wait_for("Text: ")
        terminal.press("!\r")
        terminal.wait_for("Why may it stand? ")
        terminal.press("the form's own field\r")
        terminal.wait_for("+<!-- stet: PH101 the form's own field -->")
        terminal.wait_for("[y/N]")
        terminal.press("y\r")
        assert terminal.end() == 0
    assert "1 slot told to stand, no slot left" in terminal.screen
    stet = "<!-- stet: PH101 the form's own field -->"
    assert draft.read_text(encoding="utf-8") == f"# News from Ely\n\n{stet}\nBy [Your Name] in Ely.\n"
