import io
from dataclasses import replace

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from presscheck import check_text
from presscheck.model import Report, Suppressed
from presscheck.report import Look, write

REPORT = check_text("Rents\n\nBy [Your Name]\n\n[City], Monday\n", filename="a.txt", select="PH101")


def cases(report: Report) -> list[TestCase]:
    out = io.BytesIO()
    write(report, "junit", out, Look())
    read = JUnitXml.fromstring(out.getvalue())
    found = [case for suite in read for case in suite]
    assert read.tests == len(found)
    assert read.failures == sum(isinstance(result, Failure) for case in found for result in case.result)
    assert read.errors == sum(isinstance(result, Error) for case in found for result in case.result)
    return found


def test_a_finding_is_a_failed_test_that_tells_place_and_advice() -> None:
    first = cases(REPORT)[0]
    assert (first.name, first.classname) == ("PH101 bracketed-slot at 3:4", "a.txt")
    (failure,) = first.result
    assert isinstance(failure, Failure)
    assert failure.message == "unfilled slot [Your Name]"
    assert failure.type == "error"
    assert str(failure.text).startswith("a.txt:3:4: unfilled slot [Your Name]\nFill in")


def test_what_was_told_to_stand_is_a_skipped_test() -> None:
    first, second = REPORT.findings
    report = replace(REPORT, findings=(first,), suppressed=(Suppressed(second, "stet", "house style"),))
    (skipped,) = cases(report)[1].result
    assert isinstance(skipped, Skipped)
    assert skipped.message == "stet: house style"


def test_trouble_is_a_test_in_error() -> None:
    (case,) = cases(Report((), ("gone.md: no such file",), 0, 0.0))
    assert isinstance(case.result[0], Error)


def test_a_clean_run_is_one_test_that_passes() -> None:
    (case,) = cases(Report((), (), 8, 0.1))
    assert case.is_passed
