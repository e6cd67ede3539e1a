"""What claims and facts have in common as RDF: the properties of their fields, and inspectors' teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Any

import pyoxigraph as ox

from councilgraph.graph.entities import Entity
from councilgraph.graph.model import Claim
from councilgraph.graph.rdf.fields import fields_of
from councilgraph.graph.rdf.terms import Term, date_bounds, node, value
from councilgraph.graph.vocab import CG, DCT, RDF

Triple = tuple[ox.NamedNode, ox.NamedNode, Term]
Properties = dict[Term, list[Term]]
Nodes = dict[Term, Properties]
"""A graph by subject and property."""

TYPE = node(RDF.type)
_TEAM_MEMBER = node(CG.TeamMember)
_IS_PART_OF = node(DCT.isPartOf)
_POSITION = node(CG.position)
_INSPECTOR = node(CG.inspector)
_TEAM_ROLE = node(CG.teamRole)


def to_nodes(quads: Iterable[ox.Quad]) -> Nodes:
    """Quads by subject and property, whatever their graph."""
    nodes: Nodes = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        nodes[quad.subject][quad.predicate].append(quad.object)
    return nodes


def field_triples(subject: ox.NamedNode, content: Claim | Entity, *, with_bounds: bool) -> Iterator[Triple]:
    """The fields of a claim or a fact that are properties of its node; dates with their bounds if asked."""
    for field in fields_of(type(content)):
        found = getattr(content, field.name)
        if found is None:
            continue
        if field.is_many:
            for each in sorted(set(found)):
                yield subject, field.property, field.term(each)
            continue
        yield subject, field.property, field.term(found)
        if with_bounds and field.bounds:
            yield from bound_triples(subject, field.bounds, found)


def bound_triples(
    subject: ox.NamedNode, properties: tuple[ox.NamedNode, ox.NamedNode], edtf: str
) -> Iterator[Triple]:
    """The first and the last day that a date may mean; none for a text that is no date."""
    for prop, day in zip(properties, date_bounds(edtf), strict=False):
        yield subject, prop, day


def read_fields(kind: type[Claim] | type[Entity], properties: Properties) -> dict[str, Any]:
    """The values of the fields that are properties of a node."""
    return {field.name: field.read(properties.get(field.property, [])) for field in fields_of(kind)}


def team_triples(
    parent: ox.NamedNode, team: tuple[str, ...], roles: tuple[str, ...], member: Callable[[str], Term]
) -> Iterator[Triple]:
    """The members of an inspection's team, in order, each a part of `parent`."""
    for position, (inspector, role) in enumerate(zip_longest(team, roles), start=1):
        part = ox.NamedNode(f"{parent.value}/team/{position}")
        yield part, TYPE, _TEAM_MEMBER
        yield part, _IS_PART_OF, parent
        yield part, _POSITION, ox.Literal(position)
        if inspector is not None:
            yield part, _INSPECTOR, member(inspector)
        if role is not None:
            yield part, _TEAM_ROLE, ox.Literal(role)


def read_teams(nodes: Nodes) -> dict[Term, dict[str, tuple[str, ...]]]:
    """The fields `team` and `team_roles` of all inspections in a graph, by the inspection's node."""
    found: dict[Term, list[tuple[int, Properties]]] = defaultdict(list)
    for properties in nodes.values():
        if _TEAM_MEMBER in properties.get(TYPE, ()):
            place = int(value(min(properties[_POSITION], key=value))) if properties[_POSITION] else 0
            for parent in properties[_IS_PART_OF]:
                found[parent].append((place, properties))
    return {parent: _team(sorted(parts, key=lambda part: part[0])) for parent, parts in found.items()}


def _team(parts: list[tuple[int, Properties]]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(min(map(value, each[prop])) for _, each in parts if each[prop])
        for name, prop in (("team", _INSPECTOR), ("team_roles", _TEAM_ROLE))
    }
