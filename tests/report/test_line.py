import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.report.line import cell_len, cut_end, cut_start, paint, show, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [bold]", "plain [bold]"),
        ("\x1b[31m", "␛[31m"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b1m", "<U+009B>1m"),
        ("\u202egnirts\u2069", "<U+202E>gnirts<U+2069>"),
        ("\u200b\ufeff\u00ad", "<U+200B><U+FEFF><U+00AD>"),
        ("\ud83d", "<U+D83D>"),
        ("a\tb", "a    b"),
        ("a\u00a0b\u3000c", "a b c"),
        ("Straße — „Größe“ 東京", "Straße — „Größe“ 東京"),
        ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),
        ("\u200da \u200db\u200d\u200dc\u200d", "<U+200D>a <U+200D>b<U+200D><U+200D>c<U+200D>"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown(text: str, shown: str) -> None:
    assert show(text) == shown


def test_what_the_encoding_cannot_hold_is_named() -> None:
    assert show("Größe", "ascii") == "Gr<U+00F6><U+00DF>e"


@given(st.text(), st.sampled_from(["utf-8", "latin-1", "ascii"]))
def test_shown_text_can_be_sent_and_holds_no_control_character(text: str, encoding: str) -> None:
    shown = show(text, encoding)
    shown.encode(encoding)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)


@given(st.text(), st.integers(4, 60))
def test_cut_text_fits_and_is_the_text_where_it_was_not_cut(text: str, width: int) -> None:
    text = show(text)
    for cut in (cut_end, cut_start):
        assert cell_len(cut(text, width, "…")) <= width
        assert cut(text, width, "…") == text or cell_len(text) > width


def test_a_cut_stands_between_words() -> None:
    assert cut_end("one two three", 10, "…") == "one two…"
    assert cut_start("one two three", 10, "…") == "…two three"


@given(st.text(), st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_nothing_but_space(text: str, width: int) -> None:
    lines = wrap(show(text), width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(show(text).split())


def test_a_line_is_painted_in_ansi_colours_and_ends_without_space() -> None:
    line = [("a", "error"), ("[b]", ""), ("  ", "dim")]
    assert paint(line, color=True) == "\x1b[1;31ma\x1b[0m[b]"
    assert paint(line, color=False) == "a[b]"


MEASURED = st.text(alphabet="ab \u200c\u200d\ufe0f\u0301\u4e16\U0001f600\U0001f469", max_size=16)


@given(MEASURED, st.integers(1, 9))
def test_text_of_marks_that_have_no_width_is_cut_and_wrapped(text: str, width: int) -> None:
    shown = show(text)
    for line in (cut_end(shown, width, "…"), cut_start(shown, width, "…"), *wrap(shown, width)):
        assert len(line) <= len(shown) + 1
