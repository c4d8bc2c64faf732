import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from presscheck import check_paths
from presscheck.read.export.wxr import is_wxr, read_wxr
from presscheck.trouble import Trouble

TOP = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The site</title>
"""
END = "</channel></rss>"


def item(slug: str, content: str, title: str = "Ferry resumes", kind: str = "post") -> str:
    return (
        f"<item><title>{title}</title><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_id>7</wp:post_id><wp:post_name>{slug}</wp:post_name><wp:post_type>{kind}</wp:post_type></item>\n"
    )


def test_each_article_is_named_by_its_slug_and_title(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(TOP + item("ferry", "<p>The boat.</p>") + item("pier", "<p>By [Your Name]</p>") + END)
    report = check_paths(path)
    assert report.files == 2
    (finding,) = report.findings
    assert (finding.place.path, finding.place.line) == (f"{path.as_posix()}#pier", 2)
    assert finding.where == "article “Ferry resumes”"


def test_a_default_title_is_found(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(TOP + item("", "<p>The boat.</p>", title="Untitled") + END)
    (finding,) = check_paths(path).findings
    assert (finding.rule, finding.place.path) == ("MD101", f"{path.as_posix()}#7")


def test_what_is_no_article_is_passed_over() -> None:
    export = TOP + item("logo", "[Your Name]", kind="attachment") + END
    assert not list(read_wxr(BytesIO(export.encode()), "export.xml"))


def test_what_came_before_the_cut_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(TOP + item("ferry", "<p>By [Your Name]</p>") + item("pier", "<p>By [City]</p>")[:60])
    report = check_paths(path)
    assert [finding.rule for finding in report.findings] == ["PH101"]
    assert "cut off" in report.troubles[0]


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha">]><rss>&a;</rss>'
    with pytest.raises(Trouble, match="document type"):
        list(read_wxr(BytesIO(laughs.encode()), "export.xml"))


def test_other_xml_is_no_export() -> None:
    assert not is_wxr(b"<?xml version='1.0'?><urlset/>")


def test_memory_does_not_grow_with_the_export() -> None:
    export = TOP + item("ferry", "<p>The boat left.</p>" * 500) * 400 + END
    file = BytesIO(export.encode())
    tracemalloc.start()
    for _ in read_wxr(file, "export.xml"):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(export) / 4
