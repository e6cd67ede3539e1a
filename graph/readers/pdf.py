"""PDF files to documents: the text of all pages, as pdfium reads it.

Text comes in the order in which the file draws it, which in every kind of report met so far is the
order of reading, cell after cell in tables. What the page shows and text cannot hold is replaced:
bullets from symbol fonts by "•", ligatures by their letters, control characters by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pypdfium2  # type: ignore[import-untyped]  # it has no type information

from councilgraph.graph.dates import written_dates
from councilgraph.graph.errors import DocumentError
from councilgraph.graph.model import Document

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
"""Readers must accept the mark anywhere in the first 1024 bytes (PDF 1.7, Annex H, note 13)."""
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_PAGE_BREAK = "\n"

_REPLACED: dict[str, str] = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "Ɵ": "ti",  # this and the next two: ligatures of a common office font under the wrong letters
    "Ʃ": "tt",
    "ƫ": "tti",
    "\ufffe": "-",  # pdfium's sign for a hyphen at which a word goes on in the next line
    "\xad": "-",  # how some fonts hold a plain hyphen
    "\uffff": " ",
    "\ufeff": " ",
}
_SYMBOLS = r"\uf000-\uf0ff"
_ODD = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f{_SYMBOLS}{''.join(_REPLACED)}]")

_PUBLISHED = re.compile(r"(?:report |date |first )?(?:published|issued|dated)(?: on)?\s*:?\s*", re.IGNORECASE)
_TITLE_LINES, _TITLE_CHARS = 8, 250
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"(?<=[a-z])\d$")
_WORKING_TITLE = re.compile(
    r"draft|template|untitled|microsoft word|\.(?:docx?|pdf|indd)\b|^\W*$", re.IGNORECASE
)


def read_pdf(content: bytes, *, name: str, sha256: str) -> Document:
    """The document in the PDF file `content`: the text of all pages, each page from a new line on.

    The title is that of the first page, or the file's own where that is more than a working title.
    Raises DocumentError where `content` is no PDF (an error page saved under the name of one, say), is
    damaged or cut off, asks for a password, or has only pages without text.
    """
    _check_is_pdf(content)
    with closing(_opened(content)) as pdf:
        own_title = pdf.get_metadata_value("Title")
        pages = [_clean(text) for text in _page_texts(pdf)]
    if not any(text.strip() for text in pages):
        raise DocumentError(
            "its pages are images: there is no text in it",
            hint="Run the file through text recognition (for example ocrmypdf) and read the result.",
        )
    starts, offset = [], 0
    for text in pages:
        starts.append(offset)
        offset += len(text) + len(_PAGE_BREAK)
    return Document(
        sha256=sha256,
        name=name,
        media_type="application/pdf",
        text=_PAGE_BREAK.join(pages),
        page_starts=tuple(starts),
        title=_title(pages[0], own_title),
        issued=_issued(pages[0]),
    )


def _check_is_pdf(content: bytes) -> None:
    """Raises DocumentError where `content` does not begin like a PDF file."""
    start = content.lstrip()[:_MARK_WITHIN]
    if not start:
        raise DocumentError("the file is empty", hint="Download it again.")
    if _MARK in content[:_MARK_WITHIN]:
        return
    if _HTML.match(start):
        raise DocumentError(
            "not a PDF: it is a web page saved under the name of one",
            hint="The download failed, perhaps because the report has moved. Download it again.",
        )
    raise DocumentError("not a PDF: it does not begin like one", hint="Check what kind of file it is.")


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                "it asks for a password", hint="Save it without one (print it to a PDF) and read the copy."
            ) from error
        raise DocumentError(
            "it is damaged or cut off", hint="Download it again, or repair it by opening and saving it."
        ) from error


def _page_texts(pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    """The text of each page; what pdfium holds of a page is given back before the next."""
    for index in range(len(pdf)):
        try:
            with closing(pdf[index]) as page, closing(page.get_textpage()) as words:
                yield words.get_text_range()
        except pypdfium2.PdfiumError as error:
            raise DocumentError(
                "a page of it is damaged",
                where=f"page {index + 1}",
                hint="Download it again, or repair it by opening and saving it.",
            ) from error


def _clean(text: str) -> str:
    """`text` with plain line ends and without what a text cannot hold or a font has drawn as a symbol."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ODD.sub(lambda odd: _REPLACED.get(odd[0]) or ("•" if odd[0] >= "\uf000" else " "), text)


def _title(first_page: str, own_title: str) -> str | None:
    """The lines above the first one with a colon, where these are few; else the file's title, if any."""
    lines: list[str] = []
    for line in first_page.split("\n"):
        if ":" in line or len(lines) > _TITLE_LINES:
            break
        if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip()):
            lines.append(line)
    title = " ".join(" ".join(lines).split())
    if 0 < len(lines) <= _TITLE_LINES and len(title) <= _TITLE_CHARS:
        return _NOTE_NUMBER.sub("", title)
    return None if _WORKING_TITLE.search(own_title) else " ".join(own_title.split())


def _issued(first_page: str) -> str | None:
    """The date after a label that says it is that of publication; other dates on a first page are not."""
    for line in first_page.split("\n"):
        label = _PUBLISHED.match(line.strip())
        date = next(written_dates(line.strip()[label.end() :]), None) if label else None
        if date and date.start == 0:
            return date.edtf
    return None
