"""Articles of an export are counted as such."""

import pytest

from presscheck.model import Report
from presscheck.report.counted import checked, touched


@pytest.mark.parametrize(
    ("files", "articles", "exports", "said"),
    [
        (1, 0, 0, "1 file"),
        (1, 1, 1, "1 article in 1 export"),
        (1200, 1200, 2, "1,200 articles in 2 exports"),
        (15, 12, 1, "3 files and 12 articles in 1 export"),
        (0, 0, 0, "0 files"),
    ],
)
def test_what_was_checked_is_told_by_kind(files: int, articles: int, exports: int, said: str) -> None:
    assert checked(Report((), (), files, 0.1, articles=articles, exports=exports)) == said


@pytest.mark.parametrize(
    ("files", "articles", "said"),
    [
        (3, 0, "0 of 3 files"),
        (3, 3, "0 of 3 articles in 1 export"),
        (3, 2, "0 of 3 drafts (1 file, 2 articles in 1 export)"),
    ],
)
def test_where_something_was_found_is_told_by_kind(files: int, articles: int, said: str) -> None:
    assert touched(Report((), (), files, 0.1, articles=articles, exports=min(1, articles))) == said
