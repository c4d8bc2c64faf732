"""The weights file is read strictly, any number of slots is judged in linear time, and the evidence is shown."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from time import process_time

import pytest

from presscheck import report as reports
from presscheck.check import check_source
from presscheck.match.judge import Weighing, load_weighing, weighing_by, weighing_from
from presscheck.match.slot import judged
from presscheck.model import Finding, Format, Report, Source
from presscheck.read import open_document
from presscheck.report import Look
from presscheck.rules import load_rules
from presscheck.rules.folder import builtin_folder
from presscheck.rules.schema import parse
from presscheck.trouble import Trouble

WEIGHTS = (builtin_folder() / "judge" / "slot.yaml").read_text("utf-8")
RULES = load_rules(()).select(["placeholder"])
SUFFIX: dict[Format, str] = {"text": ".txt", "markdown": ".md", "html": ".html"}


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(start))


def error(text: str) -> str:
    with pytest.raises(Trouble) as caught:
        weighing_from(parse(text, "slot.yaml"))
    return str(caught.value)


def edited(start: str, put: str) -> str:
    """The weights file with the line that starts so replaced."""
    return re.sub(rf"(?m)^ *{start}.*\n", put, WEIGHTS, count=1)


def test_the_weights_file_is_sound() -> None:
    weighing = weighing_from(parse(WEIGHTS, "slot.yaml"))
    assert weighing.weights["dateline"] >= 0
    assert weighing.weights["quotation"] <= 0
    assert set(weighing.weights) == set(weighing.says)


def test_a_wrong_key_is_named_with_the_nearest() -> None:
    line = line_of(WEIGHTS, "bias:")
    assert error(edited("bias:", "bais: 0\n")) == f"slot.yaml:{line}: unknown key 'bais'; did you mean 'bias'?"
    line = line_of(WEIGHTS, "dateline:")
    wrong = edited("dateline:", "  dateline: {wieght: 1, says: so}\n")
    assert error(wrong) == f"slot.yaml:{line}: unknown key 'wieght'; did you mean 'weight'?"


@pytest.mark.parametrize("value", ["much", ".nan", "nan", "inf", "-.inf", "true"])
def test_a_weight_that_is_no_number_is_named(value: str) -> None:
    line = line_of(WEIGHTS, "dateline:")
    wrong = edited("dateline:", f"  dateline: {{weight: {value}, says: so}}\n")
    assert error(wrong) == f"slot.yaml:{line}: expected a number, not '{value}'"


def test_missing_evidence_is_named() -> None:
    line = line_of(WEIGHTS, "evidence:") + 1
    assert error(edited("dateline:", "")) == f"slot.yaml:{line}: evidence 'dateline' is missing"


def test_unknown_evidence_is_named_with_the_nearest() -> None:
    line = line_of(WEIGHTS, "dateline:")
    wrong = edited("dateline:", "  datelin: {weight: 1, says: so}\n")
    assert error(wrong) == f"slot.yaml:{line}: unknown evidence 'datelin'; did you mean 'dateline'?"


def test_a_weight_on_the_wrong_side_of_zero_is_named() -> None:
    line = line_of(WEIGHTS, "dateline:")
    wrong = edited("dateline:", "  dateline: {weight: -1.5, says: so}\n")
    said = "evidence 'dateline' speaks for a slot: its weight is not below zero, as -1.5 is"
    assert error(wrong) == f"slot.yaml:{line}: {said}"


def test_evidence_without_a_wording_is_named() -> None:
    line = line_of(WEIGHTS, "dateline:")
    assert error(edited("dateline:", "  dateline: {weight: 1}\n")) == f"slot.yaml:{line}: key 'says' is missing"


def test_another_model_judges_only_inside_its_context() -> None:
    fitted = load_weighing()
    always = Weighing(9.0, dict.fromkeys(fitted.weights, 0.0), fitted.says)

    def probability() -> float:
        return judged(open_document(Source("a.txt", "They are [sic] late.", "text")))[0].verdict.probability

    with weighing_by(always):
        assert probability() > 0.99
    assert probability() < 0.5


def check(text: str, form: Format = "text") -> tuple[list[Finding], float]:
    """The findings in a text, and the processor time it took to find them, in seconds."""
    source = Source("draft" + SUFFIX[form], text, form)
    started = process_time()
    found = list(check_source(source, RULES).findings)
    return found, process_time() - started


def slots_in_one_paragraph(count: int) -> str:
    return "The mayor of [City Name] met the head of [Company Name] again, " * (count // 2)


def slots_in_lines(count: int) -> str:
    return "[City Name]\n" * count


def slots_quoted(count: int) -> str:
    return '"We met at [City Name]," ' * count


def never_closed(count: int) -> str:
    return "The [mayor " * count


def nested(count: int) -> str:
    return "[a " * count + "]" * count


def one_long(count: int) -> str:
    return "The [" + "city name " * count + "] met."


@pytest.mark.parametrize(
    ("write", "form"),
    [
        (slots_in_one_paragraph, "text"),
        (slots_in_one_paragraph, "html"),
        (slots_in_lines, "markdown"),
        (slots_quoted, "text"),
        *((write, form) for write in (never_closed, nested, one_long) for form in SUFFIX),
    ],
)
def test_four_times_as_much_takes_about_four_times_as_long(write: Callable[[int], str], form: Format) -> None:
    check(write(20), form)
    small = min(check(write(150), form)[1] for _ in range(2))
    large = min(check(write(600), form)[1] for _ in range(2))
    assert large < 8 * small + 0.05  # sixteen times as long were it the square


def test_ten_thousand_slots_in_one_file_are_ten_thousand_findings() -> None:
    found, _ = check(slots_in_one_paragraph(10_000))
    assert len(found) == 10_000
    assert {finding.text for finding in found} == {"[City Name]", "[Company Name]"}


@pytest.mark.parametrize("form", SUFFIX)
@pytest.mark.parametrize("write", [never_closed, nested, one_long])
def test_what_never_closes_nests_or_is_too_long_is_no_slot(write: Callable[[int], str], form: Format) -> None:
    assert check(write(10_000), form)[0] == []


def test_a_slot_beside_a_bracket_that_never_closes_is_found() -> None:
    found, _ = check("By [Author Name]\n\nThe mayor [who was late\n\nTickets cost [insert price].")
    assert [finding.text for finding in found] == ["[Author Name]", "[insert price]"]


@pytest.mark.parametrize("ending", ["last week.", "in the town", "one,", "two -"])
def test_a_slot_that_starts_a_line_is_no_part_of_the_word_before(ending: str) -> None:
    draft = f"The council met {ending}\n[City Name] was quiet that night, as on most nights."
    found = judged(open_document(Source("draft.md", draft, "markdown")))
    assert [slot.block.text[slot.start : slot.end] for slot in found] == ["[City Name]"]


def report(name: reports.Name, *, explain: bool = False) -> str:
    out = BytesIO()
    found, _ = check("Date: [insert date]")
    reports.write(Report(tuple(found), (), 1, 0.0), name, out, Look(explain=explain))
    return out.getvalue().decode()


def test_explain_shows_what_was_weighed_and_how_much() -> None:
    shown = " ".join(report("text", explain=True).split())
    assert re.search(r"evidence: .*tells the writer what to do \(\+\d\.\d\)", shown)
    assert "evidence" not in report("text")


def test_json_holds_the_evidence_the_weightiest_first() -> None:
    (finding,) = json.loads(report("json"))["findings"]
    verdict, *told = finding["evidence"]
    weights = [float(line.rpartition("(")[2].rstrip(")")) for line in told]
    assert verdict.endswith("% likely a slot")
    assert any(line.startswith("stands after a label (+") for line in told)
    assert weights == sorted(weights, key=abs, reverse=True)
