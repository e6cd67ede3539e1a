"""Web pages: the story without menus, advertisements and comments, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from councilgraph.graph.dates import is_edtf, parse_date
from councilgraph.graph.errors import DocumentError
from councilgraph.graph.model import Document
from councilgraph.graph.names import fold
from councilgraph.graph.readers.dateline import MAX_SIDE, dateline

HtmlElement: TypeAlias = Any
"""An lxml element, which has no types."""

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE
)
_ENCODINGS = re.compile(r"utf-8|windows-125\d|iso-8859-(?:[2-9]|1[0-6])|koi8-[ru]|macintosh", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,5000}+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
"""It names the encoding of the bytes, and lxml would read the text by it a second time."""
_TAG = re.compile(
    r"<(?:p|div|h[1-6]|a|span|table|ul|ol|br|article|section|b|i|em|strong)\b[^<>]{0,500}>", re.IGNORECASE
)
_ERROR_PAGE = re.compile(
    r"(?:error\s+)?[45]\d\d\b|.*\b(?:page (?:not|cannot be) found|not found|access (?:is )?denied|forbidden"
    r"|service (?:temporarily )?unavailable|bad gateway|just a moment|are you a robot|too many requests)\b",
    re.IGNORECASE,
)
_ERROR_PAGE_CHARS = 800
_TITLE_CHARS = 300
_LINE_ELEMENTS = 10
_DATE_NAMES = frozenset(
    (
        *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
        *("date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published"),
        *(
            "dc.date",
            "dc.date.issued",
            "dc.date.created",
            "dcterms.date",
            "dcterms.issued",
            "dcterms.created",
        ),
        *(
            "parsely-pub-date",
            "sailthru.date",
            "article.published",
            "published_at",
            "govuk:first-published-at",
        ),
    )
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{1,60})"')
_DATE_MARK = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|pubdate|published|posted|timestamp|time|byline)(?:$|[\s_-])", re.IGNORECASE
)
_NOT_STORY = re.compile(r"comment|related|sidebar|footer|most-?read|widget|promo|teaser", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T\s])")

# It tells its log what it leaves out; without a handler Python would print that on stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def is_page(text: str) -> bool:
    """Whether `text` begins as a web page does."""
    return bool(_PAGE.match(text))


def has_tags(text: str) -> bool:
    """Whether there is HTML in `text`, if only a piece of a page."""
    return is_page(text) or bool(_TAG.search(text))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page names in its first bytes, if it is one that pages are written in."""
    found = _DECLARED.search(content[:4096])
    encoding = found[1].decode("ascii", "replace") if found else ""
    return encoding if _ENCODINGS.fullmatch(encoding) else None


def parse_html(text: str, *, name: str, sha256: str) -> Document:
    """A document with the story of a page: its headline and paragraphs, blank lines between them.

    Offsets count in that kept text. Nothing is fetched or run. Raises DocumentError for a page
    without a story, or that only says that a page could not be had.
    """
    page, tree = _extracted(text)
    story = (
        "\n\n".join(line.strip() for line in (page.text or "").split("\n") if line.strip()) if page else ""
    )
    title = " ".join((page.title or "").split())[:_TITLE_CHARS] if page else ""
    if not story:
        raise DocumentError(
            "no story in this web page", hint="Save the page again after it has loaded in full."
        )
    if len(story) < _ERROR_PAGE_CHARS and (_ERROR_PAGE.match(title or story)):
        raise DocumentError("an error page, not a story", hint="The download failed: get the page again.")
    if title and fold(title) not in fold(story[: 3 * len(title) + 200]):
        story = f"{title}\n\n{story}"
    return Document(
        sha256=sha256,
        name=name,
        media_type="text/html",
        text=story,
        title=title or None,
        publisher=_site(page.sitename),
        issued=_issued(tree, story),
        url=page.url if re.fullmatch(r"https?://[^\s<>\"]+", page.url or "") else None,
    )


def _extracted(text: str) -> tuple[Any, HtmlElement]:
    # Here and not above: it takes a fifth of a second to import, and most builds read no web page.
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    text = _XML_DECLARATION.sub("", text)
    try:
        tree = load_html(text if is_page(text) else f"<html><body>{text}</body></html>")
        # Its own search for a date goes by the clock and takes the date of a picture if it finds no better.
        dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
        options: dict[str, Any] = {"include_comments": False, "date_extraction_params": dates}
        return bare_extraction(tree, with_metadata=True, **options) if tree is not None else None, tree
    except Exception as error:
        # Whatever a parser of untrusted pages stumbles over is a fault of this page, no reason to stop.
        raise DocumentError(
            "cannot make sense of this web page", hint="Save it again, or as plain text."
        ) from error


def _site(name: str | None) -> str | None:
    """The name of the site, unless that is only its address or a handle."""
    name = " ".join((name or "").split())
    return name if name and (" " in name or not re.search(r"[.@/]", name)) else None


def _issued(tree: HtmlElement, story: str) -> str | None:
    """The day on which the page says that it was published."""
    stated = (_day(value) for value in _stated_dates(tree))
    found = next(filter(None, stated), None)
    if found:
        return found
    line = dateline(story.split("\n"))
    return line.date.edtf if line else next(_marked_dates(tree), None)


def _stated_dates(tree: HtmlElement) -> Iterator[str]:
    """What the metadata give as the date of publication, the surest first."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from _JSON_DATE.findall(script.text or "")[:1]
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if key.lower() in _DATE_NAMES:
            yield element.get("content") or ""
    for element in tree.iter("time", "abbr", "span"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            yield element.get("datetime") or element.get("content") or element.text or ""


def _marked_dates(tree: HtmlElement) -> Iterator[str]:
    """The dates of elements that are marked as a date line, outside comments and lists of other stories."""
    for element in tree.iter("time", "p", "div", "span", "li"):
        if element.tag == "time" or _DATE_MARK.search(_marks(element)):
            around = " ".join(map(_marks, (element, *element.iterancestors())))
            date = (
                None
                if _NOT_STORY.search(around)
                else _day(element.get("datetime") or "") or _line_date(element)
            )
            if date:
                yield date


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _line_date(element: HtmlElement) -> str | None:
    """The date of an element that holds one line."""
    text = " ".join(element.text_content().split()) if len(element) <= _LINE_ELEMENTS else ""
    line = dateline([text]) if len(text) <= MAX_SIDE else None
    return line.date.edtf if line else None


def _day(value: str) -> str | None:
    start = _ISO_DAY.match(value.strip())
    return (start[0] if is_edtf(start[0]) else None) if start else parse_date(value)
