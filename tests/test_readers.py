"""What is read as what, and each kind of bad input, through the one door `read_document`."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councilgraph.graph import readers
from councilgraph.graph.errors import DocumentError
from councilgraph.graph.readers import SUPPORTED_SUFFIXES, documents_in, read_document

PLAIN = "Saltby picks a leader\nThe Saltby Lantern, 14 July 2010\n\nJane Marlowe has won the vote.\n"
MARKDOWN = "---\ntitle: Saltby picks a leader\ndate: 2010-07-14\n---\nJane Marlowe has won the vote.\n"
PAGE = "<!DOCTYPE html>\n<html><head><title>A leader</title></head><body><p>Jane Marlowe has won.</p></body>"
TABLE = "name,opened\nSaltby,1974-04-01\nEldermouth,1974-04-01\n"
MEDIA_TYPES = {"text/plain": PLAIN, "text/markdown": MARKDOWN, "text/html": PAGE, "text/csv": TABLE}


def pdf(*, encrypted: bool = False, words: bytes = b"Inspection of Saltby Council") -> bytes:
    """A PDF of one page, by hand; an encrypted one that opens with no password that anybody knows."""
    stream = b"BT /F1 24 Tf 72 700 Td (" + words + b") Tj ET" if words else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"4f" * 32 + b"> /U <" + b"55" * 32 + b"> >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += str(number).encode() + b" 0 obj\n" + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b" /Encrypt 6 0 R /ID [<00> <00>]" if encrypted else b""
    return (
        content
        + b"xref\n0 7\n0000000000 65535 f \n"
        + table
        + b"trailer\n<< /Size 7 /Root 1 0 R"
        + lock
        + b" >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    )


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "words")
    return buffer.getvalue()


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def failure(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", PLAIN, "text/plain"),
        ("a.TEXT", PLAIN, "text/plain"),
        ("story", PLAIN, "text/plain"),
        ("notes of 14.7.2010", PLAIN, "text/plain"),
        ("a.md", MARKDOWN, "text/markdown"),
        ("a.html", PAGE, "text/html"),
        ("a.csv", TABLE, "text/csv"),
        ("a.tsv", TABLE.replace(",", "\t"), "text/csv"),
        ("a.pdf", pdf(), "application/pdf"),
    ],
)
def test_files_that_are_what_their_names_say(tmp_path, name, content, media_type):
    path = write(tmp_path, name, content)
    document = read_document(path)
    assert (document.name, document.media_type) == (name, media_type)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.txt", pdf(), "application/pdf"),
        ("report.csv", b"\r\n" + pdf(), "application/pdf"),
        ("report", pdf(), "application/pdf"),
        ("story.txt", PAGE, "text/html"),
        ("story.md", PAGE, "text/html"),
        ("story.aspx", PAGE, "text/html"),
        ("piece.html", "<p>Jane Marlowe has won the vote in Saltby.</p>", "text/html"),
        ("story.html", PLAIN, "text/plain"),
        ("story.txt", MARKDOWN, "text/markdown"),
    ],
)
def test_files_that_are_something_else_are_read_as_what_they_are(tmp_path, name, content, media_type):
    assert read_document(write(tmp_path, name, content)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("report.pdf", PAGE, "web page"),
        ("report.pdf", PLAIN, "not a PDF"),
        ("report.pdf", b"\x00\x01\x02\x03" * 9, "not a PDF"),
        ("register.csv", PAGE, "a web page, not a table"),
        ("register.csv", PLAIN, "not a table"),
        ("story.txt", b"\x00\x01\x02\x03" * 9, "binary data"),
        ("story.md", zlib.compress(PLAIN.encode() * 9), "binary data"),
        ("report.docx", archive("[Content_Types].xml", "word/document.xml"), "a Word document"),
        ("report.pdf", archive("word/document.xml"), "a Word document"),
        ("register.xlsx", archive("xl/workbook.xml"), "an Excel workbook"),
        ("register.csv", archive("xl/workbook.xml"), "an Excel workbook"),
        ("slides.pptx", archive("ppt/presentation.xml"), "a PowerPoint file"),
        ("all.zip", archive("a.txt"), "a zip archive"),
        ("report.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old Office file"),
        ("report.rtf", rb"{\rtf1\ansi Saltby}", "a rich text file"),
        ("story.txt", b"\xff\xd8\xff\xe0" + bytes(99), "an image"),
        ("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "an image"),
        ("claims.json", "a: 1", "no JSON"),
        ("config.yaml", "a: 1", "no reader for .yaml files"),
        ("mail.eml", "From: a\n\nWords", "no reader for .eml files"),
    ],
)
def test_files_that_cannot_be_read_for_what_they_are(tmp_path, name, content, message):
    assert message in failure(write(tmp_path, name, content)).message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (pdf(encrypted=True), "password"),
        (pdf()[:60], "damaged or cut off"),
        (b"%PDF-1.7\n", "damaged or cut off"),
        (b"%PDF-1.7\n" + b"\xa5" * 500, "damaged or cut off"),
        (pdf(words=b""), "no text"),
        (b"", "empty"),
        (b" " * 3_000_000 + b"x", "does not begin like one"),
    ],
)
def test_bad_pdfs(tmp_path, content, message):
    assert message in failure(write(tmp_path, "report.pdf", content)).message


@pytest.mark.parametrize("suffix", SUPPORTED_SUFFIXES)
def test_empty_files(tmp_path, suffix):
    assert "empty" in failure(write(tmp_path, f"a{suffix}", b"")).message
    assert "empty" in failure(write(tmp_path, f"b{suffix}", b" \r\n\t")).message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "latin-1"])
@pytest.mark.parametrize("text", MEDIA_TYPES.values(), ids=MEDIA_TYPES)
def test_encodings(tmp_path, encoding, text):
    text = text.replace("Jane Marlowe", "Zoë Brontë").replace("Eldermouth", "Brontë")
    suffix = {PLAIN[:9]: ".txt", MARKDOWN[:9]: ".md", PAGE[:9]: ".html", TABLE[:9]: ".csv"}[text[:9]]
    utf8 = read_document(write(tmp_path, f"a{suffix}", text))
    other = read_document(write(tmp_path, f"b{suffix}", text.replace("\n", "\r\n").encode(encoding)))
    assert "Brontë" in utf8.text
    assert (other.text, other.title, other.issued) == (utf8.text, utf8.title, utf8.issued)


def test_a_page_in_the_encoding_that_it_declares(tmp_path):
    text = PAGE.replace("<title>", '<meta charset="windows-1251"><title>').replace("Jane", "Юлия")
    assert (
        "Юлия Marlowe has won." in read_document(write(tmp_path, "a.html", text.encode("windows-1251"))).text
    )


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    assert read_document(write(tmp_path, "a.txt", b"ten bytes!")).text == "ten bytes!"
    assert "larger than" in failure(write(tmp_path, "b.txt", b"eleven byte")).message


def test_paths_that_lead_to_no_file(tmp_path):
    assert failure(tmp_path / "missing.txt").message == "no such file"
    assert failure(tmp_path).message == "a folder, not a document"
    (tmp_path / "broken.txt").symlink_to(tmp_path / "missing.txt")
    assert failure(tmp_path / "broken.txt").message == "a link to a file that is not there"
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    assert failure(tmp_path / "circle.txt").message.startswith("cannot be read: ")
    assert failure(tmp_path / "nul\0byte.txt").message.startswith("cannot be read: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert failure(tmp_path / "pipe.txt").message == "not a file that can be read from beginning to end"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path):
    path = write(tmp_path, "a.txt", PLAIN)
    path.chmod(0)
    assert failure(path).message == "cannot be read: permission denied"
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    assert list(documents_in(tmp_path)) == [path, folder]
    assert failure(folder).message == "cannot be read: permission denied"
    folder.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are not UTF-8")
def test_a_file_name_that_is_no_utf8(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(PLAIN)
    assert read_document(path).name == "caf\ufffd.txt"


def test_documents_of_a_folder_come_in_the_order_of_their_paths(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.md", "a-b.txt", "B.txt", ".hidden.txt", ".git/x.txt", "c.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path, name, PLAIN)
    found = [path.relative_to(tmp_path).as_posix() for path in documents_in(tmp_path)]
    assert found == ["B.txt", "a/b/c.md", "a/z.txt", "a-b.txt", "b.txt", "c.json"]


def test_a_file_is_its_own_folder(tmp_path):
    path = write(tmp_path, ".a.txt", PLAIN)
    assert list(documents_in(path)) == [path]
    missing = tmp_path / "missing"
    assert list(documents_in(missing)) == [missing]


def test_links_are_followed_once(tmp_path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "other").mkdir()
    write(tmp_path / "other", "b.txt", PLAIN)
    path = write(tmp_path / "stories", "a.txt", PLAIN)
    (tmp_path / "stories" / "loop").symlink_to(tmp_path / "stories", target_is_directory=True)
    (tmp_path / "stories" / "more").symlink_to(tmp_path / "other", target_is_directory=True)
    (tmp_path / "stories" / "same.txt").symlink_to(path)
    (tmp_path / "stories" / "broken.txt").symlink_to(tmp_path / "missing")
    found = [
        found.relative_to(tmp_path / "stories").as_posix() for found in documents_in(tmp_path / "stories")
    ]
    assert found == ["a.txt", "broken.txt", "more/b.txt", "same.txt"]


def test_an_empty_folder(tmp_path):
    (tmp_path / "empty" / "folder").mkdir(parents=True)
    write(tmp_path, ".hidden", PLAIN)
    with pytest.raises(DocumentError, match="no documents in this folder") as caught:
        list(documents_in(tmp_path))
    assert ".pdf" in caught.value.hint


def test_deep_folders(tmp_path):
    folder = tmp_path
    for _ in range(200):
        folder = folder / "d"
        folder.mkdir()
    path = write(folder, "a.txt", PLAIN)
    assert list(documents_in(tmp_path)) == [path]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(["", "%PDF-1.4\n", "<html><body>", "---\ntitle: x\n---\n", "a,b\n1,2\n", "PK\x03\x04"]),
    st.binary(max_size=200),
    st.sampled_from([*SUPPORTED_SUFFIXES, "", ".xyz"]),
)
def test_any_bytes_are_a_document_or_a_document_error(tmp_path, start, rest, suffix):
    path = write(tmp_path, f"any{suffix}", start.encode() + rest)
    try:
        document = read_document(path)
    except DocumentError:
        return
    assert document == read_document(path)
    assert document.text.strip()
    document.text.encode()
