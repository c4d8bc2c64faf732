"""The figures mean what `docs/accuracy.md` says, and the README quotes those of today."""

import json
import re
from pathlib import Path

import pytest

import accuracy
import labelled
from labelled import Label, Text
from presscheck.match.judge import Weighing, load_weighing
from presscheck.model import Source
from presscheck.rules import load_rules

RULES = load_rules()
README = (labelled.ROOT / "README.md").read_text("utf-8")


def text(written: str, *labels: Label, whole: bool = True) -> Text:
    return Text("a.txt", Source("a.txt", written, "text"), labels, "ours", "a.txt", "en", whole)


def row(*texts: Text) -> tuple[int, int, int, int]:
    """Spans, found, right and false of the texts together."""
    overall = accuracy.measure(texts, RULES).overall
    return overall.spans, overall.found, overall.right, overall.false


def test_a_finding_that_overlaps_a_label_finds_it() -> None:
    assert row(text("By [Your Name]", Label(3, 14), Label(0, 2))) == (2, 1, 1, 0)


def test_a_finding_beside_every_label_is_false() -> None:
    assert row(text("By [Your Name]")) == (0, 0, 0, 1)


def test_a_label_that_is_not_sure_counts_neither_way() -> None:
    assert (
        row(text("By [Your Name]", Label(3, 14, sure=False)), text("By Ann", Label(3, 6, sure=False))) == (0,) * 4
    )


def test_the_leftover_of_another_rule_counts_neither_way_where_one_kind_is_labelled() -> None:
    release = "FOR IMMEDIATE RELEASE\n\nThe mill reopens."
    assert row(text(release, whole=False)) == (0, 0, 0, 0)
    assert row(text(release)) == (0, 0, 0, 1)
    assert row(text("By [Author Name]", whole=False)) == (0, 0, 0, 1)


def test_recall_precision_and_f1_are_shares() -> None:
    counted = accuracy.Row(spans=4, found=3, right=6, false=2)
    assert (counted.recall, counted.precision) == (0.75, 0.75)
    assert counted.f1 == pytest.approx(0.75)
    assert accuracy.Row().f1 is None


def test_a_model_of_its_own_judges_each_text() -> None:
    fitted = load_weighing()
    never = Weighing(-30.0, dict.fromkeys(fitted.weights, 0.0), fitted.says)
    score = accuracy.measure([text("By [Your Name]", Label(3, 14))], RULES, lambda _: never)
    assert (score.overall.found, score.overall.right) == (0, 0)
    assert load_weighing() is fitted


def test_a_document_is_always_in_the_same_fold() -> None:
    assert [accuracy.fold(f"{number}.md") for number in range(6)] == [3, 1, 4, 1, 1, 4]
    assert {accuracy.fold(str(number)) for number in range(100)} == set(range(accuracy.FOLDS))


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("The council met on Friday.", "en"),
        ("Der Rat tagte am Freitag, und die Brücke bleibt.", "de"),
        ("El puente de la ciudad está cerrado y los vecinos protestan.", "es"),
        ("Le pont est fermé et les riverains sont dans la rue.", "fr"),
        ("Köprü kapalı ve bir çok insan için bu yol uzun.", "tr"),
        ("12 %", "en"),
        ("Мост закрыт.", "other"),
    ],
)
def test_a_language_is_told_by_its_small_words(written: str, language: str) -> None:
    assert labelled.language_of(written) == language


def test_labels_of_others_are_read_as_they_stand(tmp_path: Path) -> None:
    spans = [{"start": 3, "end": 14, "text": "[Your Name]", "family": "placeholder", "sure": True}]
    passage = {"id": "L1", "text": "By [Your Name]", "source": "paper:a/b.txt", "spans": spans}
    (tmp_path / "passages.jsonl").write_text(json.dumps(passage) + "\n", "utf-8")
    (tmp_path / "clean" / "paper").mkdir(parents=True)
    (tmp_path / "clean" / "paper" / "c.md").write_text("By [Your Name]\n", "utf-8")
    known = {"doc": "paper/c.md", "spans": spans}
    (tmp_path / "clean_leftovers.jsonl").write_text(json.dumps(known) + "\n", "utf-8")
    (found,) = labelled.shared_passages(tmp_path)
    (clean,) = labelled.clean_documents(tmp_path)
    assert (found.collection, found.document) == ("paper", "paper:a/b.txt")
    assert found.labels == (Label(3, 14, "placeholder"),)
    assert (clean.collection, clean.document) == ("paper", "paper:c.md")
    assert row(found, clean) == (1, 1, 1, 0)


def test_the_tables_show_every_part() -> None:
    score = accuracy.measure([text("By [Your Name]", Label(3, 14, "placeholder"))], RULES)
    shown = "\n".join(accuracy.tables(score))
    assert "by family\n  placeholder        1      1   1.000          1      0      1.000   1.000" in shown
    clean = "\n".join(accuracy.clean_tables(accuracy.measure([text("By [Your Name]")], RULES)))
    assert "overall            1             1    1000.00" in clean
    assert "PH101 bracketed-slot" in clean


def test_the_readme_quotes_the_figures_of_today() -> None:
    quoted = re.search(r"^\| our own .* \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", README, re.MULTILINE)
    assert quoted
    sample = [text for number, text in enumerate(labelled.own_texts(RULES)) if number % 3 == 0]
    row = accuracy.measure(sample, RULES).overall
    today = (row.recall, row.precision, row.f1)
    off = f"README says {quoted.groups()}, a third of the texts {today}: run `make accuracy` and mend the table"
    assert [float(figure) for figure in quoted.groups()] == pytest.approx(today, abs=0.03), off
