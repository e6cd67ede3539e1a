"""Claims in the exchange format: one row a claim, with its document, quote, offsets and identities."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from councilgraph.graph.entities import Said
from councilgraph.graph.model import EXCHANGED_TYPES
from councilgraph.graph.rdf import read_claims
from councilgraph.graph.store import Store

_LEFT_OUT = frozenset({"quote", "stands_for", "modality"})
_IDENTITIES = ("person_id", "speaker_id", "organisation_id", "organisation_code")
COLUMNS = (
    "doc",
    "type",
    *dict.fromkeys(
        field.name
        for kind in EXCHANGED_TYPES
        for field in dataclasses.fields(kind)
        if field.name not in {*_LEFT_OUT, "end"}
    ),
    "quote",
    "start",
    "end",
    *_IDENTITIES,
)
"""The columns of a table of claims, of whatever type."""


def claim_rows(store: Store) -> Iterator[dict[str, Any]]:
    """The asserted claims of the six exchanged types, document by document, as rows.

    `end` is the last day in an inspection's row and the quote's end in any other.
    """
    for graph in sorted(store.graphs()):
        for said in read_claims(store.quads(graph=graph)):
            if isinstance(said.claim, EXCHANGED_TYPES) and said.claim.modality == "asserted":
                yield claim_row(said, store.ledger.resolved(said.iri) or {})


def claim_row(said: Said, resolved: Mapping[str, Any]) -> dict[str, Any]:
    """One claim as a row of the exchange format."""
    claim = said.claim
    row: dict[str, Any] = {"doc": said.document_name, "type": claim.type}
    for field in dataclasses.fields(claim):
        if field.name not in _LEFT_OUT:
            value = getattr(claim, field.name)
            row[field.name] = list(value) if isinstance(value, tuple) else value
    row |= {"quote": claim.quote.text, "start": claim.quote.start}
    row.setdefault("end", claim.quote.end)
    row["person_id"] = resolved.get("person")
    row["speaker_id"] = resolved.get("speaker")
    row["organisation_id"] = resolved.get("organisation") or resolved.get("about")
    row["organisation_code"] = resolved.get("organisation_code")
    return row
