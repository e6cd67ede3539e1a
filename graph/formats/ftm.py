"""Entities of FollowTheMoney, the model of Aleph and OpenSanctions, as JSON lines.

A document is a `Document`, which all that it says names as its `proof`; quotes are in `notes`, or in the
`description` of what is a link. What each schema can't say is in docs/formats.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from councilgraph.graph.dates import exact_part
from councilgraph.graph.drawing import Captions
from councilgraph.graph.entities import (
    CareerEvent,
    ChangeEvent,
    Entity,
    Inspection,
    Intervention,
    Judgement,
    Organisation,
    Person,
    Post,
    Statement,
    Tenure,
)
from councilgraph.graph.evidence import Evidence
from councilgraph.graph.formats.sourced import Source, sourced, sources
from councilgraph.graph.identifiers import wikidata_items
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import BASE

NATIONS = {
    "England": "gb",
    "Scotland": "gb-sct",
    "Wales": "gb-wls",
    "Northern Ireland": "gb-nir",
    "United Kingdom": "gb",
}
"""Countries as FollowTheMoney has them: England has no code of its own there."""

_SCHEMATA = {
    "company": "Company",
    **dict.fromkeys(("charity", "union", "association", "party"), "Organization"),
}
_SCHEMATA |= dict.fromkeys(("school", "other"), "Organization")
_LINKS = frozenset({"Occupancy", "Succession", "UnknownLink"})
_STATUS = {"ended": "ended", "in_post": "current"}

Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class FtmEntity:
    """An entity of FollowTheMoney: what the graph says of it, and the fact and quotes from which it does.

    `properties` leave out what follows from the quotes; `whole` has both. `fact` is None for a document.
    """

    id: str
    schema: str
    properties: Values
    fact: Entity | None
    evidence: tuple[Evidence, ...] = ()

    def whole(self) -> dict[str, Any]:
        """The entity as the JSON of FollowTheMoney."""
        merged = {name: list(values) for name, values in self.properties.items()}
        for one in self.evidence:
            for name, value in self.source_values(one):
                merged.setdefault(name, []).append(value)
        properties = {name: list(dict.fromkeys(values)) for name, values in sorted(merged.items())}
        return {"id": self.id, "schema": self.schema, "properties": properties}

    def source_values(self, one: Evidence) -> Iterator[tuple[str, str]]:
        """The properties that a quote gives: its words with their place, its document, where that is from."""
        page = f", page {one.page}" if one.page else ""
        yield "description" if self.schema in _LINKS else "notes", f"“{one.quote}” ({one.document}{page})"
        yield "proof", document_id(one.sha256)
        for name, value in (("sourceUrl", one.url), ("publisher", one.publisher)):
            if value:
                yield name, value


def ftm_id(iri: str) -> str:
    """The id of what has an address: the last parts of it, without slashes.

    >>> ftm_id("https://w3id.org/councilgraph/id/org/cornwall-council")
    'org-cornwall-council'
    """
    return iri.removeprefix(BASE).replace("/", "-")


def document_id(sha256: str) -> str:
    """The id of a document."""
    return f"document-{sha256}"


def write_entities(store: Store, stream: IO[bytes]) -> None:
    """Write every entity as a line of JSON, documents first."""
    for entity in ftm_entities(store):
        stream.write(f"{json.dumps(entity.whole(), ensure_ascii=False)}\n".encode())


def ftm_entities(store: Store) -> Iterator[FtmEntity]:
    """What the store holds as entities, by kind and address; a tenure without a holder has no form here."""
    for source in sources(store):
        yield _document(source)
    captions = Captions(store)
    for kind, make in _MAKERS.items():
        for each in sourced(store, kind):
            for suffix, schema, properties in make(each.fact, captions):
                found = {name: [v for v in values if v] for name, values in properties.items()}
                kept = {name: values for name, values in found.items() if values}
                yield FtmEntity(ftm_id(each.fact.iri) + suffix, schema, kept, each.fact, each.evidence)


Made = Iterator[tuple[str, str, Mapping[str, list[str | None]]]]
"""For each entity that a fact becomes: what follows its id, its schema, its properties."""


def _document(source: Source) -> FtmEntity:
    found = {
        "fileName": source.name,
        "title": source.title,
        "publisher": source.publisher,
        "publishedAt": _date(source.issued),
        "sourceUrl": source.url,
        "mimeType": source.media_type,
        "contentHash": source.sha256,
    }
    properties = {name: [value] for name, value in found.items() if value}
    return FtmEntity(document_id(source.sha256), "Document", properties, None)


def _person(fact: Person, captions: Captions) -> Made:
    yield "", "Person", {"name": [fact.label], "alias": list(fact.names)}


def _organisation(fact: Organisation, captions: Captions) -> Made:
    nation = NATIONS.get(fact.nation or "")
    properties: dict[str, list[str | None]] = {
        "name": [fact.label],
        "alias": list(fact.names),
        "legalForm": [_words(fact.kind)],
        "registrationNumber": [fact.code, *fact.former_codes],
        "incorporationDate": [_date(fact.since)],
        "dissolutionDate": [_date(fact.until)],
        "country": [nation],
        "jurisdiction": [nation],
        "website": [fact.website],
        "wikidataId": [*wikidata_items(fact.same_as)],
    }
    yield "", _SCHEMATA.get(fact.kind, "PublicBody"), properties
    if fact.upper_tier:
        yield (
            "-upper-tier",
            "UnknownLink",
            {
                "subject": [ftm_id(fact.iri)],
                "object": [ftm_id(fact.upper_tier)],
                "role": ["upper-tier council"],
            },
        )


def _post(fact: Post, captions: Captions) -> Made:
    name = f"{fact.label}, {captions[fact.organisation]}"
    properties: dict[str, list[str | None]] = {
        "name": [name],
        "organization": [ftm_id(fact.organisation)],
        "keywords": [fact.role_kind],
    }
    yield "", "Position", properties


def _tenure(fact: Tenure, captions: Captions) -> Made:
    if not fact.person:
        return
    yield "", "Occupancy", {
        "holder": [ftm_id(fact.person)],
        "post": [ftm_id(fact.post)],
        "startDate": [_date(fact.since)],
        "endDate": [_date(fact.until)],
        "date": [_date(fact.in_post_on)],
        "status": [_STATUS.get(fact.end_status, "unknown"), "interim" if fact.is_interim else None],
        "summary": [fact.role],
    }  # fmt: skip


def _change(fact: ChangeEvent, captions: Captions) -> Made:
    for number, (before, after) in enumerate(
        ((before, after) for before in fact.predecessors for after in fact.successors), start=1
    ):
        yield (
            f"-{number}",
            "Succession",
            {
                "predecessor": [ftm_id(before)],
                "successor": [ftm_id(after)],
                "date": [_date(fact.date)],
                "summary": [fact.note],
            },
        )


def _career_event(fact: CareerEvent, captions: Captions) -> Made:
    yield _event(captions[fact.iri], fact.date, None, fact.person, fact.organisation)


def _inspection(fact: Inspection, captions: Captions) -> Made:
    people = (fact.lead_inspector, fact.qa_manager, *fact.team)
    suffix, schema, found = _event(captions[fact.iri], fact.date, fact.body, fact.organisation, *people)
    about = [_words(word) for word in (fact.kind, fact.framework) if word]
    dates: dict[str, list[str | None]] = {"startDate": [_date(fact.date)], "endDate": [_date(fact.end)]}
    yield suffix, schema, {**found, **dates, "summary": [", ".join(about)]}


def _intervention(fact: Intervention, captions: Captions) -> Made:
    yield _event(captions[fact.iri], fact.date, fact.actor, fact.organisation)


def _event(
    name: str, date: str | None, organiser: str | None, *involved: str | None
) -> tuple[str, str, dict[str, list[str | None]]]:
    known = [ftm_id(iri) for iri in dict.fromkeys(involved) if iri]
    organisers = [ftm_id(organiser)] if organiser else []
    return (
        "",
        "Event",
        {"name": [name], "date": [_date(date)], "organizer": [*organisers], "involved": [*known]},
    )


def _judgement(fact: Judgement, captions: Captions) -> Made:
    grade = f"{_words(fact.aspect)}: {fact.grade}"
    yield "", "Note", {
        "name": [captions[fact.iri]],
        "description": [f"{grade}, {fact.date}" if fact.date else grade],
        "entity": [ftm_id(fact.inspection or fact.organisation)],
    }  # fmt: skip


def _statement(fact: Statement, captions: Captions) -> Made:
    entities = [ftm_id(iri) for iri in (fact.speaker, fact.about) if iri]
    name = f"{captions[fact.speaker]}, {fact.date}" if fact.date else captions[fact.speaker]
    yield "", "Note", {"name": [name], "description": [fact.words], "entity": [*entities]}


_MAKERS: dict[type[Entity], Callable[[Any, Captions], Made]] = {
    Person: _person,
    Organisation: _organisation,
    Post: _post,
    Tenure: _tenure,
    ChangeEvent: _change,
    CareerEvent: _career_event,
    Inspection: _inspection,
    Judgement: _judgement,
    Intervention: _intervention,
    Statement: _statement,
}


def _date(edtf: str | None) -> str | None:
    return exact_part(edtf) if edtf else None


def _words(word: str) -> str:
    return word.replace("_", " ")
