"""What holds for exports in every format."""

import gc
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from presscheck import check_paths
from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.model import Report
from presscheck.read.export import export_of, is_export, read_export
from presscheck.read.export.fields import NO_FIELDS
from presscheck.run import check_paths as run
from presscheck.trouble import Trouble

Export = Callable[[Sequence[dict[str, Any]]], Path]

FERRY = {"slug": "ferry", "title": "Ferry resumes", "body": "The boat left at noon."}
PIER = {"slug": "pier", "title": "Pier closed", "body": "The pier is closed, said [Your Name]."}


def check(path: Path, **options: str) -> Report:
    return run([str(path)], Configuration(layer_of(options, "--{}"), search=False))


def test_an_article_is_named_by_its_slug_and_title(export: Export) -> None:
    path = export([FERRY, PIER])
    report = check(path)
    assert (report.files, report.articles, report.exports) == (2, 2, 1)
    (finding,) = report.findings
    assert (finding.rule, finding.place.path) == ("PH101", f"{path}#pier")
    assert finding.where == "article “Pier closed”"


def test_fields_go_by_the_names_they_are_given(export: Export) -> None:
    path = export([{"number": 7, "kicker": "A pier", "body": "[Your Name]", "copy": "By [City], yesterday."}])
    (finding,) = check(path, field="copy", id_field="number", title_field="kicker").findings
    assert (finding.text, finding.place.path, finding.where) == ("[City]", f"{path}#7", "article “A pier”")


def test_an_article_without_an_id_goes_by_its_number(export: Export) -> None:
    path = export([{"body": "Nothing here."}, {"body": "By [Your Name]"}])
    (finding,) = check(path).findings
    assert (finding.place.path, finding.where) == (f"{path}#2", "article 2")


def test_a_default_title_is_found(export: Export) -> None:
    (finding,) = check(export([{**FERRY, "title": "Untitled"}])).findings
    assert (finding.rule, finding.text) == ("MD101", "Untitled")


def test_a_wrong_field_names_the_nearest(export: Export) -> None:
    path = export([FERRY])
    assert check(path, field="bdy").troubles == (f"{path}: no field 'bdy'; did you mean 'body'?",)
    assert check(path, id_field="slgu").troubles == (f"{path}: no field 'slgu'; did you mean 'slug'?",)


def test_without_a_field_that_looks_like_an_article_it_says_which_there_are(export: Export) -> None:
    path = export([{"number": 1, "copy": "By [Your Name]"}])
    told = "no field looks like an article; name it with --field (there are number, copy)"
    assert check(path).troubles == (f"{path}: {told}",)


def test_what_articles_are_written_in_can_be_said(export: Export) -> None:
    path = export([{"slug": "a", "body": "<p>The boat left.</p>\n\n**bold** it was."}])
    assert [finding.rule for finding in check(path, field_format="html").findings] == ["MU109"]
    assert not check(path, field_format="markdown").findings


def test_a_report_shows_the_articles_that_hold_something(export: Export) -> None:
    report = check(export([FERRY, PIER]))
    (finding,) = report.findings
    assert PIER["body"] in report.read(finding.place.path).text
    with pytest.raises(Trouble, match="cannot be read again"):
        report.read(finding.place.path.replace("#pier", "#ferry"))


def test_what_stands_in_several_articles_is_shown(export: Export) -> None:
    body = "The boat left the harbour at noon on Monday, an hour late, with two hundred people on board."
    path = export([{"slug": str(number), "title": f"No. {number}", "body": body} for number in range(3)])
    configuration = Configuration(layer_of({"across": True}, "--{}"), search=False)
    (finding,) = run([str(path)], configuration).findings
    assert (finding.rule, finding.text, len(finding.places)) == ("DU402", body, 2)


def test_a_cut_off_export_gives_what_came_before(export: Export) -> None:
    path = export([PIER, *({**FERRY, "slug": str(number)} for number in range(3))])
    if path.suffix == ".parquet":
        pytest.skip("what a Parquet file holds is said at its end")
    path.write_bytes(path.read_bytes()[:-30])
    report = check(path)
    assert [finding.place.path for finding in report.findings] == [f"{path}#pier"]
    (trouble,) = report.troubles
    assert "cut off" in trouble


def test_a_broken_end_is_one_clear_line(export: Export) -> None:
    path = export([PIER, FERRY])
    path.write_bytes(path.read_bytes()[:-20] + b"\xff\x00\x9c" * 3)
    (trouble,) = check(path).troubles
    assert trouble.startswith(str(path))
    assert "\n" not in trouble


def test_an_empty_export_holds_no_article(tmp_path: Path) -> None:
    for name in ("empty.jsonl", "empty.csv"):
        (tmp_path / name).touch()
        assert check(tmp_path / name).troubles == (f"{tmp_path / name}: holds no article; export it again",)


def test_memory_does_not_grow_with_the_export(export: Export) -> None:
    paragraphs = "".join(f"<p>The boat left at {number} minutes past noon.</p>" for number in range(100))

    def peak(number: int) -> int:
        path = export(
            [{"slug": f"a{each}", "title": "Ferry resumes", "html": paragraphs} for each in range(number)]
        )
        with path.open("rb") as file:
            tracemalloc.start()
            for article in read_export(file, str(path), NO_FIELDS):
                assert article.article
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return highest

    peak(1)  # what is imported
    few, many = peak(100), peak(400)
    assert many < few + 100_000


def test_a_run_keeps_nothing_of_articles_in_which_nothing_is_found(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"

    def held(number: int) -> int:
        path.write_text('{"body": "The boat left."}\n' * number)
        gc.collect()
        tracemalloc.start()
        report = check(path)
        gc.collect()
        after = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert report.files == number
        return after

    held(800)  # what is imported, or made once
    few, many = held(200), held(800)
    assert many < few + 50_000


def test_progress_is_told_by_how_much_is_read(export: Export) -> None:
    path = export([{**FERRY, "slug": str(number), "body": "The boat left. " * 2000} for number in range(40)])
    told: list[float] = []
    run([str(path)], Configuration(search=False), progress=lambda done, total: told.append(done / (total or 1)))
    assert told == sorted(told)
    assert len(set(told)) > (1 if path.suffix == ".parquet" else 4)  # which is read in pieces of a megabyte
    assert told[-1] == 1


def test_a_path_tells_its_export() -> None:
    assert export_of("a/articles.csv#ferry.json#2") == "a/articles.csv"
    assert export_of("C:/wp.XML#7") == "C:/wp.XML"
    assert not export_of("a/articles.csv")
    assert not export_of("notes#1.txt")


def test_other_json_is_a_draft_like_all_others(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text('{"name": "I hope this helps!"}')
    assert not is_export(path.read_bytes(), "package.json")
    report = check_paths(path)
    assert (report.files, report.troubles) == (1, ())


def test_bad_json_and_lists_of_no_objects_are_said(tmp_path: Path) -> None:
    lines = tmp_path / "articles.jsonl"
    lines.write_text('{"body": "By [Your Name]"}\n{"body": }\n{"body": "x"}\n')
    report = check(lines)
    assert len(report.findings) == 1
    assert report.troubles == (f"{lines}:2: the line is no JSON object in UTF-8; export it again",)
    lines.write_text("[1]\n")
    assert "a line is to hold a JSON object" in check(lines).troubles[0]


def test_a_field_that_holds_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"body": ["a", "b"]}\n')
    assert check(path).troubles == (f"{path}:1: the field 'body' holds a list; name one that holds the text",)


def test_json_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" + '{"a":[' * 50_000)
    assert check(path).troubles == (f"{path}: too deeply nested to read",)


def test_a_wordpress_post_as_its_api_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    path.write_text('[{"id": 3, "title": {"rendered": "Pier"}, "content": {"rendered": "<p>By [Your Name]</p>"}}]')
    (finding,) = check(path).findings
    assert (finding.place.path, finding.where) == (f"{path}#3", "article “Pier”")


def test_halves_of_characters_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"title": "a\\ud800b\\u001b[31m", "body": "By [Your Name] \\udfff"}\n')
    assert {finding.where for finding in check(path).findings} == {"article “a���b [31m”"}


def test_what_is_no_parquet_is_said(tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    path.write_text("slug,body\n")
    assert "is no Parquet file" in check(path).troubles[0]


def test_read_export_raises_where_nothing_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_text("[]")
    with path.open("rb") as file, pytest.raises(Trouble, match="holds no article"):
        list(read_export(file, str(path), NO_FIELDS))
