import io

from presscheck import check_text
from presscheck.model import Report
from presscheck.report import Look, write
from presscheck.report.line import cell_len


def shown(report: Report, width: int = 60) -> list[str]:
    out = io.BytesIO()
    write(report, "statistics", out, Look(width=width))
    return out.getvalue().decode().split("\n")[:-1]


def test_findings_are_counted_by_rule_family_and_file() -> None:
    report = check_text("By [Your Name]\n\n[City], Monday\n\nI hope this helps!\n", filename="a.txt")
    assert shown(report)[:-2] == [
        "By rule",
        "    2  PH101  bracketed-slot   error",
        "    1  CH201  hope-this-helps  warning",
        "",
        "By family",
        "    2  placeholder",
        "    1  chat",
        "",
        "By file",
        "    3  a.txt",
        "",
    ]
    assert shown(report)[-2].startswith("3 findings in 1 file: 2 errors, 1 warning")
    assert shown(report)[-1] == "1 can be fixed with --fix --unsafe-fixes"


def test_a_long_path_keeps_its_end_and_fits() -> None:
    report = check_text("By [Your Name]", filename="drafts/" * 20 + "a.txt")
    lines = shown(report)
    assert all(cell_len(line) <= 60 for line in lines)
    assert any(line.endswith("a.txt") for line in lines)


def test_a_clean_run_says_so() -> None:
    assert shown(Report((), (), 3, 0.1)) == ["3 files checked, nothing found · 0.1 s"]
