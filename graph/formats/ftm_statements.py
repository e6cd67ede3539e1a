"""Statements of FollowTheMoney: one for each value and each document that says it, in its words.

Each document is a dataset of its own, because a statement's id is made of dataset, entity, property and
value: two documents that say the same are two statements, and the words of each are kept. `origin` is the
document's file name, `original_value` what it says where the graph has it otherwise, and the days on which
it was "seen" are the first and the last that the document's own date may mean.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from councilgraph.graph.dates import bounds, is_edtf, overlap
from councilgraph.graph.entities import Entity
from councilgraph.graph.formats.ftm import FtmEntity, document_id, ftm_entities
from councilgraph.graph.formats.sourced import Source, sources
from councilgraph.graph.names import fold, without_titles
from councilgraph.graph.rdf.fields import PROPERTIES
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG

_NAMES = ("name", "alias")
_DATES = {
    "startDate": (CG.since, CG.date),
    "endDate": (CG.until,),
    "date": (CG.date,),
    "incorporationDate": (CG.since,),
    "dissolutionDate": (CG.until,),
}
"""What a document says for a date of FollowTheMoney, by the property of its claims."""

_REFERENCES = {"holder": CG.person, "summary": CG.roleTitle}
"""Whose words are those that a document has for the person and the post."""


def write_statements(store: Store, stream: IO[bytes]) -> None:
    """Write every statement as a line of JSON, those of one entity together."""
    known = {source.sha256: source for source in sources(store)}
    by_id = {document_id(sha256): source for sha256, source in known.items()}
    for entity in ftm_entities(store):
        if entity.fact is None:
            found = _of_document(entity, by_id[entity.id])
        else:
            found = _of_fact(store, entity, entity.fact, known)
        for line in found:
            stream.write(f"{json.dumps(line, ensure_ascii=False)}\n".encode())


@dataclass
class _Words:
    """What one document says of a fact: names of the thing itself, and the values of its claims."""

    names: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


Line = dict[str, str | bool | None]


def _of_document(entity: FtmEntity, source: Source) -> Iterator[Line]:
    yield _line(entity, source, "id", entity.id)
    for name, values in sorted(entity.properties.items()):
        for value in values:
            yield _line(entity, source, name, value)


def _of_fact(store: Store, entity: FtmEntity, fact: Entity, known: dict[str, Source]) -> Iterator[Line]:
    words = _words(store, fact)
    documents = dict.fromkeys(one.sha256 for one in entity.evidence)
    for sha256 in documents:
        yield _line(entity, known[sha256], "id", entity.id)
    for name, values in sorted(entity.properties.items()):
        for value in values:
            said = {sha256: _original(name, value, values, words.get(sha256)) for sha256 in documents}
            by = {sha256: text for sha256, text in said.items() if text is not None}
            for sha256, original in (by or dict.fromkeys(documents, "")).items():
                yield _line(entity, known[sha256], name, value, original)
    given = ((one.sha256, *pair) for one in entity.evidence for pair in entity.source_values(one))
    for sha256, name, value in dict.fromkeys(given):
        yield _line(entity, known[sha256], name, value)


def _original(name: str, value: str, values: list[str], words: _Words | None) -> str | None:
    """A document's words for a value, empty where they are not told apart; None: it does not say this."""
    if words is None:
        return ""
    if name in _NAMES:
        return next((word for word in words.names if _same_name(word, value)), None)
    if name in _DATES:
        dates = [date for prop in _DATES[name] for date in words.values[prop] if is_edtf(date)]
        return next((date for date in dates if overlap(date, value)), None)
    return next(iter(words.values.get(_REFERENCES.get(name, ""), ())), "")


def _same_name(one: str, other: str) -> bool:
    return fold(without_titles(one)) == fold(without_titles(other))


def _words(store: Store, fact: Entity) -> dict[str, _Words]:
    """By document: the words of its claims behind a fact."""
    found: dict[str, _Words] = defaultdict(_Words)
    for claim in fact.claims:
        mine = {name for name, iri in (store.ledger.resolved(claim) or {}).items() if iri == fact.iri}
        properties = {PROPERTIES[name].iri for name in mine if name in PROPERTIES}
        for quad in sorted(store.quads(claim, graph=None), key=str):
            value = getattr(quad.object, "value", "")
            words = found[getattr(quad.graph_name, "value", "").rsplit("/", 1)[-1]]
            words.values[quad.predicate.value].append(value)
            if quad.predicate.value in properties:
                words.names.append(value)
    return found


def _line(entity: FtmEntity, source: Source, name: str, value: str, original: str = "") -> Line:
    dataset = f"councilgraph_{source.sha256[:12]}"
    key = f"{dataset}.{entity.id}.{name}.{value}"
    first, last = _seen(source.issued)
    return {
        "canonical_id": entity.id,
        "entity_id": entity.id,
        "prop": name,
        "schema": entity.schema,
        "value": value,
        "dataset": dataset,
        "lang": None,
        "original_value": original if original and original != value else None,
        "first_seen": first,
        "last_seen": last,
        "external": False,
        "origin": source.name,
        # The key of FollowTheMoney (its Statement.make_key), so that its own tools give the same id.
        "id": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
    }


def _seen(issued: str | None) -> tuple[str | None, str | None]:
    if issued is None or not is_edtf(issued):
        return None, None
    first, last = (f"{day.isoformat()}T00:00:00" for day in bounds(issued))
    return first, last
