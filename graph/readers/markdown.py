"""Markdown: text with a front matter of `key: value` lines that says title, date and where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.graph.dates import is_edtf, parse_date
from councilgraph.graph.model import Document
from councilgraph.graph.readers.head import parse_head

_FRONT_MATTER = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.*?\n)?(?P=fence)[ \t]*(?:\n|$)", re.DOTALL
)
_FLAT_KEY = re.compile(r"([A-Za-z][\w.-]*)[ \t]*[:=][ \t]*(.*)")
_MAX_FRONT_MATTER = 20_000
_DATE_IN_NAME = re.compile(r"(\d{4})[-_](\d\d)[-_](\d\d)(?!\d)")
_ISO_START = re.compile(r"\d{4}(?:-\d\d){0,2}(?=$|[-T ])")
_LINK = re.compile(
    r"(?P<before>[^\n\[\]]{0,40})\[(?P<words>[^\[\]\n]{1,200})\]\((?P<url>https?://[^\s()<>]{1,2000})\)"
)
_FULL_STORY = re.compile(
    r"(?:read|see|view|continue|find)\b.*\b(?:full|original|complete|more|whole|rest|story|article|reading)\b.*?"
    r"\b(?:at|on|in|from|via)\s+(?P<name>(?:the\s+)?[A-Z0-9].*)",
    re.IGNORECASE,
)
_SOURCE_BEFORE = re.compile(
    r"(?:^|[\s*_(])(?:source|via|(?:originally|first)\s+(?:published|appeared)(?:\s+(?:at|on|in|by))?)\s*:?[\s*_]*$",
    re.IGNORECASE,
)

_TITLES = ("title", "headline")
_DATES = (
    "date",
    "published",
    "pubdate",
    "publish_date",
    "date_published",
    "datepublished",
    "issued",
    "created",
)
_PUBLISHERS = ("publisher", "publication", "source", "site_name", "site", "newspaper")
_URLS = ("url", "canonical_url", "canonical", "source_url", "original_url", "link", "source", "original")


def has_front_matter(text: str) -> bool:
    """Whether `text` begins with lines of `key: value` between two fences."""
    return bool(front_matter(text)[0])


def parse_markdown(text: str, *, name: str, sha256: str) -> Document:
    """A document whose text is `text` as it is, front matter and all, for that can be quoted too.

    The date is that of the front matter, else of the text, else the one that the file's name begins
    with. Publisher and address may also come from a link to the full story.
    """
    keys, end = front_matter(text)
    head = parse_head(text[end:])
    linked_name, linked_url = next(_links_to_the_story(text[end:]), (None, None))
    return Document(
        sha256=sha256,
        name=name,
        media_type="text/markdown",
        text=text,
        title=next(_values(keys, _TITLES), None) or _heading(text[end:]) or head.title,
        publisher=next((each for each in _values(keys, _PUBLISHERS) if not _is_address(each)), None)
        or linked_name
        or head.publisher,
        issued=next(filter(None, map(_date, _values(keys, _DATES))), None)
        or head.issued
        or _date_in_name(name),
        url=next(filter(_is_address, _values(keys, _URLS)), None) or linked_url,
    )


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The flat keys (lower-cased) of the front matter with their values, and where it ends.

    Not YAML: nested keys, lists and multi-line values are left out, nothing is evaluated, and of a
    key that stands twice the first counts. The dictionary is empty where there is no front matter.
    """
    found = _FRONT_MATTER.match(text[:_MAX_FRONT_MATTER])
    keys: dict[str, str] = {}
    for line in (found["body"] or "").split("\n") if found else ():
        pair = _FLAT_KEY.fullmatch(line.rstrip())
        if pair:
            keys.setdefault(pair[1].lower(), _unquoted(pair[2].strip()))
    return (keys, found.end()) if found and keys else ({}, 0)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        quote = value[0]
        return value[1:-1].replace("''" if quote == "'" else '\\"', quote).strip()
    return "" if value[:1] in ("|", ">", "[", "{", "&", "*") else value


def _values(keys: dict[str, str], names: tuple[str, ...]) -> Iterator[str]:
    """What the front matter says under these names, in their order."""
    return (keys[name] for name in names if keys.get(name))


def _date(value: str) -> str | None:
    """A date in whatever way a site generator writes it: "2020-09-19-23-19-22", "2020-09-19T23:19Z"."""
    start = _ISO_START.match(value)
    if start and is_edtf(start[0]):
        return start[0]
    return parse_date(value)


def _date_in_name(name: str) -> str | None:
    found = _DATE_IN_NAME.match(name)
    date = "-".join(found.groups()) if found else ""
    return date if is_edtf(date) else None


def _heading(body: str) -> str | None:
    """The first heading of the first level."""
    found = re.search(r"^# +(\S.{0,300}?)[ #]*$", body, re.MULTILINE)
    return found[1] if found else None


def _is_address(value: str) -> bool:
    return bool(re.fullmatch(r"https?://\S+", value))


def _links_to_the_story(body: str) -> Iterator[tuple[str, str]]:
    """Publisher and address of links like "[Read the full article at The Paper](https://...)"."""
    for link in _LINK.finditer(body):
        words = link["words"].strip()
        full = _FULL_STORY.fullmatch(words)
        if full:
            yield full["name"].strip(" ."), link["url"]
        elif _SOURCE_BEFORE.search(link["before"]) and not _is_address(words):
            yield words, link["url"]
