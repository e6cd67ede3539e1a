"""Popolo JSON: persons, organizations, posts and memberships, each with the quotes behind it as `sources`.

https://www.popoloproject.com/specs/ . What it can't say is in docs/formats.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from councilgraph.graph.dates import exact_part
from councilgraph.graph.drawing import Captions
from councilgraph.graph.entities import Entity, Organisation, Person, Post, Tenure
from councilgraph.graph.evidence import Evidence
from councilgraph.graph.formats.sourced import sourced
from councilgraph.graph.identifiers import wikidata_items
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import BASE

SCHEME = "gss"
"""The scheme of ONS codes among identifiers."""

Record = dict[str, Any]


def write_popolo(store: Store, stream: IO[bytes]) -> None:
    """Write one object with the four lists, an object a line."""
    captions = Captions(store)
    opening = "{"
    for name, (kind, make) in _LISTS.items():
        stream.write(f'{opening}\n"{name}": ['.encode())
        comma = ""
        for record in _records(store, kind, make, captions):
            stream.write(f"{comma}\n{json.dumps(record, ensure_ascii=False)}".encode())
            comma = ","
        stream.write(b"\n]")
        opening = ","
    stream.write(b"\n}\n")


def _records(
    store: Store, kind: type[Entity], make: Callable[[Any, Captions], Record | None], captions: Captions
) -> Iterator[Record]:
    for each in sourced(store, kind):
        record = make(each.fact, captions)
        if record is not None:
            found = {"id": each.fact.iri, **record, "sources": list(_sources(each.evidence))}
            yield {name: value for name, value in found.items() if value not in (None, "", [])}


def _sources(evidence: Iterable[Evidence]) -> Iterator[Record]:
    """The documents behind something, each with its words: Popolo has a note for them."""
    for one in evidence:
        page = f", page {one.page}" if one.page else ""
        note = f"“{one.quote}” ({one.document}{page})"
        yield {"url": one.url or f"{BASE}document/{one.sha256}", "note": note}


def _person(fact: Person, captions: Captions) -> Record:
    return {"name": fact.label, "other_names": [{"name": name} for name in fact.names]}


def _organisation(fact: Organisation, captions: Captions) -> Record:
    identifiers = [(SCHEME, code) for code in (fact.code, *fact.former_codes) if code]
    identifiers += [("wikidata", item) for item in wikidata_items(fact.same_as)]
    return {
        "name": fact.label,
        "other_names": [{"name": name} for name in fact.names],
        "identifiers": [{"scheme": scheme, "identifier": each} for scheme, each in identifiers],
        "classification": fact.kind.replace("_", " "),
        "founding_date": _date(fact.since),
        "dissolution_date": _date(fact.until),
        "links": [{"url": fact.website, "note": "website"}] if fact.website else [],
    }


def _post(fact: Post, captions: Captions) -> Record:
    return {
        "label": fact.label,
        "role": fact.role_kind.replace("_", " "),
        "organization_id": fact.organisation,
    }


def _tenure(fact: Tenure, captions: Captions) -> Record | None:
    if not fact.person:
        return None
    return {
        "label": f"interim {fact.role}" if fact.is_interim else captions[fact.post],
        "role": fact.role,
        "person_id": fact.person,
        "organization_id": fact.organisation,
        "post_id": fact.post,
        "start_date": _date(fact.since),
        "end_date": _date(fact.until),
    }


_LISTS: dict[str, tuple[type[Entity], Callable[[Any, Captions], Record | None]]] = {
    "persons": (Person, _person),
    "organizations": (Organisation, _organisation),
    "posts": (Post, _post),
    "memberships": (Tenure, _tenure),
}


def _date(edtf: str | None) -> str | None:
    return exact_part(edtf) if edtf else None
