from io import BytesIO

import pytest

from presscheck.read.export.csv import read_csv
from presscheck.trouble import Trouble


def rows(data: bytes) -> list[dict[str, object]]:
    return [dict(row.values) for row in read_csv(BytesIO(data), "a.csv")]


@pytest.mark.parametrize("sign", [b",", b";", b"\t", b"|"])
def test_the_separator_is_told_from_the_first_row(sign: bytes) -> None:
    data = b"slug,title,body\nferry,Ferry resumes,The boat left\n".replace(b",", sign)
    assert rows(data) == [{"slug": "ferry", "title": "Ferry resumes", "body": "The boat left"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_told_from_the_bytes(encoding: str) -> None:
    text = "slug,body\nköln,Der Bürgermeister kündigt größere Straßen für die Städte an.\n"
    (row,) = rows(text.encode(encoding))
    assert row == {"slug": "köln", "body": "Der Bürgermeister kündigt größere Straßen für die Städte an."}


def test_an_article_may_have_many_lines_and_quotes() -> None:
    assert rows(b'slug,body\na,"One.\n\n""Two,"" she said."\nb,x') == [
        {"slug": "a", "body": 'One.\n\n"Two," she said.'},
        {"slug": "b", "body": "x"},
    ]


def test_an_article_may_be_long() -> None:
    (row,) = rows(b'slug,body\na,"' + b"word " * 200_000 + b'"\n')
    assert len(str(row["body"])) == 1_000_000


@pytest.mark.parametrize("data", [b'slug,body\na,x\nb,"cut he', b"slug,title,body\na,b,c\nd,e"])
def test_a_cut_is_said_with_its_line(data: bytes) -> None:
    read = read_csv(BytesIO(data), "a.csv")
    assert next(read).values["slug"] == "a"
    with pytest.raises(Trouble, match=r"a\.csv:3: the export is cut off"):
        next(read)


def test_a_short_row_before_the_end_is_no_cut() -> None:
    assert rows(b"slug,title,body\na,b\nd,e,f\n") == [
        {"slug": "a", "title": "b"},
        {"slug": "d", "title": "e", "body": "f"},
    ]


def test_quotes_out_of_place_are_said() -> None:
    with pytest.raises(Trouble, match=r"a\.csv:2: not sound CSV"):
        rows(b'slug,body\na,"x"y\n')


def test_bytes_of_another_encoding_far_down_are_said() -> None:
    data = b"slug,body\n" + b"a,plain\n" * 10_000 + b"b,caf\xe9\n"
    with pytest.raises(Trouble, match=r"not valid UTF-8 after line \d+; save it as UTF-8"):
        rows(data)
