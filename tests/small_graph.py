"""A small graph to ask: two councils, five people, five inspections, one document. All invented."""

from __future__ import annotations

import dataclasses

from councilgraph.graph.entities import (
    CareerEvent,
    Entity,
    Inspection,
    Intervention,
    Judgement,
    Organisation,
    Person,
    Post,
    Statement,
    Succession,
    Tenure,
)
from councilgraph.graph.model import Document, PostClaim
from councilgraph.graph.rdf import claim_iri
from councilgraph.graph.vocab import BASE

TEXT = "Ann Hart took over as director of children's services at Northford Council in May 2012."
DOCUMENT = Document(
    sha256="5e" * 32,
    name="hart.txt",
    media_type="text/plain",
    text=TEXT,
    page_starts=(0,),
    title="New director",
    issued="2012-06-01",
    url="https://news.example/hart",
)
CLAIM = PostClaim(
    quote=DOCUMENT.quote(0, len(TEXT)),
    confidence=0.9,
    person="Ann Hart",
    role="director of children's services",
    role_kind="director_of_childrens_services",
    organisation="Northford Council",
    since="2012-05",
)
DCS = "director_of_childrens_services"


def at(path: str) -> str:
    return BASE + path


NORTHFORD, EASTMERE, OFSTED, EDUCATION = map(at, ("org/northford", "org/eastmere", "org/ofsted", "org/dfe"))
HART, BELL, COLE, WEBB, FINCH = map(
    at, ("person/hart", "person/bell", "person/cole", "person/webb", "person/finch")
)
NORTHFORD_DCS, EASTMERE_DCS, MINISTER = map(at, ("post/northford-dcs", "post/eastmere-dcs", "post/minister"))


def tenure(name: str, person: str | None, post: str, organisation: str, **dates: str) -> Tenure:
    kind = "minister" if post == MINISTER else DCS
    return Tenure(
        iri=at(f"tenure/{name}"),
        person=person,
        organisation=organisation,
        post=post,
        role_kind=kind,
        role="children's minister" if post == MINISTER else "director of children's services",
        since=dates.get("since"),
        until=dates.get("until"),
        in_post_on=dates.get("in_post_on"),
        end_status="ended" if "until" in dates else "in_post" if "in_post_on" in dates else "unknown",
        is_interim=name == "bell",
    )


def inspection(name: str, organisation: str, date: str, lead: str, *team: str) -> Inspection:
    return Inspection(
        iri=at(f"inspection/{name}"),
        organisation=organisation,
        body=OFSTED,
        date=date,
        kind="inspection",
        framework="sif" if date < "2018" else "ilacs_standard",
        lead_inspector=lead,
        team=team,
        team_roles=("deputy lead",) * len(team),
    )


def judgement(name: str, organisation: str, date: str, grade: str, aspect: str = "overall") -> Judgement:
    return Judgement(
        iri=at(f"judgement/{name}-{aspect.replace(' ', '-')}"),
        organisation=organisation,
        aspect=aspect,
        grade=grade,
        inspection=at(f"inspection/{name}"),
        body=OFSTED,
        date=date,
    )


_FACTS: tuple[Entity, ...] = (
    Organisation(iri=NORTHFORD, label="Northford Council", kind="unitary_authority", code="E06999991"),
    Organisation(iri=EASTMERE, label="Eastmere Council", kind="county_council"),
    Organisation(iri=OFSTED, label="Ofsted", kind="inspectorate"),
    Organisation(iri=EDUCATION, label="Department for Education", kind="department"),
    Person(iri=HART, label="Ann Hart"),
    Person(iri=BELL, label="Tom Bell"),
    Person(iri=COLE, label="Ruth Cole"),
    Person(iri=WEBB, label="Ivy Webb"),
    Person(iri=FINCH, label="Sam Finch"),
    Post(iri=NORTHFORD_DCS, label="Director of children's services", organisation=NORTHFORD, role_kind=DCS),
    Post(iri=EASTMERE_DCS, label="Director of children's services", organisation=EASTMERE, role_kind=DCS),
    Post(iri=MINISTER, label="Children's minister", organisation=EDUCATION, role_kind="minister"),
    tenure("hart-e", HART, EASTMERE_DCS, EASTMERE, since="2008", until="2012-04"),
    tenure("hart-n", HART, NORTHFORD_DCS, NORTHFORD, since="2012-05", until="2015-03-31"),
    tenure("bell", BELL, NORTHFORD_DCS, NORTHFORD, since="2015-04-01", in_post_on="2015-09-10"),
    tenure("nobody", None, EASTMERE_DCS, EASTMERE, since="2012-05-01"),
    tenure("cole", COLE, MINISTER, EDUCATION, since="2014-07-15", until="2017"),
    Succession(
        iri=at("succession/1"),
        predecessor=at("tenure/hart-n"),
        successor=at("tenure/bell"),
        post=NORTHFORD_DCS,
    ),
    CareerEvent(
        iri=at("event/hart-left"),
        person=HART,
        event="resigned",
        organisation=NORTHFORD,
        role_kind=DCS,
        tenure=at("tenure/hart-n"),
        date="2015-03-31",
    ),
    CareerEvent(
        iri=at("event/webb-left"),
        person=WEBB,
        event="dismissed",
        organisation=NORTHFORD,
        role_kind="chief_executive",
        date="2015",
    ),
    inspection("n11", NORTHFORD, "2011-02-07", WEBB),
    inspection("n15", NORTHFORD, "2015-01-12", WEBB, FINCH),
    inspection("n19", NORTHFORD, "2019-03-04", FINCH),
    inspection("e16", EASTMERE, "2016-06-06", FINCH),
    inspection("e18", EASTMERE, "2018-05", FINCH),
    judgement("n11", NORTHFORD, "2011-02-07", "good"),
    judgement("n15", NORTHFORD, "2015-01-12", "inadequate"),
    judgement("n15", NORTHFORD, "2015-01-12", "requires improvement", "in_care"),
    judgement("n15", NORTHFORD, "2015-01-12", "inadequate", "fostering panel"),
    judgement("n19", NORTHFORD, "2019-03-04", "requires improvement"),
    judgement("e16", EASTMERE, "2016-06-06", "inadequate"),
    judgement("e18", EASTMERE, "2018-05", "inadequate"),
    Intervention(
        iri=at("intervention/1"), organisation=NORTHFORD, kind="direction", actor=EDUCATION, date="2015-06"
    ),
    Intervention(iri=at("intervention/2"), organisation=NORTHFORD, kind="peer challenge"),
    Statement(
        iri=at("statement/1"),
        speaker=COLE,
        words='Children in Northford "deserve better".',
        about=NORTHFORD,
        date="2015-06-02",
    ),
    Statement(
        iri=at("statement/2"), speaker=OFSTED, words="Leaders have acted.", about=EASTMERE, date="2018-07"
    ),
)
FACTS = tuple(dataclasses.replace(fact, claims=(claim_iri(DOCUMENT, CLAIM),)) for fact in _FACTS)
"""All rest on the one claim, so that the graph is whole."""
