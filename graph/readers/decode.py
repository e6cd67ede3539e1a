"""Bytes to text, whatever a Windows or a Mac program wrote."""

from __future__ import annotations

import codecs
import re

from councilgraph.graph.errors import DocumentError

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNIT = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
"""Bytes a code unit: a file that was cut off may end inside one."""
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NEWLINES = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROLS = 0.01
"""The share of control characters above which a file is no text."""


def decode(content: bytes, *, declared: str | None = None) -> str:
    r"""The text of `content`: its byte order mark dropped, `\r\n` and `\r` made `\n`, all else as it is.

    Tried in this order: the byte order mark, UTF-8, the `declared` encoding, Windows-1252 (which has
    all that prints in Latin-1). In a text that is UTF-8 but for a few bytes (cut off, or two files in
    one) these become U+FFFD. Raises DocumentError where it is no text.
    """
    text = _decoded(content, declared)
    if text is None or "\0" in text or len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text):
        raise DocumentError(
            "not a text file: it holds binary data",
            hint="If it is a text, save it again as UTF-8; otherwise leave it out.",
        )
    return _NEWLINES.sub("\n", text)


def _decoded(content: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) : len(content) - len(content) % _UNIT[encoding]], encoding)
    content = content.removeprefix(codecs.BOM_UTF8)
    text = _strictly(content, "utf-8")
    if text is None and b"\0" in content:
        return None
    if text is None and declared:
        text = _strictly(content, declared)
    if text is None and _is_damaged_utf8(content):
        text = content.decode("utf-8", errors="replace")
    return _strictly(content, "cp1252") if text is None else text


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether most of the bytes above ASCII are good UTF-8, which never happens by chance."""
    good = sum(map(len, _UTF8_SEQUENCE.findall(content)))
    above_ascii = sum(map(len, re.findall(rb"[\x80-\xff]+", content)))
    return good > above_ascii / 2
