"""What a journalist does at the desk, in the real page."""

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

HEADLINE = "Harbour Ferry Resumes After Storm"
DRAFT = f"""{HEADLINE}

{HEADLINE}

[City], [Date] – By [Your Name]. The ferry left at noon and reached [City] by two.

I hope this helps!
"""


def paste(page: Any, text: str = DRAFT) -> None:
    page.fill("#text", text)
    page.click("#paste >> text=Check")
    page.locator("#desk").wait_for()


def document() -> bytes:
    draft = docx.Document()
    draft.add_heading(HEADLINE, 1)
    byline = draft.add_paragraph("By ")
    byline.add_run("[Your ").bold = True
    byline.add_run("Name], [City]")
    out = io.BytesIO()
    draft.save(out)
    return out.getvalue()


def drop(page: Any, name: str, data: bytes) -> None:
    transfer = page.evaluate_handle(
        """([name, data]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], name));
            return transfer;
        }""",
        [name, base64.b64encode(data).decode()],
    )
    page.dispatch_event("#drop", "dragover", {"dataTransfer": transfer})
    page.dispatch_event("#drop", "drop", {"dataTransfer": transfer})


def current(page: Any) -> str:
    """The number of the finding that has the focus, is marked in the article, and is open in the list."""
    number: str = page.locator(".entry.current .number").inner_text()
    assert page.evaluate("document.activeElement.querySelector('.number')?.textContent") == number
    assert page.locator("mark.current .tag").first.inner_text().split()[0] == number
    return number


def downloaded(page: Any) -> tuple[str, bytes]:
    with page.expect_download() as expected:
        page.click("#download")
    return expected.value.suggested_filename, Path(expected.value.path()).read_bytes()


def test_a_pasted_draft_is_shown_with_its_leftovers(page: Any) -> None:
    paste(page)
    assert page.locator("#outcome").inner_text() == "6 leftovers"
    assert page.locator("#prose h3").inner_text() == HEADLINE
    assert page.locator("#prose .tag").all_inner_texts() == [
        "1 twice",
        "2 slot",
        "3 slot",
        "4 slot",
        "5 slot",
        "6 chat",
    ]
    assert page.locator("#findings .entry").count() == 6


def test_severity_shows_without_colour(page: Any) -> None:
    paste(page)
    lines = page.locator("#prose mark").evaluate_all(
        "marks => marks.map(mark => [mark.className, getComputedStyle(mark).textDecorationStyle])"
    )
    assert dict(lines) == {"error": "solid", "warning": "dashed"}
    assert set(page.locator("#findings .severity").all_inner_texts()) == {"error", "warning"}


def test_a_click_opens_the_reason_and_what_to_do(page: Any) -> None:
    paste(page)
    page.click("#prose mark >> text=I hope this helps!")
    assert current(page) == "6"
    body = page.locator(".entry.current .body")
    assert "What to do" in body.inner_text()
    assert "Why" in body.inner_text()


def test_findings_are_walked_by_keyboard(page: Any) -> None:
    paste(page)
    walked = []
    for key in ("j", "j", "k", "ArrowDown", "ArrowDown", "ArrowUp", "k", "k", "k"):
        page.keyboard.press(key)
        walked.append(current(page))
    assert walked == ["1", "2", "1", "2", "3", "2", "1", "6", "5"]
    page.keyboard.press("Enter")
    assert page.locator(".body:visible").count() == 0


def test_letters_can_be_switched_off_as_keys(page: Any) -> None:
    paste(page)
    page.keyboard.press("?")
    page.uncheck("#letters")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".entry.current").count() == 0


def test_letters_typed_in_a_box_are_no_keys(page: Any) -> None:
    page.locator("#text").press_sequentially("jk?")
    assert page.input_value("#text") == "jk?"


def test_one_box_fills_every_place_and_the_article_shows_it(page: Any) -> None:
    paste(page)
    page.keyboard.press("f")
    page.keyboard.type("Leeds & <b>York</b>")
    assert page.locator("#slots input").count() == 3
    assert page.locator("#prose mark.filled").all_inner_texts() == [
        "2 filled inLeeds & <b>York</b>",
        "5 filled inLeeds & <b>York</b>",
    ]
    assert page.locator("#outcome").inner_text() == "4 leftovers, 2 settled"


def test_a_filled_and_mended_text_is_downloaded(page: Any) -> None:
    paste(page)
    page.click("#safe")
    page.click("#head-5")
    page.click(".entry.current >> text=Take it out")
    assert page.locator("#prose mark.out").count() == 2
    page.click("#tab-fill")
    page.fill("#slot-2", "Ana Ruiz")
    name, data = downloaded(page)
    assert name == "draft.txt"
    assert data.decode() == DRAFT.replace(f"{HEADLINE}\n\n", "", 1).replace("[Your Name]", "Ana Ruiz").replace(
        "\n\nI hope this helps!", ""
    )


def test_a_dropped_document_is_downloaded_as_a_document(page: Any) -> None:
    drop(page, "ferry.docx", document())
    page.locator("#desk").wait_for()
    assert page.locator("#desk-title").inner_text() == "ferry.docx"
    page.click("#tab-fill")
    page.fill("#slot-0", "Ana Ruiz")
    page.fill("#slot-1", "Leeds")
    name, data = downloaded(page)
    (byline,) = docx.Document(io.BytesIO(data)).paragraphs[1:]
    assert name == "ferry.docx"
    assert [(run.text, run.bold) for run in byline.runs] == [("By ", None), ("Ana Ruiz", True), (", Leeds", None)]


def test_the_clean_text_of_a_document_is_copied(page: Any, context: Any) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_input_files("#file", {"name": "ferry.docx", "mimeType": "", "buffer": document()})
    page.locator("#desk").wait_for()
    page.keyboard.press("f")
    page.keyboard.type("Ana Ruiz")
    page.click("#copy")
    page.locator("#status", has_text="Copied, with 1 leftover still in it.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{HEADLINE}\n\nBy Ana Ruiz, [City]\n"


def test_where_no_page_may_copy_the_text_is_selected(page: Any) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    paste(page)
    page.click("#copy")
    page.locator("#copying").wait_for()
    assert page.input_value("#clean") == DRAFT
    assert page.evaluate("getSelection().toString()") == DRAFT


def test_a_finding_is_let_stand_with_a_reason_and_reported_again(page: Any) -> None:
    paste(page)
    page.click("#head-5")
    page.click(".entry.current >> text=Let it stand…")
    page.fill("#reason-5", "quoted on <i>purpose</i>")
    page.keyboard.press("Enter")
    assert page.locator("#finding-5 .state").inner_text() == "· stands: quoted on <i>purpose</i>"
    assert page.locator("#prose mark.stands .tag").inner_text() == "6 stands"
    assert page.locator("#outcome").inner_text() == "5 leftovers, 1 settled"
    page.click("#finding-5 >> text=Report it again")
    assert page.locator("#outcome").inner_text() == "6 leftovers"


def test_the_reason_stands_in_the_file_but_not_in_what_is_copied(page: Any, context: Any) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page)
    page.click("#head-5")
    page.click(".entry.current >> text=Let it stand…")
    page.fill("#reason-5", "quoted on purpose")
    page.keyboard.press("Enter")
    page.click("#copy")
    page.locator("#status", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == DRAFT
    assert downloaded(page)[1].decode() == DRAFT.replace("I hope", "[stet: CH201 quoted on purpose]\nI hope")


def test_what_a_draft_lets_stand_is_told(page: Any) -> None:
    paste(page, "The ferry left.\n\n[stet: CH201 quoted on purpose]\nI hope this helps!\n")
    assert page.locator("#outcome").inner_text() == "Nothing found."
    page.click("#standing-title")
    assert page.locator("#standing").inner_text().endswith(": quoted on purpose")


def test_a_pasted_text_is_edited_with_what_was_filled_in(page: Any) -> None:
    paste(page)
    page.keyboard.press("f")
    page.keyboard.type("Leeds")
    page.click("#edit")
    page.locator("#start").wait_for()
    assert page.input_value("#text") == DRAFT.replace("[City]", "Leeds")


def test_what_is_clean_says_so(page: Any) -> None:
    paste(page, "The ferry left at noon and reached Leeds by two.")
    assert page.locator("#nothing").is_visible()
    assert page.locator("#outcome").inner_text() == "Nothing found."


def test_text_never_becomes_markup(page: Any) -> None:
    hostile = "<img src=x onerror=alert(1)> [Your <script>alert(2)</script> Name] </p><svg onload=alert(3)>"
    said: list[str] = []

    def hear(dialog: Any) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    for name in ("draft.txt", "draft.md", "draft.html"):
        page.fill("#text", hostile + "\n\nBy [Your Name]\n\nI hope this helps!")
        page.select_option("#format", name)
        page.click("#paste >> text=Check")
        page.locator("#desk").wait_for()
        page.keyboard.press("j")
        assert page.locator("#desk").locator("img, svg, script, iframe").count() == 0
        page.click("#back")
        page.locator("#start").wait_for()
    drop(page, '<img src=x onerror="alert(4)">.docx', b"PK")
    page.locator("#alert", has_text="<img").wait_for()
    assert said == []


def test_a_broken_file_is_refused_with_what_to_do(page: Any) -> None:
    drop(page, "ferry.docx", document()[:500])
    page.locator("#alert", has_text="ferry.docx: damaged or cut off").wait_for()
    assert page.locator("#start").is_visible()


def test_a_file_that_is_saved_again_or_gone_stays_as_it_was_brought(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(DRAFT)
    page.set_input_files("#file", path)
    page.locator("#desk").wait_for()
    path.unlink()
    assert downloaded(page) == ("ferry.txt", DRAFT.encode())


def test_a_file_that_is_too_large_is_refused_before_it_is_read(page: Any) -> None:
    drop(page, "export.xml", b"x" * (24 * 1024 * 1024 + 1))
    page.locator("#alert", has_text="larger than 24 MB; check it in the terminal: presscheck export.xml").wait_for()


def test_an_empty_box_asks_for_a_draft(page: Any) -> None:
    page.click("#paste >> text=Check")
    assert page.locator("#alert").inner_text() == "Nothing to check yet: paste a draft, or drop a file."


@pytest.mark.parametrize(("text", "name"), [("<p>By [City]</p>", "draft.html"), ("# A\n\nBy", "draft.md")])
def test_what_a_text_is_written_in_is_told_from_its_looks(page: Any, text: str, name: str) -> None:
    page.fill("#text", text)
    assert page.input_value("#format") == name


def test_a_page_follows_the_computer_into_the_dark_and_its_own_button(page: Any) -> None:
    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    page.emulate_media(color_scheme="dark")
    dark = ground()
    assert light != dark
    page.click("#theme")
    assert ground() == light
    page.click("#theme")
    assert ground() == dark


def test_nothing_is_wider_than_a_telephone(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})

    def width() -> int:
        return int(page.evaluate("document.documentElement.scrollWidth"))

    assert width() == 360
    paste(page, DRAFT + "https://example.com/" + "x" * 300 + "\n" + "W" * 500)
    assert width() == 360
    page.keyboard.press("j")
    mark, panel = page.locator("mark.current").bounding_box(), page.locator(".panel").bounding_box()
    assert mark["y"] + mark["height"] <= panel["y"]
    page.keyboard.press("f")
    assert width() == 360


def test_leaving_what_was_filled_in_is_asked_first(page: Any) -> None:
    paste(page)
    page.keyboard.press("f")
    page.keyboard.type("Leeds")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("#back")
    assert page.locator("#desk").is_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#back")
    assert page.locator("#start").is_visible()


def articles(number: int = 3) -> bytes:
    """An export in JSON Lines, in which the second article has leftovers."""
    told = [
        {"slug": f"no-{n}", "title": f"Ferry {n} resumes", "body": "The boat left at noon."} for n in range(number)
    ]
    told[1]["body"] = "By [Your Name] of <b>[City]</b>\n\nI hope this helps!"
    return "".join(json.dumps(each) + "\n" for each in told).encode()


def wordpress() -> bytes:
    item = (
        "<item><title>{}</title><content:encoded><![CDATA[{}]]></content:encoded>"
        "<wp:post_name>{}</wp:post_name><wp:post_type>post</wp:post_type></item>"
    )
    return (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        "<channel>"
        + item.format("Ferry resumes", "<p>The boat left at noon.</p>", "ferry")
        + item.format("Pier &lt;b&gt; closed", "<h2>Closed</h2>\n<p>So said [Your Name].</p>", "pier")
        + "</channel></rss>"
    ).encode()


def rows(page: Any) -> list[list[str]]:
    table: list[list[str]] = page.locator("#articles tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.innerText))"
    )
    return table


def test_a_dropped_export_is_a_list_of_its_articles(page: Any) -> None:
    drop(page, "articles.jsonl", articles())
    page.locator("#export-summary", has_text="3 articles, 1 with leftovers").wait_for()
    assert rows(page) == [
        ["Ferry 0 resumes\nno-0", "0", "0"],
        ["Ferry 1 resumes\nno-1", "2", "1"],
        ["Ferry 2 resumes\nno-2", "0", "0"],
    ]
    page.check("#export-only")
    assert len(rows(page)) == 1


def test_one_article_is_read_at_a_time_and_the_list_is_come_back_to(page: Any) -> None:
    drop(page, "wordpress.xml", wordpress())
    page.click("#articles >> text=Pier <b> closed")
    page.locator("#outcome", has_text="1 leftover").wait_for()
    assert page.locator("#desk-title").inner_text() == "Pier <b> closed"
    assert page.locator("#prose .tag").all_inner_texts() == ["1 slot"]
    page.click("#back")
    page.locator("#export").wait_for()
    assert page.evaluate("document.activeElement.innerText") == "Pier <b> closed"
    page.click("#articles >> text=Ferry resumes")
    page.locator("#outcome", has_text="Nothing found.").wait_for()
    page.go_back()
    page.locator("#export").wait_for()
    page.go_back()
    page.locator("#start").wait_for()


def test_an_article_of_an_export_is_filled_in_and_copied_but_not_downloaded(page: Any, context: Any) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    drop(page, "articles.jsonl", articles())
    page.click("#articles >> text=Ferry 1 resumes")
    page.locator("#desk").wait_for()
    assert not page.locator("#download").is_visible()
    assert not page.locator("#edit").is_visible()
    page.keyboard.press("f")
    page.keyboard.type("Ana Ruiz")
    page.click("#copy")
    page.locator("#status", has_text="Copied, with 2 leftovers still in it.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "By Ana Ruiz of [City]\n\nI hope this helps!\n"


def test_of_a_long_export_the_articles_with_leftovers_are_shown_first(page: Any) -> None:
    drop(page, "articles.jsonl", articles(40))
    page.locator("#export-summary", has_text="40 articles").wait_for()
    assert [row[0] for row in rows(page)] == ["Ferry 1 resumes\nno-1"]
    page.uncheck("#export-only")
    assert len(rows(page)) == 40


def test_of_an_export_that_is_cut_off_the_articles_before_are_shown_and_the_error(page: Any) -> None:
    drop(page, "articles.jsonl", articles()[:-20])
    page.locator("#export-notices", has_text="articles.jsonl:3: the export is cut off; export it again").wait_for()
    assert len(rows(page)) == 2


def test_an_export_without_an_article_is_refused_with_what_to_do(page: Any) -> None:
    drop(page, "articles.jsonl", b"{")
    page.locator("#alert", has_text="articles.jsonl:1: the export is cut off; export it again").wait_for()
    assert page.locator("#start").is_visible()


def test_which_field_holds_the_article_is_asked_where_no_name_tells(page: Any) -> None:
    drop(page, "articles.csv", b"number,copytext\n7,By [City]\n8,Nothing here\n")
    page.locator("#choosing").wait_for()
    page.select_option("#field", "copytext")
    page.click("#choosing >> text=Check")
    page.locator("#export-summary", has_text="2 articles, 1 with leftovers").wait_for()
    page.click("#articles a")
    page.locator("#outcome", has_text="1 leftover").wait_for()


def test_another_draft_takes_the_place_of_an_export(page: Any) -> None:
    drop(page, "articles.jsonl", articles())
    page.click("#articles >> text=Ferry 1 resumes")
    page.locator("#desk").wait_for()
    drop(page, "ferry.docx", document())
    page.locator("#desk-title", has_text="ferry.docx").wait_for()
    assert page.locator("#download").is_visible()
    page.click("#back")
    page.locator("#start").wait_for()


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(DRAFT)
    (tmp_path / "clean.txt").write_text("The ferry left at noon.\n")
    return tmp_path


def test_a_folder_is_a_table_that_follows_each_save(
    page: Any, context: Any, drafts: Path, serve: Callable[..., str]
) -> None:
    address = serve(str(drafts))
    table = context.browser.new_context().new_page()
    table.goto(address)
    table.locator("#folder-summary", has_text="2 drafts, 1 with leftovers · follows each save").wait_for()
    table.check("#only")
    assert table.locator("#drafts tr").count() == 1
    table.click("#drafts a")
    table.locator("#outcome", has_text="6 leftovers").wait_for()
    (drafts / "ferry.txt").write_text(DRAFT.replace("[City]", "Leeds"))
    table.locator("#outcome", has_text="4 leftovers").wait_for()
    table.go_back()
    table.locator("#drafts td.some", has_text="3").wait_for()
    table.context.close()
