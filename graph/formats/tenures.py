"""Tenures as rows: one row for somebody's time in a post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from councilgraph.graph.entities import Tenure
from councilgraph.graph.evidence import evidence
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, DCT, RDF, SKOS

COLUMNS = (
    "person",
    "person_name",
    "role_kind",
    "role",
    "organisation",
    "organisation_code",
    "since",
    "until",
    "end_status",
    "documents",
)


def tenure_rows(store: Store) -> Iterator[dict[str, Any]]:
    """Every tenure, sorted by address. `person` is an IRI, None for a holder whom nobody names."""
    for quad in sorted(store.quads(None, RDF.type, CG.Tenure), key=lambda quad: str(quad.subject)):
        iri = getattr(quad.subject, "value", "")
        for tenure in read_facts(store.quads(iri)):
            if isinstance(tenure, Tenure):
                yield _row(store, tenure)


def _row(store: Store, tenure: Tenure) -> dict[str, Any]:
    return {
        "person": tenure.person,
        "person_name": store.value(tenure.person, SKOS.prefLabel) if tenure.person else None,
        "role_kind": tenure.role_kind,
        "role": tenure.role,
        "organisation": store.value(tenure.organisation, SKOS.prefLabel),
        "organisation_code": store.value(tenure.organisation, DCT.identifier),
        "since": tenure.since,
        "until": tenure.until,
        "end_status": tenure.end_status,
        "documents": sorted({one.document for one in evidence(store, tenure.iri)}),
    }
