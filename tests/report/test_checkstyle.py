import io
from xml.etree import ElementTree

from presscheck import check_text
from presscheck.report import Look, write


def test_a_finding_is_an_error_of_its_file() -> None:
    out = io.BytesIO()
    write(check_text('Rents\n\nBy [Your "Name"]\n', filename="a&b.txt", level="warning"), "checkstyle", out, Look())
    root = ElementTree.fromstring(out.getvalue())
    assert root.tag == "checkstyle"
    assert root.get("version")
    (file,) = root
    assert (file.tag, file.get("name")) == ("file", "a&b.txt")
    (error,) = file
    assert error.attrib == {
        "line": "3",
        "column": "4",
        "severity": "error",
        "message": 'unfilled slot [Your "Name"]',
        "source": "presscheck.placeholder.PH101",
    }
