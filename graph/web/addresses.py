"""Where things are on the server: the address of a thing's page from its IRI, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from councilgraph.graph.vocab import BASE

_PLAIN = re.compile(r"[a-z]+(?:/[a-z0-9-]+)+")
"""What our own addresses look like after BASE. Nothing in them needs an escape, and no dot is in them."""


def address(iri: str) -> str:
    """The path of a thing's page.

    >>> address("https://w3id.org/councilgraph/id/org/cornwall-council")
    '/id/org/cornwall-council'
    >>> address("urn:x:1")
    '/thing?iri=urn%3Ax%3A1'
    """
    local = iri.removeprefix(BASE)
    if local != iri and _PLAIN.fullmatch(local):
        return f"/id/{local}"
    return f"/thing?{urlencode({'iri': iri})}"


def iri_of(local: str) -> str:
    """The IRI of the thing whose page is at `/id/` + `local`."""
    return BASE + local


def is_iri(text: str) -> bool:
    """Whether a thing may have this address."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def document_address(sha256: str, start: int | None = None, end: int | None = None) -> str:
    """The path of a document's page, or of a quote in it."""
    path = f"/id/document/{quote(sha256)}"
    return path if start is None else f"{path}?at={start}#{mark(start, end or start)}"


def mark(start: int, end: int) -> str:
    """The name of a quote's place on its document's page."""
    return f"q{start}-{end}"


def link(path: str, params: Mapping[str, object]) -> str:
    """A path with parameters; those that are None or empty are left out."""
    query = urlencode({name: str(value) for name, value in params.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path


def outside(url: str | None) -> str | None:
    """`url` where a browser may be sent to it: documents can say any."""
    return url if url and re.match(r"https?://[^\s/]", url, re.IGNORECASE) else None
