"""Bytes to documents: one reader a format, chosen by what a file holds and then by its name."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from councilgraph.graph.errors import DocumentError, PluginError
from councilgraph.graph.model import Document
from councilgraph.graph.plugins import Plugin, plugin
from councilgraph.graph.readers.content import check_supported, is_pdf
from councilgraph.graph.readers.decode import decode
from councilgraph.graph.readers.html import declared_encoding, has_tags, is_page, parse_html
from councilgraph.graph.readers.markdown import has_front_matter, parse_markdown
from councilgraph.graph.readers.pdf import read_pdf
from councilgraph.graph.readers.plain import parse_plain
from councilgraph.graph.readers.records import parse_records
from councilgraph.graph.readers.table import parse_table

MAX_BYTES = 200_000_000
"""The size above which a file is not read: no story or report comes near it."""

_PDF = (".pdf",)
_PAGES = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown")
_PLAIN = (".txt", ".text")
TABLES = (".csv", ".tsv")
_RECORDS = (".json", ".jsonl", ".ndjson", ".ftm")
SUPPORTED_SUFFIXES = (*_PLAIN, *_MARKDOWN, *_PAGES, *_PDF, *TABLES, *_RECORDS)

_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,9}")
_KINDS = f"Files of these kinds are read: {', '.join(SUPPORTED_SUFFIXES)}."


class Parser(Protocol):
    """What turns the text of a file into a document."""

    def __call__(self, text: str, *, name: str, sha256: str) -> Document:
        """The document; raises DocumentError where `text` is none of its kind."""
        ...


def read_document(path: Path) -> Document:
    """The document in a file. Its bytes are read once and decide what it is; the name decides second.

    Raises DocumentError, with a hint, for whatever cannot be read: no such file, not allowed, too large,
    empty, or one of the reasons of `parse_document`.
    """
    return parse_document(read_content(path), path.name)


def parse_document(content: bytes, file_name: str) -> Document:
    """The document that a file of that name with these bytes holds.

    A PDF or a web page under another name is read as what it is; a file whose suffix no reader of ours knows
    goes to the plug-in of that name. Raises DocumentError, with a hint, for what is empty or binary, is of a
    kind without a reader, or is a download that failed and left an error page.
    """
    # A name that is no UTF-8 could not be written to the store.
    name = os.fsencode(file_name).decode("utf-8", errors="replace")
    sha256 = hashlib.sha256(content).hexdigest()
    suffix = Path(file_name).suffix.lower()
    if is_pdf(content):
        return read_pdf(content, name=name, sha256=sha256)
    other = plugin("readers", suffix.removeprefix(".")) if suffix not in SUPPORTED_SUFFIXES else None
    if other is not None:
        return _read_by(other, content, name, sha256)
    check_supported(content)
    if suffix in _PDF:
        return read_pdf(content, name=name, sha256=sha256)
    text = decode(content, declared=declared_encoding(content))
    if not text.strip():
        raise DocumentError("an empty file: there is nothing in it but blanks", hint="Leave it out.")
    return _parser(text, suffix)(text, name=name, sha256=sha256)


def _read_by(reader: Plugin, content: bytes, name: str, sha256: str) -> Document:
    """The document that a plug-in makes of a file."""
    try:
        document = reader.call(content, name=name, sha256=sha256)
        if not isinstance(document, Document):
            raise reader.broken(f"gives no Document but {type(document).__name__}")
        if (document.name, document.sha256) != (name, sha256) or not isinstance(document.text, str):
            raise reader.broken("gives another name or hash than it was given, or no text")
    except PluginError as error:
        raise DocumentError(error.message, hint=error.hint) from error
    if not document.text.strip():
        raise DocumentError("nothing to read in it: there is nothing but blanks", hint="Leave it out.")
    # A lone surrogate could not be written to the store; one character for one keeps the offsets.
    return replace(document, text=document.text.encode("utf-8", "replace").decode())


def documents_in(path: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, in the order of their relative paths; or a file itself.

    What is hidden (".git", ".DS_Store") is left out. A folder to which two links lead is gone through
    once, so links in a circle end. A folder that may not be listed comes itself, and `read_document`
    says why. Raises DocumentError, at the end, where there was no file.
    """
    waiting, visited, is_empty = [path], set[tuple[int, int]](), True
    while waiting:
        current = waiting.pop()
        entries = _entries(current, visited)
        if entries is None:
            is_empty = False
            yield current
        else:
            waiting.extend(reversed(entries))
    if is_empty:
        raise DocumentError("no documents in this folder", hint=_KINDS)


def _entries(path: Path, visited: set[tuple[int, int]]) -> list[Path] | None:
    """What is in a folder, by name, nothing if it was visited; None for a file or what cannot be listed."""
    try:
        found = path.stat()
        if not stat.S_ISDIR(found.st_mode):
            return None
        identity = (found.st_dev, found.st_ino)
        if identity in visited:
            return []
        names = sorted(name for name in os.listdir(path) if not name.startswith("."))
    except (OSError, ValueError):
        return None
    visited.add(identity)
    return [path / name for name in names]


def read_content(path: Path) -> bytes:
    """The bytes of a file. Raises DocumentError where there are none, too many, or they can't be had."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            os.listdir(path)
            raise DocumentError("a folder, not a document", hint="Give it to the build as a folder.")
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError("not a file that can be read from beginning to end", hint="Leave it out.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        what = "a link to a file that is not there" if path.is_symlink() else "no such file"
        raise DocumentError(what, hint="Check the path.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DocumentError(
            f"cannot be read: {reason.lower()}", hint="Check the file and its permissions."
        ) from error
    if len(content) > MAX_BYTES:
        raise DocumentError(f"larger than {MAX_BYTES // 1_000_000} MB", hint="Split it, or leave it out.")
    if not content:
        raise DocumentError("an empty file", hint="Get it again, or leave it out.")
    return content


def _parser(text: str, suffix: str) -> Parser:
    """What reads a text: a page and a front matter are known when seen, all else goes by the name."""
    if is_page(text) and suffix in TABLES:
        raise DocumentError(
            "a web page, not a table",
            hint="The download may have failed: get it again, or name the page .html to read it as one.",
        )
    if is_page(text) or (suffix in _PAGES and has_tags(text)):
        return parse_html
    if suffix in TABLES:
        return parse_table
    if suffix in _RECORDS:
        return parse_records
    if suffix in _MARKDOWN:
        return parse_markdown
    if suffix in (*_PLAIN, *_PAGES) or not _SUFFIX.fullmatch(suffix):
        return parse_markdown if has_front_matter(text) else parse_plain
    raise DocumentError(f"no reader for {suffix} files", hint=f"{_KINDS} Name prose .txt.")
