"""RDF terms from Python values, and the addresses of entities, documents, claims and quotes."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json

import pyoxigraph as ox

from councilgraph.graph import names
from councilgraph.graph.dates import bounds, is_edtf
from councilgraph.graph.vocab import BASE, EDTF, WORDS, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_SLUG_CHARS = 80
_EDTF = ox.NamedNode(EDTF.EDTF)
_DATE = ox.NamedNode(XSD.date)


@functools.lru_cache(maxsize=4096)
def node(iri: str) -> ox.NamedNode:
    """The node of an IRI. Raises ValueError for a text that is none."""
    return ox.NamedNode(iri)


def digest(content: object, *, chars: int = 16) -> str:
    """The first hexadecimal digits of the sha256 of `content` written as JSON."""
    text = json.dumps(content, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:chars]


def document_iri(sha256: str, *, base: str = BASE) -> str:
    """The address of a document, which is also the name of its graph."""
    return f"{base}document/{sha256}"


def entity_iri(kind: str, name: str = "", *parts: str | None, base: str = BASE) -> str:
    """The address of an entity: readable from `name`, told apart from its namesakes by `parts`.

    >>> entity_iri("org", "Cornwall Council")
    'https://w3id.org/councilgraph/id/org/cornwall-council'
    >>> entity_iri("person", "Dean Ashton", "E06000052")
    'https://w3id.org/councilgraph/id/person/dean-ashton-653cfb41'
    >>> entity_iri("tenure", "", "somebody", "some post")
    'https://w3id.org/councilgraph/id/tenure/af31f3a396ba5e0b'

    Without `parts` two names that fold to the same words are one entity.
    """
    readable = names.slug(name)[:_SLUG_CHARS].strip("-")
    if not readable:
        return f"{base}{kind}/{digest([kind, name, *parts])}"
    if not parts:
        return f"{base}{kind}/{readable}"
    return f"{base}{kind}/{readable}-{digest([kind, name, *parts], chars=8)}"


@functools.lru_cache(maxsize=4096)
def date_literal(edtf: str) -> ox.Literal:
    """A date as its EDTF text."""
    return ox.Literal(edtf, datatype=_EDTF)


@functools.lru_cache(maxsize=4096)
def date_bounds(edtf: str) -> tuple[ox.Literal, ...]:
    """The first and the last day that a date may mean, nothing for a text that is no date."""
    return tuple(day_literal(day) for day in bounds(edtf)) if is_edtf(edtf) else ()


def day_literal(day: dt.date) -> ox.Literal:
    """A day of the calendar as an `xsd:date`."""
    return ox.Literal(day.isoformat(), datatype=_DATE)


def value(term: Term) -> str:
    """What a claim or a fact says where the graph has `term`: a vocabulary's word, an IRI or words."""
    if isinstance(term, ox.Triple):
        raise TypeError("a triple is not the value of a field")
    return WORDS.get(term.value, term.value) if isinstance(term, ox.NamedNode) else term.value
