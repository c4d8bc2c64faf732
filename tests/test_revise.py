"""The bytes of a draft with other words in it: what is not replaced stays, byte for byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.read import read_source
from presscheck.revise import revised
from presscheck.trouble import Trouble

MARKS = {
    "utf-8": b"",
    "utf-8-sig": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\x00\x00",
}


def in_encoding(text: str, encoding: str) -> bytes:
    return MARKS[encoding] + text.encode("utf-8" if encoding == "utf-8-sig" else encoding)


@given(
    before=st.text(alphabet="aÄ€ß\r\n漢🙂 ", max_size=12),
    old=st.text(alphabet="xé\r\n", max_size=5),
    after=st.text(alphabet="aÄ€ß\r\n漢🙂 ", max_size=12),
    new=st.text(alphabet="yü\n", max_size=5),
    encoding=st.sampled_from(sorted(MARKS)),
)
def test_every_byte_beside_the_span_stays(before: str, old: str, after: str, new: str, encoding: str) -> None:
    data = in_encoding(before + old + after, encoding)
    source = read_source(data, "draft.txt")
    result, revised_source = revised(data, source, [(len(before), len(before) + len(old), new)])
    assert result == in_encoding(before + new + after, encoding)
    assert revised_source.text == before + new + after


def test_several_spans_are_replaced_in_any_order() -> None:
    data = b"By [Name], [City]\r\n"
    source = read_source(data, "draft.txt")
    assert revised(data, source, [(11, 17, "Ely"), (3, 9, "Ana")])[0] == b"By Ana, Ely\r\n"


def test_a_file_in_a_legacy_encoding_stays_in_it() -> None:
    data = "Der Bürgermeister von [Stadt] müsste größere Brücken über die Flüsse bauen.\r\n".encode("cp1252")
    source = read_source(data, "draft.txt")
    assert revised(data, source, [(22, 29, "Köln")])[0] == data.replace(b"[Stadt]", b"K\xf6ln")


def test_a_character_that_the_encoding_lacks_is_said() -> None:
    data = "Der Bürgermeister von [Stadt] müsste größere Brücken über die Flüsse bauen.\r\n".encode("cp1252")
    source = read_source(data, "draft.txt")
    with pytest.raises(Trouble, match=r"^draft\.txt: its encoding, cp1252, has no 'Ł'; save the draft as UTF-8"):
        revised(data, source, [(22, 29, "Łódź")])


def test_in_html_it_becomes_a_reference() -> None:
    data = "<meta charset=iso-8859-1><p>Müller aus [Stadt]</p>".encode("latin-1")
    source = read_source(data, "draft.html")
    start = source.text.index("[")
    assert revised(data, source, [(start, start + 7, "Łód")])[0].endswith(b"aus &#321;\xf3d</p>")


def test_a_draft_that_nobody_could_read_once_mended_is_left() -> None:
    data = b"The ferry has run again since Monday, in spite of the storm.\x07" * 40 + b"\xe4"
    source = read_source(data, "draft.txt")
    edits = [(*found.span(), "") for found in re.finditer("[^\x07ä]+", source.text)]
    with pytest.raises(Trouble, match="could no longer be read as cp1252; save it as UTF-8 first"):
        revised(data, source, edits)
