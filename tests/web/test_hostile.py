"""What is sent to do harm, or went wrong on the way, is refused with one clear line, and the server lives."""

import io
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

import docx
import httpx2
import pytest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ODT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def document() -> bytes:
    draft = docx.Document()
    draft.add_paragraph("The ferry left at noon. " * 50)
    out = io.BytesIO()
    draft.save(out)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document())) as old:
        return zipped({each: change(old.read(each)) if each == name else old.read(each) for each in old.namelist()})


def body(xml: str) -> bytes:
    return with_part("word/document.xml", lambda _: xml.encode())


def open_document(xml: str) -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode()})


def marked_encrypted() -> bytes:
    data = bytearray(document())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def lying_size() -> bytes:
    """A part that says it has ten bytes and unpacks to a hundred million."""
    data = bytearray(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(100_000_000)}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


def flipped() -> bytes:
    data = bytearray(document())
    for place in range(200, len(data) - 2000, 97):
        data[place] ^= 0xFF
    return bytes(data)


def files() -> dict[str, tuple[str, bytes]]:
    """Return file names and contents by what is wrong with them."""
    whole = document()
    return {
        "empty document": ("a.docx", b""),
        "cut after a tenth": ("a.docx", whole[: len(whole) // 10]),
        "cut in the middle": ("a.docx", whole[: len(whole) // 2]),
        "cut before the end": ("a.docx", whole[:-1]),
        "the start is missing": ("a.docx", whole[500:]),
        "bytes flipped": ("a.docx", flipped()),
        "old Word under a new name": ("a.docx", OLE + bytes(2000)),
        "encrypted Word": ("a.docx", OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le")),
        "encrypted zip": ("a.docx", marked_encrypted()),
        "a zip that is no document": ("a.docx", zipped({"readme.txt": b"hello"})),
        "a zip with nothing in it": ("a.odt", zipped({})),
        "a document in a zip": ("a.docx", zipped({"a.docx": whole})),
        "a spreadsheet": ("a.docx", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"})),
        "no document part": ("a.docx", zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<R/>"})),
        "paths out of the folder": ("a.docx", zipped({"../../etc/passwd": b"x", "/etc/cron.d/x": b"x"})),
        "rich text": ("a.docx", b"{\\rtf1 {\\object\\objupdate}"),
        "a PDF": ("a.docx", b"%PDF-1.7\n1 0 obj"),
        "a PDF under a text's name": ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(200)),
        "a program": ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(500)),
        "a Windows program": ("a.md", b"MZ\x90\x00" + bytes(500)),
        "a picture": ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        "a gzip": ("a.txt", b"\x1f\x8b\x08\x00" + bytes(500)),
        "text cut off from its encoding": ("a.txt", "Zürich ".encode() * 50 + b"\xff\xfe\xc3 " + "é".encode() * 50),
        "billion laughs": (
            "a.docx",
            body(f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]><w:document {W}>&a9;</w:document>'),
        ),
        "quadratic blow-up": (
            "a.docx",
            body(f'<!DOCTYPE d [<!ENTITY a "{"x" * 50_000}">]><w:document {W}>{"&a;" * 50_000}</w:document>'),
        ),
        "a file of this machine": (
            "a.docx",
            body(f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>&x;</w:document>'),
        ),
        "a file from elsewhere": (
            "a.docx",
            body(f'<!DOCTYPE d SYSTEM "http://192.0.2.1/x.dtd"><w:document {W}/>'),
        ),
        "a parameter entity": (
            "a.docx",
            body(f'<!DOCTYPE d [<!ENTITY % x SYSTEM "http://192.0.2.1/x">%x;]><w:document {W}/>'),
        ),
        "an entity in another part": (
            "a.docx",
            with_part("word/styles.xml", lambda xml: xml.replace(b"?>", b'?><!DOCTYPE s [<!ENTITY a "b">]>', 1)),
        ),
        "billion laughs, OpenDocument": (
            "a.odt",
            open_document(
                f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]>'
                f'<o:document-content xmlns:o="{ODT}">&a9;</o:document-content>'
            ),
        ),
        "cut XML, OpenDocument": ("a.odt", open_document("<x>")),
        "cut XML": ("a.docx", with_part("word/document.xml", lambda xml: xml[: len(xml) // 2])),
        "not XML": ("a.docx", body("The ferry left at noon.")),
        "an undefined entity": ("a.docx", body(f"<w:document {W}>&nbsp;</w:document>")),
        "nested deep": (
            "a.docx",
            body(f"<w:document {W}><w:body>{'<w:tbl>' * 100_000}{'</w:tbl>' * 100_000}</w:body></w:document>"),
        ),
        "another encoding than it says": (
            "a.docx",
            with_part("word/document.xml", lambda xml: xml.decode().encode("utf-32")),
        ),
        "zip bomb": (
            "a.docx",
            zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(100_000_000)}),
        ),
        "zip bomb that lies about its size": ("a.docx", lying_size()),
        "zip bomb in parts": (
            "a.docx",
            zipped({"[Content_Types].xml": b"<Types/>", **{f"word/{n}.xml": bytes(60_000_000) for n in range(10)}}),
        ),
        "very many parts": ("a.odt", zipped({f"{n}": b"" for n in range(10_001)})),
        "deflate that ends nowhere": (
            "a.docx",
            whole.replace(zlib.compress(b"x")[2:4], b"\x00\x01")[: len(whole) // 3],
        ),
    }


def forms() -> dict[str, tuple[str, bytes]]:
    """Return content types and bodies by what is wrong with them."""
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nBy [Your Name]\r\n'
    form = "multipart/form-data; boundary=x"
    field = b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n'
    return {
        "no boundary": ("multipart/form-data", part + b"--x--\r\n"),
        "another boundary": ("multipart/form-data; boundary=y", part + b"--x--\r\n"),
        "no file": (form, b'--x\r\nContent-Disposition: form-data; name="level"\r\n\r\nerror\r\n--x--\r\n'),
        "the file is a field": (form, b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--x--\r\n'),
        "two files": (form, part + part + b"--x--\r\n"),
        "part without a name": (form, b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n"),
        "no form at all": (form, b"\x00\xff" * 5000),
        "very many fields": (form, part + b"".join(field % n for n in range(200)) + b"--x--\r\n"),
        "a long field": (form, part + field % 1 + b"x" * (2 << 20) + b"\r\n--x--\r\n"),
        "not JSON": ("application/json", b"{'text': 'x'}"),
        "JSON in another encoding": ("application/json", b'{"text": "\xff"}'),
        "JSON nested deep": ("application/json", b"[" * 1_000_000),
        "a list": ("application/json", b'["By [Your Name]"]'),
        "XML": ("application/xml", b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>"),
        "a form of the old kind": ("application/x-www-form-urlencoded", b"text=By+%5BYour+Name%5D"),
        "no type": ("", b"By [Your Name]"),
    }


FILES = files()
FORMS = forms()


@pytest.fixture(scope="module")
def http(server: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server, timeout=60) as http:
        yield http


def lives(http: httpx2.Client) -> bool:
    answer = http.post("/api/check", json={"text": "By [Your Name]"})
    return bool(answer.json()["summary"]["findings"] == 1)


def detail(answer: httpx2.Response) -> str:
    assert 400 <= answer.status_code < 500
    told: str = answer.json()["detail"]
    assert "\n" not in told
    assert "Traceback" not in told
    return told


def test_there_are_fifty_of_them() -> None:
    assert len(FILES) + len(FORMS) >= 50


@pytest.mark.parametrize("what", FILES)
def test_a_hostile_file_is_refused(http: httpx2.Client, what: str) -> None:
    name, data = FILES[what]
    answer = http.post("/api/check", files={"file": (name, data)})
    assert detail(answer).startswith(name)
    assert lives(http)


@pytest.mark.parametrize("what", FORMS)
def test_a_hostile_form_is_refused(http: httpx2.Client, what: str) -> None:
    kind, data = FORMS[what]
    answer = http.post("/api/check", content=data, headers={"content-type": kind})
    assert detail(answer)
    assert lives(http)


@pytest.mark.parametrize(
    "header", ["Content-Length: 1073741824", f"Content-Length: {'9' * 5000}", "Content-Length: -1"]
)
def test_a_gigabyte_is_refused_before_it_is_sent(server: str, http: httpx2.Client, header: str) -> None:
    with socket.create_connection((urlsplit(server).hostname, urlsplit(server).port), timeout=20) as connection:
        connection.sendall(b"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
        connection.sendall(f"{header}\r\n\r\n".encode())
        said = connection.recv(4096)
    assert said.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400"))
    assert lives(http)


def test_who_hangs_up_in_the_middle_harms_nobody(server: str, http: httpx2.Client) -> None:
    with socket.create_connection((urlsplit(server).hostname, urlsplit(server).port), timeout=20) as connection:
        connection.sendall(b"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
        connection.sendall(b'Content-Length: 100\r\n\r\n{"text": "')
    assert lives(http)
