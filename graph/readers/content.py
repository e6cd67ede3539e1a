"""What kind of file some bytes are, whatever the name says."""

from __future__ import annotations

from councilgraph.graph.errors import DocumentError

_PDF_MARK = b"%PDF-"
_PDF_MARK_WITHIN = 1024
_AS_TEXT = "Save it as PDF, HTML or plain text and read that."
_TABLE = "Save each sheet as CSV and read that."
_UNPACK = "Unpack it and give the folder."
_IN_ZIP = (
    # What a zip file holds says what it is; names stand in it uncompressed.
    (b"word/document.xml", "a Word document", _AS_TEXT),
    (b"xl/workbook.xml", "an Excel workbook", _TABLE),
    (b"ppt/presentation.xml", "a PowerPoint file", _AS_TEXT),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet", _TABLE),
    (b"opendocument", "an OpenDocument file", _AS_TEXT),
    (b"application/epub", "an e-book", _AS_TEXT),
    (b"", "a zip archive", _UNPACK),
)
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .msg)", _AS_TEXT),
    (b"{\\rtf", "a rich text file", _AS_TEXT),
    (b"%!PS", "a PostScript file", "Convert it to PDF and read that."),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a rar archive", _UNPACK),
    (b"\x89PNG\r\n", "an image", "Run it through text recognition and read the result."),
    (b"\xff\xd8\xff", "an image", "Run it through text recognition and read the result."),
    (b"GIF8", "an image", "Run it through text recognition and read the result."),
    (b"II*\0", "an image", "Run it through text recognition and read the result."),
    (b"MM\0*", "an image", "Run it through text recognition and read the result."),
    (b"SQLite format 3\0", "a database", "Export its tables as CSV and read those."),
    (b"\x7fELF", "a program", "Leave it out."),
    (b"MZ\x90", "a program", "Leave it out."),
)


def is_pdf(content: bytes) -> bool:
    """Whether these are the bytes of a PDF, some of which have a little before their mark."""
    return content[:_PDF_MARK_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_PDF_MARK)


def check_supported(content: bytes) -> None:
    """Raises DocumentError for bytes of a kind that is known and has no reader, with the way round it."""
    kinds = _IN_ZIP if content.startswith(b"PK\x03\x04") else ()
    for mark, what, hint in kinds:
        if mark in content:
            raise DocumentError(f"{what}: this kind is not supported", hint=hint)
    for mark, what, hint in _MAGIC:
        if content.startswith(mark):
            raise DocumentError(f"{what}: this kind is not supported", hint=hint)
