from __future__ import annotations

import hashlib

import pytest

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.model import Document
from councilgraph.graph.readers.pdf import read_pdf

COVER = [
    "1",
    "Westshire County Council",
    "Inspection of parks",
    "Report published: 4 March 2014",
    "Parks are good.",
]
HTML_PAGE = b"<!DOCTYPE html><html><body>Not found</body></html>"


def pdf_file(pages: list[list[str]], *, title: str = "", extra: str = "", to_unicode: str = "") -> bytes:
    """A PDF file with a line of text under the other; `extra` goes into its trailer."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>",
        4: f"<< /Title ({title}) >>",
        5: stream(to_unicode),
    }
    for number, lines in enumerate(pages):
        drawn = " ".join(f"({line}) Tj T*" for line in lines)
        objects[10 + 2 * number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {11 + 2 * number} 0 R >>"
        )
        objects[11 + 2 * number] = stream(f"BT /F1 12 Tf 50 800 Td 20 TL {drawn} ET")
    text, offsets = "%PDF-1.4\n", {}
    for number, body in objects.items():
        offsets[number] = len(text)
        text += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(text)
    table = "".join(f"{number} 1\n{offset:010d} 00000 n \n" for number, offset in offsets.items())
    trailer = f"<< /Size {max(objects) + 1} /Root 1 0 R /Info 4 0 R {extra} >>"
    head = "xref\n0 1\n0000000000 65535 f \n"
    return f"{text}{head}{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("latin-1")


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def letters_as(**codes: int) -> str:
    """A table that makes letters of a font stand for characters, as fonts of office programs do."""
    pairs = "\n".join(f"<{ord(letter):02X}> <{code:04X}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def "
        "1 begincodespacerange <00> <FF> endcodespacerange "
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )


def read(content: bytes) -> Document:
    return read_pdf(content, name="parks.pdf", sha256=hashlib.sha256(content).hexdigest())


def test_text_of_all_pages_with_their_starts() -> None:
    content = pdf_file([COVER, [], ["2", "The end."]], title="Parks draft 3")
    assert read(content) == Document(
        sha256=hashlib.sha256(content).hexdigest(),
        name="parks.pdf",
        media_type="application/pdf",
        text="1\nWestshire County Council\nInspection of parks\nReport published: 4 March 2014\n"
        "Parks are good.\n\n2\nThe end.",
        page_starts=(0, 94, 95),
        title="Westshire County Council Inspection of parks",
        issued="2014-03-04",
    )


@pytest.mark.parametrize(
    ("lines", "own_title", "title"),
    [
        (["Parks in Westshire1", "Author: A. Penrose"], "", "Parks in Westshire"),
        (["A line of prose."] * 12, "Parks  in Westshire", "Parks in Westshire"),
        (["A line of prose."] * 12, "Microsoft Word - parks.docx", None),
        (["Author: A. Penrose"], "", None),
    ],
)
def test_title_is_the_pages_or_else_the_files(lines: list[str], own_title: str, title: str | None) -> None:
    assert read(pdf_file([lines], title=own_title)).title == title


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("Published: 12 June 2013", "2013-06-12"),
        ("Report published 10/08/2015", "2015-08-10"),
        ("Inspection dates: 8 July 2019", None),
        ("Published by the council on 1 May 2012", None),
    ],
)
def test_issued_is_a_date_that_says_so(line: str, issued: str | None) -> None:
    assert read(pdf_file([["Parks", line]])).issued == issued


def test_what_text_cannot_hold_is_replaced() -> None:
    table = letters_as(B=0xF0B7, F=0xFB01, H=0x00AD, T=0x019F)
    assert read(pdf_file([["B Hnd F sHowT"]], to_unicode=table)).text == "• -nd fi s-owti"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (HTML_PAGE, "not a PDF: it is a web page saved under the name of one"),
        (b"PK\x03\x04 a zip archive", "not a PDF: it does not begin like one"),
        (pdf_file([COVER])[:60], "it is damaged or cut off"),
        (pdf_file([]), "it is damaged or cut off"),
        (pdf_file([[], []]), "its pages are images: there is no text in it"),
        (
            pdf_file(
                [COVER],
                extra=f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >> "
                f"/ID [<{'33' * 16}> <{'33' * 16}>]",
            ),
            "it asks for a password",
        ),
    ],
)
def test_files_that_cannot_be_read(content: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(content)
    assert caught.value.message == message
    assert caught.value.hint
