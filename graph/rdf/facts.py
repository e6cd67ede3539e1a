"""Facts as RDF and back. They are in the default graph, and each names the claims behind it.

Tuples whose order means nothing come back sorted and without doubles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from councilgraph.graph.entities import FACT_TYPES, Entity, Inspection, Organisation
from councilgraph.graph.rdf.fields import FACT_CLASSES, class_of, made
from councilgraph.graph.rdf.nodes import (
    TYPE,
    Nodes,
    field_triples,
    read_fields,
    read_teams,
    team_triples,
    to_nodes,
)
from councilgraph.graph.rdf.terms import node, value
from councilgraph.graph.vocab import CG, COUNCIL_KINDS

_DEFAULT_GRAPH = ox.DefaultGraph()
_COUNCIL = node(CG.Council)
_ORDER = {kind: place for place, kind in enumerate(FACT_TYPES)}


def fact_quads(fact: Entity) -> Iterator[ox.Quad]:
    """A fact in the default graph; each date with the first and the last day that it may mean."""
    subject = ox.NamedNode(fact.iri)
    yield ox.Quad(subject, TYPE, class_of(type(fact)))
    if isinstance(fact, Organisation) and fact.kind in COUNCIL_KINDS:
        yield ox.Quad(subject, TYPE, _COUNCIL)
    for triple in field_triples(subject, fact, with_bounds=True):
        yield ox.Quad(*triple)
    if isinstance(fact, Inspection):
        for triple in team_triples(subject, fact.team, fact.team_roles, node):
            yield ox.Quad(*triple)


def read_facts(quads: Iterable[ox.Quad]) -> list[Entity]:
    """The facts in the default graph, sorted by type and address. Other quads are passed over.

    Raises StoreError where a fact lacks a field.
    """
    nodes: Nodes = to_nodes(quad for quad in quads if quad.graph_name == _DEFAULT_GRAPH)
    teams = read_teams(nodes)
    found = []
    for iri, properties in nodes.items():
        for kind in {kind for kind in map(FACT_CLASSES.get, properties.get(TYPE, ())) if kind}:
            values = {**read_fields(kind, properties), **teams.get(iri, {}), "iri": value(iri)}
            found.append(made(kind, values, value(iri)))
    return sorted(found, key=lambda fact: (_ORDER[type(fact)], fact.iri))
